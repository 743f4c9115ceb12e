"""From the content of a checklist back to the three sheets of an XLSForm, as reading takes them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

from anlan.areas.inspection.rules.forms import Kind
from anlan.areas.inspection.rules.xlsform.settings import Settings

SURVEY_HEADS = (
    "type",
    "name",
    "label::中文 (zh)",
    "label::English (en)",
    "hint::中文 (zh)",
    "hint::English (en)",
    "required",
    "relevant",
    "constraint",
    "constraint_message::中文 (zh)",
    "constraint_message::English (en)",
    "anlan::severity",
    "anlan::fails_if",
)
CHOICE_HEADS = ("list_name", "name", "label::中文 (zh)", "label::English (en)")
SETTING_HEADS = (
    "form_title::中文 (zh)",
    "form_title::English (en)",
    "form_id",
    "anlan::source",
    "anlan::grade",
    "anlan::place_kinds",
    "anlan::every_days",
    "anlan::valid_from",
)
JUDGED = (("pass", "合格", "Passed"), ("fail", "不合格", "Failed"), ("na", "不适用", "Does not apply"))
LIST = "judged"
Sheet = list[tuple[str, ...]]


def write_workbook(content: Mapping[str, Any], settings: Settings) -> dict[str, Sheet]:
    """The sheets survey, choices and settings as cells."""
    questions = list(content.get("questions", ()))
    return {
        "survey": [SURVEY_HEADS, *_survey(content.get("sections", ()), questions)],
        "choices": [CHOICE_HEADS, *_choices(questions)],
        "settings": [SETTING_HEADS, _settings(settings)],
    }


def _survey(
    sections: Sequence[Mapping[str, Any]], questions: Sequence[Mapping[str, Any]]
) -> Iterator[tuple[str, ...]]:
    """Groups in the order of the questions; a group without any comes at the end."""
    known = {row["key"]: row for row in sections}
    times: dict[str, int] = {}
    for key, rows in groupby(questions, key=lambda row: str(row.get("section", ""))):
        group = known.get(key)
        times[key] = times.get(key, 0) + 1
        if group is not None:
            yield _begin(group, times=times[key])
        yield from (_question(row) for row in rows)
        if group is not None:
            yield _line("end group")
    for key, group in known.items():
        if key not in times:
            yield _begin(group, times=1)
            yield _line("end group")


def _begin(group: Mapping[str, Any], *, times: int) -> tuple[str, ...]:
    name = group["key"] if times == 1 else f"{group['key']}_{times}"
    return _line(
        "begin group",
        name,
        group.get("label", ""),
        group.get("label_en", ""),
        relevant=group.get("relevant", ""),
    )


def _question(row: Mapping[str, Any]) -> tuple[str, ...]:
    kind = Kind(row["kind"])
    said = kind.value
    if kind is Kind.JUDGE:
        said = f"select_one {LIST}"
    elif kind in {Kind.ONE, Kind.MANY}:
        said = f"{kind.value} list_{row['key']}"
    return (
        said,
        row["key"],
        row["label"],
        row.get("label_en", ""),
        row.get("hint", ""),
        row.get("hint_en", ""),
        "yes" if row.get("required") else "",
        row.get("relevant", ""),
        row.get("constraint", ""),
        row.get("constraint_message", ""),
        row.get("constraint_message_en", ""),
        row.get("severity", "minor"),
        row.get("fails_if", ""),
    )


def _line(
    kind: str, name: str = "", label: str = "", label_en: str = "", *, relevant: str = ""
) -> tuple[str, ...]:
    return (kind, name, label, label_en, "", "", "", relevant, *([""] * (len(SURVEY_HEADS) - 8)))


def _choices(questions: Sequence[Mapping[str, Any]]) -> Iterator[tuple[str, ...]]:
    if any(row["kind"] == Kind.JUDGE.value for row in questions):
        yield from ((LIST, *one) for one in JUDGED)
    for row in questions:
        for one in row.get("choices", ()):
            yield (f"list_{row['key']}", one["name"], one["label"], one.get("label_en", ""))


def _settings(given: Settings) -> tuple[str, ...]:
    return (
        given.title,
        given.title_en,
        given.code,
        given.source,
        given.grade,
        " ".join(given.place_kinds),
        str(given.every_days),
        given.valid_from.isoformat() if given.valid_from else "",
    )
