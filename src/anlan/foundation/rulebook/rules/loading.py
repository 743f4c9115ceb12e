"""Reads a file of rules strictly: every fault is told with its place, nothing is guessed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from anlan.core.kernel.errors import AnlanError
from anlan.core.policy.strict_json import parse
from anlan.foundation.rulebook.rules.book import Area, Book, Rule, Source, Version, overlapping
from anlan.foundation.rulebook.rules.faults import Fault, UnusableBook
from anlan.foundation.rulebook.rules.fields import Fields
from anlan.foundation.rulebook.rules.schema import CODE, SCHEMA
from anlan.foundation.rulebook.rules.values import fault_of, fits
from anlan.foundation.rulebook.rules.vocabulary import (
    TIMES,
    USABLE,
    Grade,
    Hold,
    Kind,
    Level,
    Precision,
    Stricter,
)

MOST_BYTES = 2_000_000
_ADDRESS = re.compile(r"https?:|www\.|\w+://", re.IGNORECASE)
_WITHOUT_UNIT = frozenset({Kind.TEXT, Kind.BOOL})
_DATED = re.compile(r"^(\d{4}(-\d{2}(-\d{2})?)?)?$")


def read_book(content: bytes, *, file: str) -> Book:
    """The rules of a file. Raises UnusableBook with every fault."""
    if len(content) > MOST_BYTES:
        raise UnusableBook([Fault("too_large", file)])
    try:
        found = parse(content)
    except AnlanError as error:
        where = " ".join(f"{name} {error.facts[name]}" for name in ("line", "field") if name in error.facts)
        raise UnusableBook([Fault("not_json", file, value=where)]) from None
    return book_of(found, file=file)


def book_of(found: object, *, file: str) -> Book:
    """The rules of a parsed document. Raises UnusableBook with every fault."""
    reader = _Reader(file)
    book = reader.book(found)
    if reader.faults or book is None:
        raise UnusableBook(reader.faults)
    return book


def faults_among(books: Iterable[tuple[str, Book]]) -> list[Fault]:
    """What only shows when several files are read together: a rule that stands in two of them."""
    seen: dict[str, str] = {}
    faults = []
    for file, book in books:
        for rule in book.rules:
            if rule.code in seen:
                faults.append(Fault("twice", file, rule.code, "id", rule.code))
            seen.setdefault(rule.code, file)
    return faults


class _Reader:
    """Walks one document and collects what is wrong."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.faults: list[Fault] = []
        self.areas: dict[str, Area] = {}
        self.sources: dict[str, Source] = {}

    def book(self, found: object) -> Book | None:
        """The whole file; None when its outermost shape is wrong."""
        fields = self._fields("book", found, rule="", at="")
        if fields is None:
            return None
        if fields.raw("schema") != SCHEMA:
            fields.blame("schema", "schema", value=str(fields.raw("schema"))[:40])
            return None
        code, zh, en = fields.matching("set", CODE), fields.text("zh"), fields.text("en")
        self._area_list(fields)
        self._source_list(fields)
        rules: dict[str, Rule] = {}
        for number, item in enumerate(fields.items("rules")):
            rule = self._rule(item, f"rules[{number}]")
            if rule is not None and rule.code in rules:
                self.faults.append(Fault("twice", self.file, rule.code, "id", rule.code))
            elif rule is not None:
                rules[rule.code] = rule
        return Book(
            code, zh, en, tuple(self.areas.values()), tuple(self.sources.values()), tuple(rules.values())
        )

    def _area_list(self, book: Fields) -> None:
        for number, item in enumerate(book.items("areas")):
            fields = self._fields("area", item, rule="", at=f"areas[{number}]")
            if fields is None:
                continue
            area = Area(
                fields.matching("code", CODE),
                Level(fields.choice("level") or Level.SCHOOL),
                fields.text("zh"),
                fields.text("en"),
            )
            if area.code in self.areas:
                fields.blame("twice", "code", value=area.code)
            self.areas[area.code] = area

    def _source_list(self, book: Fields) -> None:
        for number, item in enumerate(book.items("sources")):
            fields = self._fields("source", item, rule="", at=f"sources[{number}]")
            if fields is None:
                continue
            source = Source(
                fields.matching("key", CODE),
                fields.text("title"),
                fields.text("publisher", empty=True),
                fields.text("date", empty=True),
                fields.choice("grade"),
            )
            if not _DATED.match(source.date):
                fields.blame("date", "date", value=source.date)
            if _ADDRESS.search(f"{source.title} {source.publisher}"):
                fields.blame("address", "title")
            if source.key in self.sources:
                fields.blame("twice", "key", value=source.key)
            self.sources[source.key] = source

    def _rule(self, item: object, at: str) -> Rule | None:
        name = str(item.get("id", ""))[:80] if isinstance(item, Mapping) else ""
        fields = self._fields("rule", item, rule=name, at="" if name else at)
        if fields is None:
            return None
        kind, unit = Kind(fields.choice("kind") or Kind.TEXT), fields.choice("unit")
        stricter = Stricter(fields.choice("stricter"))
        if (kind is Kind.DURATION and unit not in TIMES) or (kind in _WITHOUT_UNIT and unit):
            fields.blame("unit_kind", "unit", value=unit)
        if not fits(stricter, kind):
            fields.blame("stricter", "stricter")
        code = fields.matching("id", CODE)
        rule = Rule(
            code,
            fields.choice("subject"),
            kind,
            unit,
            fields.text("zh"),
            fields.text("en"),
            fields.text("about_zh", empty=True),
            fields.text("about_en", empty=True),
            stricter,
        )
        versions = [
            self._version(each, rule, f"versions[{number}]")
            for number, each in enumerate(fields.items("versions"))
        ]
        return self._without_overlap(rule, versions)

    def _without_overlap(self, rule: Rule, versions: list[Version | None]) -> Rule:
        kept = [one for one in versions if one is not None]
        places = {id(one): number for number, one in enumerate(versions)}
        for first, second in overlapping(kept):
            where = f"versions[{places[id(second)]}].from"
            self.faults.append(Fault("overlap", self.file, rule.code, where, first.starts.isoformat()))
        return replace(rule, versions=tuple(kept))

    def _version(self, item: object, rule: Rule, at: str) -> Version | None:
        fields = self._fields("version", item, rule=rule.code, at=at)
        if fields is None:
            return None
        value: Any = fields.raw("value")
        wrong = "" if value is None else fault_of(value, rule.kind)
        if wrong:
            fields.blame(wrong, "value", value=str(value)[:40])
        starts, ends = fields.day("from"), fields.day("to", empty=True)
        if starts and ends and ends <= starts:
            fields.blame("window", "to")
        hold = Hold(fields.choice("hold") or Hold.FREE)
        if hold is Hold.FLOOR and rule.stricter is Stricter.NONE:
            fields.blame("hold", "hold")
        area = fields.text("area")
        if area not in self.areas:
            fields.blame("area", "area", value=area)
        source, grade = self._sourced(fields, value)
        return Version(
            rule.code,
            area,
            value,
            starts or date.min,
            ends,
            source,
            grade,
            hold,
            Precision(fields.choice("precision") or Precision.DAY),
            fields.text("cite", empty=True),
            fields.text("note_zh", empty=True),
            fields.text("note_en", empty=True),
            fields.text("confirmed_by", empty=True),
        )

    def _sourced(self, fields: Fields, value: object) -> tuple[Source | None, str]:
        """The source with its grade; a value stands on a usable source or on somebody's confirmation."""
        key = fields.raw("source")
        source = self.sources.get(key) if isinstance(key, str) else None
        if key is not None and source is None:
            fields.blame("source", "source", value=str(key)[:40])
        grade = fields.choice("grade") or (source.grade if source else "")
        if grade and key is None:
            fields.blame("graded", "grade")
        confirmed = bool(str(fields.raw("confirmed_by") or "").strip())
        if value is not None and not confirmed and Grade(grade) not in USABLE:
            fields.blame("unsourced", "value")
        return source, grade

    def _fields(self, name: str, found: object, *, rule: str, at: str) -> Fields | None:
        if not isinstance(found, Mapping):
            self.faults.append(Fault("not_an_object", self.file, rule, at))
            return None
        fields = Fields(name, found, file=self.file, rule=rule, at=at, faults=self.faults)
        fields.require_shape()
        return fields
