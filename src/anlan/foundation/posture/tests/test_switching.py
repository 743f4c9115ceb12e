"""A phase from its draft to its end: preview, order, two people, supersede, lift, go back, lapse."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from anlan.core.kernel import clock
from anlan.core.kernel.errors import AnlanError, BadInput, Conflict, IllegalMove, NotVisible, NotYours
from anlan.foundation.bus.models import OutboxEvent
from anlan.foundation.ledger.models import Event
from anlan.foundation.posture.models import Phase, PhaseConfirmation, PhaseMeasure
from anlan.foundation.posture.public import (
    OralOrderConfirmed,
    Origin,
    Spoken,
    Statement,
    Way,
    change_draft,
    confirm,
    confirm_oral,
    document_for,
    draft_phase,
    end_operation,
    give_oral_order,
    go_back,
    lapse_due,
    lift,
    measures_in_force,
    note_preview,
    order,
    phase_in_force,
    take_back,
    way_of_lifting,
)
from tests.support.cast import Cast

from .desk import (
    DAY,
    NOON,
    PREVIEW,
    QUOTA,
    STRICT,
    assessed,
    authority,
    drafted,
    enacted,
    opened,
    ordered,
    plan,
    previewed,
    statement,
    zone,
)


def refused(code: str, act: Callable[[], object]) -> None:
    """The act raises that code."""
    with pytest.raises(AnlanError) as error:
        act()
    assert error.value.code == code


def here(staff: Cast, campus: str = "centre") -> Phase:
    """The phase that holds at a campus, of the only operation."""
    (held,) = phase_in_force(staff.campuses[campus].pk)
    return held.phase


def test_an_operation_opens_with_its_base_phase_everywhere(staff: Cast):
    operation = opened(staff)
    (held,) = phase_in_force(staff.campuses["south"].pk)
    assert (held.phase.base, held.origin, held.operation.pk) == (True, Origin.BASE, operation.pk)
    assert operation.code.startswith("OP-2031-0001-")


def test_two_people_bring_a_phase_into_force_in_one_transaction(staff: Cast):
    operation = opened(staff)
    phase = ordered(staff, operation)
    assert (phase.state, phase.way) == ("ordered", "tighter")
    first = confirm(phase.pk, preview_hash=PREVIEW, by=staff.actor("commander"))
    assert (first.state, here(staff).base) == ("ordered", True)
    second = confirm(phase.pk, preview_hash=PREVIEW, by=staff.actor("deputy"))
    assert (second.state, second.starts, here(staff).pk) == ("in_force", NOON, phase.pk)
    assert here(staff, "south").base
    verbs = list(Event.objects.filter(kind="posture.phase").values_list("verb", flat=True).order_by("id"))
    assert verbs == [
        "posture.draft",
        "posture.preview",
        "posture.order",
        "posture.confirm",
        "posture.confirm",
        "posture.enact",
    ]
    announced = OutboxEvent.objects.filter(name__endswith="PhaseEnacted").get()
    assert (announced.fields["way"], announced.fields["drill"]) == ("tighter", False)


def test_the_author_and_the_same_person_twice_are_refused(staff: Cast):
    phase = draft_phase(
        opened(staff).pk, place_id=staff.campuses["centre"].pk, plan=plan(), by=staff.actor("commander")
    )
    previewed(staff, phase)
    order(phase.pk, preview_hash=PREVIEW, by=staff.actor("hq_head"))
    refused("posture.own_draft", lambda: confirm(phase.pk, preview_hash=PREVIEW, by=staff.actor("commander")))
    confirm(phase.pk, preview_hash=PREVIEW, by=staff.actor("deputy"))
    refused(
        "posture.confirmed_already",
        lambda: confirm(phase.pk, preview_hash=PREVIEW, by=staff.actor("deputy")),
    )


def test_each_confirmation_asks_for_the_second_factor(staff: Cast):
    phase = ordered(staff, opened(staff))
    by = staff.actor("commander", second_factor=False)
    refused("act.second_factor_needed", lambda: confirm(phase.pk, preview_hash=PREVIEW, by=by))


@pytest.mark.parametrize("who", ["clerk", "dean", "auditor", "hq_head", "student"])
def test_nobody_without_the_verb_confirms(staff: Cast, who: str):
    phase = ordered(staff, opened(staff))
    with pytest.raises((NotYours, NotVisible)):
        confirm(phase.pk, preview_hash=PREVIEW, by=staff.actor(who))


@pytest.mark.parametrize("who", ["dean", "auditor", "student", "sysadmin"])
def test_nobody_without_the_verb_opens_drafts_or_ends(staff: Cast, who: str):
    operation, by = opened(staff), staff.actor(who)
    for act in (
        lambda: draft_phase(operation.pk, place_id=staff.campuses["centre"].pk, plan=plan(), by=by),
        lambda: end_operation(operation.pk, reason="完了", by=by),
        lambda: (
            assessed(staff, operation) and order(drafted(staff, operation).pk, preview_hash=PREVIEW, by=by)
        ),
    ):
        with pytest.raises((NotYours, NotVisible)):
            act()


def test_a_preview_counts_for_ten_minutes_and_for_one_document(staff: Cast):
    phase = drafted(staff, opened(staff))
    with clock.hold(NOON + timedelta(minutes=11)):
        refused(
            "posture.preview_stale",
            lambda: order(phase.pk, preview_hash=PREVIEW, by=staff.actor("hq_head")),
        )
    refused(
        "posture.preview_stale", lambda: order(phase.pk, preview_hash="b" * 64, by=staff.actor("hq_head"))
    )
    changed = change_draft(phase.pk, plan=plan(STRICT), by=staff.actor("clerk"))
    refused(
        "posture.preview_missing",
        lambda: order(changed.pk, preview_hash=PREVIEW, by=staff.actor("hq_head")),
    )
    note_preview(changed.pk, preview_hash=PREVIEW, document_hash="other", by=staff.actor("clerk"))
    refused(
        "posture.preview_of_another",
        lambda: order(changed.pk, preview_hash=PREVIEW, by=staff.actor("hq_head")),
    )


def test_a_preview_may_be_run_again_for_the_second_person(staff: Cast):
    phase = ordered(staff, opened(staff))
    confirm(phase.pk, preview_hash=PREVIEW, by=staff.actor("commander"))
    with clock.hold(NOON + timedelta(hours=1)):
        deputy = staff.actor("deputy")
        refused("posture.preview_stale", lambda: confirm(phase.pk, preview_hash=PREVIEW, by=deputy))
        note_preview(
            phase.pk, preview_hash="c" * 64, document_hash=phase.document_hash, by=staff.actor("clerk")
        )
        assert confirm(phase.pk, preview_hash="c" * 64, by=deputy).state == "in_force"


def test_a_first_word_of_yesterday_does_not_count(staff: Cast):
    phase = ordered(staff, opened(staff))
    confirm(phase.pk, preview_hash=PREVIEW, by=staff.actor("commander"))
    with clock.hold(NOON + timedelta(hours=25)):
        previewed(staff, phase)
        refused(
            "posture.confirmation_stale",
            lambda: confirm(phase.pk, preview_hash=PREVIEW, by=staff.actor("deputy")),
        )
        take_back(phase.pk, reason="隔夜了", by=staff.actor("hq_head"))
        previewed(staff, phase)
        order(phase.pk, preview_hash=PREVIEW, by=staff.actor("hq_head"))
        confirm(phase.pk, preview_hash=PREVIEW, by=staff.actor("commander"))
        assert confirm(phase.pk, preview_hash=PREVIEW, by=staff.actor("deputy")).state == "in_force"


def test_loosening_needs_a_fresh_assessment(staff: Cast):
    operation = opened(staff)
    enacted(staff, operation, STRICT)
    old = assessed(staff, operation, ago=timedelta(hours=49))
    refused("posture.assessment_missing", lambda: ordered(staff, operation, QUOTA))
    refused("posture.assessment_stale", lambda: ordered(staff, operation, QUOTA, assessment=old))
    phase = enacted(staff, operation, QUOTA, assessment=assessed(staff, operation))
    assert (phase.way, phase.state) == ("looser", "in_force")
    assert phase.previous is not None
    assert Phase.objects.get(pk=phase.previous.pk).state == "superseded"


def test_a_mixed_change_counts_as_loosening(staff: Cast):
    operation = opened(staff)
    enacted(staff, operation, QUOTA)
    refused("posture.assessment_missing", lambda: ordered(staff, operation, {"takeaway_ban": {}}))


def test_what_came_into_force_meanwhile_stops_the_later_one(staff: Cast):
    operation = opened(staff)
    one, other = ordered(staff, operation, QUOTA), ordered(staff, operation, STRICT)
    for who in ("commander", "deputy"):
        confirm(one.pk, preview_hash=PREVIEW, by=staff.actor(who))
    refused(
        "posture.changed_meanwhile",
        lambda: confirm(other.pk, preview_hash=PREVIEW, by=staff.actor("commander")),
    )


def test_a_restriction_without_its_grounds_is_not_ordered(staff: Cast):
    operation = opened(staff)
    bare = replace(statement("gate_quota", {"most": 60}), lighter="")
    phase = draft_phase(
        operation.pk,
        place_id=staff.campuses["centre"].pk,
        plan=plan(measures=()) if False else replace(plan(), measures=(bare,)),
        by=staff.actor("clerk"),
    )
    previewed(staff, phase)
    refused(
        "posture.statement_missing",
        lambda: order(phase.pk, preview_hash=PREVIEW, by=staff.actor("hq_head")),
    )


def test_a_refused_exit_needs_the_order_of_the_authority(staff: Cast):
    operation = opened(staff)
    without = statement("exit_closed", {"classes": ["student"]})
    centre, clerk = staff.campuses["centre"].pk, staff.actor("clerk")
    phase = draft_phase(operation.pk, place_id=centre, plan=replace(plan(), measures=(without,)), by=clerk)
    previewed(staff, phase)
    head = staff.actor("hq_head")
    refused("posture.order_missing", lambda: order(phase.pk, preview_hash=PREVIEW, by=head))
    short = replace(without, order=authority(staff, operation, until=clock.now() + DAY))
    change_draft(phase.pk, plan=replace(plan(), measures=(short,)), by=clerk)
    previewed(staff, Phase.objects.get(pk=phase.pk))
    refused("posture.order_ends_before", lambda: order(phase.pk, preview_hash=PREVIEW, by=head))
    full = replace(without, order=authority(staff, operation))
    change_draft(phase.pk, plan=replace(plan(), measures=(full,)), by=clerk)
    previewed(staff, Phase.objects.get(pk=phase.pk))
    assert order(phase.pk, preview_hash=PREVIEW, by=head).state == "ordered"


def test_an_order_is_a_file_of_this_operation(staff: Cast):
    operation, other = opened(staff), opened(staff, title="防汛")
    foreign = statement("exit_closed", {"classes": ["student"]}, order=authority(staff, other))
    refused(
        "posture.no_such_paper",
        lambda: draft_phase(
            operation.pk,
            place_id=staff.campuses["centre"].pk,
            plan=replace(plan(), measures=(foreign,)),
            by=staff.actor("clerk"),
        ),
    )


def test_lifting_takes_two_people_and_an_assessment(staff: Cast):
    operation = opened(staff)
    phase = enacted(staff, operation)
    assert way_of_lifting(phase, at=clock.now()) is Way.LOOSER
    refused("posture.assessment_missing", lambda: lift(phase.pk, reason="好了", by=staff.actor("commander")))
    key = assessed(staff, operation).pk
    first = lift(phase.pk, reason="七天无新发", by=staff.actor("commander"), assessment_id=key)
    assert first.state == "in_force"
    refused(
        "posture.confirmed_already",
        lambda: lift(phase.pk, reason="七天无新发", by=staff.actor("commander"), assessment_id=key),
    )
    second = lift(phase.pk, reason="七天无新发", by=staff.actor("deputy"), assessment_id=key)
    assert (second.state, here(staff).base) == ("lifted", True)


def test_a_first_word_for_lifting_lasts_a_day(staff: Cast):
    operation = opened(staff)
    phase = enacted(staff, operation)
    lift(phase.pk, reason="好了", by=staff.actor("commander"), assessment_id=assessed(staff, operation).pk)
    with clock.hold(NOON + timedelta(hours=30)):
        key = assessed(staff, operation).pk
        assert lift(phase.pk, reason="好了", by=staff.actor("deputy"), assessment_id=key).state == "in_force"
        assert lift(phase.pk, reason="好了", by=staff.actor("commander"), assessment_id=key).state == "lifted"


def test_one_press_goes_back_for_a_day_without_a_new_preview_or_assessment(staff: Cast):
    operation = opened(staff)
    before = enacted(staff, operation, QUOTA)
    wrong = enacted(staff, operation, STRICT)
    with clock.hold(NOON + timedelta(hours=20)):
        again = go_back(wrong.pk, reason="试过不行", by=staff.actor("commander"))
        assert (again.state, again.goes_back, again.document_hash) == ("ordered", True, before.document_hash)
        done = confirm(again.pk, preview_hash="", by=staff.actor("deputy"))
        assert (done.state, done.way) == ("in_force", "looser")
    with clock.hold(NOON + timedelta(hours=50)):
        refused(
            "posture.go_back_too_late",
            lambda: go_back(done.pk, reason="又想改", by=staff.actor("commander")),
        )


def test_going_back_to_what_is_inherited_lifts(staff: Cast):
    phase = enacted(staff, opened(staff))
    assert go_back(phase.pk, reason="弄错校区", by=staff.actor("commander")).state == "in_force"
    assert go_back(phase.pk, reason="弄错校区", by=staff.actor("deputy")).state == "lifted"


def test_time_ends_a_phase_whether_the_job_ran_or_not(staff: Cast):
    phase = enacted(staff, opened(staff))
    with clock.hold(NOON + 7 * DAY):
        assert here(staff).base
        assert lapse_due() == 1
        assert lapse_due() == 0
        phase.refresh_from_db()
        assert (phase.state, phase.ended_at) == ("lapsed", phase.lapses_at)
        assert here(staff).base
        refused("act.illegal_move", lambda: lift(phase.pk, reason="晚了", by=staff.actor("commander")))


def test_one_measure_may_lapse_before_its_phase(staff: Cast):
    operation = opened(staff)
    early = statement("takeaway_ban", {}, review_at=NOON + DAY, lapses_at=NOON + DAY)
    late = statement("gate_quota", {"most": 60})
    phase = draft_phase(
        operation.pk,
        place_id=staff.campuses["centre"].pk,
        plan=replace(plan(), measures=(early, late)),
        by=staff.actor("clerk"),
    )
    previewed(staff, phase)
    order(phase.pk, preview_hash=PREVIEW, by=staff.actor("hq_head"))
    for who in ("commander", "deputy"):
        confirm(phase.pk, preview_hash=PREVIEW, by=staff.actor(who))
    centre = staff.campuses["centre"].pk
    full = document_for(centre).hash
    with clock.hold(NOON + DAY):
        assert [one.measure.key for one in measures_in_force(centre)] == ["gate_quota"]
        assert document_for(centre).hash != full
        assert lapse_due() == 1
        row = PhaseMeasure.objects.get(phase=phase, key="takeaway_ban")
        assert row.lapsed_at == NOON + DAY
    assert document_for(centre, NOON).hash == full


def test_a_zone_inherits_its_campus_and_falls_back_to_it(staff: Cast):
    operation, living = opened(staff), zone(staff)
    campus = enacted(staff, operation, QUOTA)
    (held,) = phase_in_force(living.pk)
    assert (held.phase.pk, held.origin) == (campus.pk, Origin.INHERITED)
    own = enacted(staff, operation, STRICT, where=living)
    (held,) = phase_in_force(living.pk)
    assert (held.phase.pk, held.origin) == (own.pk, Origin.HERE)


def test_an_operation_ends_only_when_nothing_but_its_base_is_in_force(staff: Cast):
    operation = opened(staff)
    enacted(staff, operation)
    head = staff.actor("hq_head")
    refused("posture.phases_in_force", lambda: end_operation(operation.pk, reason="完了", by=head))
    refused("posture.reason_missing", lambda: end_operation(operation.pk, reason=" ", by=head))
    with clock.hold(NOON + 8 * DAY):
        ended = end_operation(operation.pk, reason="疫情结束", by=head)
        assert (ended.state, phase_in_force(staff.campuses["centre"].pk)) == ("ended", ())
        refused("posture.operation_not_open", lambda: drafted(staff, operation))
    (held,) = phase_in_force(staff.campuses["centre"].pk, NOON + DAY)
    assert not held.phase.base


def spoken(staff: Cast, **changed: object) -> Spoken:
    """The deputy's words about a gas leak."""
    told = {
        "words": "生活区先清空，谁都别进",
        "danger": "燃气泄漏",
        "said_by": staff.person("deputy").pk,
        "said_at": NOON - timedelta(minutes=5),
        "measures": (Statement(key="area_closed", values={"zones": ["living"]}),),
    }
    return Spoken(**(told | changed))  # type: ignore[arg-type]


def test_spoken_words_tighten_at_once_and_die_in_two_hours(staff: Cast):
    operation = opened(staff)
    written = enacted(staff, operation, QUOTA)
    centre = staff.campuses["centre"].pk
    phase = give_oral_order(operation.pk, place_id=centre, spoken=spoken(staff), by=staff.actor("clerk"))
    assert (phase.state, phase.oral, phase.way) == ("in_force", True, "tighter")
    assert {one.measure.key for one in measures_in_force(centre)} == {"gate_quota", "area_closed"}
    confirm_oral(phase.pk, by=staff.actor("commander"))
    with clock.hold(NOON + timedelta(minutes=115)):
        assert here(staff).pk == written.pk
        assert lapse_due() == 1
        refused("act.illegal_move", lambda: confirm_oral(phase.pk, by=staff.actor("deputy")))
    written.refresh_from_db()
    assert written.state == "in_force"


def test_two_people_keep_an_oral_order_alive(staff: Cast):
    operation = opened(staff)
    centre = staff.campuses["centre"].pk
    words = spoken(staff, wanted_until=NOON + timedelta(hours=6))
    phase = give_oral_order(operation.pk, place_id=centre, spoken=words, by=staff.actor("clerk"))
    refused("posture.own_draft", lambda: confirm_oral(phase.pk, by=_clerk_who_may(staff)))
    confirm_oral(phase.pk, by=staff.actor("commander"))
    confirm_oral(phase.pk, by=staff.actor("deputy"), note="看过现场")
    assert OutboxEvent.objects.filter(name__endswith=OralOrderConfirmed.__name__).count() == 1
    with clock.hold(NOON + timedelta(hours=5)):
        assert here(staff).pk == phase.pk
        refused("posture.settled_already", lambda: confirm_oral(phase.pk, by=staff.actor("deputy")))
    with clock.hold(NOON + timedelta(hours=6)):
        assert here(staff).base


def _clerk_who_may(staff: Cast):
    """The clerk with the commander's verbs."""
    return replace(staff.actor("clerk"), grants=staff.actor("commander").grants)


def test_spoken_words_never_close_an_exit_or_loosen(staff: Cast):
    operation = opened(staff)
    centre, clerk = staff.campuses["centre"].pk, staff.actor("clerk")
    closing = spoken(staff, measures=(Statement(key="exit_closed", values={"classes": ["student"]}),))
    refused(
        "posture.oral_measure",
        lambda: give_oral_order(operation.pk, place_id=centre, spoken=closing, by=clerk),
    )
    nothing = spoken(staff, measures=())
    refused(
        "posture.oral_only_tightens",
        lambda: give_oral_order(operation.pk, place_id=centre, spoken=nothing, by=clerk),
    )
    nobody = spoken(staff, said_by=operation.pk)
    refused(
        "posture.field_missing",
        lambda: give_oral_order(operation.pk, place_id=centre, spoken=nobody, by=clerk),
    )
    with pytest.raises((NotYours, NotVisible)):
        give_oral_order(operation.pk, place_id=centre, spoken=spoken(staff), by=staff.actor("dean"))


def test_a_written_phase_ends_an_oral_order_at_its_place(staff: Cast):
    operation = opened(staff)
    centre = staff.campuses["centre"].pk
    oral = give_oral_order(operation.pk, place_id=centre, spoken=spoken(staff), by=staff.actor("clerk"))
    written = enacted(staff, operation, STRICT, assessment=assessed(staff, operation))
    oral.refresh_from_db()
    assert (oral.state, here(staff).pk) == ("superseded", written.pk)


def test_the_database_refuses_a_phase_that_two_people_did_not_confirm(staff: Cast):
    phase = ordered(staff, opened(staff))
    with pytest.raises(DatabaseError, match="two people confirm"):
        _force(phase)


def _force(phase: Phase) -> None:
    """Past the services, straight into the table."""
    with transaction.atomic():
        Phase.objects.filter(pk=phase.pk).update(state="in_force", starts=NOON)
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def test_the_database_refuses_two_phases_at_one_place_at_one_time(staff: Cast):
    operation = opened(staff)
    enacted(staff, operation)
    other = ordered(staff, operation, STRICT)
    with pytest.raises(IntegrityError, match="one_phase_in_force"), transaction.atomic():
        Phase.objects.filter(pk=other.pk).update(state="in_force", starts=NOON)


def test_the_database_keeps_what_was_ordered(staff: Cast):
    phase = enacted(staff, opened(staff))
    for act in (
        lambda: Phase.objects.filter(pk=phase.pk).update(document_hash="x"),
        lambda: Phase.objects.filter(pk=phase.pk).update(lapses_at=NOON + 99 * DAY),
        lambda: Phase.objects.filter(pk=phase.pk).delete(),
        lambda: PhaseMeasure.objects.filter(phase=phase).update(values={}),
        lambda: PhaseMeasure.objects.filter(phase=phase).delete(),
        lambda: PhaseConfirmation.objects.filter(phase=phase).update(note="x"),
        lambda: PhaseMeasure.objects.create(
            phase=Phase.objects.get(base=True), key="mask", restricts=False, refuses_exit=False
        ),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            act()


def test_the_database_refuses_a_settled_exit_measure_without_its_order(staff: Cast):
    phase = drafted(staff, opened(staff))
    with pytest.raises(IntegrityError, match="refused_exit_stands_on_an_order"), transaction.atomic():
        PhaseMeasure.objects.filter(phase=phase).update(refuses_exit=True, settled=True)


def test_a_draft_is_changed_and_an_ordered_one_is_not(staff: Cast):
    phase = ordered(staff, opened(staff))
    with pytest.raises(IllegalMove):
        change_draft(phase.pk, plan=plan(), by=staff.actor("clerk"))
    with pytest.raises(BadInput):
        take_back(phase.pk, reason="", by=staff.actor("hq_head"))
    with pytest.raises(Conflict):
        end_operation(
            enacted(staff, opened(staff, title="防汛")).operation_id, reason="x", by=staff.actor("hq_head")
        )
