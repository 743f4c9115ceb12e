"""The scorer itself: a perfect reading scores one and each planted fault lowers the right figure."""

import copy
from typing import Any

import pytest

from tests.golden.minutes import compare, corpus

TEXTS = [text.expected for text in corpus.texts("open")]


def with_orders() -> dict[str, Any]:
    """A text with owners, deadlines, a ban and announced counts, free to be spoilt."""
    chosen: dict[str, Any] = next(t for t in TEXTS if t["title"] == "青屿大学召开2023年防汛工作部署会")
    return copy.deepcopy(chosen)


def first_part(reading: dict[str, Any]) -> dict[str, Any]:
    part: dict[str, Any] = reading["requirements"][0]["parts"][0]
    return part


@pytest.mark.parametrize("expected", TEXTS, ids=lambda t: t["title"])
def test_a_perfect_reading_scores_one(expected):
    for tally in compare.compared(expected, copy.deepcopy(expected)).values():
        assert (tally.precision, tally.recall) == (1.0, 1.0)


def lost_requirement(reading):
    del reading["requirements"][-1]


def invented_requirement(reading):
    extra = copy.deepcopy(reading["requirements"][0])
    reading["requirements"].append({**extra, "span": [0, 12], "parts": []})


def shifted_requirement(reading):
    reading["requirements"][0]["span"][1] -= 1


def unmarked_requirement(reading):
    reading["requirements"][0]["marker"] = None


def lost_part(reading):
    del reading["requirements"][0]["parts"][0]


def invented_part(reading):
    part = copy.deepcopy(first_part(reading))
    reading["requirements"][0]["parts"].append({**part, "span": [0, 4], "owners": [], "deadline": None})


def invented_owner(reading):
    first_part(reading)["owners"].append("后勤管理处处长")


def lost_owner(reading):
    first_part(reading)["owners"].clear()


def wrong_due(reading):
    reading["requirements"][0]["parts"][2]["deadline"]["due"] = "2023-06-16"


def wrong_kind(reading):
    first_part(reading)["kind"] = "prohibition"


def wrongly_relayed(reading):
    first_part(reading)["relayed"] = True


def wrong_count(reading):
    reading["announced"][0]["count"] = 4


@pytest.mark.parametrize(
    ("fault", "figure", "sides"),
    [
        (lost_requirement, "requirements", {"recall"}),
        (invented_requirement, "requirements", {"precision"}),
        (shifted_requirement, "exact spans", {"precision", "recall"}),
        (unmarked_requirement, "requirements", {"precision", "recall"}),
        (lost_part, "parts", {"recall"}),
        (invented_part, "parts", {"precision"}),
        (invented_owner, "owners", {"precision"}),
        (lost_owner, "owners", {"recall"}),
        (wrong_due, "deadlines", {"precision", "recall"}),
        (wrong_kind, "kinds", {"precision", "recall"}),
        (wrongly_relayed, "relayed", {"precision", "recall"}),
        (wrong_count, "announced", {"precision", "recall"}),
    ],
)
def test_a_planted_fault_lowers_its_figure(fault, figure, sides):
    expected, found = with_orders(), with_orders()
    fault(found)
    tally = compare.compared(expected, found)[figure]
    assert {side for side in ("precision", "recall") if getattr(tally, side) < 1} == sides


def test_a_find_in_a_text_without_orders_is_counted():
    silent = next(t for t in TEXTS if not t["requirements"])
    found = {**silent, "requirements": with_orders()["requirements"][:1]}
    sheet = compare.compared(silent, found)
    assert sheet["texts without orders"].precision == 0
    assert sheet["requirements"].precision == 0


def test_an_owner_stays_right_when_its_part_was_cut_in_two():
    expected, found = with_orders(), with_orders()
    whole = first_part(found)
    middle = sum(whole["span"]) // 2
    halves = [{**whole, "span": [whole["span"][0], middle]}, {**whole, "span": [middle, whole["span"][1]]}]
    found["requirements"][0]["parts"][:1] = halves
    assert compare.compared(expected, found)["owners"] == compare.Tally(10, 10, 9, 9)


def test_sheets_of_several_texts_are_added():
    one = compare.compared(with_orders(), with_orders())
    assert compare.added([one, one])["requirements"].expected == 2 * one["requirements"].expected
    assert "requirements" in compare.table(compare.added([one]))
