"""What an act needs: statements, orders, previews, assessments, two people; and words at night."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any, cast
from uuid import UUID

import pytest

from anlan.core.kernel.errors import AnlanError
from anlan.foundation.posture.rules.direction import Way
from anlan.foundation.posture.rules.enacting import (
    Preview,
    may_go_back,
    require_another,
    require_assessment,
    require_preview,
)
from anlan.foundation.posture.rules.oral import dies_at, lasts_until, require_oral
from anlan.foundation.posture.rules.statements import Order, Statement, lacks

from .book import SMALL, small

NOW = datetime(2031, 5, 19, 2, tzinfo=UTC)
DAY = timedelta(days=1)
A, B, C, D = (UUID(int=number) for number in range(1, 5))
FULL = Statement(
    key="quota",
    values={"most": 3},
    legal_basis="传染病防治法第四十二条",
    reason="门口拥挤",
    scope="中心校区",
    lighter="先分流，试过两天",
    review_at=NOW + DAY,
    lapses_at=NOW + 2 * DAY,
)
ORDERED = replace(
    FULL,
    key="exit",
    values={"classes": ("a",)},
    order=Order(
        issuer="区疾控中心", number="〔2031〕1 号", scope="中心校区", until=NOW + 2 * DAY, evidence=A
    ),
)


def lacking(*statements: Statement) -> list[tuple[str, str]]:
    return [(one.code, one.field) for one in lacks(SMALL, statements, lapses_at=NOW + 3 * DAY, at=NOW)]


def test_a_complete_statement_lacks_nothing():
    assert lacking(FULL, ORDERED) == []


@pytest.mark.parametrize("field", ["legal_basis", "reason", "scope", "lighter"])
def test_a_restriction_states_its_grounds(field: str):
    assert lacking(replace(FULL, **cast("Any", {field: " "}))) == [("posture.statement_missing", field)]


def test_what_restricts_nobody_needs_no_grounds_but_its_dates():
    bare = Statement(key="hold", values={"minutes": 5}, review_at=NOW + DAY, lapses_at=NOW + DAY)
    assert lacking(bare) == []
    assert lacking(replace(bare, review_at=None)) == [("posture.dates_missing", "lapses_at")]


@pytest.mark.parametrize(
    ("review", "lapse"), [(NOW, NOW + DAY), (NOW + 2 * DAY, NOW + DAY), (NOW + DAY, NOW + 4 * DAY)]
)
def test_a_measure_is_reviewed_before_it_lapses_and_lapses_with_its_phase(review: datetime, lapse: datetime):
    assert lacking(replace(FULL, review_at=review, lapses_at=lapse)) == [
        ("posture.dates_unusable", "lapses_at")
    ]


def test_a_refused_exit_needs_an_order_that_lasts_as_long():
    assert lacking(replace(ORDERED, order=Order())) == [("posture.order_missing", "order")]
    short = replace(ORDERED.order, until=NOW + DAY)
    assert lacking(replace(ORDERED, order=short)) == [("posture.order_ends_before", "lapses_at")]
    dateless = replace(ORDERED, lapses_at=None)
    assert lacking(dateless) == [("posture.dates_missing", "lapses_at")]


@pytest.mark.parametrize(
    ("preview", "shown", "code"),
    [
        (Preview(), "p", "posture.preview_missing"),
        (Preview("", NOW, "d"), "", "posture.preview_missing"),
        (Preview("p", NOW, "other"), "p", "posture.preview_of_another"),
        (Preview("p", NOW, "d"), "q", "posture.preview_stale"),
        (Preview("p", NOW - timedelta(minutes=10, seconds=1), "d"), "p", "posture.preview_stale"),
    ],
)
def test_a_commit_carries_a_fresh_preview_of_its_document(preview: Preview, shown: str, code: str):
    with pytest.raises(AnlanError) as error:
        require_preview(preview, shown=shown, document_hash="d", at=NOW)
    assert error.value.code == code


def test_a_preview_counts_for_ten_minutes():
    require_preview(Preview("p", NOW - timedelta(minutes=10), "d"), shown="p", document_hash="d", at=NOW)


def test_loosening_needs_an_assessment_of_48_hours_and_tightening_none():
    require_assessment(Way.TIGHTER, signed_at=None, at=NOW)
    require_assessment(Way.LOOSER, signed_at=NOW - timedelta(hours=48), at=NOW)
    for signed, code in [
        (None, "posture.assessment_missing"),
        (NOW - timedelta(hours=48, seconds=1), "posture.assessment_stale"),
        (NOW + timedelta(seconds=1), "posture.assessment_stale"),
    ]:
        with pytest.raises(AnlanError) as error:
            require_assessment(Way.MIXED, signed_at=signed, at=NOW)
        assert error.value.code == code


def test_going_back_is_quick_for_a_day():
    assert may_go_back(since=NOW - DAY, at=NOW)
    assert not may_go_back(since=NOW - DAY - timedelta(seconds=1), at=NOW)


@pytest.mark.parametrize(
    ("person", "confirmed", "code"),
    [
        (None, [], "posture.own_draft"),
        (A, [], "posture.own_draft"),
        (B, [B], "posture.confirmed_already"),
        (D, [B, C], "posture.settled_already"),
    ],
)
def test_two_different_people_confirm_and_never_the_author(
    person: UUID | None, confirmed: list[UUID], code: str
):
    with pytest.raises(AnlanError) as error:
        require_another(person, writers=[A], confirmed=confirmed, verb="posture.confirm")
    assert error.value.code == code


def test_the_second_person_may_confirm():
    assert require_another(C, writers=[A], confirmed=[B], verb="posture.confirm") == C


SPOKEN: dict[str, Any] = {
    "words": "一号楼先封起来",
    "danger": "燃气泄漏",
    "said_at": NOW - timedelta(minutes=5),
    "at": NOW,
    "own": small(plain={}),
    "way": Way.TIGHTER,
}


def test_words_at_night_may_tighten():
    require_oral(SMALL, **SPOKEN)


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"words": " "}, "posture.oral_words_missing"),
        ({"danger": ""}, "posture.oral_danger_missing"),
        ({"said_at": NOW + timedelta(minutes=1)}, "posture.oral_hour_unusable"),
        ({"said_at": NOW - timedelta(hours=2)}, "posture.oral_hour_unusable"),
        ({"own": small(exit={"classes": ["a"]})}, "posture.oral_measure"),
        ({"own": small(quota={"most": 1})}, "posture.oral_measure"),
        ({"way": Way.SAME}, "posture.oral_only_tightens"),
        ({"way": Way.MIXED}, "posture.oral_only_tightens"),
    ],
)
def test_words_at_night_never_loosen_close_an_exit_or_go_without_a_danger(wrong: dict[str, Any], code: str):
    with pytest.raises(AnlanError) as error:
        require_oral(SMALL, **(SPOKEN | wrong))
    assert error.value.code == code


def test_an_oral_order_dies_in_two_hours_and_lasts_a_day_at_most():
    assert dies_at(NOW) == NOW + timedelta(hours=2)
    assert lasts_until(NOW, None) == NOW + DAY
    assert lasts_until(NOW, NOW + timedelta(hours=5)) == NOW + timedelta(hours=5)
    assert lasts_until(NOW, NOW + 3 * DAY) == NOW + DAY
