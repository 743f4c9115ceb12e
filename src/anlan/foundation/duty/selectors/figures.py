"""The figures of ``rulebooks/duty.json``."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

from django.conf import settings

from anlan.foundation.duty.rules.figures import Figures


@cache
def figures() -> Figures:
    """The figures in force."""
    path = Path(settings.RULEBOOKS) / "duty.json"
    return Figures.from_rulebook(json.loads(path.read_text(encoding="utf-8")))
