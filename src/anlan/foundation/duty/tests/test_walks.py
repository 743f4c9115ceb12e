"""Random days on a roster: whatever is swapped, replaced or reported sick, no gap goes unnamed."""

from contextlib import suppress
from datetime import timedelta
from random import Random

import pytest

from anlan.core.kernel import clock
from anlan.core.kernel.errors import AnlanError
from anlan.foundation.duty import public
from anlan.foundation.duty.models import Swap, Watch
from anlan.foundation.duty.selectors.presence import unfit
from anlan.foundation.duty.selectors.rota import edge, gaps_between
from anlan.foundation.duty.services.standing import climb
from anlan.foundation.people.models import Duty

from .desk import LAST, Desk

STEPS = 14


def _swap(desk: Desk, random: Random) -> None:
    """One asks, the other answers as they like."""
    rows = list(Watch.objects.filter(left_at=None, starts__gt=clock.now()).select_related("person", "shift"))
    mine, other = random.sample(rows, 2)
    in_return = other.pk if random.random() < 0.5 else None
    swap = public.ask_swap(watch_id=mine.pk, of=other.person_id, in_return=in_return, by=desk.actor(mine))
    answer = random.choice((public.accept_swap, public.accept_swap, _reject))
    answer(swap_id=swap.pk, by=desk.actor(other))


def _reject(**given: object) -> Swap:
    return public.reject_swap(reason="那天有会", **given)  # type: ignore[arg-type]


def _fall_sick(desk: Desk, random: Random) -> None:
    watch = random.choice(list(Watch.objects.filter(left_at=None).select_related("person")))
    public.record_absence(
        number=watch.person.number, kind="sick", starts=watch.starts, ends=watch.ends, by=desk.planner
    )


def _replace(desk: Desk, random: Random) -> None:
    rows = list(Watch.objects.filter(left_at=None).select_related("person"))
    watch, other = random.sample(rows, 2)
    public.replace(watch_id=watch.pk, number=other.person.number, reason="替", by=desk.planner)


def _holds(desk: Desk) -> None:
    """Every shift has one fit leader and enough people, or stands among the gaps; duties follow."""
    gaps = {gap.starts for gap in gaps_between(desk.roster, since=clock.now(), until=edge(LAST))}
    standing = list(Watch.objects.filter(left_at=None).select_related("shift"))
    bad = unfit(standing)
    for shift in {
        watch.shift for watch in standing if watch.ends > clock.now() and watch.starts < edge(LAST)
    }:
        fit = [watch for watch in standing if watch.shift_id == shift.pk and watch.pk not in bad]
        good = sum(watch.lead for watch in fit) == 1 and len(fit) >= desk.roster.least
        assert good == (shift.starts not in gaps)
    kept = {(watch.person_id, watch.starts, watch.lead) for watch in standing}
    assert kept == set(Duty.objects.values_list("person_id", "starts", "lead"))


@pytest.mark.parametrize("seed", range(5))
def test_no_sequence_of_swaps_and_leaves_hides_a_missing_leader(desk: Desk, seed: int):
    desk.published()
    random = Random(seed)
    for _step in range(STEPS):
        before = len(gaps_between(desk.roster, since=clock.now(), until=edge(LAST)))
        act = random.choice((_swap, _swap, _fall_sick, _replace))
        with suppress(AnlanError):
            act(desk, random)
        after = len(gaps_between(desk.roster, since=clock.now(), until=edge(LAST)))
        assert act is _fall_sick or after <= before
        _holds(desk)


@pytest.mark.parametrize("seed", range(3))
def test_however_often_the_job_runs_each_rung_is_climbed_once(desk: Desk, seed: int):
    desk.published()
    random = Random(seed)
    watch = desk.watch(lead=False, day=1)
    for minutes in sorted(random.randint(0, 120) for _ in range(8)):
        with clock.hold(watch.starts + timedelta(minutes=minutes)):
            climb()
    rungs = list(watch.calls.values_list("rung", flat=True))
    assert len(rungs) == len(set(rungs)) <= 3
