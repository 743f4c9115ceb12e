"""Random documents and requests: the engines agree, and what gates.md, section 8.2, demands always holds."""

from __future__ import annotations

import random
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from anlan.core.policy import Court, check, usable
from anlan.core.policy.interpreter import all_hold, decide
from anlan.core.policy.linting.witness import Demand, is_possible, witness
from anlan.core.policy.tests.writing import ATTRIBUTES, document, rule

NUMBERS = st.integers(-2, 4)
ELEMENTS = st.sampled_from(["a", "b", 1])
QUICKLY = settings(
    max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
EXTRA: dict[str, dict[str, Any]] = {
    "level": {"type": "int", "null": True},
    "flag": {"type": "bool", "null": True},
    "mark": {"type": "id", "null": True},
}
DECLARED = ATTRIBUTES | EXTRA
PARAMS = {"low": -1, "high": 3, "few": [0, 2], "marks": ["a", 1]}


def _enum(name: str) -> st.SearchStrategy[list[Any]]:
    values = st.sampled_from(DECLARED[name]["values"])
    return st.one_of(
        st.tuples(st.just(name), st.sampled_from(["eq", "ne"]), values),
        st.tuples(st.just(name), st.sampled_from(["in", "nin"]), st.lists(values, max_size=3)),
    ).map(list)


def _int(name: str) -> st.SearchStrategy[list[Any]]:
    right = st.one_of(NUMBERS, st.sampled_from([{"a": "age"}, {"a": "now"}, {"p": "low"}, {"p": "high"}]))
    return st.one_of(
        st.tuples(st.just(name), st.sampled_from(["eq", "ne", "lt", "le", "gt", "ge"]), right),
        st.tuples(
            st.just(name),
            st.sampled_from(["between", "nbetween"]),
            st.one_of(st.tuples(right, right).map(list), st.just({"p": "few"})),
        ),
        st.tuples(
            st.just(name),
            st.sampled_from(["in", "nin"]),
            st.one_of(st.lists(NUMBERS, max_size=3), st.just({"p": "few"})),
        ),
    ).map(list)


CONDITIONS = st.one_of(
    _enum("dir"),
    _enum("cat"),
    _enum("zone_to"),
    _int("level"),
    _int("age"),
    st.tuples(st.just("flag"), st.sampled_from(["eq", "ne"]), st.booleans()).map(list),
    st.tuples(
        st.just("mark"),
        st.sampled_from(["in", "nin"]),
        st.sampled_from([["a", 1], {"a": "gates"}, {"p": "marks"}]),
    ).map(list),
    st.tuples(
        st.just("mark"), st.sampled_from(["eq", "ne"]), st.sampled_from(["a", 1, {"a": "gate_id"}])
    ).map(list),
    st.tuples(
        st.just("gates"), st.sampled_from(["has", "nhas"]), st.sampled_from(["a", 1, {"a": "mark"}])
    ).map(list),
    st.tuples(st.sampled_from(["gates", "zones"]), st.just("nonempty")).map(list),
    st.tuples(st.sampled_from(["level", "flag", "gates"]), st.sampled_from(["isnull", "notnull"])).map(list),
)
GROUPS = st.lists(CONDITIONS, max_size=3)
LEAVES = st.one_of(
    st.none(),
    st.fixed_dictionaries({"when": GROUPS, "measures": st.lists(st.sampled_from(["m", "n"]), max_size=2)}),
)


@st.composite
def documents(draw: st.DrawFn) -> dict[str, Any]:
    """Up to eight rules of two measures, one of them always in force; now and then a way out."""
    rules = [
        rule(
            f"r{number}",
            draw(st.sampled_from(["deny", "require", "allow", "allow"])),
            draw(GROUPS),
            unless=draw(st.lists(GROUPS, max_size=2)),
            must=draw(st.one_of(st.none(), GROUPS)),
            tier=draw(st.integers(0, 2)),
            measure=draw(st.sampled_from(["m", "m", "n"])),
        )
        for number in range(draw(st.integers(0, 8)))
    ]
    made = document(*rules, attributes=DECLARED, leave=draw(LEAVES))
    measures = draw(st.sampled_from([["m"], ["m", "n"]]))
    made["policies"] = {"p": {"measures": measures, "params": PARAMS}}
    return made


REQUESTS = st.fixed_dictionaries(
    {"phase": st.just("p")},
    optional={
        "emergency": st.sampled_from(["none", "none", "fire"]),
        "vehicle": st.sampled_from(["none", "car", "fire"]),
        "qr": st.sampled_from(["ok", "none", "damaged", "stale"]),
        "known": st.sampled_from([True, True, True, False]),
        "dir": st.sampled_from(["in", "out", "cross"]),
        "cat": st.sampled_from(["student", "supplier", "stranger"]),
        "zone_to": st.sampled_from(["outside", "living", "labs"]),
        "level": st.one_of(st.none(), NUMBERS),
        "age": NUMBERS,
        "now": NUMBERS,
        "pass_exp": NUMBERS,
        "flag": st.booleans(),
        "mark": ELEMENTS,
        "gate_id": ELEMENTS,
        "gates": st.lists(ELEMENTS, max_size=3),
        "zones": st.lists(st.sampled_from(["living", "labs"]), max_size=2),
    },
)


@QUICKLY
@given(documents(), st.lists(REQUESTS, min_size=1, max_size=8))
def test_the_generated_code_is_the_interpreter(given_: dict[str, Any], requests: list[dict[str, Any]]):
    court = Court(usable(given_))
    policy = court.document.policies["p"]
    for request in requests:
        expected = decide(court.document, policy, request)
        assert court.decide(request) == expected
        assert tuple(court.verdict(request)) == (expected.answer, expected.reason)


@QUICKLY
@given(documents(), REQUESTS)
def test_an_emergency_is_always_allowed(given_: dict[str, Any], request_: dict[str, Any]):
    decision = Court(usable(given_)).decide(request_ | {"emergency": "medical"})
    assert (decision.answer, decision.reason, decision.fired) == ("allow", "BREAK_GLASS", ())


@QUICKLY
@given(documents(), REQUESTS, GROUPS)
def test_one_deny_more_never_turns_a_deny_into_an_allow(
    given_: dict[str, Any], request_: dict[str, Any], when: list[Any]
):
    before = Court(usable(given_)).decide(request_)
    more = {**given_, "rules": [*given_["rules"], rule("more", "deny", when)]}
    after = Court(usable(more)).decide(request_)
    assert before.answer != "deny" or after.answer == "deny"


@QUICKLY
@given(documents(), REQUESTS, st.randoms(use_true_random=False))
def test_the_order_within_a_tier_changes_the_reason_at_most(
    given_: dict[str, Any], request_: dict[str, Any], chance: random.Random
):
    before = Court(usable(given_)).decide(request_)
    after = Court(usable({**given_, "rules": chance.sample(given_["rules"], len(given_["rules"]))})).decide(
        request_
    )
    assert after.answer == before.answer
    assert set(after.fired) == set(before.fired)


@QUICKLY
@given(documents(), REQUESTS)
def test_who_passes_a_clean_document_outward_is_stopped_by_few_reasons(
    given_: dict[str, Any], request_: dict[str, Any]
):
    """What the linter lets through traps nobody who leaves."""
    codes = {fault.code for fault in check({**given_, "leave": None})}
    calm = {"emergency": "none", "vehicle": "none", "qr": "ok", "known": True}
    outsider = {**request_, **calm, "dir": "out", "cat": "supplier", "zone_to": "outside"}
    decision = Court(usable({**given_, "leave": None})).decide(outsider)
    if codes.isdisjoint({"LEAVER_TRAPPED"}):
        assert decision.answer != "deny" or decision.reason == "NO_PERMIT"


@QUICKLY
@given(documents())
def test_a_witness_meets_what_was_demanded(given_: dict[str, Any]):
    made = usable(given_)
    policy = made.policies["p"]
    for one in made.rules:
        demand = Demand.that_fires(one)
        found = witness(demand, attributes=made.attributes, parameters=policy.params)
        assert is_possible(demand, attributes=made.attributes, parameters=policy.params) == (
            found is not None
        )
        if found is not None:
            assert all_hold(demand.every, found, policy.params)
            assert not any(all_hold(group, found, policy.params) for group in demand.none)


@QUICKLY
@given(documents(), st.lists(REQUESTS, min_size=20, max_size=20))
def test_no_request_meets_a_rule_that_has_no_witness(given_: dict[str, Any], requests: list[dict[str, Any]]):
    made = usable(given_)
    params = made.policies["p"].params
    for one in made.rules:
        demand = Demand.that_fires(one)
        if not is_possible(demand, attributes=made.attributes, parameters=params):
            full = [
                request
                for request in requests
                if {"dir", "cat", "zone_to", "zones", "gates", "gate_id", "now", "age"} <= request.keys()
            ]
            for request in full:
                fires = all_hold(demand.every, request, params) and not any(
                    all_hold(group, request, params) for group in demand.none
                )
                assert not fires, request
