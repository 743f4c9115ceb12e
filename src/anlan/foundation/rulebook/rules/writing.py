"""Writes rules in the format that the reader takes back without a change."""

from __future__ import annotations

import json
from typing import Any

from anlan.foundation.rulebook.rules.book import Book, Rule, Source, Version
from anlan.foundation.rulebook.rules.schema import SCHEMA
from anlan.foundation.rulebook.rules.vocabulary import Hold, Precision


def document_of(book: Book) -> dict[str, Any]:
    """A book as a document of the format."""
    return {
        "schema": SCHEMA,
        "set": book.code,
        "zh": book.zh,
        "en": book.en,
        "areas": [
            {"code": area.code, "level": area.level.value, "zh": area.zh, "en": area.en}
            for area in book.areas
        ],
        "sources": [_source(one) for one in book.sources],
        "rules": [_rule(one) for one in book.rules],
    }


def text_of(book: Book) -> str:
    """A book as the text of a file."""
    return json.dumps(document_of(book), ensure_ascii=False, indent=1) + "\n"


def _source(one: Source) -> dict[str, Any]:
    return {
        "key": one.key,
        "title": one.title,
        "publisher": one.publisher,
        "date": one.date,
        "grade": one.grade,
    }


def _rule(one: Rule) -> dict[str, Any]:
    return {
        "id": one.code,
        "subject": one.subject,
        "kind": one.kind.value,
        "unit": one.unit,
        "zh": one.zh,
        "en": one.en,
        **_told(about_zh=one.about_zh, about_en=one.about_en, stricter=one.stricter.value),
        "versions": [_version(each) for each in one.versions],
    }


def _version(one: Version) -> dict[str, Any]:
    own_grade = one.grade if one.source is None or one.grade != one.source.grade else ""
    return {
        "area": one.area,
        "value": one.value,
        "from": one.starts.isoformat(),
        "to": one.ends.isoformat() if one.ends else None,
        "source": one.source.key if one.source else None,
        **_told(
            grade=own_grade,
            hold="" if one.hold is Hold.FREE else one.hold.value,
            precision="" if one.precision is Precision.DAY else one.precision.value,
            cite=one.cite,
            note_zh=one.note_zh,
            note_en=one.note_en,
            confirmed_by=one.confirmed_by,
        ),
    }


def _told(**texts: str) -> dict[str, str]:
    return {name: text for name, text in texts.items() if text}
