"""The seven sheets, read from ``rulebooks/sheets.json``."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any, Final

from django.conf import settings

from anlan.foundation.intake import cells, choices
from anlan.foundation.intake.spec import Column, SheetSpec, choice
from anlan.foundation.intake.states import Sheet

Reader = Callable[[Any], Any]

_PLAIN: Final[Mapping[str, Reader]] = {
    "text": cells.text,
    "name": cells.name,
    "person_number": cells.person_number,
    "code": cells.code,
    "slug": cells.slug,
    "phone": cells.phone,
    "flag": cells.flag,
    "day": cells.day,
    "several": cells.several,
    "numbers": cells.numbers,
}
_BOUNDED: Final[Mapping[str, Callable[..., Reader]]] = {
    "short_text": cells.short_text,
    "whole": cells.whole,
    "degrees": cells.degrees,
}
_CHOICES: Final[Mapping[str, Callable[[], choices.Options]]] = {
    "unit_kinds": choices.unit_kinds,
    "staff_kinds": choices.staff_kinds,
    "student_kinds": choices.student_kinds,
    "group_kinds": choices.group_kinds,
    "place_kinds": choices.place_kinds,
    "roles": choices.roles,
    "yes_or_no": choices.yes_or_no,
}


@cache
def book() -> dict[Sheet, SheetSpec]:
    """Every sheet in the order in which they make sense."""
    path = Path(settings.RULEBOOKS) / "sheets.json"
    told = json.loads(path.read_text(encoding="utf-8"))["sheets"]
    return {sheet: _spec(sheet, told[sheet]) for sheet in Sheet}


def _spec(sheet: Sheet, row: Mapping[str, Any]) -> SheetSpec:
    return SheetSpec(
        sheet=sheet,
        zh=row["label"],
        en=row["label_en"],
        about=row["about"],
        about_en=row["about_en"],
        columns=tuple(_column(column) for column in row["columns"]),
        example=tuple(tuple(line) for line in row["example"]),
        aliases=tuple(row["aliases"]),
    )


def _column(row: Mapping[str, Any]) -> Column:
    options = _CHOICES[row["choices"]] if "choices" in row else None
    return Column(
        key=row["key"],
        zh=row["label"],
        en=row["label_en"],
        hint=row["hint"],
        hint_en=row["hint_en"],
        read=_reader(row["read"], options),
        needed=row.get("needed", False),
        aliases=tuple(row.get("aliases", ())),
        choices=options,
        width=row.get("width", 14),
    )


def _reader(told: str, options: Callable[[], choices.Options] | None) -> Reader:
    """``short_text:100`` → a reader of at most 100 signs; ``choice`` reads one of the column's options."""
    name, *bounds = told.split(":")
    if name == "choice" and options is not None:
        return choice(options)
    return _BOUNDED[name](*(int(bound) for bound in bounds)) if bounds else _PLAIN[name]
