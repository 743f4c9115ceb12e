"""The figures of ``rulebooks/tasks.json``."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

from django.conf import settings

from anlan.areas.tasks.rules.reminding import Limits


@cache
def limits() -> Limits:
    """The figures in force."""
    path = Path(settings.RULEBOOKS) / "tasks.json"
    return Limits.from_rulebook(json.loads(path.read_text(encoding="utf-8")))
