"""What one version of a checklist says otherwise than another, question by question."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

Change = Literal["added", "removed", "changed", "moved"]


@dataclass(frozen=True, slots=True)
class Difference:
    """One question that differs; ``fields`` are (name, before, after)."""

    key: str
    label: str
    change: Change
    fields: tuple[tuple[str, str, str], ...] = ()


def differences(before: Mapping[str, Any], after: Mapping[str, Any]) -> tuple[Difference, ...]:
    """In the order of the later version, then what is gone; unchanged questions are left out."""
    old = {row["key"]: row for row in before.get("questions", ())}
    new = {row["key"]: row for row in after.get("questions", ())}
    kept_old = [key for key in old if key in new]
    kept_new = [key for key in new if key in old]
    found = []
    for key, row in new.items():
        if key not in old:
            found.append(Difference(key, row["label"], "added"))
            continue
        fields = _fields(old[key], row)
        if fields:
            found.append(Difference(key, row["label"], "changed", fields))
        elif kept_old.index(key) != kept_new.index(key):
            found.append(Difference(key, row["label"], "moved"))
    found += [Difference(key, row["label"], "removed") for key, row in old.items() if key not in new]
    return tuple(found)


def _fields(old: Mapping[str, Any], new: Mapping[str, Any]) -> tuple[tuple[str, str, str], ...]:
    names = dict.fromkeys((*old, *new))
    return tuple(
        (name, _told(old.get(name)), _told(new.get(name)))
        for name in names
        if _told(old.get(name)) != _told(new.get(name))
    )


def _told(value: object) -> str:
    if isinstance(value, list | tuple):
        return "；".join(
            f"{one.get('name')} {one.get('label')}" if isinstance(one, Mapping) else str(one) for one in value
        )
    if isinstance(value, bool) or value is None:
        return "1" if value else ""
    return str(value)
