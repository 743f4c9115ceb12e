"""One test for each static check of gates.md, section 8."""

from __future__ import annotations

from typing import Any

import pytest

from anlan.core.policy import check
from anlan.core.policy.tests.writing import LEAVE, WORDS, document, rule, with_params

QUIET = {"MEASURE_EMPTY"}
INWARD = ["dir", "eq", "in"]


def found(given: dict[str, Any]) -> dict[str, str]:
    """Codes with the place of the first of each."""
    told: dict[str, str] = {}
    for fault in check(given):
        told.setdefault(fault.code, fault.pointer)
    return {code: path for code, path in told.items() if code not in QUIET}


def test_a_sound_document_is_clean():
    assert found(document(rule("a", "allow"))) == {}


def test_two_rules_may_not_share_an_id():
    twins = document(rule("a", "allow"), rule("a", "allow", tier=2))
    assert found(twins) == {"ID_REPEATED": "/rules/1/id"}


@pytest.mark.parametrize("missing", ["zh", "en"])
@pytest.mark.parametrize("effect", ["deny", "require", "allow"])
def test_every_reason_speaks_chinese_and_english(missing: str, effect: str):
    made = document(rule("a", effect, [INWARD]), texts={"A": {**WORDS, missing: " "}})
    assert found(made) == {"TEXT_MISSING": "/rules/0/reason"}


@pytest.mark.parametrize(
    ("effect", "code"),
    [("deny", "ACTION_MISSING"), ("require", "ACTION_MISSING"), ("allow", "ACTION_ABSENT")],
)
def test_every_refusal_says_what_to_do(effect: str, code: str):
    words = {key: text for key, text in WORDS.items() if key != "do_zh"}
    assert found(document(rule("a", effect, [INWARD]), texts={"A": words})) == {code: "/rules/0/reason"}


def test_a_parameter_that_no_rule_uses_is_a_slip():
    assert found(with_params(rule("a", "allow"), x=1)) == {"PARAMETER_UNUSED": "/policies/p/params/x"}


def test_a_parameter_that_only_other_policies_use_is_a_warning():
    made = with_params(rule("a", "allow", [["now", "ge", {"p": "x"}]]), x=1)
    made["policies"]["q"] = {"measures": ["integrity", "health", "permit"], "params": {"x": 2}}
    assert found(made) == {"PARAMETER_IDLE": "/policies/q/params/x"}


def test_a_deny_that_compares_a_nullable_attribute_needs_a_companion():
    bare = rule("old", when=[["age", "gt", 5], INWARD])
    assert found(document(bare)) == {"NULL_COVER": "/rules/0/when/0"}
    assert found(document(bare, rule("none", when=[["age", "isnull"], INWARD]))) == {}
    assert found(document(bare, rule("w", "require", [INWARD], must=[["age", "le", 9]]))) == {}
    other = rule("none", when=[["age", "isnull"], INWARD], measure="other")
    assert found(document(bare, other)) == {"NULL_COVER": "/rules/0/when/0"}


def test_a_deny_that_compares_with_a_nullable_attribute_is_a_warning():
    assert found(document(rule("late", when=[["now", "ge", {"a": "pass_exp"}], INWARD]))) == {
        "NULL_OPERAND": "/rules/0/when/0"
    }
    met = rule("none", when=[["pass_exp", "isnull"], INWARD])
    assert found(document(rule("late", when=[["now", "ge", {"a": "pass_exp"}], INWARD]), met)) == {}


def test_isnull_of_what_is_never_missing_is_a_warning():
    assert found(document(rule("a", "allow", [["dir", "isnull"]]))) == {"NULL_NEVER": "/rules/0/when/0"}


def test_a_waiver_needs_a_reason_and_something_to_waive():
    old = rule("old", when=[["age", "gt", 5], INWARD], waive=["NULL_COVER"])
    assert found(document(old)) == {"WAIVER_SILENT": "/rules/0", "NULL_COVER": "/rules/0/when/0"}
    assert found(document({**old, "why": "Age is not asked of guests."})) == {}
    assert found(document({**old, "waive": ["null"], "why": "So."})) == {}
    idle = rule("a", "allow", waive=["CONTRADICTION"], why="So.")
    assert found(document(idle)) == {"WAIVER_IDLE": "/rules/0/waive/0"}


@pytest.mark.parametrize(
    "when",
    [
        [["dir", "eq", "in"], ["dir", "eq", "out"]],
        [["dir", "in", ["in"]], ["dir", "nin", ["in", "cross"]]],
        [["dir", "in", []]],
        [["now", "gt", 5], ["now", "lt", 6]],
        [["now", "gt", {"a": "age"}], ["age", "gt", {"a": "uses_left"}], ["uses_left", "ge", {"a": "now"}]],
        [["now", "gt", {"a": "age"}], ["age", "gt", 5], ["now", "le", 6]],
        [["age", "isnull"], ["age", "gt", 5]],
        [["gates", "has", "a"], ["gates", "nhas", "a"]],
        [["gates", "has", {"a": "gate_id"}], ["gate_id", "eq", "a"], ["gates", "nhas", "a"]],
        [["zones", "nonempty"], ["zones", "nhas", "living"], ["zones", "nhas", "labs"]],
        [["now", "between", [5, 3]]],
        [["gate_id", "eq", "a"], ["gate_id", "in", ["b", "c"]]],
        [["escort", "eq", True], ["escort", "ne", True]],
    ],
)
def test_conditions_that_contradict_each_other_are_found(when: list[Any]):
    assert "CONTRADICTION" in found(document(rule("a", "allow", when)))


@pytest.mark.parametrize(
    "when",
    [
        [["now", "gt", {"a": "age"}], ["age", "gt", {"a": "uses_left"}], ["uses_left", "ge", 7]],
        [["now", "gt", {"a": "age"}], ["age", "gt", 5], ["now", "le", 7]],
        [["gates", "has", {"a": "gate_id"}], ["gate_id", "ne", "a"]],
        [["gate_id", "nin", {"a": "gates"}], ["gates", "nonempty"]],
        [["gates", "has", one] for one in "abcdef"],
        [["gates", "nhas", "a"], *(["gates", "has", one] for one in "bcdefg")],
        [["now", "between", [5, 5]], ["now", "nbetween", [6, 9]]],
        [["zones", "nonempty"]],
        [],
    ],
)
def test_conditions_that_agree_are_left_alone(when: list[Any]):
    assert "CONTRADICTION" not in found(document(rule("a", "allow", when)))


def test_exceptions_and_demands_count_among_the_conditions_of_a_rule():
    always = [["dir", "in", ["in", "out", "cross"]]]
    lifted = rule("a", "allow", [["dir", "eq", "in"]], unless=[[["dir", "ne", "out"]]])
    assert "CONTRADICTION" in found(document(lifted))
    assert "CONTRADICTION" in found(document(rule("a", "require", [["dir", "eq", "in"]], must=always)))
    assert "CONTRADICTION" in found(document(rule("a", "allow", unless=[[]])))
    assert "CONTRADICTION" not in found(document(rule("a", "require", must=[["dir", "eq", "in"]])))


def test_parameters_decide_about_contradictions_policy_by_policy():
    made = with_params(rule("a", "allow", [["now", "gt", {"p": "x"}], ["now", "lt", 5]]), x=9)
    assert found(made) == {"CONTRADICTION": "/rules/0"}
    made["policies"]["q"] = {**made["policies"]["p"], "params": {"x": 1}}
    assert found(made) == {"CONTRADICTION_HERE": "/rules/0"}


def test_a_rule_in_no_policy_is_checked_with_the_parameters_that_some_policy_gives():
    lone = rule("a", "allow", [["now", "gt", {"p": "x"}], ["now", "lt", 5]], measure="lone")
    made = with_params(rule("b", "allow", [["now", "ge", {"p": "x"}]]), lone, x=9)
    made["policies"]["p"]["measures"] = ["m", "integrity", "health", "permit"]
    assert found(made) == {"RULE_UNREACHED": "/rules/1", "CONTRADICTION": "/rules/1"}
    made["rules"][1]["when"] = [["dir", "eq", "in"], ["dir", "eq", "out"]]
    assert found(made)["CONTRADICTION"] == "/rules/1"


@pytest.mark.parametrize(
    "when",
    [
        [["emergency", "eq", "fire"]],
        [["vehicle", "eq", "ambulance"]],
        [["qr", "in", ["stale", "forged"]]],
        [["known", "eq", False]],
    ],
)
def test_a_rule_that_no_request_comes_as_far_as_is_a_warning(when: list[Any]):
    assert found(document(rule("a", "allow", when))) == {"RULE_UNREACHED": "/rules/0"}


def test_rules_about_the_way_out_belong_to_its_measures():
    made = document(rule("a", "allow", LEAVE["when"]), leave=LEAVE)
    assert found(made) == {"RULE_UNREACHED": "/rules/0"}
    closed = rule("a", "deny", LEAVE["when"][:2], measure="gate", reason="GATE_CLOSED")
    inside = document(closed, leave=LEAVE)
    assert found(inside) == {}


def test_an_outsider_who_leaves_is_not_trapped():
    made = document(rule("late", when=[["cat", "eq", "supplier"], ["now", "ge", 5]]))
    assert found(made) == {"LEAVER_TRAPPED": "/rules/0"}
    assert '"cat": "supplier"' in next(f.text() for f in check(made) if f.code == "LEAVER_TRAPPED")
    assert found(document(rule("late", when=[["cat", "eq", "student"]]))) == {}
    assert found(document(rule("closed", reason="GATE_CLOSED", when=[]))) == {}
    assert found(document(rule("lab", when=[["gate_kind", "eq", "lab"]]))) == {}
    assert found(document(rule("home", when=[["zone_to", "eq", "living"]]))) == {}
    assert found(document(rule("wait", "require"))) == {"LEAVER_HELD": "/rules/0"}
    freed = [[["dir", "eq", "out"], ["cat", "in", ["supplier", "stranger"]]]]
    assert found(document(rule("late", when=[["now", "ge", 5]], unless=freed))) == {}


def test_nobody_is_trapped_by_the_measures_of_the_way_out():
    trap = document(rule("late", measure="gate", when=[["now", "ge", 5]]), leave=LEAVE)
    assert found(trap) == {"LEAVER_TRAPPED": "/rules/0"}
    assert found(document(rule("late", when=[["now", "ge", 5]]), leave=LEAVE)) == {}
    assert found(document(rule("wait", "require", measure="gate"), leave=LEAVE)) == {}


def test_a_document_that_cannot_say_who_leaves_is_not_asked():
    made = document(rule("late", when=[["now", "ge", 5]]))
    for missing in ("cat", "dir", "zone_to"):
        lesser = {name: one for name, one in made["attributes"].items() if name != missing}
        assert found({**made, "attributes": lesser}) == {}
    no_gates = {name: one for name, one in made["attributes"].items() if name != "gate_kind"}
    assert found({**made, "attributes": no_gates}) == {"LEAVER_TRAPPED": "/rules/0"}


def test_measures_without_rules_and_policies_without_the_usual_three_are_warnings():
    made = document(rule("a", "allow"), leave={**LEAVE, "measures": ["nothing"]})
    made["policies"]["p"]["measures"] = ["m", "empty"]
    told = [(fault.code, fault.pointer) for fault in check(made)]
    assert told == [
        ("MEASURE_EMPTY", "/policies/p/measures"),
        *[("MEASURE_ABSENT", "/policies/p/measures")] * 3,
        ("MEASURE_EMPTY", "/leave/measures"),
    ]


def test_a_search_that_takes_too_long_says_nothing(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("anlan.core.policy.linting.witness.MOST_STEPS", 1)
    when = [["dir", "eq", "in"], ["now", "lt", 3], ["cat", "eq", "student"]]
    assert found(document(rule("a", "deny", when))) == {}
    assert found(document(rule("a", "deny", [["now", "lt", 3], ["cat", "eq", "supplier"]]))) == {}


def test_checks_of_sense_wait_until_the_names_are_right():
    made = document(rule("a", when=[["age", "gt", 5], ["nothing", "eq", 1]]))
    assert found(made) == {"ATTRIBUTE_UNKNOWN": "/rules/0/when/1/0"}
