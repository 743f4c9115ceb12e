"""Requests are checked against the declarations before anybody judges them."""

from __future__ import annotations

from typing import Any

import pytest

from anlan.core.policy import Court, UnknownPolicy, UnusableRequest, usable
from anlan.core.policy.requests import MOST_SHAPES, Checker, person_of
from anlan.core.policy.tests.writing import document, rule

COURT = Court(usable(document(rule("a", "allow"))))


@pytest.mark.parametrize(
    ("request_", "code", "field"),
    [
        ({"direction": "in"}, "undeclared", "direction"),
        ({"dir": "up"}, "value", "dir"),
        ({"dir": 1}, "type", "dir"),
        ({"dir": ["in"]}, "type", "dir"),
        ({"dir": {}}, "type", "dir"),
        ({"dir": True}, "type", "dir"),
        ({"known": 1}, "type", "known"),
        ({"known": "true"}, "type", "known"),
        ({"now": True}, "type", "now"),
        ({"now": 1.0}, "type", "now"),
        ({"now": "1"}, "type", "now"),
        ({"now": 2**53}, "type", "now"),
        ({"gate_id": True}, "type", "gate_id"),
        ({"gate_id": 1.5}, "type", "gate_id"),
        ({"gates": "a"}, "type", "gates"),
        ({"gates": ["a", None]}, "type", "gates"),
        ({"gates": [True]}, "type", "gates"),
        ({"zones": ["moon"]}, "type", "zones"),
        ({"zones": [["labs"]]}, "type", "zones"),
        ({"phase": "q"}, "phase", "phase"),
        ({"phase": None}, "phase", "phase"),
        ({"phase": 7}, "phase", "phase"),
    ],
)
def test_what_does_not_fit_is_refused_by_name(request_: dict[str, Any], code: str, field: str):
    with pytest.raises(UnusableRequest) as raised:
        COURT.decide({"phase": "p", **request_})
    assert (raised.value.code, raised.value.facts["field"]) == (f"policy.request.{code}", field)


@pytest.mark.parametrize("request_", [None, [], "x", 3])
def test_what_is_no_object_is_refused(request_: object):
    with pytest.raises(UnusableRequest, match="not_object"):
        COURT.decide(request_)


def test_everything_declared_may_be_missing_or_null_and_some_keys_are_carried_along():
    nulls = dict.fromkeys(COURT.document.attributes) | {"phase": "p", "known": True}
    carried = {"person": {"any": 1}, "_id": [1.5], "phase": "p", "known": True}
    good = {"phase": "p", "known": True, "gates": [], "zones": ["labs"], "gate_id": 7, "now": -3, "dir": "in"}
    for request in (nulls, carried, good):
        assert COURT.decide(request).answer == "allow"


def test_the_names_of_endless_different_requests_are_not_all_remembered():
    checker = Checker(COURT.document.attributes)
    for number in range(MOST_SHAPES + 5):
        checker.check({f"_{number}": 1})
    assert len(checker._shapes) == MOST_SHAPES


def test_a_policy_that_does_not_exist_is_told_with_those_that_do():
    with pytest.raises(UnknownPolicy) as raised:
        Court(COURT.document, policy="q")
    assert raised.value.facts == {"policy": "q", "there_are": "p"}


def test_persons_are_texts_or_written_as_such():
    assert person_of({"person": "p1"}) == "p1"
    assert person_of({"person": 7}) == "7"
    assert person_of({}) is None
