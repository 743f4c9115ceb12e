"""The figures of ``rulebooks/inspection.json`` and the checklists that ship with the house."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings

from anlan.areas.inspection.rules.limits import Limits


@cache
def limits() -> Limits:
    """The figures in force."""
    path = Path(settings.RULEBOOKS) / "inspection.json"
    return Limits.from_rulebook(json.loads(path.read_text(encoding="utf-8")))


def shipped_checklists() -> list[dict[str, Any]]:
    """The documents of ``rulebooks/checklists``, in the order of their names."""
    folder = Path(settings.RULEBOOKS) / "checklists"
    return [json.loads(path.read_text(encoding="utf-8")) for path in sorted(folder.glob("*.json"))]
