"""Chosen measures become documents that stand, and no resident is kept in without an order."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from anlan.core.policy import Court, check, usable
from anlan.foundation.posture.rules.catalogue import Subject
from anlan.foundation.posture.rules.compiling import (
    POLICY,
    compiled,
    document_of,
    values_by_subject,
)
from anlan.foundation.posture.rules.joining import NEVER
from anlan.foundation.posture.rules.values import MeasureSet, cleaned

from .book import SHIPPED, TEMPLATES, sets

REFUSING = tuple(one.key for one in SHIPPED.measures.values() if one.refuses_exit)
OPEN_FENCES = {"gate_open": True, "gate_kind": "main"}


def requests() -> st.SearchStrategy[dict[str, Any]]:
    """Any crossing out of the campus by the main gate, recognised and without a bad code."""
    attributes = TEMPLATES["attributes"]
    fixed = {"known": True, "dir": "out", "zone_to": "outside", **OPEN_FENCES}
    free = {
        name: _values(told)
        for name, told in attributes.items()
        if name not in fixed and name not in {"emergency", "qr"}
    }
    return st.fixed_dictionaries(free).map(
        lambda drawn: {**drawn, **fixed, "emergency": "none", "qr": "none"}
    )


def _values(told: dict[str, Any]) -> st.SearchStrategy[Any]:
    if told["type"] == "enum":
        return st.sampled_from(told["values"])
    if told["type"] == "bool":
        return st.booleans()
    if told["type"] == "set":
        return st.lists(st.sampled_from(["g1", "g2"]), unique=True)
    if told["type"] == "id":
        return st.sampled_from(["g1", "l1"])
    return st.integers(0, 1439)


def court(measures: MeasureSet) -> Court:
    return Court(usable(document_of(TEMPLATES, measures)), policy=POLICY)


@settings(max_examples=60)
@given(sets(SHIPPED))
def test_whatever_is_chosen_the_document_stands(measures: MeasureSet):
    made = compiled(SHIPPED, TEMPLATES, measures)
    assert [fault for fault in check(made.document) if not fault.is_warning] == []
    assert compiled(SHIPPED, TEMPLATES, measures).hash == made.hash


@settings(max_examples=150)
@given(sets(SHIPPED, without=REFUSING), requests())
def test_no_exit_is_refused_without_a_measure_that_carries_an_order(
    measures: MeasureSet, request: dict[str, Any]
):
    assert court(measures).decide(request).answer != "deny"


@settings(max_examples=100)
@given(sets(SHIPPED), requests(), st.sampled_from(["medical", "fire", "other"]))
def test_an_emergency_and_whoever_lives_elsewhere_always_go(
    measures: MeasureSet, request: dict[str, Any], emergency: str
):
    judge = court(measures)
    assert judge.decide({**request, "emergency": emergency}).answer == "allow"
    assert judge.decide({**request, "lives_on_campus": False}).answer == "allow"


def test_an_order_lets_an_exit_be_refused_but_never_to_the_doctor():
    measures = cleaned(SHIPPED, {"exit_closed": {"classes": ["student"]}})
    request = {"known": True, "dir": "out", "zone_to": "outside", "lives_on_campus": True, "cat": "student"}
    out = {**request, **OPEN_FENCES, "pass_kind": "none", "emergency": "none"}
    assert court(measures).decide(out).reason == "CLOSED_NO_EXIT"
    assert court(measures).decide({**out, "pass_kind": "medical"}).answer == "allow"
    assert court(measures).decide({**out, "cat": "medic"}).answer == "allow"


def test_in_normal_times_gates_decide_nothing():
    plain = {"known": True, "dir": "in", "cat": "stranger", "pass_kind": "none", "emergency": "none"}
    assert court({}).decide({**plain, **OPEN_FENCES}).reason == "OK_NORMAL"


def test_hours_without_a_minute_let_nobody_in():
    judge = court({"entry_window": {"classes": ("parent",), "open": NEVER}})
    came = {"known": True, "dir": "in", "cat": "parent", "tod": 600, "emergency": "none", **OPEN_FENCES}
    assert judge.decide(came).reason == "ENTRY_WINDOW"


def test_labs_rounds_and_goods_get_their_values():
    measures = cleaned(SHIPPED, {"lab_share": {"percent": 50}, "goods_standing": {"minutes": 60}})
    values = values_by_subject(SHIPPED, measures)
    assert values["lab"] == {"lab_share": {"percent": 50}}
    assert values["consignment"] == {"goods_standing": {"minutes": 60}}
    assert Subject.GATE.value not in values


def test_templates_of_another_kind_are_refused():
    with pytest.raises(ValueError, match="not rules of gates"):
        document_of({"schema": "anlan.rules/1"}, {})


def test_rules_that_do_not_stand_are_refused():
    broken = TEMPLATES | {"texts": {**TEMPLATES["texts"], "OK_NORMAL": {"zh": "通行"}}}
    with pytest.raises(ValueError, match="do not stand"):
        compiled(SHIPPED, broken, {})


def test_every_measure_that_decides_at_gates_has_rules_and_no_other():
    written = {rule["measure"] for rule in TEMPLATES["rules"]} - set(TEMPLATES["always"])
    assert written == {one.key for one in SHIPPED.deciding(Subject.GATE)}
