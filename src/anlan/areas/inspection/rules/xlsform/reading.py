"""From the three sheets of an XLSForm to the content of a checklist.

Types: select_one, select_multiple, integer, decimal, text, date, image, geopoint, note, groups.
A select_one among pass, fail and na is an item with one judgement. Columns of our own are
``anlan::severity`` and ``anlan::fails_if``. Whatever else carries meaning is refused in words.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from anlan.areas.inspection.rules.expressions.reading import read
from anlan.areas.inspection.rules.expressions.tree import names_in
from anlan.areas.inspection.rules.forms import Kind
from anlan.areas.inspection.rules.xlsform.problems import Problem, Problems
from anlan.areas.inspection.rules.xlsform.settings import Settings, read_settings
from anlan.areas.inspection.rules.xlsform.sheets import Cells, Row, rows_of
from anlan.core.kernel.errors import BadInput

SURVEY, CHOICES, SETTINGS = "survey", "choices", "settings"
MOST_QUESTIONS, MOST_CHOICES, DEEPEST = 300, 200, 3
LONGEST_LABEL = 300
SURVEY_COLUMNS = frozenset(
    [
        "type",
        "name",
        "label",
        "hint",
        "required",
        "required_message",
        "relevant",
        "constraint",
        "constraint_message",
        "anlan::severity",
        "anlan::fails_if",
    ]
)
UNUSED = frozenset({"appearance", "guidance_hint", "parameters", "note", "comment", "comments", "#"})
JUDGED = ({"pass", "fail"}, {"pass", "fail", "na"})
SEVERITIES = frozenset({"minor", "serious", "stop_now"})
YES, NO = (
    frozenset({"yes", "true", "true()", "1", "是"}),
    frozenset({"", "no", "false", "false()", "0", "否"}),
)
_NAME = re.compile(r"[A-Za-z_][\w-]{0,59}")
_TYPE = re.compile(r"(select_one|select_multiple)\s+(\S+)")
_PLAIN = {kind.value: kind for kind in (Kind.INTEGER, Kind.DECIMAL, Kind.TEXT, Kind.DATE, Kind.IMAGE)} | {
    "geopoint": Kind.GEOPOINT,
    "note": Kind.NOTE,
    "photo": Kind.IMAGE,
    "string": Kind.TEXT,
    "int": Kind.INTEGER,
}
# Written by the machine itself, never asked; harmless to leave out, so they are told.
_METADATA = frozenset({"start", "end", "today", "deviceid", "username", "instanceid"})


@dataclass(frozen=True, slots=True)
class Imported:
    """What came of a workbook: content and settings when nothing was refused, and every problem."""

    content: Mapping[str, Any]
    settings: Settings
    problems: tuple[Problem, ...]

    @property
    def refused(self) -> bool:
        """Whether the file is kept out."""
        return any(one.refused for one in self.problems)


@dataclass(slots=True)
class _Desk:
    """What reading has gathered so far."""

    problems: Problems
    lists: Mapping[str, list[dict[str, str]]]
    sections: list[dict[str, str]] = field(default_factory=list)
    questions: list[dict[str, Any]] = field(default_factory=list)
    open_groups: list[dict[str, str]] = field(default_factory=list)
    names: dict[str, int] = field(default_factory=dict)


def read_workbook(sheets: Mapping[str, Cells]) -> Imported:
    """Read the sheets survey, choices and settings; never raises for what they hold."""
    problems = Problems()
    named = {name.strip().lower(): cells for name, cells in sheets.items()}
    if SURVEY not in named:
        problems.refuse(SURVEY, 0, "sheet_missing")
    desk = _Desk(problems, _choices(named.get(CHOICES, ()), problems))
    for row in rows_of(SURVEY, named.get(SURVEY, ()), known=SURVEY_COLUMNS, unused=UNUSED, problems=problems):
        _line(row, desk)
    for group in desk.open_groups:
        problems.refuse(SURVEY, 0, "group_open", name=group["key"])
    if len(desk.questions) > MOST_QUESTIONS:
        problems.refuse(SURVEY, 0, "too_many_questions", count=len(desk.questions), limit=MOST_QUESTIONS)
    if not desk.questions and not problems.refused:
        problems.refuse(SURVEY, 0, "no_questions")
    settings = read_settings(named.get(SETTINGS, ()), problems)
    content = {
        "sections": desk.sections,
        "questions": desk.questions,
        "place_kinds": list(settings.place_kinds),
        "every_days": settings.every_days,
    }
    return Imported(content, settings, tuple(problems.rows))


def _choices(cells: Cells, problems: Problems) -> dict[str, list[dict[str, str]]]:
    found: dict[str, list[dict[str, str]]] = {}
    known = frozenset({"list_name", "name", "label"})
    for row in rows_of(CHOICES, cells, known=known, unused=UNUSED, problems=problems):
        name, code = row.get("list_name"), row.get("name")
        chinese, english = row.told("label")
        if not name or not code or not chinese:
            problems.refuse(CHOICES, row.number, "choice_incomplete")
            continue
        rows = found.setdefault(name, [])
        if not re.fullmatch(r"[\w.-]{1,60}", code):
            problems.refuse(CHOICES, row.number, "choice_name", name=code[:40])
        elif any(one["name"] == code for one in rows):
            problems.refuse(CHOICES, row.number, "choice_twice", name=code)
        elif len(rows) >= MOST_CHOICES:
            problems.refuse(CHOICES, row.number, "too_many_choices", limit=MOST_CHOICES)
        else:
            rows.append({"name": code, "label": chinese[:LONGEST_LABEL], "label_en": english[:LONGEST_LABEL]})
    return found


def _line(row: Row, desk: _Desk) -> None:
    kind = row.get("type").replace("begin_group", "begin group").replace("end_group", "end group")
    if kind == "begin group":
        _open_group(row, desk)
    elif kind == "end group":
        _close_group(row, desk)
    elif kind in _METADATA:
        desk.problems.tell(SURVEY, row.number, "metadata_unused", kind=kind)
    else:
        _question(row, kind, desk)


def _open_group(row: Row, desk: _Desk) -> None:
    name = _name(row, desk)
    if len(desk.open_groups) >= DEEPEST:
        desk.problems.refuse(SURVEY, row.number, "groups_too_deep", limit=DEEPEST)
    outer = desk.open_groups[-1] if desk.open_groups else None
    chinese, english = row.told("label")
    relevant = _condition(row, "relevant", desk, own=False)
    if outer is not None:
        chinese = f"{outer['label']} · {chinese}" if chinese else outer["label"]
        english = f"{outer['label_en']} · {english}" if english and outer["label_en"] else english
        relevant = " and ".join(f"({one})" for one in (outer["relevant"], relevant) if one)
    group = {
        "key": name or f"row-{row.number}",
        "label": chinese[:LONGEST_LABEL],
        "label_en": english[:LONGEST_LABEL],
        "relevant": relevant,
    }
    desk.open_groups.append(group)
    desk.sections.append(group)


def _close_group(row: Row, desk: _Desk) -> None:
    if not desk.open_groups:
        desk.problems.refuse(SURVEY, row.number, "group_not_open")
        return
    desk.open_groups.pop()


def _question(row: Row, kind: str, desk: _Desk) -> None:
    found, choices = _kind(row, kind, desk)
    name = _name(row, desk)
    chinese, english = row.told("label")
    if not chinese:
        desk.problems.refuse(SURVEY, row.number, "label_missing", name=name)
    if found is None or not name or not chinese:
        return
    hint, hint_en = row.told("hint")
    message, message_en = row.told("constraint_message")
    desk.questions.append(
        {
            "key": name,
            "kind": found.value,
            "label": chinese[:LONGEST_LABEL],
            "label_en": english[:LONGEST_LABEL],
            "hint": hint[:LONGEST_LABEL],
            "hint_en": hint_en[:LONGEST_LABEL],
            "section": desk.open_groups[-1]["key"] if desk.open_groups else "",
            "required": _required(row, desk),
            "relevant": _condition(row, "relevant", desk, own=False),
            "constraint": _condition(row, "constraint", desk, own=True),
            "constraint_message": message[:LONGEST_LABEL],
            "constraint_message_en": message_en[:LONGEST_LABEL],
            "fails_if": _condition(row, "anlan::fails_if", desk, own=True),
            "severity": _severity(row, desk),
            "choices": choices,
        }
    )


def _kind(row: Row, kind: str, desk: _Desk) -> tuple[Kind | None, list[dict[str, str]]]:
    """The kind of a question and its choices; None when it was refused."""
    match = _TYPE.fullmatch(kind)
    if match is None:
        if kind in _PLAIN:
            return _PLAIN[kind], []
        desk.problems.refuse(SURVEY, row.number, "type_unknown", kind=kind[:60] or "--")
        return None, []
    choices = desk.lists.get(match[2])
    if choices is None:
        desk.problems.refuse(SURVEY, row.number, "list_missing", name=match[2][:60])
        return None, []
    if match[1] == "select_one" and {one["name"] for one in choices} in JUDGED:
        return Kind.JUDGE, []
    return Kind(match[1]), choices


def _name(row: Row, desk: _Desk) -> str:
    name = row.get("name")
    if not _NAME.fullmatch(name):
        desk.problems.refuse(SURVEY, row.number, "name_unusable", name=name[:60] or "--")
        return ""
    if name in desk.names:
        desk.problems.refuse(SURVEY, row.number, "name_twice", name=name, first=desk.names[name])
        return ""
    desk.names[name] = row.number
    return name


def _condition(row: Row, column: str, desk: _Desk, *, own: bool) -> str:
    """A condition that can be read and asks only about questions above it; "" when it was refused."""
    text = row.get(column)
    if not text:
        return ""
    try:
        node = read(text)
    except BadInput as trouble:
        code = trouble.code.removeprefix("inspection.")
        desk.problems.refuse(SURVEY, row.number, code, column=column, **trouble.facts)
        return ""
    here = row.get("name") if own else ""
    for name in sorted(names_in(node)):
        if name not in desk.names and name != here:
            desk.problems.refuse(SURVEY, row.number, "condition_asks_below", column=column, name=name)
    return text


def _required(row: Row, desk: _Desk) -> bool:
    said = row.get("required").lower()
    if said not in YES | NO:
        desk.problems.refuse(SURVEY, row.number, "required_unknown", said=said[:40])
    return said in YES


def _severity(row: Row, desk: _Desk) -> str:
    said = row.get("anlan::severity") or "minor"
    if said not in SEVERITIES:
        desk.problems.refuse(SURVEY, row.number, "severity_unknown", said=said[:40])
    return said
