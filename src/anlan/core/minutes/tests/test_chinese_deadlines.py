"""Chinese time words: what they mean when counted from a Thursday, and around the turn of a year."""

from datetime import date

import pytest

from anlan.core.minutes.body import Span
from anlan.core.minutes.deadlines import deadlines_in

THURSDAY = date(2022, 5, 19)
NEW_YEARS_WEEK = date(2022, 12, 28)
LEAP_FEBRUARY = date(2024, 2, 10)

DAYS: list[tuple[str, str | None]] = [
    ("5月25日前", "2022-05-25"),
    ("5月25日之前", "2022-05-25"),
    ("5月25日以前", "2022-05-25"),
    ("5月25号前", "2022-05-25"),
    ("5 月 25 日前", "2022-05-25"),
    ("５月２５日前", "2022-05-25"),
    ("5月25日（周三）前", "2022-05-25"),
    ("五月二十五日前", "2022-05-25"),
    ("2022年6月1日前", "2022-06-01"),
    ("2022 年 6 月 1 日前", "2022-06-01"),
    ("二〇二二年六月一日前", "2022-06-01"),
    ("今年6月30日前", "2022-06-30"),
    ("明年3月1日前", "2023-03-01"),
    ("2023年1月10日前", "2023-01-10"),
    ("1月10日前", "2022-01-10"),
    ("2022-06-01前", "2022-06-01"),
    ("2022/6/1前", "2022-06-01"),
    ("2022.6.1前", "2022-06-01"),
    ("2月30日前", None),
    ("6月31日前", None),
    ("25日前", "2022-05-25"),
    ("10日前", "2022-06-10"),
    ("本月25日前", "2022-05-25"),
    ("下月5日前", "2022-06-05"),
    ("下个月5日前", "2022-06-05"),
    ("次月5日前", "2022-06-05"),
]
HOURS = [
    ("5月25日18时前", "2022-05-25T18:00"),
    ("5月25日17:00前", "2022-05-25T17:00"),
    ("5月25日17：30前", "2022-05-25T17:30"),
    ("5月25日下午5点前", "2022-05-25T17:00"),
    ("5月25日下午5点半前", "2022-05-25T17:30"),
    ("5月25日下午五点前", "2022-05-25T17:00"),
    ("5月25日上午9时30分前", "2022-05-25T09:30"),
    ("5月25日中午12点前", "2022-05-25T12:00"),
    ("5月25日晚8点前", "2022-05-25T20:00"),
    ("5月25日24时前", "2022-05-25T23:59"),
    ("5月25日下班前", "2022-05-25"),
    ("今天下午5点前", "2022-05-19T17:00"),
    ("今日18时前", "2022-05-19T18:00"),
    ("今晚10点前", "2022-05-19T22:00"),
    ("明天中午12点前", "2022-05-20T12:00"),
    ("明日8时前", "2022-05-20T08:00"),
    ("明天前", "2022-05-20"),
    ("后天前", "2022-05-21"),
    ("下周一上午9点前", "2022-05-23T09:00"),
]
RANGES = [
    ("6月1日至10日", "2022-06-10"),
    ("6月1日至6月10日", "2022-06-10"),
    ("5月30日—6月2日", "2022-06-02"),
    ("5月20日到25日", "2022-05-25"),
    ("5月20日-25日", "2022-05-25"),
    ("即日起至6月10日", "2022-06-10"),
    ("即日起到5月31日", "2022-05-31"),
    ("今日起至5月31日", "2022-05-31"),
]
MONTHS_AND_YEARS = [
    ("月底前", "2022-05-31"),
    ("月末前", "2022-05-31"),
    ("本月底前", "2022-05-31"),
    ("5月底前", "2022-05-31"),
    ("6月底前", "2022-06-30"),
    ("六月底前", "2022-06-30"),
    ("下月底前", "2022-06-30"),
    ("6月上旬", "2022-06-10"),
    ("6月中旬", "2022-06-20"),
    ("6月下旬", "2022-06-30"),
    ("6月中旬前", "2022-06-20"),
    ("本月下旬", "2022-05-31"),
    ("下月上旬", "2022-06-10"),
    ("2023年2月底前", "2023-02-28"),
    ("年底前", "2022-12-31"),
    ("年内", "2022-12-31"),
    ("今年底前", "2022-12-31"),
    ("2023年底前", "2023-12-31"),
]
WEEKS = [
    ("本周内", "2022-05-22"),
    ("下周内", "2022-05-29"),
    ("本周末前", "2022-05-22"),
    ("本周五下班前", "2022-05-20"),
    ("这周五前", "2022-05-20"),
    ("周五前", "2022-05-20"),
    ("星期五前", "2022-05-20"),
    ("礼拜五前", "2022-05-20"),
    ("周一前", "2022-05-23"),
    ("本周日前", "2022-05-22"),
    ("本周天前", "2022-05-22"),
    ("下周三前", "2022-05-25"),
    ("下周日前", "2022-05-29"),
    ("下星期二前", "2022-05-24"),
    ("下下周一前", "2022-05-30"),
]
STRETCHES = [
    ("3天内", "2022-05-22"),
    ("三天内", "2022-05-22"),
    ("5日内", "2022-05-24"),
    ("10天之内", "2022-05-29"),
    ("十五日内", "2022-06-03"),
    ("一周内", "2022-05-26"),
    ("两周内", "2022-06-02"),
    ("一个月内", "2022-06-19"),
    ("两个月内", "2022-07-19"),
    ("1个工作日内", "2022-05-20"),
    ("三个工作日内", "2022-05-24"),
    ("5个工作日内", "2022-05-26"),
]
NO_DAY = [
    "2小时内",
    "30分钟内",
    "48小时内",
    "二十四小时内",
    "每月",
    "每月5日前",
    "每季度",
    "每两小时",
    "每2小时",
    "每学期",
    "每半年",
    "开学前",
    "放假前",
    "汛期前",
    "典礼前",
    "国庆节前",
    "期末考试前",
    "暑假前",
]
DAILY = [
    "每天",
    "每日",
    "每晚",
    "每天早8点前",
    "每日17:00前",
    "每晚10点",
    "每个工作日",
    "每天上午",
    "每日18时前",
]
WEEKLY = ["每周", "每周一", "每周五下午5点前", "每星期三", "每周末", "每周一、周四", "每周五前"]


def only(words: str, base: date | None, *, around: str = "{}完成检查"):
    body = around.format(words)
    found = deadlines_in(body, Span(0, len(body)), base=base)
    assert [deadline.text for deadline in found] == [words]
    assert found[0].span.of(body) == words
    return found[0].due, found[0].repeats


@pytest.mark.parametrize(("words", "due"), [*DAYS, *HOURS, *RANGES, *MONTHS_AND_YEARS, *WEEKS, *STRETCHES])
def test_time_words_mean_a_day_counted_from_the_meeting(words, due):
    assert only(words, THURSDAY) == (due, None)


@pytest.mark.parametrize("words", NO_DAY)
def test_hours_events_and_long_rhythms_have_no_day(words):
    assert only(words, THURSDAY) == (None, None)


@pytest.mark.parametrize("words", DAILY)
def test_daily_words_repeat_daily(words):
    assert only(words, THURSDAY) == (None, "daily")


@pytest.mark.parametrize("words", WEEKLY)
def test_weekly_words_repeat_weekly(words):
    assert only(words, THURSDAY) == (None, "weekly")


@pytest.mark.parametrize("opening", ["于", "在", "须于", "务必在", "后勤处要在", "各学院", "，", "（", ""])
def test_the_words_before_a_deadline_are_not_part_of_it(opening):
    assert only("6月1日前", THURSDAY, around=opening + "{}完成检查") == ("2022-06-01", None)


@pytest.mark.parametrize(
    ("words", "due"),
    [
        ("3天内", "2022-12-31"),
        ("5天内", "2023-01-02"),
        ("下周三前", "2023-01-04"),
        ("周一前", "2023-01-02"),
        ("月底前", "2022-12-31"),
        ("下月5日前", "2023-01-05"),
        ("下月底前", "2023-01-31"),
        ("1月底前", "2023-01-31"),
        ("1月上旬", "2023-01-10"),
        ("1月10日前", "2023-01-10"),
        ("3月1日前", "2023-03-01"),
        ("11月1日前", "2022-11-01"),
        ("12月30日至1月5日", "2023-01-05"),
        ("年底前", "2022-12-31"),
        ("两个月内", "2023-02-28"),
    ],
)
def test_the_year_turns_where_it_should(words, due):
    assert only(words, NEW_YEARS_WEEK) == (due, None)


@pytest.mark.parametrize(
    ("words", "base", "due"),
    [
        ("2月29日前", LEAP_FEBRUARY, "2024-02-29"),
        ("2月底前", LEAP_FEBRUARY, "2024-02-29"),
        ("月底前", LEAP_FEBRUARY, "2024-02-29"),
        ("20天内", LEAP_FEBRUARY, "2024-03-01"),
        ("2月29日前", date(2023, 2, 10), None),
        ("2月底前", date(2023, 2, 10), "2023-02-28"),
        ("2024年2月29日前", THURSDAY, "2024-02-29"),
        ("2023年2月29日前", THURSDAY, None),
        ("一个月内", date(2023, 1, 31), "2023-02-28"),
        ("一个月内", date(2024, 1, 31), "2024-02-29"),
    ],
)
def test_leap_days_exist_only_in_leap_years(words, base, due):
    assert only(words, base) == (due, None)


@pytest.mark.parametrize(
    ("base", "due"),
    [(date(2031, 5, 15), "2031-05-22"), (date(2031, 5, 17), "2031-05-23"), (date(1999, 3, 5), "1999-03-12")],
)
def test_working_days_run_monday_to_friday_in_years_without_a_published_calendar(base, due):
    assert only("5个工作日内", base) == (due, None)


@pytest.mark.parametrize(
    ("around", "words"),
    [
        ("收到意见后{}反馈", "三个工作日内"),
        ("检查结束后{}报送总结", "3天内"),
        ("自批准之日起{}完成", "10日内"),
    ],
)
def test_a_stretch_that_counts_from_an_event_has_no_day(around, words):
    assert only(words, THURSDAY, around=around) == (None, None)


def test_a_stretch_that_counts_from_today_has_a_day():
    assert only("三日内", THURSDAY, around="即日起{}完成检查") == ("2022-05-22", None)


@pytest.mark.parametrize(
    "words",
    [
        "5月25日前",
        "月底前",
        "6月上旬",
        "年底前",
        "25日前",
        "周五前",
        "本周内",
        "3天内",
        "两周内",
        "5个工作日内",
        "明天前",
        "今年底前",
        "明年3月1日前",
    ],
)
def test_without_a_base_only_printed_years_give_a_day(words):
    assert only(words, None) == (None, None)


@pytest.mark.parametrize(
    ("words", "due"),
    [("2022年6月1日前", "2022-06-01"), ("2022-06-01前", "2022-06-01"), ("2023年底前", "2023-12-31")],
)
def test_a_printed_year_needs_no_base(words, due):
    assert only(words, None) == (due, None)


def test_scanned_digits_still_make_a_date():
    assert only("5月2O日前", THURSDAY) == ("2022-05-20", None)
    assert only("6月l0日前", THURSDAY) == ("2022-06-10", None)


def test_several_deadlines_stand_in_order_without_overlap():
    body = "5月25日前报名，每天上报，6月1日至10日检查"
    found = deadlines_in(body, Span(0, len(body)), base=THURSDAY)
    assert [(d.text, d.due, d.repeats) for d in found] == [
        ("5月25日前", "2022-05-25", None),
        ("每天", None, "daily"),
        ("6月1日至10日", "2022-06-10", None),
    ]


def test_only_the_asked_stretch_is_searched():
    body = "5月25日前报名，6月1日前检查"
    assert [d.text for d in deadlines_in(body, Span(body.index("6"), len(body)), base=THURSDAY)] == [
        "6月1日前"
    ]
    assert deadlines_in(body, Span(body.index("报"), body.index("6")), base=THURSDAY) == ()
