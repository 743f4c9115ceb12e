"""Who holds what, since when, and who decides it."""

import pytest
from django.db import IntegrityError, transaction

from anlan.core.kernel import clock
from anlan.core.kernel.errors import BadInput, Conflict, NotVisible, NotYours
from anlan.foundation.ledger.public import history
from anlan.foundation.people.models import Appointment, Position, Unit
from anlan.foundation.people.public import (
    appoint,
    assign_duty,
    change_position,
    close_position,
    create_position,
    end_appointment,
    on_duty,
    positions_of,
    seats_of,
    strike_duty,
)
from anlan.foundation.people.tests import cast


@pytest.fixture
def liaison(campus):
    return cast.seat(campus.college, "unit_clerk", title="联络员")


def test_a_dean_appoints_a_liaison_and_the_ledger_says_so(campus, liaison):
    appoint(person_id=campus.stranger.pk, position_id=liaison.pk, by=cast.acting(campus.dean))
    assert [row.position for row in positions_of(campus.stranger)] == [liaison]
    line = history("people.position", liaison.pk).get()
    assert line.verb == "people.appoint"
    assert "林一然" in (line.payload or "")
    assert "林一然" not in line.header


def test_a_seat_is_held_by_one_person_and_deputies_beside(campus, liaison):
    dean = cast.acting(campus.dean)
    appoint(person_id=campus.stranger.pk, position_id=liaison.pk, by=dean)
    with pytest.raises(Conflict) as clash:
        appoint(person_id=campus.student.pk, position_id=liaison.pk, by=dean)
    assert clash.value.code == "people.seat_taken"
    appoint(person_id=campus.student.pk, position_id=liaison.pk, capacity="deputy", by=dean)
    appoint(person_id=campus.clerk.pk, position_id=liaison.pk, capacity="secretary", by=dean)


def test_nobody_holds_a_position_twice_at_once(campus, liaison):
    dean = cast.acting(campus.dean)
    appoint(person_id=campus.stranger.pk, position_id=liaison.pk, by=dean)
    with pytest.raises(Conflict) as clash:
        appoint(person_id=campus.stranger.pk, position_id=liaison.pk, capacity="deputy", by=dean)
    assert clash.value.code == "people.already_appointed"


def test_the_database_itself_refuses_a_second_holder(campus, liaison):
    cast.hold(campus.stranger, liaison)
    with pytest.raises(IntegrityError), transaction.atomic():
        cast.hold(campus.student, liaison)


def test_a_successor_may_follow_without_a_gap(campus, liaison):
    dean, noon = cast.acting(campus.dean), clock.later(days=2)
    appoint(person_id=campus.stranger.pk, position_id=liaison.pk, valid_until=noon, by=dean)
    appoint(person_id=campus.clerk.pk, position_id=liaison.pk, valid_from=noon, by=dean)
    with clock.hold(noon):
        assert positions_of(campus.stranger) == []
        assert liaison in [row.position for row in positions_of(campus.clerk)]


def test_nobody_appoints_themselves(campus, liaison):
    with pytest.raises(NotYours) as refused:
        appoint(person_id=campus.dean.pk, position_id=liaison.pk, by=cast.acting(campus.dean))
    assert refused.value.code == "people.own_appointment"


def test_a_dean_does_not_fill_a_dean_s_seat_but_one_below(campus):
    another = cast.seat(campus.college, "unit_head", code="chem.secretary", title="党委书记")
    below = cast.seat(campus.department, "unit_head", title="系主任")
    dean = cast.acting(campus.dean)
    with pytest.raises(NotYours) as refused:
        appoint(person_id=campus.stranger.pk, position_id=another.pk, by=dean)
    assert refused.value.code == "people.role_not_yours"
    assert appoint(person_id=campus.stranger.pk, position_id=below.pk, by=dean)


def test_a_dean_cannot_make_an_administrator_in_the_college(campus):
    with pytest.raises(NotYours):
        create_position(
            code="chem.sys",
            unit_id=campus.college.pk,
            title="管理员",
            role="sysadmin",
            by=cast.acting(campus.dean),
        )


def test_nobody_is_appointed_to_what_comes_with_a_standing(campus):
    for role, error in (("student", NotYours), ("king", BadInput)):
        with pytest.raises(error):
            create_position(
                code=f"x.{role}",
                unit_id=campus.college.pk,
                title="x",
                role=role,
                by=cast.acting(campus.admin),
            )


def test_an_ended_appointment_stops_at_once(campus):
    held = campus.dean.appointments.get()
    end_appointment(appointment_id=held.pk, by=cast.acting(campus.admin), note="轮换")
    assert positions_of(campus.dean) == []
    assert not cast.acting(campus.dean).holds("people.edit")
    with pytest.raises(Conflict):
        end_appointment(appointment_id=held.pk, by=cast.acting(campus.admin))


def test_one_may_leave_a_position_oneself_but_not_take_another_s(campus):
    dean, clerk = campus.dean.appointments.get(), campus.clerk.appointments.get()
    with pytest.raises(NotYours):
        end_appointment(appointment_id=clerk.pk, by=cast.acting(campus.dean))
    end_appointment(appointment_id=dean.pk, by=cast.acting(campus.dean))
    assert positions_of(campus.dean) == []


def test_an_end_before_the_start_is_refused(campus, liaison):
    dean = cast.acting(campus.dean)
    made = appoint(
        person_id=campus.stranger.pk, position_id=liaison.pk, valid_from=clock.later(days=3), by=dean
    )
    with pytest.raises(BadInput) as refused:
        end_appointment(appointment_id=made.pk, by=dean)
    assert refused.value.code == "people.window_backwards"


def test_a_position_with_a_holder_is_not_closed_and_a_closed_one_takes_nobody(campus, liaison):
    dean = cast.acting(campus.dean)
    made = appoint(person_id=campus.stranger.pk, position_id=liaison.pk, by=dean)
    with pytest.raises(Conflict):
        close_position(position_id=liaison.pk, by=dean)
    with clock.hold(clock.later(minutes=1)):
        end_appointment(appointment_id=made.pk, by=dean)
        close_position(position_id=liaison.pk, by=dean)
        with pytest.raises(Conflict) as refused:
            appoint(person_id=campus.stranger.pk, position_id=liaison.pk, by=dean)
    assert refused.value.code == "people.position_closed"


def test_an_appointment_to_a_closed_position_gives_nothing(campus):
    held = campus.dean.appointments.get()
    held.position.valid_until = clock.now()
    held.position.save()
    assert positions_of(campus.dean) == []


def test_a_telephone_changes_and_the_ledger_keeps_the_old_one(campus, liaison):
    change_position(position_id=liaison.pk, title="联络员", phone="8000-1205", by=cast.acting(campus.dean))
    payload = history("people.position", liaison.pk).get().payload or ""
    assert '"phone":""' in payload.replace(" ", "")


def test_a_page_of_seats_shows_vacancies_and_costs_two_queries(campus, liaison, django_assert_num_queries):
    dean = cast.acting(campus.dean)
    with django_assert_num_queries(2):
        lines = seats_of(dean, campus.college)
    vacant = {line.position.role: line.is_vacant for line in lines}
    assert vacant == {"unit_head": False, "unit_clerk": True}


def test_one_person_leads_a_duty_at_a_time(campus, liaison):
    dean, start, end = cast.acting(campus.dean), clock.now(), clock.later(hours=12)
    first = assign_duty(
        position_id=liaison.pk, person_id=campus.stranger.pk, starts=start, ends=end, lead=True, by=dean
    )
    with pytest.raises(Conflict) as clash:
        assign_duty(
            position_id=liaison.pk, person_id=campus.clerk.pk, starts=start, ends=end, lead=True, by=dean
        )
    assert clash.value.code == "people.duty_has_lead"
    assign_duty(position_id=liaison.pk, person_id=campus.clerk.pk, starts=start, ends=end, by=dean)
    with pytest.raises(Conflict):
        assign_duty(position_id=liaison.pk, person_id=campus.clerk.pk, starts=start, ends=end, by=dean)
    assert on_duty(campus.stranger.pk) == first
    strike_duty(duty_id=first.pk, by=dean)
    assert on_duty(campus.stranger.pk) is None


def test_a_roster_of_another_unit_is_not_mine_to_change(campus):
    seat = campus.clerk.appointments.get().position
    with pytest.raises(NotYours):
        assign_duty(
            position_id=seat.pk,
            person_id=campus.clerk.pk,
            starts=clock.now(),
            ends=clock.later(hours=1),
            by=cast.acting(campus.dean),
        )
    with pytest.raises(NotVisible):
        strike_duty(duty_id=seat.pk, by=cast.acting(campus.admin))


def test_two_appointments_of_one_person_put_the_seat_before_the_deputy(campus, liaison):
    cast.hold(campus.dean, liaison, deputy=True)
    assert [row.deputy for row in positions_of(campus.dean)] == [False, True]
    assert Appointment.objects.in_force().count() == 4


def test_an_administrator_opens_a_seat_of_any_role_and_its_code_is_used_once(campus):
    admin = cast.acting(campus.admin)

    def open_seat(unit: Unit) -> Position:
        return create_position(
            code="hq.commander", unit_id=unit.pk, title="总指挥", role="commander", by=admin
        )

    made = open_seat(campus.headquarters)
    assert history("people.position", made.pk).get().verb == "people.open_position"
    with pytest.raises(Conflict) as clash:
        open_seat(campus.office)
    assert clash.value.code == "people.code_taken"


def test_an_appointment_of_nobody_or_to_nothing_looks_missing(campus, liaison):
    dean, nothing = cast.acting(campus.dean), campus.root.pk
    for act in (
        lambda: appoint(person_id=nothing, position_id=liaison.pk, by=dean),
        lambda: appoint(person_id=campus.clerk.pk, position_id=nothing, by=dean),
        lambda: end_appointment(appointment_id=nothing, by=dean),
        lambda: create_position(code="x", unit_id=liaison.pk, title="x", role="guard", by=dean),
    ):
        with pytest.raises(NotVisible):
            act()
