"""Acknowledging, the ladder, swaps."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from anlan.core.kernel import clock
from anlan.core.kernel.errors import BadInput, IllegalMove, NotVisible
from anlan.foundation.duty import public
from anlan.foundation.duty.models import Call, Swap, Watch
from anlan.foundation.duty.selectors.rota import edge, gaps_between
from anlan.foundation.duty.services.standing import climb
from anlan.foundation.notices.models import Letter

from .desk import LAST, Desk


def test_a_watch_is_acknowledged_in_time_once(desk: Desk):
    desk.published()
    watch = desk.watch(lead=True, day=1)
    with clock.hold(watch.starts + timedelta(minutes=5)):
        first = public.acknowledge(watch_id=watch.pk, by=desk.actor(watch)).acknowledged_at
    with clock.hold(watch.starts + timedelta(hours=2)):
        again = public.acknowledge(watch_id=watch.pk, by=desk.actor(watch))
    assert (again.acknowledged_at, again.acknowledged_late) == (first, False)


def test_a_late_acknowledgement_stays_late(desk: Desk):
    desk.published()
    watch = desk.watch(lead=True, day=1)
    with clock.hold(watch.starts + timedelta(minutes=16)):
        assert public.acknowledge(watch_id=watch.pk, by=desk.actor(watch)).acknowledged_late


def test_nobody_acknowledges_for_somebody_else_or_days_ahead(desk: Desk):
    desk.published()
    watch = desk.watch(lead=True, day=3)
    with pytest.raises(NotVisible):
        public.acknowledge(watch_id=watch.pk, by=desk.planner)
    with pytest.raises(BadInput, match="too_early"):
        public.acknowledge(watch_id=watch.pk, by=desk.actor(watch))


def test_the_ladder_climbs_from_the_person_to_the_leader_to_the_office_each_step_once(desk: Desk):
    desk.published()
    watch = desk.watch(lead=False, day=1)
    lead = desk.watch(lead=True, day=1)
    with clock.hold(watch.starts):
        public.acknowledge(watch_id=lead.pk, by=desk.actor(lead))
    for minutes in (0, 0, 14, 15, 15, 29, 30, 31, 45):
        with clock.hold(watch.starts + timedelta(minutes=minutes)):
            climb()
    assert list(watch.calls.order_by("at").values_list("rung", flat=True)) == ["person", "leader", "office"]
    assert Letter.objects.filter(about="duty.call_leader").count() == 1
    assert Letter.objects.filter(about="duty.call_office", interrupted_at=None).count() == 0
    assert not lead.calls.exists()


def test_the_ladder_stops_when_the_watch_is_acknowledged(desk: Desk):
    desk.published()
    watch = desk.watch(lead=False, day=1)
    with clock.hold(watch.starts + timedelta(minutes=1)):
        climb()
        public.acknowledge(watch_id=watch.pk, by=desk.actor(watch))
    with clock.hold(watch.starts + timedelta(hours=1)):
        climb()
    assert list(watch.calls.values_list("rung", flat=True)) == ["person"]


def test_a_call_can_be_neither_repeated_nor_erased(desk: Desk):
    desk.published()
    call = Call.objects.create(watch=desk.watch(lead=True), rung="person", told=1)
    for change in (lambda: Call.objects.all().delete(), lambda: Call.objects.update(told=2)):
        with pytest.raises(IntegrityError), transaction.atomic():
            change()
    with pytest.raises(IntegrityError), transaction.atomic():
        Call.objects.create(watch=call.watch, rung="person", told=1)


def test_a_swap_takes_two_taps_and_the_office_hears_of_it(desk: Desk):
    desk.published()
    mine, theirs = desk.watch(lead=True, day=1), desk.watch(lead=True, day=3)
    swap = public.ask_swap(watch_id=mine.pk, of=theirs.person_id, in_return=theirs.pk, by=desk.actor(mine))
    public.accept_swap(swap_id=swap.pk, by=desk.actor(theirs))
    assert desk.watch(lead=True, day=1).person_id == theirs.person_id
    assert desk.watch(lead=True, day=3).person_id == mine.person_id
    assert gaps_between(desk.roster, since=clock.now(), until=edge(LAST)) == []
    assert Letter.objects.filter(about="duty.swapped", person=desk.cast.person("hq_head")).count() <= 1
    assert Letter.objects.filter(about="duty.swapped", person=desk.cast.person("clerk")).count() == 1


def test_a_leader_cannot_give_the_watch_to_one_who_may_not_lead(desk: Desk):
    desk.published()
    mine = desk.watch(lead=True, day=1)
    free = desk.cast.person("hospital_head")
    with pytest.raises(BadInput, match="may_not_lead"):
        public.ask_swap(watch_id=mine.pk, of=free.pk, by=desk.actor(mine))


def test_what_became_impossible_meanwhile_is_not_swapped(desk: Desk):
    desk.published()
    mine, theirs = desk.watch(lead=True, day=1), desk.watch(lead=True, day=3)
    swap = public.ask_swap(watch_id=mine.pk, of=theirs.person_id, by=desk.actor(mine))
    public.record_absence(
        number=theirs.person.number, kind="leave", starts=mine.starts, ends=mine.ends, by=desk.actor(theirs)
    )
    with pytest.raises(BadInput, match="not_fit"):
        public.accept_swap(swap_id=swap.pk, by=desk.actor(theirs))
    assert desk.watch(lead=True, day=1).pk == mine.pk


def test_a_swap_is_rejected_with_words_or_withdrawn_and_then_stays(desk: Desk):
    desk.published()
    mine, theirs = desk.watch(lead=True, day=1), desk.watch(lead=True, day=3)
    swap = public.ask_swap(watch_id=mine.pk, of=theirs.person_id, by=desk.actor(mine))
    with pytest.raises(BadInput, match="reason"):
        public.reject_swap(swap_id=swap.pk, reason=" ", by=desk.actor(theirs))
    public.reject_swap(swap_id=swap.pk, reason="那天有会", by=desk.actor(theirs))
    with pytest.raises(IllegalMove):
        public.accept_swap(swap_id=swap.pk, by=desk.actor(theirs))
    again = public.ask_swap(watch_id=mine.pk, of=theirs.person_id, by=desk.actor(mine))
    public.withdraw_swap(swap_id=again.pk, by=desk.actor(mine))
    assert sorted(Swap.objects.values_list("state", flat=True)) == ["rejected", "withdrawn"]


def test_somebody_else_can_neither_answer_nor_withdraw_a_swap(desk: Desk):
    desk.published()
    mine, theirs = desk.watch(lead=True, day=1), desk.watch(lead=True, day=3)
    swap = public.ask_swap(watch_id=mine.pk, of=theirs.person_id, by=desk.actor(mine))
    for act in (public.accept_swap, public.withdraw_swap):
        with pytest.raises(NotVisible):
            act(swap_id=swap.pk, by=desk.planner)
    assert Watch.objects.filter(left_why="swapped").count() == 0
