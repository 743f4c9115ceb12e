"""The figures of ``rulebooks/tasks.json``."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

from django.conf import settings

from anlan.areas.tasks.rules.papers import Ladder
from anlan.areas.tasks.rules.reminding import Limits


@cache
def limits() -> Limits:
    """The figures in force."""
    path = Path(settings.RULEBOOKS) / "tasks.json"
    return Limits.from_rulebook(json.loads(path.read_text(encoding="utf-8")))


@cache
def ladder() -> Ladder:
    """When papers about something late are drafted."""
    path = Path(settings.RULEBOOKS) / "tasks.json"
    return Ladder.from_rulebook(json.loads(path.read_text(encoding="utf-8")))


@cache
def source_of_limits() -> str:
    """Where the figures come from, with their version and day."""
    told = json.loads((Path(settings.RULEBOOKS) / "tasks.json").read_text(encoding="utf-8"))
    return f"rulebooks/tasks.json {told['version']}，{told['valid_from']} 起；{told['source_zh']}"
