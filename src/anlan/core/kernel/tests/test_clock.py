from datetime import UTC, datetime, timedelta

import pytest

from anlan.core.kernel import clock


def test_the_clock_tells_an_aware_instant_in_utc():
    assert clock.now().tzinfo is UTC


def test_a_held_clock_stands_still_and_runs_again_afterwards():
    at = datetime(2022, 5, 19, 15, 0, tzinfo=UTC)
    with clock.hold(at):
        assert clock.now() == at
        assert clock.is_held()
        assert clock.later(hours=2) == at + timedelta(hours=2)
    assert not clock.is_held()
    assert clock.now() > at


def test_a_clock_is_not_held_at_an_instant_without_a_zone():
    with pytest.raises(ValueError, match="aware"), clock.hold(datetime(2022, 5, 19)):  # noqa: DTZ001
        pass


def test_the_campus_day_turns_at_campus_midnight():
    with clock.hold(datetime(2022, 5, 19, 16, 0, tzinfo=UTC)):
        assert clock.today().isoformat() == "2022-05-20"
