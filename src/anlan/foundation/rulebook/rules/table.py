"""The format as a table: one row a version, every cell a text; the reader turns it into the same document."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from anlan.foundation.rulebook.rules.book import Book, Rule, Source, Version
from anlan.foundation.rulebook.rules.schema import CHOICES, SCHEMA
from anlan.foundation.rulebook.rules.typing_values import Unreadable, read, written
from anlan.foundation.rulebook.rules.vocabulary import Kind

HEADINGS = (
    ("id", "规则编号", "Rule id"),
    ("zh", "名称", "Name in Chinese"),
    ("en", "英文名称", "Name in English"),
    ("subject", "主题", "Subject"),
    ("kind", "类型", "Kind"),
    ("unit", "单位", "Unit"),
    ("stricter", "更严的方向", "Stricter"),
    ("area", "范围编号", "Area"),
    ("level", "层级", "Level"),
    ("area_zh", "范围名称", "Area in Chinese"),
    ("area_en", "范围英文名称", "Area in English"),
    ("value", "值", "Value"),
    ("from", "起", "From"),
    ("to", "止", "To"),
    ("source_title", "来源", "Source"),
    ("publisher", "出版者", "Publisher"),
    ("date", "来源日期", "Date of the source"),
    ("grade", "等级", "Grade"),
    ("cite", "条款", "Article"),
    ("hold", "下级", "Nearer authorities"),
    ("precision", "起日精确到", "Precision"),
    ("note_zh", "说明", "Note in Chinese"),
    ("note_en", "英文说明", "Note in English"),
    ("confirmed_by", "确认人", "Confirmed by"),
    ("about_zh", "关于", "About in Chinese"),
    ("about_en", "英文关于", "About in English"),
)
NEEDED_COLUMNS = frozenset({"id", "zh", "en", "subject", "kind", "area", "value", "from"})
_OF_RULE = ("zh", "en", "subject", "kind", "unit")
_OF_VERSION = ("cite", "hold", "precision", "note_zh", "note_en", "confirmed_by")

Row = Mapping[str, str]


def rows_of(book: Book) -> list[list[str]]:
    """One row a version, in the order of the columns."""
    areas = {area.code: area for area in book.areas}
    rows = []
    for rule in book.rules:
        for one in rule.versions:
            area = areas[one.area]
            told = _of_rule(rule) | _of_version(one, rule.kind) | _of_source(one.source)
            told |= {"level": area.level.value, "area_zh": area.zh, "area_en": area.en}
            rows.append([told.get(key, "") for key, _, _ in HEADINGS])
    return rows


def key_of(heading: str) -> str:
    """The column that a heading names in either language; "" for an unknown one."""
    wanted = heading.strip().casefold()
    found = (key for key, zh, en in HEADINGS if wanted in {key, zh.casefold(), en.casefold()})
    return next(found, "")


def document_from(rows: Sequence[Row], *, name: str) -> dict[str, Any]:
    """The rows as a document of the format, for the strict reader to judge."""
    areas: dict[str, dict[str, str]] = {}
    sources: dict[tuple[str, ...], dict[str, str]] = {}
    rules: dict[str, dict[str, Any]] = {}
    for row in rows:
        areas.setdefault(row.get("area", ""), _area(row))
        code = row.get("id", "")
        if code not in rules:
            rules[code] = {"id": code} | {key: row.get(key, "") for key in _OF_RULE} | {"versions": []}
            rules[code] |= {key: row[key] for key in ("stricter", "about_zh", "about_en") if row.get(key)}
        rules[code]["versions"].append(_version(row, sources))
    return {
        "schema": SCHEMA,
        "set": name,
        "zh": "导入的规则",
        "en": "Imported rules",
        "areas": list(areas.values()),
        "sources": list(sources.values()),
        "rules": list(rules.values()),
    }


def _of_rule(rule: Rule) -> dict[str, str]:
    return {
        "id": rule.code,
        "zh": rule.zh,
        "en": rule.en,
        "subject": rule.subject,
        "kind": rule.kind.value,
        "unit": rule.unit,
        "stricter": rule.stricter.value,
        "about_zh": rule.about_zh,
        "about_en": rule.about_en,
    }


def _of_version(one: Version, kind: Kind) -> dict[str, str]:
    return {
        "area": one.area,
        "value": written(one.value, kind=kind),
        "from": one.starts.isoformat(),
        "to": one.ends.isoformat() if one.ends else "",
        "grade": one.grade,
        "cite": one.cite,
        "hold": one.hold.value,
        "precision": one.precision.value,
        "note_zh": one.note_zh,
        "note_en": one.note_en,
        "confirmed_by": one.confirmed_by,
    }


def _of_source(source: Source | None) -> dict[str, str]:
    if source is None:
        return {}
    return {"source_title": source.title, "publisher": source.publisher, "date": source.date}


def _area(row: Row) -> dict[str, str]:
    code = row.get("area", "")
    names = {"zh": row.get("area_zh") or code, "en": row.get("area_en") or code}
    return {"code": code, "level": row.get("level") or "school", **names}


def _version(row: Row, sources: dict[tuple[str, ...], dict[str, str]]) -> dict[str, Any]:
    told = {
        "area": row.get("area", ""),
        "value": _value(row),
        "from": row.get("from", ""),
        "to": row.get("to") or None,
        "source": _source(row, sources),
    }
    return told | {key: row[key] for key in _OF_VERSION if row.get(key)}


def _value(row: Row) -> object:
    """The value, or the text itself where it writes none: the reader then says what is wrong."""
    kind = row.get("kind", "")
    text = row.get("value", "")
    if kind not in CHOICES["rule", "kind"]:
        return text or None
    try:
        return read(text, kind=Kind(kind))
    except Unreadable:
        return text


def _source(row: Row, sources: dict[tuple[str, ...], dict[str, str]]) -> str | None:
    title = row.get("source_title", "")
    if not title:
        return None
    facts = (title, row.get("publisher", ""), row.get("date", ""), row.get("grade", ""))
    if facts not in sources:
        names = ("title", "publisher", "date", "grade")
        sources[facts] = {"key": f"source-{len(sources) + 1}"} | dict(zip(names, facts, strict=True))
    return sources[facts]["key"]
