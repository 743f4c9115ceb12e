from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anlan.foundation.notices.rules.backoff import next_try, wait_after
from anlan.foundation.notices.rules.bucket import batches, filled, full_token_at
from anlan.foundation.notices.rules.figures import Bucket, Hours, Patience
from anlan.foundation.notices.rules.interrupting import interrupts, is_quiet, next_digest
from anlan.foundation.notices.rules.marking import marked, marked_text
from anlan.foundation.notices.selectors.figures import figures

ZONE = ZoneInfo("Asia/Shanghai")
HOURS = Hours((time(8), time(12), time(17, 30)), time(22, 30), time(7), interrupts_a_day=5)
PATIENCE = Patience(
    retries=7, first_wait_seconds=10, longest_wait_seconds=3600, hold_seconds=90, work_seconds=20
)
START = datetime(2031, 5, 19, tzinfo=UTC)
INSTANTS = st.integers(0, 365 * 24 * 3600).map(lambda seconds: START + timedelta(seconds=seconds))


@pytest.mark.parametrize(
    ("hour", "quiet"), [((22, 29), False), ((22, 30), True), ((0, 0), True), ((6, 59), True), ((7, 0), False)]
)
def test_quiet_hours_pass_midnight(hour: tuple[int, int], quiet: bool):
    at = datetime(2031, 5, 19, *hour, tzinfo=ZONE)
    assert is_quiet(at, hours=HOURS, zone=ZONE) is quiet


def test_equal_ends_mean_no_quiet_hours():
    never = Hours((), time(7), time(7), interrupts_a_day=1)
    assert not is_quiet(START, hours=never, zone=ZONE)


@given(at=INSTANTS, always=st.booleans(), had=st.integers(0, 9))
def test_what_does_not_want_to_interrupt_never_does(at: datetime, always: bool, had: int):
    assert not interrupts(at=at, wants=False, always=always, had_today=had, hours=HOURS, zone=ZONE)
    assert interrupts(at=at, wants=True, always=True, had_today=had, hours=HOURS, zone=ZONE)


@given(at=INSTANTS)
def test_the_next_digest_is_the_first_set_hour_after_now(at: datetime):
    found = next_digest(at, hours=HOURS, zone=ZONE)
    assert at < found <= at + timedelta(hours=14, minutes=30)
    assert found.astimezone(ZONE).time() in HOURS.digest_hours


@given(at=INSTANTS)
def test_without_set_hours_the_morning_brings_the_digest(at: datetime):
    found = next_digest(at, hours=Hours((), time(22), time(7), interrupts_a_day=1), zone=ZONE)
    assert found.astimezone(ZONE).time() == time(7)


@given(
    asks=st.lists(st.tuples(st.floats(0, 30), st.integers(0, 30)), max_size=60),
    kind=st.sampled_from(["wecom", "dingtalk"]),
)
def test_no_minute_ever_sees_more_than_twenty_messages_of_a_robot(asks: list[tuple[float, int]], kind: str):
    bucket = figures().buckets[kind]
    at, tokens, last = START, 0.0, None
    said: list[datetime] = []
    for wait, waiting in asks:
        at += timedelta(seconds=wait)
        tokens = filled(tokens, since=last, at=at, bucket=bucket)
        parts = batches(range(waiting), tokens=int(tokens), gathers=True, most=20)
        tokens, last = tokens - len(parts), at
        said += [at] * len(parts)
    for first in said:
        assert sum(first <= one < first + timedelta(minutes=1) for one in said) <= 20


@given(waiting=st.integers(0, 60), tokens=st.integers(-2, 8), gathers=st.booleans(), most=st.integers(1, 30))
def test_batches_keep_order_lose_nothing_twice_and_cost_one_token_each(
    waiting: int, tokens: int, gathers: bool, most: int
):
    parts = batches(list(range(waiting)), tokens=tokens, gathers=gathers, most=most)
    flat = [item for part in parts for item in part]
    assert flat == list(range(len(flat)))
    assert len(parts) <= max(tokens, 0)
    assert all(0 < len(part) <= max(most, 1) for part in parts)


def test_a_bucket_fills_with_time_and_not_with_a_clock_that_goes_back():
    bucket = Bucket(capacity=5, per_minute=15)
    assert filled(0, since=None, at=START, bucket=bucket) == 5
    assert filled(0, since=START, at=START + timedelta(seconds=8), bucket=bucket) == 2
    assert filled(1, since=START, at=START - timedelta(hours=1), bucket=bucket) == 1
    assert full_token_at(0.5, at=START, bucket=bucket) == START + timedelta(seconds=2)


def test_waits_double_up_to_an_hour_and_end():
    waits = [wait_after(number, patience=PATIENCE).total_seconds() for number in range(1, 12)]
    assert waits[:4] == [10, 20, 40, 80]
    assert waits[-1] == 3600
    assert next_try(8, at=START, patience=PATIENCE) is None
    assert next_try(1, at=START, patience=PATIENCE, asked_seconds=99) == START + timedelta(seconds=99)


@given(text=st.text(max_size=40), english=st.booleans())
def test_a_drill_is_marked_once_and_the_actual_never(text: str, english: bool):
    once = marked(text, drill=True, english=english)
    assert marked(once, drill=True, english=english) == once
    assert marked(text, drill=False, english=english) == text
    assert marked_text(text, drill=False) == text
    assert "演练" in marked_text(text, drill=True)
    assert "drill" in marked_text(text, drill=True, english=True)
