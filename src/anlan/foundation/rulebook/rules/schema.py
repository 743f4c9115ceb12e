"""The format ``anlan.rulebook/1``: its keys; the reader and the JSON Schema both come from here."""

from __future__ import annotations

from typing import Any, Final

from anlan.foundation.rulebook.rules.values import LARGEST, LONGEST_TEXT, MOST_ITEMS
from anlan.foundation.rulebook.rules.vocabulary import (
    LEVELS,
    SUBJECTS,
    UNITS,
    Grade,
    Hold,
    Kind,
    Precision,
    Stricter,
)

SCHEMA: Final = "anlan.rulebook/1"
CODE: Final = r"^[A-Za-z0-9]+([._-][A-Za-z0-9]+)*$"
LONGEST_CODE: Final = 80

NEEDED: Final = {
    "book": ("schema", "set", "zh", "en", "areas", "sources", "rules"),
    "area": ("code", "level", "zh", "en"),
    "source": ("key", "title", "publisher", "date", "grade"),
    "rule": ("id", "subject", "kind", "unit", "zh", "en", "versions"),
    "version": ("area", "value", "from", "to", "source"),
}
OPTIONAL: Final = {
    "book": (),
    "area": (),
    "source": (),
    "rule": ("about_zh", "about_en", "stricter"),
    "version": ("grade", "hold", "precision", "cite", "note_zh", "note_en", "confirmed_by"),
}
CHOICES: Final = {
    ("area", "level"): tuple(level.value for level in LEVELS),
    ("source", "grade"): tuple(grade.value for grade in Grade if grade),
    ("rule", "subject"): tuple(SUBJECTS),
    ("rule", "kind"): tuple(kind.value for kind in Kind),
    ("rule", "unit"): tuple(UNITS),
    ("rule", "stricter"): tuple(one.value for one in Stricter),
    ("version", "grade"): tuple(grade.value for grade in Grade),
    ("version", "hold"): tuple(hold.value for hold in Hold),
    ("version", "precision"): tuple(one.value for one in Precision),
}
ABOUT: Final = {
    "value": "Null where nobody has confirmed a value; such a version decides nothing.",
    "to": "The first day on which it does not hold any more; null for an open end.",
    "hold": "What a nearer authority may do: free, floor (only stricter), fixed.",
    "precision": "How exactly the source tells the first day.",
    "cite": "Article or page in the source.",
    "confirmed_by": "Which position confirmed it; needed for a value whose source is not of grade A to C.",
    "date": "As exact as known: 2022, 2022-06 or 2022-06-03; empty when unknown.",
    "grade": "A official text, B page of an authority, C copy or reprint, D index entry; empty: unsourced.",
    "stricter": "Which direction of the value is the stricter one.",
}


def json_schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of a file of rules."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "urn:anlan:rulebook:1",
        "title": "A set of dated rules",
        **_object("book"),
        "$defs": {name: _object(name) for name in ("area", "source", "rule", "version")}
        | {"words": _words(), "value": _value()},
    }


def _object(name: str) -> dict[str, Any]:
    keys = (*NEEDED[name], *OPTIONAL[name])
    return {
        "type": "object",
        "additionalProperties": False,
        "required": list(NEEDED[name]),
        "properties": {key: _property(name, key) for key in keys},
    }


def _property(name: str, key: str) -> dict[str, Any]:
    told = {"description": ABOUT[key]} if key in ABOUT else {}
    return _shape(name, key) | told


def _shape(name: str, key: str) -> dict[str, Any]:
    if (name, key) in CHOICES:
        return {"enum": list(CHOICES[name, key])}
    special: dict[str, dict[str, Any]] = {
        "schema": {"const": SCHEMA},
        "areas": {"type": "array", "items": {"$ref": "#/$defs/area"}},
        "sources": {"type": "array", "items": {"$ref": "#/$defs/source"}},
        "rules": {"type": "array", "items": {"$ref": "#/$defs/rule"}},
        "versions": {"type": "array", "items": {"$ref": "#/$defs/version"}},
        "value": {"$ref": "#/$defs/value"},
        "from": {"type": "string", "format": "date"},
        "to": {"type": ["string", "null"], "format": "date"},
        "date": {"type": "string", "pattern": r"^(\d{4}(-\d{2}(-\d{2})?)?)?$"},
        "id": {"type": "string", "pattern": CODE, "maxLength": LONGEST_CODE},
        "set": {"type": "string", "pattern": CODE, "maxLength": LONGEST_CODE},
        "code": {"type": "string", "pattern": CODE, "maxLength": LONGEST_CODE},
        "key": {"type": "string", "pattern": CODE, "maxLength": LONGEST_CODE},
    }
    if name == "version" and key == "source":
        return {"type": ["string", "null"]}
    return special.get(key, {"type": "string", "maxLength": LONGEST_TEXT})


def _words() -> dict[str, Any]:
    text = {"type": "string", "minLength": 1, "maxLength": LONGEST_TEXT}
    return {
        "type": "object",
        "additionalProperties": False,
        "required": ["zh", "en"],
        "properties": {"zh": text, "en": text},
    }


def _value() -> dict[str, Any]:
    number = {"type": "number", "minimum": 0, "maximum": LARGEST}
    words = {"$ref": "#/$defs/words"}
    listed = {"type": "array", "minItems": 1, "maxItems": MOST_ITEMS, "items": {"anyOf": [number, words]}}
    return {"anyOf": [{"type": "null"}, {"type": "boolean"}, number, words, listed]}
