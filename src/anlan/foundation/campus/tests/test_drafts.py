from typing import Any
from uuid import uuid4

from anlan.foundation.campus.drafts import Draft, Judged, Known, Outcome, judge


def draft(ref: int, code: str, kind: str = "building", parent: str = "", **values: Any) -> Draft:
    given = {"code": code, "name": values.pop("name", code), "kind": kind} | values
    return Draft(ref, given | ({"parent": parent} if parent else {}))


def known(code: str, *, kind: str = "campus", parent: str = "", path: str = "", **values: Any) -> Known:
    blank = {"name_en": "", "order": 0, "floor": None, "capacity": None, "owner": None, "geometry": None}
    held = blank | {"crs": "EPSG:4326", "shut": False, "note": "", "name": code, "kind": kind} | values
    return Known(uuid4(), path or f"{code}/", parent, held)


def codes_of(row: Judged) -> list[str]:
    return [problem.code for problem in row.problems]


def test_children_may_stand_before_their_parents():
    rows = judge([draft(1, "b1", parent="c1"), draft(2, "c1", "campus")], known={}, units={})
    assert [row.outcome for row in rows] == [Outcome.NEW, Outcome.NEW]
    assert rows[0].path == "c1/b1/"


def test_the_same_code_twice_names_the_first():
    rows = judge([draft(1, "c1", "campus"), draft(7, "c1", "campus")], known={}, units={})
    assert (rows[1].outcome, rows[1].problems[0].value) == (Outcome.ERROR, "1")


def test_parents_in_a_circle_are_all_refused():
    drafts = [draft(1, "a", "zone", "b"), draft(2, "b", "zone", "c"), draft(3, "c", "zone", "a")]
    assert {codes_of(row)[0] for row in judge(drafts, known={}, units={})} == {"circle"}


def test_a_chain_of_ten_thousand_parents_is_judged_without_running_out_of_stack():
    drafts = [draft(number, f"z{number}", "zone", f"z{number + 1}") for number in range(10_000)]
    rows = judge([*drafts, draft(10_000, "z10000", "campus")], known={}, units={})
    assert rows[0].outcome is Outcome.ERROR
    assert codes_of(rows[9_999]) == []


def test_a_child_of_a_refused_parent_is_refused_too():
    rows = judge([draft(1, "b1", parent="c1"), draft(2, "c1", "palace")], known={}, units={})
    assert (codes_of(rows[0]), codes_of(rows[1])) == (["parent_refused"], ["unknown_kind"])


def test_what_is_absent_stays_and_what_differs_is_told_before_and_after():
    here = {"c1": known("c1", name="中心校区", note="旧")}
    row = judge([Draft(1, {"code": "c1", "note": "新"})], known=here, units={})[0]
    assert (row.outcome, row.changes) == (Outcome.CHANGED, {"note": ("旧", "新")})
    assert row.values["name"] == "中心校区"


def test_the_same_again_changes_nothing():
    here = {"c1": known("c1", name="中心校区")}
    assert (
        judge([Draft(1, {"code": "c1", "name": "中心校区"})], known=here, units={})[0].outcome is Outcome.SAME
    )


def test_a_kind_may_be_given_by_its_name_in_either_language():
    rows = judge([draft(1, "c1", "校区"), draft(2, "g1", "Gate", "c1")], known={}, units={})
    assert [row.values["kind"] for row in rows] == ["campus", "gate"]


def test_a_bed_does_not_lie_on_a_campus_and_a_room_does_not_stand_alone():
    rows = judge(
        [draft(1, "c1", "campus"), draft(2, "b", "bed", "c1"), draft(3, "r", "room")], known={}, units={}
    )
    assert (codes_of(rows[1]), codes_of(rows[2])) == (["wrong_parent_kind"], ["missing"])


def test_a_bed_has_one_seat_without_being_told():
    drafts = [
        draft(1, "c", "campus"),
        draft(2, "d", "dormitory", "c"),
        draft(3, "r", "room", "d"),
        draft(4, "b", "bed", "r"),
    ]
    assert judge(drafts, known={}, units={})[3].values["capacity"] == 1


def test_another_parent_an_unknown_parent_and_an_unknown_owner_are_refused():
    here = {
        "c1": known("c1"),
        "c2": known("c2"),
        "b1": known("b1", kind="building", parent="c1", path="c1/b1/"),
    }
    drafts = [
        draft(1, "b1", parent="c2"),
        draft(2, "b2", parent="nowhere"),
        draft(3, "b3", parent="c1", owner="ghost"),
    ]
    found = [codes_of(row)[0] for row in judge(drafts, known=here, units={})]
    assert found == ["moved", "parent_unknown", "unknown_unit"]


def test_a_path_longer_than_its_column_is_refused():
    drafts = [draft(0, "c" * 60, "campus")]
    drafts += [
        draft(n, f"{n}" + "z" * 58, "zone", "c" * 60 if n == 1 else f"{n - 1}" + "z" * 58)
        for n in range(1, 9)
    ]
    assert "too_deep" in codes_of(judge(drafts, known={}, units={})[6])
