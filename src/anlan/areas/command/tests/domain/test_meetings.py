"""The meeting itself, its agenda and who came."""

from datetime import date
from typing import Any

import pytest
from django.db import transaction
from django.db.utils import IntegrityError

from anlan.areas.command import public
from anlan.areas.command.models import Attendance, Meeting
from anlan.areas.command.tests.domain.conftest import read_text
from anlan.core.kernel.errors import BadInput, Conflict, IllegalMove, NotVisible, NotYours
from anlan.core.kernel.ids import new_id
from tests.support.cast import Cast

pytestmark = pytest.mark.django_db


def plan(cast: Cast, **more: Any) -> Meeting:
    given: dict[str, Any] = {"series": "防汛专题会议", "title": "下一次", "held_on": date(2022, 6, 2)} | more
    return public.plan_meeting(by=cast.actor("clerk"), **given)


def test_meetings_of_a_series_are_numbered(cast):
    assert [plan(cast).number, plan(cast).number, plan(cast, series="例会").number] == [1, 2, 1]
    with pytest.raises(BadInput):
        plan(cast, number=2)


@pytest.mark.parametrize("given", [{"series": " "}, {"title": ""}, {"kind": "party"}, {"chair_id": new_id()}])
def test_an_incomplete_meeting_is_refused(cast, given):
    with pytest.raises(BadInput):
        plan(cast, **given)


def test_a_unit_cannot_plan_for_the_headquarters(cast):
    with pytest.raises(NotYours):
        public.plan_meeting(by=cast.actor("dean"), series="x", title="x", held_on=date(2022, 6, 2))


def test_what_stayed_open_last_time_comes_first(cast, issued, item):
    security = item("地下车库")
    following = plan(cast)
    slip = public.submit_slip(following.pk, topic="宿舍漏雨", by=cast.actor("dean"))
    public.accept_slip(slip.pk, by=cast.actor("clerk"))
    agenda = public.set_agenda(following.pk, by=cast.actor("clerk"))
    assert [one.directive_id is not None for one in agenda] == [True] * 6 + [False]
    assert security in [one.directive for one in agenda]
    with pytest.raises(BadInput) as refused:
        public.move_agenda_item(agenda[-1].pk, to=0, by=cast.actor("clerk"))
    assert refused.value.code == "command.agenda_open_items_first"
    moved = public.move_agenda_item(agenda[2].pk, to=0, by=cast.actor("clerk"))
    assert moved[0].pk == agenda[2].pk


def test_an_open_matter_is_carried_from_meeting_to_meeting_until_it_ends(cast, issued, item):
    second, third = plan(cast), plan(cast)
    public.set_agenda(second.pk, by=cast.actor("clerk"))
    public.withdraw(item("地下车库").pk, reason="x", by=cast.actor("hq_head"))
    agenda = public.set_agenda(third.pk, by=cast.actor("clerk"))
    assert len(agenda) == 5


def test_a_slip_is_declined_with_a_reason(cast):
    following = plan(cast)
    slip = public.submit_slip(following.pk, topic="停车费", by=cast.actor("dean"))
    with pytest.raises(BadInput):
        public.decline_slip(slip.pk, reason="", by=cast.actor("clerk"))
    assert public.decline_slip(slip.pk, reason="不属应急", by=cast.actor("clerk")).state == "declined"
    with pytest.raises(IllegalMove):
        public.accept_slip(slip.pk, by=cast.actor("clerk"))
    with pytest.raises(NotYours):
        public.decline_slip(
            public.submit_slip(following.pk, topic="x", by=cast.actor("dean")).pk,
            reason="x",
            by=cast.actor("dean"),
        )


def test_a_unit_proposes_for_itself_only_and_before_the_meeting(cast):
    following = plan(cast)
    with pytest.raises(NotYours):
        public.submit_slip(following.pk, topic="x", unit_id=cast.units["chem"].pk, by=cast.actor("dean"))
    with pytest.raises((NotYours, NotVisible)):
        public.submit_slip(following.pk, topic="x", by=cast.actor("student"))
    public.hold_meeting(following.pk, by=cast.actor("clerk"))
    with pytest.raises(Conflict):
        public.submit_slip(following.pk, topic="x", by=cast.actor("dean"))


def test_attendance_by_position_with_deputy_and_absence(cast):
    following = plan(cast)
    called = [cast.position(who).pk for who in ("dean", "chem_dean", "med_dean")]
    assert public.call_positions(following.pk, position_ids=called, by=cast.actor("clerk")) == 3
    assert public.call_positions(following.pk, position_ids=called, by=cast.actor("clerk")) == 0
    rows = {row.position_id: row for row in Attendance.objects.all()}
    clerk = cast.actor("clerk")
    public.record_attendance(rows[called[0]].pk, presence="present", by=clerk)
    with pytest.raises(BadInput):
        public.record_attendance(rows[called[1]].pk, presence="deputy", by=clerk)
    public.record_attendance(
        rows[called[1]].pk, presence="deputy", deputy_position_id=cast.position("liaison").pk, by=clerk
    )
    with pytest.raises(BadInput):
        public.record_attendance(rows[called[2]].pk, presence="absent", by=clerk)
    public.record_attendance(rows[called[2]].pk, presence="absent", reason="在外出差", by=clerk)
    page = public.meeting(clerk, following.pk)
    assert page.present == {"present": 1, "deputy": 1, "absent": 1}
    assert page.acts == ("hold",)
    with pytest.raises(IntegrityError), transaction.atomic():
        Attendance.objects.filter(pk=rows[called[2]].pk).update(reason="")


@pytest.mark.parametrize(
    "given", [{"presence": "asleep"}, {"presence": "deputy", "deputy_person_id": new_id()}]
)
def test_hostile_attendance_is_refused(cast, given):
    following = plan(cast)
    public.call_positions(following.pk, position_ids=[cast.position("dean").pk], by=cast.actor("clerk"))
    with pytest.raises(BadInput):
        public.record_attendance(Attendance.objects.get().pk, by=cast.actor("clerk"), **given)
    with pytest.raises(BadInput):
        public.call_positions(following.pk, position_ids=[new_id()], by=cast.actor("clerk"))


def test_who_was_called_sees_the_meeting_and_others_do_not(cast):
    following = plan(cast)
    public.call_positions(following.pk, position_ids=[cast.position("dean").pk], by=cast.actor("clerk"))
    assert public.meetings(cast.actor("dean")) == [following]
    assert public.meetings(cast.actor("chem_dean")) == []
    with pytest.raises(NotVisible):
        public.meeting(cast.actor("chem_dean"), following.pk)


def test_a_meeting_is_held_minuted_and_closed_in_this_order(cast):
    reading = read_text(cast)
    assert reading.meeting is not None
    with pytest.raises(IllegalMove):
        public.hold_meeting(reading.meeting.pk, by=cast.actor("clerk"))
    public.close_meeting(reading.meeting.pk, by=cast.actor("clerk"))
    assert Meeting.objects.get(pk=reading.meeting.pk).state == "closed"


def test_the_meeting_page_counts_what_came_of_it(cast, issued):
    page = public.meeting(cast.actor("clerk"), issued.meeting_id)
    assert [one.no for one, _ in page.headings] == ["1", "2"]
    assert sum(page.counts.values()) == 6
    assert getattr(public.meetings(cast.actor("clerk"))[0], "items", None) == 6
