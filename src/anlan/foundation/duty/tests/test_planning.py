"""Planning and publishing: a roster is never in force with a hole or without a leader."""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest

from anlan.core.kernel import clock
from anlan.core.kernel.errors import BadInput, Conflict, NotYours
from anlan.foundation.duty import public
from anlan.foundation.duty.models import Shift, Watch
from anlan.foundation.duty.selectors.rota import edge, gaps_between
from anlan.foundation.ledger.models import Event
from anlan.foundation.notices.models import Letter
from anlan.foundation.people.models import Duty

from .desk import FIRST, LAST, MORNING, Desk


def test_a_month_is_planned_in_turn_and_published_as_one_line_of_the_ledger(desk: Desk):
    public.plan_days(code="hq", first=FIRST, last=date(2031, 6, 18), by=desk.planner)
    count = public.publish_days(code="hq", first=FIRST, last=date(2031, 6, 18), by=desk.planner)
    assert count == 31
    assert Duty.objects.filter(position=desk.roster.position, lead=True).count() == 31
    line = Event.objects.get(verb="duty.publish")
    assert (line.count, len(line.content_hash)) == (31, 64)
    turns = list(Watch.objects.filter(lead=True).order_by("starts").values_list("person_id", flat=True))
    assert all(one != after for one, after in pairwise(turns))


def test_publishing_without_a_leader_names_the_shift(desk: Desk):
    number = desk.cast.person("clerk2").number
    public.set_members(code="hq", leaders=[], others=[number], by=desk.planner)
    public.plan_days(code="hq", first=FIRST, last=LAST, by=desk.planner)
    with pytest.raises(BadInput, match="gap_no_leader") as refused:
        public.publish_days(code="hq", first=FIRST, last=LAST, by=desk.planner)
    assert refused.value.facts["when"] == "05-19 08:00"
    assert not Shift.objects.filter(state="published").exists()


def test_publishing_with_a_hole_names_the_hole(desk: Desk):
    public.plan_days(code="hq", first=FIRST, last=FIRST, by=desk.planner)
    with pytest.raises(BadInput, match="gap_hole") as refused:
        public.publish_days(code="hq", first=FIRST, last=LAST, by=desk.planner)
    assert refused.value.facts["when"] == "05-20 08:00"


def test_too_few_people_are_a_gap_as_well(desk: Desk):
    public.set_members(code="hq", leaders=[desk.cast.person("deputy").number], others=[], by=desk.planner)
    public.plan_days(code="hq", first=FIRST, last=FIRST, by=desk.planner)
    with pytest.raises(BadInput, match="gap_too_few"):
        public.publish_days(code="hq", first=FIRST, last=FIRST, by=desk.planner)


def test_a_sick_leader_leaves_a_gap_at_once_and_the_office_is_told(desk: Desk):
    desk.published()
    watch = desk.watch(lead=True, day=1)
    public.record_absence(
        number=watch.person.number, kind="sick", starts=watch.starts, ends=watch.ends, by=desk.actor(watch)
    )
    gaps = gaps_between(desk.roster, since=clock.now(), until=edge(LAST))
    assert [(gap.kind.value, gap.starts) for gap in gaps] == [("no_leader", watch.starts)]
    assert Letter.objects.filter(about="duty.open_watch").exists()


def test_a_leaver_leaves_a_gap_at_once(desk: Desk):
    desk.published()
    watch = desk.watch(lead=True, day=2)
    watch.person.standings.update(valid_until=MORNING)
    watch.person.appointments.update(valid_until=MORNING)
    gaps = gaps_between(desk.roster, since=clock.now(), until=edge(LAST))
    assert watch.starts in [gap.starts for gap in gaps]
    assert watch.person.name in gaps[0].missing


def test_somebody_is_put_in_the_place_of_a_sick_leader(desk: Desk):
    desk.published()
    watch = desk.watch(lead=True, day=1)
    public.record_absence(
        number=watch.person.number, kind="sick", starts=watch.starts, ends=watch.ends, by=desk.planner
    )
    number = desk.watch(lead=True, day=3).person.number
    fresh = public.replace(watch_id=watch.pk, number=number, reason="病假", by=desk.planner)
    assert gaps_between(desk.roster, since=clock.now(), until=edge(LAST)) == []
    assert fresh.duty is not None
    assert not Duty.objects.filter(person=watch.person, starts=watch.starts).exists()


def test_nobody_stands_on_two_posts_at_once(desk: Desk):
    desk.published()
    watch = desk.watch(lead=True)
    other = desk.watch(lead=False)
    with pytest.raises(Conflict, match="two_posts"):
        public.replace(watch_id=watch.pk, number=other.person.number, reason="试", by=desk.planner)
    assert desk.watch(lead=True).pk == watch.pk


def test_whoever_does_not_plan_cannot_publish(desk: Desk):
    with pytest.raises(NotYours):
        public.plan_days(code="hq", first=FIRST, last=LAST, by=desk.cast.actor("dean"))


def test_a_published_shift_stays_when_the_month_is_planned_again(desk: Desk):
    desk.published(FIRST, FIRST)
    before = desk.watch(lead=True).pk
    public.plan_days(code="hq", first=FIRST, last=LAST, by=desk.planner)
    assert desk.watch(lead=True).pk == before
    assert Shift.objects.count() == 7


def test_the_sheet_that_goes_out_comes_in_again(desk: Desk):
    public.plan_days(code="hq", first=FIRST, last=LAST, by=desk.planner)
    before = list(Watch.objects.order_by("starts", "-lead").values_list("starts", "ends", "person", "lead"))
    data = public.export_roster(code="hq", first=FIRST, days=7, by=desk.planner)
    public.import_roster(code="hq", data=data, by=desk.planner)
    after = list(Watch.objects.order_by("starts", "-lead").values_list("starts", "ends", "person", "lead"))
    assert after == before


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04 broken", b"<html>", "班次".encode() * 1000])
def test_a_sheet_that_is_none_is_refused(desk: Desk, data: bytes):
    with pytest.raises(BadInput, match="sheet_unreadable"):
        public.import_roster(code="hq", data=data, by=desk.planner)


def test_a_replacement_who_is_on_leave_is_refused(desk: Desk):
    desk.published()
    watch = desk.watch(lead=False, day=1)
    stand_in = desk.cast.person("liaison")
    public.record_absence(
        number=stand_in.number,
        kind="leave",
        starts=datetime(2031, 5, 1, tzinfo=UTC),
        ends=datetime(2031, 5, 1, tzinfo=UTC) + timedelta(days=60),
        by=desk.planner,
    )
    with pytest.raises(BadInput, match="not_fit"):
        public.replace(watch_id=watch.pk, number=stand_in.number, reason="试", by=desk.planner)
