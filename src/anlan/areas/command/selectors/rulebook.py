"""The figures and unit groups of ``rulebooks/command.json``."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils.translation import get_language

from anlan.areas.command.rules.limits import Limits


@dataclass(frozen=True, slots=True)
class UnitGroup:
    """Units addressed together: every unit in force of these kinds."""

    code: str
    label: str
    label_en: str
    kinds: tuple[str, ...]
    names: tuple[str, ...]

    @property
    def shown(self) -> str:
        """The label in the reader's language."""
        return self.label_en if (get_language() or "").startswith("en") else self.label


@cache
def limits() -> Limits:
    """The figures in force."""
    return Limits.from_rulebook(_document())


@cache
def unit_groups() -> Mapping[str, UnitGroup]:
    """The groups by code, in the order of the rulebook."""
    rows = _document()["groups"]
    groups = [
        UnitGroup(row["code"], row["label"], row["label_en"], tuple(row["kinds"]), tuple(row["names"]))
        for row in rows
    ]
    return {group.code: group for group in groups}


def group_named(name: str) -> UnitGroup | None:
    """The group that a text calls by this name."""
    wanted = name.strip().lower()
    return next((group for group in unit_groups().values() if wanted in group.names), None)


@cache
def _document() -> dict[str, Any]:
    path = Path(settings.RULEBOOKS) / "command.json"
    document: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return document
