"""Headquarters see their own requirements first, a unit what it was given before what it passed on."""

from datetime import timedelta
from typing import Any

import pytest

from anlan.areas.command import public
from anlan.areas.command.models import Addressee
from anlan.areas.command.selectors.register_filters import RegisterFilters
from anlan.areas.command.tests.domain.conftest import NOW
from anlan.core.access import Actor
from anlan.core.kernel import clock
from anlan.core.kernel.ids import new_id

pytestmark = pytest.mark.django_db


def listed(actor: Actor, **filters: Any) -> list[str]:
    page = public.register(actor, RegisterFilters(**filters))
    return [row.directive.origin for group in page.groups for row in group.rows]


@pytest.fixture
def passed_on(cast, issued):
    """The college acknowledges, relays to one department, and adds a requirement of its own."""
    dean = cast.actor("dean")
    row = Addressee.objects.get(unit__code="cs")
    public.acknowledge(row.pk, by=dean)
    (relayed,) = public.relay(row.pk, unit_ids=[cast.units["software"].pk], by=dean)
    public.add_local(by=dean, text="每周五检查机房", unit_id=cast.units["networks"].pk)
    return relayed


@pytest.mark.parametrize("who", ["clerk", "commander", "inspector"])
def test_who_sees_the_whole_house_gets_what_headquarters_issued(cast, passed_on, who):
    page = public.register(cast.actor(who), RegisterFilters())
    assert (page.origin, page.total, page.others) == ("central", 6, 2)
    assert set(listed(cast.actor(who))) == {"central"}
    assert [group.no for group in page.groups] == ["1", "2"]


def test_what_units_passed_on_is_one_choice_away(cast, passed_on):
    assert sorted(listed(cast.actor("clerk"), origin="others")) == ["local", "relayed"]
    assert listed(cast.actor("clerk"), origin="relayed") == ["relayed"]
    everything = listed(cast.actor("clerk"), origin="all")
    assert everything[:6] == ["central"] * 6
    assert sorted(everything[6:]) == ["local", "relayed"]


def test_a_search_looks_everywhere(cast, passed_on):
    assert listed(cast.actor("clerk"), q=passed_on.code) == ["relayed"]


def test_a_college_sees_what_it_was_given_and_then_what_it_passed_on(cast, passed_on):
    page = public.register(cast.actor("dean"), RegisterFilters())
    assert page.origin == "all"
    assert listed(cast.actor("dean"))[0] == "central"
    assert sorted(listed(cast.actor("dean"))[1:]) == ["local", "relayed"]
    assert page.groups[0].no == "2"


def test_a_department_was_given_what_the_college_passed_on(cast, passed_on):
    assert listed(cast.actor("department_head")) == ["relayed"]


def test_the_headings_of_a_meeting_are_lines_with_the_figures_of_what_the_viewer_sees(
    cast, passed_on, issued
):
    clerk, dean = cast.actor("clerk"), cast.actor("dean")
    lines = public.heading_lines(clerk, issued.meeting_id, at=NOW)
    assert [(one.heading.no, one.items, one.addressed, one.answered) for one in lines] == [
        ("1", 4, 4, 0),
        ("2", 2, 4, 1),
    ]
    assert lines[1].leads == ("各学院", "教务")
    (seen,) = public.heading_lines(dean, issued.meeting_id, at=NOW)
    assert (seen.heading.no, seen.items, seen.leads) == ("2", 1, ("各学院",))


def test_the_lines_of_a_meeting_agree_with_the_register(cast, passed_on, issued):
    clerk, later = cast.actor("clerk"), NOW + timedelta(days=20)
    lines = public.heading_lines(clerk, issued.meeting_id, at=later)
    page = public.register(clerk, RegisterFilters(meeting=issued.meeting_id), at=later)
    assert [(one.heading, one.status, one.counts) for one in lines] == [
        (group.heading, group.status, group.counts) for group in page.groups
    ]
    assert lines[0].status is public.Status.NOT_MET
    assert lines[0].days_late > 0


def test_a_heading_issued_ahead_of_its_parts_is_a_line_too(cast, reading):
    heading = reading.headings.get(no="2")
    clerk = cast.actor("clerk")
    public.issue_headings(reading.pk, client_id=new_id(), by=clerk, heading_ids=[heading.pk])
    (line,) = public.heading_lines(clerk, reading.meeting_id, at=NOW)
    assert (line.items, line.status) == (0, public.Status.NO_DATA)


def test_the_meeting_shown_is_the_one_asked_for_if_the_viewer_may_see_it(cast, issued):
    for who, shown in (("clerk", issued.meeting), ("dean", issued.meeting), ("department_head", None)):
        assert public.minuted_meeting(cast.actor(who)) == shown
        assert public.minuted_meeting(cast.actor(who), wanted=new_id()) == shown
        assert public.minuted_meeting(cast.actor(who), wanted=issued.meeting_id) == shown


def test_the_figures_of_what_waits_agree_with_the_inbox(cast, passed_on, issued):
    security = cast.actor("security_head")
    first = Addressee.objects.filter(unit__code="security").order_by("directive__order")[0]
    public.object_to(first.pk, reason="人手不够", by=security)
    public.acknowledge(Addressee.objects.get(unit__code="logistics").pk, by=cast.actor("logistics_head"))
    for who in ("clerk", "hq_head", "dean", "security_head", "logistics_head", "student"):
        viewer = cast.actor(who)
        with clock.hold(NOW + timedelta(days=2)):
            box, told = public.inbox(viewer), public.pressing(viewer, at=clock.now(), most=7)
        late = sum(row.late for row in box.waiting)
        assert (told.waiting, told.late, told.kept) == (len(box.waiting), late, len(box.kept))
        assert told.to_relay == len(box.to_relay)
        owed = {row.addressee.pk: row.directive.text for row in box.waiting}
        assert dict(public.owed_answers(viewer)) == owed
        assert [one for _, one in told.objections] == [row.directive for row in box.objections]


def test_a_moment_is_judged_to_the_microsecond(cast, issued):
    directive = issued.meeting.directives.exclude(due_at=None).get()
    clerk, due = cast.actor("clerk"), directive.due_at
    for late, status in ((0, "at_risk"), (1, "not_met")):
        at = due + timedelta(microseconds=late)
        assert public.status_of_directives([directive.pk], at=at)[directive.pk].status == status
        assert public.register(clerk, RegisterFilters(status=status), at=at).matched == 1


@pytest.mark.parametrize("origin", ["others", "all", "central", "relayed", "local", "", "<b>", None])
def test_an_origin_in_an_address_is_one_that_exists(origin):
    kept = RegisterFilters.from_query({"origin": origin}).origin
    assert kept == (origin if origin not in {"<b>", None} else "")
