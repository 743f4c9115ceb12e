"""The shape of `anlan minutes read --json` as the contract gives it."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

KINDS = {"standing", "once", "conditional", "prohibition"}
TEXT, MAYBE_TEXT = (str,), (str, type(None))
DOCUMENT = {
    "title": MAYBE_TEXT,
    "held_on": MAYBE_TEXT,
    "published_on": MAYBE_TEXT,
    "body": TEXT,
    "requirements": (list,),
    "announced": (list,),
    "warnings": (list,),
}
REQUIREMENT = {
    "no": TEXT,
    "speaker": MAYBE_TEXT,
    "speaker_role": MAYBE_TEXT,
    "marker": MAYBE_TEXT,
    "heading": TEXT,
    "span": (list,),
    "relayed": (bool,),
    "parts": (list,),
}
PART = {
    "no": TEXT,
    "text": TEXT,
    "span": (list,),
    "kind": TEXT,
    "owners": (list,),
    "deadline": (dict, type(None)),
    "condition": MAYBE_TEXT,
    "lead": (list, type(None)),
    "relayed": (bool,),
    "sure": (float,),
}
DEADLINE = {"text": TEXT, "span": (list,), "due": MAYBE_TEXT, "repeats": MAYBE_TEXT}
ANNOUNCED = {"speaker": MAYBE_TEXT, "count": (int,), "found": (int,)}
WARNING = {"code": TEXT, "text": TEXT}


def assert_contract(document: dict[str, Any]) -> None:
    _assert_keys(document, DOCUMENT)
    for day in (document["held_on"], document["published_on"]):
        assert day is None or date.fromisoformat(day).isoformat() == day
    for row in document["announced"]:
        _assert_keys(row, ANNOUNCED)
    for row in document["warnings"]:
        _assert_keys(row, WARNING)
        assert row["code"].startswith("minutes.")
    for row in document["requirements"]:
        _assert_requirement(row)


def _assert_requirement(row: dict[str, Any]) -> None:
    _assert_keys(row, REQUIREMENT)
    _assert_span(row["span"])
    assert row["relayed"] == (bool(row["parts"]) and all(part["relayed"] for part in row["parts"]))
    for part in row["parts"]:
        _assert_keys(part, PART)
        _assert_span(part["span"])
        assert part["kind"] in KINDS
        assert all(type(owner) is str and owner for owner in part["owners"])
        if part["lead"] is not None:
            _assert_span(part["lead"])
        if part["deadline"] is not None:
            _assert_deadline(part["deadline"])


def _assert_deadline(row: dict[str, Any]) -> None:
    _assert_keys(row, DEADLINE)
    _assert_span(row["span"])
    assert row["repeats"] in (None, "daily", "weekly")
    assert row["due"] is None or datetime.fromisoformat(row["due"])
    assert row["due"] is None or row["repeats"] is None


def _assert_span(span: list[int]) -> None:
    assert [type(end) for end in span] == [int, int]
    assert 0 <= span[0] < span[1]


def _assert_keys(row: dict[str, Any], keys: Mapping[str, tuple[type, ...]]) -> None:
    assert set(row) == set(keys)
    assert [key for key, kinds in keys.items() if type(row[key]) not in kinds] == []
