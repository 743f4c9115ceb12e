"""Changing a checklist's content as data: each change gives new content or says why not."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from anlan.areas.inspection.rules.expressions.tree import names_in
from anlan.areas.inspection.rules.forms import condition
from anlan.core.kernel.errors import BadInput

Content = Mapping[str, Any]
Row = dict[str, Any]
MOST_QUESTIONS, MOST_SECTIONS = 300, 40
ASKS_OTHERS = ("relevant", "constraint", "fails_if")


def put_section(content: Content, key: str, **fields: str) -> dict[str, Any]:
    """Write a section; without a key a new one at the end."""
    rows = _rows(content, "sections")
    if not key and len(rows) >= MOST_SECTIONS:
        raise BadInput("inspection.too_many_sections", limit=MOST_SECTIONS)
    return {**content, "sections": _put(rows, key, fields, fresh=lambda: _free("s", rows))}


def drop_section(content: Content, key: str) -> dict[str, Any]:
    """Take an empty section out; one with questions stays."""
    if any(row.get("section", "") == key for row in _rows(content, "questions")):
        raise BadInput("inspection.section_not_empty")
    return {**content, "sections": [row for row in _rows(content, "sections") if row["key"] != key]}


def put_question(content: Content, key: str, **fields: Any) -> dict[str, Any]:
    """Write a question; a new one, or one that changes its section, stands at the end of that section."""
    rows = _rows(content, "questions")
    if not key and len(rows) >= MOST_QUESTIONS:
        raise BadInput("inspection.too_many_questions", limit=MOST_QUESTIONS)
    before = next((row for row in rows if row["key"] == key), None)
    written = _put(rows, key, fields, fresh=lambda: _free("q", rows))
    if before is None or before.get("section", "") != fields.get("section", ""):
        moved = next(row for row in written if row["key"] == key) if key else written[-1]
        written = [row for row in written if row is not moved] + [moved]
    return checked({**content, "questions": _in_sections(content, written)})


def drop_question(content: Content, key: str) -> dict[str, Any]:
    """Take a question out, unless another one asks about it."""
    rows = _rows(content, "questions")
    asking = next((row for row in rows if row["key"] != key and key in _asked_about(row)), None)
    if asking is not None:
        raise BadInput("inspection.question_asked_about", item=asking["label"])
    return {**content, "questions": [row for row in rows if row["key"] != key]}


def move_question(content: Content, key: str, *, by: int) -> dict[str, Any]:
    """Put a question before or behind its neighbour of the same section; at the edge nothing moves."""
    rows = _in_sections(content, _rows(content, "questions"))
    place = next((at for at, row in enumerate(rows) if row["key"] == key), -1)
    other = place + by
    if place < 0 or not 0 <= other < len(rows):
        return dict(content)
    if rows[place].get("section", "") != rows[other].get("section", ""):
        return dict(content)
    rows[place], rows[other] = rows[other], rows[place]
    return checked({**content, "questions": rows})


def move_section(content: Content, key: str, *, by: int) -> dict[str, Any]:
    """Put a section with its questions before or behind its neighbour."""
    rows = _rows(content, "sections")
    place = next((at for at, row in enumerate(rows) if row["key"] == key), -1)
    if place < 0 or not 0 <= place + by < len(rows):
        return dict(content)
    rows[place], rows[place + by] = rows[place + by], rows[place]
    moved = {**content, "sections": rows}
    return checked({**moved, "questions": _in_sections(moved, _rows(content, "questions"))})


def checked(content: Content) -> dict[str, Any]:
    """The content, if every condition asks only about questions above it. Raises BadInput."""
    seen: set[str] = set()
    for row in _rows(content, "questions"):
        below = _asked_about(row) - seen - {row["key"]}
        if below:
            labels = {one["key"]: one["label"] for one in _rows(content, "questions")}
            name = min(below)
            raise BadInput("inspection.asks_below", item=row["label"], other=labels.get(name, name))
        seen.add(row["key"])
    return dict(content)


def _asked_about(row: Mapping[str, Any]) -> set[str]:
    texts = (str(row.get(name) or "") for name in ASKS_OTHERS)
    return {name for text in texts if text for name in names_in(condition(text))}


def _put(rows: Sequence[Row], key: str, fields: Mapping[str, Any], *, fresh: Callable[[], str]) -> list[Row]:
    if key and not any(row["key"] == key for row in rows):
        raise BadInput("inspection.part_gone")
    if not key:
        return [*rows, {"key": fresh(), **fields}]
    return [{**row, **fields} if row["key"] == key else row for row in rows]


def _free(letter: str, rows: Sequence[Row]) -> str:
    taken = {row["key"] for row in rows}
    return next(f"{letter}{number}" for number in range(1, len(rows) + 2) if f"{letter}{number}" not in taken)


def _in_sections(content: Content, rows: Sequence[Row]) -> list[Row]:
    """Questions in the order of their sections, those without one first."""
    order = {row["key"]: at for at, row in enumerate(_rows(content, "sections"), start=1)}
    return sorted(rows, key=lambda row: order.get(row.get("section", ""), 0))


def _rows(content: Content, name: str) -> list[Row]:
    return [dict(row) for row in content.get(name, ())]
