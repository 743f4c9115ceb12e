from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import translation

from anlan.core.kernel import clock
from anlan.foundation.ui import dates

NOON = datetime(2022, 5, 23, 6, 32, tzinfo=UTC)


@pytest.fixture(autouse=True)
def held():
    with clock.hold(NOON):
        yield


@pytest.mark.parametrize(
    ("moment", "told"),
    [
        (NOON, "今天 14:32"),
        (NOON + timedelta(days=1), "明天 14:32"),
        (NOON - timedelta(days=1), "昨天 14:32"),
        (NOON - timedelta(days=3), "5-20 14:32"),
        (datetime(2021, 12, 31, 1, 0, tzinfo=UTC), "2021-12-31 09:00"),
        (date(2022, 5, 27), "5-27"),
        (date(2022, 6, 2), "6-02"),
        (date(2022, 5, 23), "今天"),
    ],
)
def test_a_moment_is_as_short_as_today_allows(moment, told):
    assert dates.when(moment).text == told


def test_the_day_turns_at_midnight_on_the_campus_and_not_in_utc():
    assert dates.when(datetime(2022, 5, 22, 16, 0, tzinfo=UTC)).text == "今天 00:00"
    assert dates.when(datetime(2022, 5, 22, 15, 59, tzinfo=UTC)).text == "昨天 23:59"


def test_the_full_form_is_always_at_hand():
    assert dates.when(NOON).full == "2022-05-23 14:32"
    assert dates.when(NOON).iso == "2022-05-23T14:32:00+08:00"


def test_english_readers_get_english_dates():
    with translation.override("en"):
        assert dates.when(NOON - timedelta(days=3)).text == "20 May, 14:32"
        assert dates.when(date(2021, 5, 3)).text == "3 May 2021"
        assert dates.when(NOON).text == "today 14:32"


@pytest.mark.parametrize(
    ("back", "told"),
    [
        (timedelta(seconds=20), "刚刚"),
        (timedelta(minutes=18), "18 分钟前"),
        (timedelta(hours=3, minutes=59), "3 小时前"),
        (timedelta(days=2, hours=5), "2 天前"),
        (-timedelta(minutes=5), "刚刚"),
    ],
)
def test_freshness_says_how_long_since(back, told):
    assert dates.ago(NOON - back).text == told


def test_a_coming_deadline_says_by_when():
    told = dates.due(NOON + timedelta(hours=3, minutes=28))
    assert (told.text, told.late) == ("今天 18:00 前", False)


@pytest.mark.parametrize(
    ("moment", "told"),
    [
        (NOON - timedelta(minutes=10), "逾期不到 1 小时"),
        (NOON - timedelta(hours=5), "逾期 5 小时"),
        (NOON - timedelta(days=2), "逾期 2 天"),
        (date(2022, 5, 22), "逾期 1 天"),
    ],
)
def test_a_passed_deadline_says_overdue_in_words(moment, told):
    assert dates.due(moment).text == told
    assert dates.due(moment).late


def test_a_day_is_not_overdue_before_it_ends():
    assert not dates.due(date(2022, 5, 23)).late


def test_a_done_thing_is_not_overdue():
    told = dates.due(NOON - timedelta(days=2), done=True)
    assert (told.text, told.late) == ("5-21 14:32", False)


def test_one_day_is_singular_in_english():
    with translation.override("en"):
        assert dates.due(date(2022, 5, 22)).text == "1 day overdue"
        assert dates.due(date(2022, 5, 21)).text == "2 days overdue"


def test_data_of_today_show_the_time_alone():
    assert dates.as_of(NOON).text == "14:32"
    assert dates.as_of(NOON - timedelta(days=1)).text == "昨天 14:32"
