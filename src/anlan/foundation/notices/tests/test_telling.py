from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from anlan.core.access import Actor
from anlan.core.kernel import clock
from anlan.core.kernel.errors import BadInput
from anlan.foundation.notices.models import Letter
from anlan.foundation.notices.public import notify
from tests.support.cast import Cast

MORNING = datetime(2031, 5, 19, 2, 0, tzinfo=UTC)  # 10:00 on the campus
NIGHT = datetime(2031, 5, 19, 15, 0, tzinfo=UTC)  # 23:00 on the campus
SYSTEM = Actor.system("tests.notices")


def _tell(cast: Cast, key: str = "task:1", **more: Any) -> list[Letter]:
    words: dict[str, Any] = {
        "title_zh": "新任务",
        "title_en": "A new task",
        "code": "tasks.assigned",
        "dedupe_key": key,
    }
    return notify(positions=[cast.position("dean").pk], by=SYSTEM, **(words | more))


def test_everybody_who_holds_the_position_is_told_once(cast: Cast):
    assert [letter.person_id for letter in _tell(cast)] == [cast.person("dean").pk]
    assert _tell(cast) == []
    assert Letter.objects.count() == 1


def test_a_small_message_waits_for_the_next_set_hour(cast: Cast):
    with clock.hold(MORNING):
        (letter,) = _tell(cast)
    assert letter.interrupted_at is None
    assert letter.shown_from == datetime(2031, 5, 19, 4, 0, tzinfo=UTC)


def test_what_says_now_interrupts_by_day_and_waits_by_night(cast: Cast):
    with clock.hold(MORNING):
        (by_day,) = _tell(cast, "a", level="now")
    with clock.hold(NIGHT):
        (by_night,) = _tell(cast, "b", level="now")
    assert by_day.shown_from == by_day.interrupted_at == MORNING
    assert by_night.interrupted_at is None
    assert by_night.shown_from == datetime(2031, 5, 20, 0, 0, tzinfo=UTC)


def test_nobody_is_interrupted_more_often_a_day_than_the_site_allows(cast: Cast):
    with clock.hold(MORNING):
        letters = [_tell(cast, f"k{number}", level="now")[0] for number in range(7)]
    assert [letter.interrupted_at is not None for letter in letters] == [True] * 5 + [False] * 2
    with clock.hold(MORNING + timedelta(days=1)):
        assert _tell(cast, "next day", level="now")[0].interrupted_at is not None


def test_the_one_who_acts_is_not_told_of_the_act(cast: Cast):
    dean = cast.person("dean").pk
    told = notify(
        persons=[dean], by=cast.actor("dean"), title_zh="新", title_en="New", code="x", dedupe_key="y"
    )
    assert told == []


def test_a_drill_and_the_actual_thing_are_two_letters(cast: Cast):
    _tell(cast)
    assert len(_tell(cast, drill=True)) == 1


@pytest.mark.parametrize(
    "more",
    [
        {"title_zh": " "},
        {"title_en": ""},
        {"dedupe_key": ""},
        {"level": "loud"},
        {"url": "https://elsewhere.example/"},
        {"url": "//elsewhere.example/"},
        {"url": "javascript:alert(1)"},
    ],
)
def test_a_message_without_words_or_with_a_foreign_link_is_refused(cast: Cast, more: dict[str, str]):
    with pytest.raises(BadInput):
        _tell(cast, **more)


def test_a_position_nobody_holds_tells_nobody(cast: Cast):
    nobody = [UUID(int=7)]
    told = notify(positions=nobody, by=SYSTEM, title_zh="新", title_en="New", code="x", dedupe_key="y")
    assert told == []


def test_a_letter_that_gathers_is_told_anew_while_it_waits_and_followed_once_it_came(cast: Cast):
    def count(number: int) -> list[Letter]:
        return notify(
            code="trial",
            positions=[cast.position("dean").pk],
            title_zh=f"{number} 个单位",
            title_en=f"{number} units",
            dedupe_key="relayed",
            gathers=True,
            by=SYSTEM,
        )

    assert len(count(1)) == 1
    assert count(2) == []
    assert [one.title_zh for one in Letter.objects.all()] == ["2 个单位"]
    with clock.hold(clock.later(days=1)):
        assert count(2) == []
        assert len(count(3)) == 1
        assert count(4) == []
    assert sorted(one.title_en for one in Letter.objects.all()) == ["2 units", "4 units"]
