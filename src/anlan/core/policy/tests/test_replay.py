"""What a change would change, over recorded crossings in their order."""

from __future__ import annotations

from typing import Any

from anlan.core.policy import Court, Tally, replay, usable
from anlan.core.policy.tests.writing import CALM, document, rule

YES = rule("yes", "allow")
CALM_IN = {**CALM, "cat": "student", "gate_kind": "main", "dir": "in"}
SPENT = rule("spent", when=[["uses_left", "le", 0]])
TWICE = rule("twice", when=[["entries_today", "ge", 2]])
FULL = rule("full", when=[["gate_quota_used", "ge", 2]])


def court(*rules: dict[str, Any], policy: str | None = None) -> Court:
    return Court(usable(document(*rules)), policy=policy)


def crossing(**facts: Any) -> dict[str, Any]:
    return {**CALM_IN, "person": "p1", **facts}


def compared(old: Court, new: Court, *crossings: dict[str, Any], counters: bool = False) -> dict[str, Any]:
    return replay(crossings, old=old, new=new, counters=counters).as_json()


def test_changes_are_counted_by_crossing_person_and_group():
    no = rule("no", when=[["cat", "eq", "student"]])
    hold = rule("hold", "require", [["cat", "eq", "supplier"]])
    told = compared(
        court(YES),
        court(YES, no, hold),
        crossing(),
        crossing(),
        crossing(person="p2", gate_kind="lab"),
        crossing(person="p3", cat="supplier"),
        crossing(person="p4", cat="stranger"),
        crossing(person=None),
    )
    assert told == {
        "n": 6,
        "changed": {"allow->deny": 4, "allow->hold": 1},
        "unchanged": 1,
        "persons_newly_denied": 2,
        "persons_newly_allowed": 0,
        "by": [
            {"cat": "student", "gate_kind": "main", "reason": "NO", "passages": 3, "persons": 1},
            {"cat": "student", "gate_kind": "lab", "reason": "NO", "passages": 1, "persons": 1},
            {"cat": "supplier", "gate_kind": "main", "reason": "HOLD", "passages": 1, "persons": 1},
        ],
    }


def test_newly_allowed_are_those_who_were_denied():
    told = compared(
        court(YES, rule("no")),
        court(YES, rule("hold", "require", [["cat", "eq", "student"]])),
        crossing(),
        crossing(person="p2", cat="stranger"),
        crossing(person={"any": 1}, cat="stranger"),
    )
    assert told["changed"] == {"deny->allow": 2, "deny->hold": 1}
    assert (told["persons_newly_denied"], told["persons_newly_allowed"]) == (0, 3)


def test_another_reason_is_no_change():
    assert compared(court(rule("a")), court(rule("b")), crossing())["unchanged"] == 1


def test_uses_follow_each_sides_own_allows():
    old, new = court(YES), court(YES, SPENT)
    passes = [crossing(pass_kind="single", uses_left=1) for _ in range(3)]
    assert compared(old, new, *passes)["changed"] == {}
    assert compared(old, new, *passes, counters=True)["changed"] == {"allow->deny": 2}
    assert [one["uses_left"] for one in passes] == [1, 1, 1]


def test_uses_belong_to_a_person_and_a_pass():
    told = compared(
        court(YES),
        court(YES, SPENT),
        crossing(pass_kind="single", uses_left=1),
        crossing(pass_kind="supply", uses_left=1),
        crossing(pass_kind="single", uses_left=1, person="p2"),
        crossing(pass_kind="single", uses_left=1, _pass="other"),
        crossing(pass_kind="single", uses_left=1, _pass=7),
        counters=True,
    )
    assert told["changed"] == {}


def test_a_side_that_refuses_takes_no_use():
    night = rule("night", when=[["now", "lt", 10]])
    told = compared(
        court(YES, SPENT),
        court(YES, SPENT, night),
        crossing(uses_left=1, now=5, pass_kind="single"),
        crossing(uses_left=0, now=15, pass_kind="single"),
        counters=True,
    )
    assert told["changed"] == {"allow->deny": 1, "deny->allow": 1}


def test_entries_count_inward_allows_of_a_local_day():
    midnight = 16 * 3600  # 00:00 in UTC+8
    rows = [
        crossing(entries_today=0, now=midnight - 2),
        crossing(entries_today=0, now=midnight - 2, dir="out"),
        crossing(entries_today=0, now=midnight - 1),
        crossing(entries_today=0, now=midnight - 1),
        crossing(entries_today=0, now=midnight),
    ]
    assert compared(court(YES), court(YES, TWICE), *rows, counters=True)["changed"] == {"allow->deny": 1}


def test_a_quota_counts_the_allows_of_a_gate_in_a_quarter_of_an_hour():
    rows = [
        crossing(person=f"p{number}", gate_id=gate, gate_quota_used=0, now=at)
        for number, (gate, at) in enumerate([("a", 0), ("a", 899), ("a", 899), ("b", 0), ("a", 900)])
    ]
    assert compared(court(YES), court(YES, FULL), *rows, counters=True)["changed"] == {"allow->deny": 1}


def test_a_counter_starts_at_the_first_value_that_is_seen():
    told = compared(
        court(YES),
        court(YES, TWICE),
        crossing(),
        crossing(entries_today=1),
        crossing(),
        counters=True,
    )
    assert told["changed"] == {"allow->deny": 1}


def test_nobodys_counters_stay_as_recorded():
    nobody = [crossing(person=None, uses_left=1, entries_today=1, gate_quota_used=1) for _ in range(4)]
    changed = compared(court(YES), court(YES, SPENT, TWICE, FULL), *nobody, counters=True)["changed"]
    assert changed == {}


def test_a_fixed_policy_judges_all_whatever_their_phase():
    assert (
        compared(court(YES), court(YES, policy="p"), crossing(phase="elsewhere") | {"phase": "p"})["n"] == 1
    )
    fixed = court(YES, policy="p")
    assert compared(fixed, fixed, crossing(phase="elsewhere"))["unchanged"] == 1


def test_tallies_of_parts_join_to_the_tally_of_the_whole():
    old, new = court(YES), court(YES, rule("no", when=[["cat", "eq", "student"]]))
    rows = [crossing(person=f"p{number % 3}", cat=("student", "stranger")[number % 2]) for number in range(9)]
    whole, joined = replay(rows, old=old, new=new, counters=False), Tally()
    for part in (rows[:4], rows[4:]):
        joined.join(replay(part, old=old, new=new, counters=False))
    assert joined.as_json() == whole.as_json()
