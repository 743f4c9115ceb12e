"""Several operations on the same places, drills apart, boards, incidents, and what follows from a switch."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from anlan.core.kernel import clock
from anlan.core.kernel.errors import AnlanError, BadInput, NotVisible, NotYours
from anlan.core.kernel.ids import is_human_code, new_id
from anlan.core.policy import Court, usable
from anlan.foundation.posture.consequences import _tellers
from anlan.foundation.posture.models import Incident, Operation
from anlan.foundation.posture.public import (
    POLICY,
    Consequence,
    Origin,
    Subject,
    Way,
    close_incident,
    combined_after,
    consequences,
    document_for,
    draft_operation,
    grow_incident,
    incident_for,
    incidents_for,
    measures_in_force,
    open_drafted,
    open_incident,
    operation_for,
    operations_for,
    overall,
    phase_for,
    phase_in_force,
    phases_for,
    posture_of,
    register_teller,
    sign_assessment,
    switch_of,
    values_in_force,
)
from tests.support.cast import Cast

from .desk import DAY, NOON, QUOTA, STRICT, drafted, enacted, opened, operation_plan, paper, zone


def test_of_two_operations_the_stricter_value_wins_and_every_reason_is_kept(staff: Cast):
    outbreak, flood = opened(staff), opened(staff, title="防汛")
    enacted(staff, outbreak, {"gate_quota": {"most": 60}, "takeaway_ban": {}})
    enacted(staff, flood, {"gate_quota": {"most": 20}, "area_closed": {"zones": ["labs"]}})
    found = {one.measure.key: one for one in measures_in_force(staff.campuses["centre"].pk)}
    assert found["gate_quota"].values == {"most": 20}
    assert [one.operation.pk for one in found["gate_quota"].sources] == [outbreak.pk, flood.pk]
    assert [one.operation.pk for one in found["takeaway_ban"].sources] == [outbreak.pk]
    assert all(source.row.reason for one in found.values() for source in one.sources)
    decided = document_for(staff.campuses["centre"].pk)
    assert decided.document["policies"][POLICY]["params"]["gate_quota.most"] == 20
    assert [one.operation.pk for one in decided.phases] == [outbreak.pk, flood.pk]


def test_a_drill_never_decides_for_real(staff: Cast):
    drill = opened(staff, kind="drill", title="演练")
    enacted(staff, drill, STRICT)
    centre = staff.campuses["centre"].pk
    assert phase_in_force(centre) == ()
    assert measures_in_force(centre) == ()
    assert posture_of() == ()
    assert {one.measure.key for one in measures_in_force(centre, drill=True)} == set(STRICT)
    assert [one.operation.pk for one in posture_of(drill=True)] == [drill.pk]
    commander = staff.actor("commander")
    assert list(operations_for(commander, drill=False)) == []
    assert list(operations_for(commander, drill=True)) == [drill]


def test_without_an_operation_gates_only_count(staff: Cast):
    decided = document_for(staff.campuses["centre"].pk)
    assert decided.measures == ()
    court = Court(usable(decided.document), policy=POLICY)
    came = {"known": True, "dir": "in", "cat": "stranger", "gate_open": True, "gate_kind": "main"}
    assert court.decide(came).reason == "OK_NORMAL"


def test_values_reach_labs_rounds_and_goods(staff: Cast):
    enacted(staff, opened(staff), {"lab_share": {"percent": 50}, "goods_standing": {"minutes": 60}})
    centre = staff.campuses["centre"].pk
    assert values_in_force(Subject.LAB, centre) == {"lab_share": {"percent": 50}}
    assert values_in_force(Subject.CONSIGNMENT, centre) == {"goods_standing": {"minutes": 60}}
    assert values_in_force(Subject.LAB, staff.campuses["south"].pk) == {}


def test_the_board_tells_each_campus_its_phase_and_day(staff: Cast):
    operation, living = opened(staff), zone(staff)
    enacted(staff, operation, QUOTA)
    enacted(staff, operation, STRICT, where=living)
    with clock.hold(NOON + DAY):
        (board,) = posture_of()
    rows = {row.place.code: row for row in board.places}
    assert set(rows) == {"centre", "centre-living", "south", "lake"}
    assert (rows["centre"].day, rows["centre"].measures, rows["centre"].origin) == (2, 1, Origin.HERE)
    assert (rows["centre-living"].depth, rows["centre-living"].measures) == (1, 2)
    assert (rows["south"].origin, rows["south"].phase.pk) == (Origin.BASE, board.base.pk)
    assert rows["centre"].since == NOON


def test_the_board_asks_as_often_for_many_places_as_for_few(staff: Cast):
    operation = opened(staff)
    enacted(staff, operation)
    with CaptureQueriesContext(
        connection,
    ) as few:
        posture_of()
    for number in range(4):
        enacted(staff, operation, where=zone(staff, f"z-{number}"))
    with CaptureQueriesContext(connection) as many:
        posture_of()
    assert len(many) == len(few)


def test_a_lapsed_zone_says_why_it_is_normal(staff: Cast):
    operation, living = opened(staff), zone(staff)
    enacted(staff, operation, QUOTA, where=living)
    with clock.hold(NOON + timedelta(hours=1)):
        enacted(staff, operation, STRICT)
    with clock.hold(NOON + 7 * DAY):
        (held,) = phase_in_force(living.pk)
        (board,) = posture_of()
    assert held.origin is Origin.BASE
    row = next(row for row in board.places if row.place.pk == living.pk)
    assert [one.lapsed for one in row.passed] == [True, False]


def test_a_draft_operation_holds_nowhere_until_it_opens(staff: Cast):
    head = staff.actor("hq_head")
    drafted_one = draft_operation(operation_plan(), by=head)
    assert phase_in_force(staff.campuses["centre"].pk) == ()
    assert open_drafted(drafted_one.pk, by=head).state == "open"
    with pytest.raises(AnlanError, match=r"act\.illegal_move"):
        open_drafted(drafted_one.pk, by=head)


@pytest.mark.parametrize(
    "wrong",
    [
        {"legal_basis": " "},
        {"matter": ""},
        {"title": ""},
        {"kind": "war"},
        {"level": "V"},
        {"expected_until": NOON},
    ],
)
def test_an_operation_says_what_it_is_and_by_what_right(staff: Cast, wrong: dict[str, object]):
    with pytest.raises(BadInput):
        draft_operation(operation_plan(**wrong), by=staff.actor("hq_head"))


def test_an_incident_opens_in_one_call_and_grows_without_retyping(staff: Cast):
    guard = staff.actor("security_head")
    incident = open_incident(
        place_id=staff.campuses["centre"].pk,
        kind="lab_accident",
        lead_id=staff.position("security_head").pk,
        by=guard,
        client_id=new_id(),
    )
    assert is_human_code(incident.code)
    assert incident_for(guard, incident.code).pk == incident.pk
    with pytest.raises(NotYours):
        grow_incident(incident.pk, plan=operation_plan(matter=incident.kind), by=guard)
    head = staff.actor("hq_head")
    with pytest.raises(BadInput):
        grow_incident(incident.pk, plan=operation_plan(kind="drill"), by=head)
    operation = grow_incident(incident.pk, plan=operation_plan(matter=incident.kind), by=head)
    incident.refresh_from_db()
    assert (incident.state, incident.operation_id) == ("grown", operation.pk)


def test_an_incident_is_closed_with_a_reason_by_whoever_may_handle_it(staff: Cast):
    guard = staff.actor("security_head")
    lead = staff.position("security_head").pk
    incident = open_incident(place_id=staff.campuses["lake"].pk, kind="fire", lead_id=lead, by=guard)
    with pytest.raises(BadInput):
        close_incident(incident.pk, reason=" ", by=guard)
    with pytest.raises(NotVisible):
        close_incident(incident.pk, reason="完了", by=staff.actor("student"))
    with pytest.raises(NotVisible):
        close_incident(new_id(), reason="完了", by=guard)
    assert close_incident(incident.pk, reason="火灭了", by=guard).state == "closed"
    assert list(incidents_for(staff.actor("student"), drill=False)) == []


def test_an_incident_needs_a_kind_and_a_lead_and_its_own_key(staff: Cast):
    guard, place = staff.actor("security_head"), staff.campuses["lake"].pk
    lead, key = staff.position("security_head").pk, new_id()
    for wrong in ({"kind": " ", "lead_id": lead}, {"kind": "fire", "lead_id": place}):
        with pytest.raises(BadInput):
            open_incident(place_id=place, by=guard, **wrong)  # type: ignore[arg-type]
    open_incident(place_id=place, kind="fire", lead_id=lead, by=guard, client_id=key)
    with pytest.raises(NotVisible):
        open_incident(place_id=place, kind="fire", lead_id=lead, by=staff.actor("clerk"), client_id=key)
    assert Incident.objects.count() == 1
    with pytest.raises((NotVisible, NotYours)):
        open_incident(place_id=place, kind="fire", lead_id=lead, by=staff.actor("student"))


def test_an_assessment_is_signed_over_a_paper_of_its_operation(staff: Cast):
    operation, other = opened(staff), opened(staff, title="防汛")
    key, deputy = paper(staff, operation), staff.actor("deputy")
    signed = sign_assessment(operation.pk, evidence_id=key, conclusion="可以放宽", by=deputy)
    assert signed.signed_at == NOON
    for wrong in (
        {"conclusion": " ", "evidence_id": key},
        {"conclusion": "可以", "evidence_id": paper(staff, other)},
        {"conclusion": "可以", "evidence_id": key, "signed_at": NOON + DAY},
    ):
        with pytest.raises(BadInput):
            sign_assessment(operation.pk, by=deputy, **wrong)  # type: ignore[arg-type]
    with pytest.raises(NotYours):
        sign_assessment(operation.pk, evidence_id=key, conclusion="可以", by=staff.actor("dean"))
    with pytest.raises(NotYours):
        sign_assessment(operation.pk, evidence_id=key, conclusion="可以", by=replace(deputy, person_id=None))


def test_what_follows_from_a_switch_is_asked_of_every_room(staff: Cast):
    operation = opened(staff)
    enacted(staff, operation, QUOTA)
    draft = drafted(staff, operation, STRICT)
    viewer = staff.actor("clerk")
    switch = switch_of(viewer, draft)
    assert overall(switch.changes) is Way.TIGHTER
    assert set(combined_after(draft)) == set(STRICT)
    register_teller("tests", lambda _viewer, one: [Consequence(f"{len(one.new)} 项", None, why="无数据")])
    try:
        assert [one.title for one in consequences(viewer, switch)] == ["2 项"]
    finally:
        _tellers.pop("tests")


def test_who_sees_no_operation_sees_no_phase(staff: Cast):
    operation = opened(staff)
    phase = enacted(staff, operation)
    student, clerk = staff.actor("student"), staff.actor("clerk")
    for act in (lambda: phase_for(student, phase.pk), lambda: operation_for(student, operation.code)):
        with pytest.raises(NotVisible):
            act()
    with pytest.raises(NotVisible):
        phase_for(clerk, operation.pk)
    with pytest.raises(NotVisible):
        incident_for(clerk, "IN-2031-0001-X")
    assert list(phases_for(student, operation)) == []
    assert phase_for(clerk, phase.pk) == phase
    assert {one.pk for one in phases_for(clerk, operation)} == {phase.pk, phase.previous_id}
    assert operation_for(clerk, operation.code.lower()) == Operation.objects.get()
