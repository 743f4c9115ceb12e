"""What a document means: the reference interpreter, and the generated code beside it."""

from __future__ import annotations

from typing import Any

import pytest

from anlan.core.policy import Court, Decision, usable
from anlan.core.policy.interpreter import decide
from anlan.core.policy.tests.writing import CALM, LEAVE, STRANGER_OUT, document, rule, with_params

ALLOW = rule("yes", "allow")


def judged(given: dict[str, Any], **request: Any) -> Decision:
    """The decision of both engines."""
    court = Court(usable(given))
    request = {**CALM, **request}
    found = decide(court.document, court.document.policies["p"], request)
    assert court.decide(request) == found
    verdict = court.verdict(request)
    assert (verdict.answer, verdict.reason) == (found.answer, found.reason)
    return found


def fired(*conditions: list[Any], params: dict[str, Any] | None = None, **request: Any) -> bool:
    """Whether a rule with these conditions fires."""
    given = with_params(rule("yes", "allow", list(conditions)), **(params or {}))
    return judged(given, **request).answer == "allow"


def test_a_declared_emergency_passes_before_anything_else():
    given = document(rule("no"))
    decision = judged(given, emergency="medical", qr="forged", known=False)
    assert decision == Decision("allow", "BREAK_GLASS")


@pytest.mark.parametrize("vehicle", ["ambulance", "fire"])
def test_an_ambulance_and_a_fire_engine_pass(vehicle: str):
    assert judged(document(rule("no")), vehicle=vehicle, known=None).reason == "BREAK_GLASS"


@pytest.mark.parametrize("state", ["damaged", "unknown", "forged", "stale"])
def test_a_bad_code_is_refused_by_its_state(state: str):
    decision = judged(document(ALLOW), qr=state)
    assert (decision.answer, decision.reason, decision.fired) == ("deny", f"QR_{state.upper()}", ())


@pytest.mark.parametrize("known", [False, None])
def test_nobody_who_is_not_known_comes_to_the_rules(known: bool | None):
    assert judged(document(ALLOW), known=known).reason == "PERSON_UNKNOWN"


def test_a_deny_beats_an_allow_and_every_fired_rule_is_told():
    given = document(ALLOW, rule("late", tier=30), rule("early", tier=20), rule("must", "require", tier=5))
    decision = judged(given)
    assert (decision.answer, decision.reason) == ("deny", "EARLY")
    assert [one.rule for one in decision.fired] == ["must", "yes", "early", "late"]
    assert decision.todo == ("MUST",)


def test_rules_of_one_tier_are_told_in_the_order_of_the_document():
    assert judged(document(rule("b"), rule("a"))).reason == "B"


def test_a_requirement_holds_and_lists_what_is_to_be_done():
    given = document(ALLOW, rule("x", "require", tier=9), rule("w", "require", tier=3))
    decision = judged(given)
    assert (decision.answer, decision.reason, decision.todo) == ("hold", "W", ("W", "X"))


def test_without_an_allow_nothing_passes_and_what_lacked_least_is_named():
    given = document(
        rule("far", "allow", [["cat", "eq", "supplier"], ["dir", "eq", "in"]]),
        rule("near", "allow", [["cat", "eq", "student"], ["dir", "eq", "out"]]),
    )
    told = judged(given, cat="student", dir="cross").as_json()
    assert told["reason"] == "NO_PERMIT"
    assert told["nearest"] == {"rule": "near", "lacking": [["dir", "eq", "out"]]}


def test_a_policy_without_allow_rules_has_no_nearest():
    assert judged(document(rule("x", "require"))).as_json()["nearest"] is None


def test_the_first_of_equally_near_rules_is_named():
    given = document(
        rule("a", "allow", [["dir", "eq", "in"]]), rule("b", "allow", [["dir", "eq", "out"]], tier=1)
    )
    nearest = judged(given, dir="cross").nearest
    assert nearest is not None
    assert nearest.rule == "b"


def test_what_stands_against_a_permit_is_told_by_its_opposite():
    against = [["escort", "eq", False], ["age", "lt", 3]]
    first = document(rule("a", "allow", [], unless=[against]))
    second = document(rule("a", "allow", [], must=[["gates", "nonempty"]]))
    third = document(rule("a", "allow", [], unless=[[]]))
    assert judged(first, escort=False, age=2).as_json()["nearest"] == {
        "rule": "a",
        "lacking": [["escort", "ne", False]],
    }
    assert judged(second, gates=["g"]).as_json()["nearest"] == {"rule": "a", "lacking": [["gates", "isnull"]]}
    assert judged(third).as_json()["nearest"] == {"rule": "a", "lacking": [[]]}


def test_a_rule_of_a_measure_that_is_not_in_force_does_not_speak():
    given = document(ALLOW, rule("no", measure="other"))
    given["policies"]["p"]["measures"] = ["m"]
    assert judged(given).answer == "allow"


@pytest.mark.parametrize("operator", ["eq", "ne", "lt", "le", "gt", "ge"])
def test_a_comparison_with_a_missing_value_is_false(operator: str):
    assert not fired(["age", operator, 1])
    assert not fired(["now", operator, {"a": "age"}], now=1)
    assert not fired(["age", operator, {"a": "now"}], now=1)


def test_only_isnull_holds_of_a_missing_value():
    assert fired(["age", "isnull"])
    assert not fired(["age", "isnull"], age=0)
    assert fired(["age", "notnull"], age=0)
    for condition in (
        ["age", "notnull"],
        ["age", "in", [1]],
        ["age", "nin", [1]],
        ["age", "between", [0, 9]],
        ["age", "nbetween", [0, 9]],
        ["gates", "has", "g"],
        ["gates", "nhas", "g"],
        ["gates", "nonempty"],
    ):
        assert not fired(condition)


@pytest.mark.parametrize(
    ("condition", "yes", "no"),
    [
        (["now", "eq", 5], 5, 4),
        (["now", "ne", 5], 4, 5),
        (["now", "lt", 5], 4, 5),
        (["now", "le", 5], 5, 6),
        (["now", "gt", 5], 6, 5),
        (["now", "ge", 5], 5, 4),
        (["now", "in", [1, 5]], 5, 4),
        (["now", "nin", [1, 5]], 4, 5),
        (["now", "between", [3, 5]], 5, 6),
        (["now", "between", [3, 5]], 3, 2),
        (["now", "nbetween", [3, 5]], 6, 5),
    ],
)
def test_integers_are_compared_at_the_very_boundary(condition: list[Any], yes: int, no: int):
    assert fired(condition, now=yes)
    assert not fired(condition, now=no)


def test_sets_are_asked_for_elements_also_of_other_attributes():
    assert fired(["gates", "has", "a"], gates=["a", "b"])
    assert fired(["gates", "nhas", "c"], gates=["a", "b"])
    assert fired(["gates", "has", {"a": "gate_id"}], gates=["a"], gate_id="a")
    assert not fired(["gates", "nhas", {"a": "gate_id"}], gates=["a"])
    assert fired(["gate_id", "in", {"a": "gates"}], gates=["a"], gate_id="a")
    assert fired(["gate_id", "nin", {"a": "gates"}], gates=["a"], gate_id="b")
    assert not fired(["gates", "nonempty"], gates=[])


def test_bounds_may_be_attributes_and_one_that_is_missing_decides_nothing():
    condition = ["now", "nbetween", [{"a": "age"}, {"p": "most"}]]
    assert fired(condition, now=9, age=1, params={"most": 8})
    assert not fired(condition, now=9, params={"most": 8})


def test_parameters_are_the_policys_own():
    assert fired(["now", "le", {"p": "most"}], now=8, params={"most": 8})
    assert not fired(["now", "le", {"p": "most"}], now=8, params={"most": 7})
    assert fired(["now", "between", {"p": "window"}], now=8, params={"window": [1, 8]})
    assert fired(["dir", "in", {"p": "ways"}], dir="in", params={"ways": ["in"]})


def test_an_exception_lifts_a_rule_and_a_must_lifts_a_requirement():
    given = document(
        ALLOW, rule("no", when=[["dir", "eq", "in"]], unless=[[["escort", "eq", True], ["age", "lt", 9]]])
    )
    assert judged(given, dir="in", escort=True, age=9).answer == "deny"
    assert judged(given, dir="in", escort=True, age=8).answer == "allow"
    needs = document(ALLOW, rule("x", "require", must=[["age", "le", 24], ["escort", "eq", True]]))
    assert judged(needs, age=24, escort=True).answer == "allow"
    assert judged(needs, age=24).answer == "hold"


def test_a_lacking_parameter_is_a_missing_value():
    court = Court(usable(with_params(rule("a", "allow", [["now", "le", {"p": "x"}]]), x=1)))
    policy = court.document.policies["p"]
    bare = type(policy)("p", policy.measures, {})
    ranged = usable(with_params(rule("a", "allow", [["now", "between", [{"p": "x"}, 9]]]), x=1))
    for made in (court.document, ranged):
        changed = type(made)(made.version, made.attributes, made.rules, {"p": bare}, made.texts)
        assert decide(changed, bare, CALM | {"now": 1}).reason == "NO_PERMIT"
        assert Court(changed).decide(CALM | {"now": 1}).reason == "NO_PERMIT"


def test_the_phase_is_an_attribute_like_others():
    given = document(rule("yes", "allow", [["phase", "eq", "p"]]))
    assert judged(given).answer == "allow"
    fixed = Court(usable(given), policy="p")
    assert fixed.decide({"known": True, "phase": "elsewhere"}).answer == "allow"


def test_decisions_are_the_same_when_no_more_are_remembered(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("anlan.core.policy.compiling.judge.MOST_REMEMBERED", 0)
    court = Court(usable(document(ALLOW)))
    assert court.decide(CALM) == court.decide(CALM)


def leaving(*rules: dict[str, Any], **request: Any) -> Decision:
    return judged(document(*rules, leave=LEAVE), **{**STRANGER_OUT, **request})


def test_the_way_out_is_open_whatever_code_and_pass():
    decision = leaving(rule("late", when=[["now", "ge", {"a": "pass_exp"}]]), qr="stale", now=9, pass_exp=9)
    assert (decision.answer, decision.reason) == ("allow", "OK_LEAVE")
    assert decision.flags == ("QR_STALE", "OVERSTAY")
    assert decision.as_json()["flags"] == ["QR_STALE", "OVERSTAY"]


def test_the_way_out_knows_the_denies_of_its_own_measures():
    closed = rule("closed", measure="gate", when=[["gate_kind", "eq", "main"]])
    decision = leaving(closed, rule("w", "require", measure="gate"), gate_kind="main", qr=None)
    assert (decision.answer, decision.reason, decision.flags) == ("deny", "CLOSED", ())
    assert [one.rule for one in decision.fired] == ["closed", "w"]
    assert leaving(closed, gate_kind="lab").answer == "allow"


@pytest.mark.parametrize("request_", [{"known": False}, {"known": True, "qr": "damaged"}])
def test_whoever_leaves_and_is_not_recognised_is_asked_who_they_are(request_: dict[str, Any]):
    decision = leaving(ALLOW, lives_on_campus=None, **request_)
    assert (decision.answer, decision.reason) == ("hold", "IDENTIFY")


def test_whoever_comes_in_is_judged_as_ever_beside_a_way_out():
    assert leaving(ALLOW, dir="in", known=False).reason == "PERSON_UNKNOWN"
    assert leaving(ALLOW, dir="in", qr="forged").reason == "QR_FORGED"
    assert leaving(ALLOW, dir="in").reason == "YES"
