"""What acts refuse beside the way: missing reasons, wrong moments, things of other operations."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings

from anlan.core.kernel import clock
from anlan.core.kernel.errors import AnlanError, NotVisible
from anlan.core.kernel.ids import new_id
from anlan.core.workflow import mermaid
from anlan.foundation.posture.jobs import lapse
from anlan.foundation.posture.models import Phase, PhaseMeasure
from anlan.foundation.posture.public import (
    change_draft,
    confirm,
    document_for,
    draft_phase,
    end_operation,
    give_oral_order,
    go_back,
    lift,
    measures_of_phase,
    note_preview,
    order,
    statements_of,
    switch_of,
    take_back,
)
from anlan.foundation.posture.states import PHASE
from tests.support.cast import Cast

from .desk import (
    DAY,
    NOON,
    PREVIEW,
    QUOTA,
    STRICT,
    assessed,
    drafted,
    enacted,
    opened,
    ordered,
    paper,
    plan,
    previewed,
    statement,
)
from .test_switching import refused, spoken


def test_nothing_is_done_without_a_reason(staff: Cast):
    operation = opened(staff)
    before = enacted(staff, operation, QUOTA)
    phase = enacted(staff, operation, STRICT)
    commander = staff.actor("commander")
    key = assessed(staff, operation).pk
    refused("posture.reason_missing", lambda: go_back(phase.pk, reason=" ", by=commander))
    refused("posture.reason_missing", lambda: lift(phase.pk, reason="", by=commander, assessment_id=key))
    assert before.pk == phase.previous_id


def test_what_has_lapsed_meanwhile_is_not_gone_back_to(staff: Cast):
    operation = opened(staff)
    soon = NOON + timedelta(hours=2)
    short = replace(
        plan(),
        review_at=soon,
        lapses_at=soon,
        measures=(statement("gate_quota", {"most": 60}, review_at=soon, lapses_at=soon),),
    )
    first = draft_phase(
        operation.pk, place_id=staff.campuses["centre"].pk, plan=short, by=staff.actor("clerk")
    )
    previewed(staff, first)
    order(first.pk, preview_hash=PREVIEW, by=staff.actor("hq_head"))
    for who in ("commander", "deputy"):
        confirm(first.pk, preview_hash=PREVIEW, by=staff.actor(who))
    phase = enacted(staff, operation, STRICT)
    with clock.hold(NOON + timedelta(hours=3)):
        refused(
            "posture.previous_lapsed",
            lambda: go_back(phase.pk, reason="试过不行", by=staff.actor("commander")),
        )


def test_going_back_waits_no_longer_than_a_day_for_the_second_person(staff: Cast):
    operation = opened(staff)
    enacted(staff, operation, QUOTA)
    wrong = enacted(staff, operation, STRICT)
    with clock.hold(NOON + timedelta(hours=23)):
        again = go_back(wrong.pk, reason="试过不行", by=staff.actor("commander"))
    with clock.hold(NOON + timedelta(hours=25)):
        refused(
            "posture.go_back_too_late",
            lambda: confirm(again.pk, preview_hash="", by=staff.actor("deputy")),
        )


def test_a_base_phase_is_never_lifted_and_has_no_switch(staff: Cast):
    opened(staff)
    base = Phase.objects.get(base=True)
    refused("act.illegal_move", lambda: lift(base.pk, reason="不要了", by=staff.actor("commander")))
    refused("act.illegal_move", lambda: switch_of(staff.actor("clerk"), base))


def test_a_preview_belongs_to_what_is_still_to_come(staff: Cast):
    operation = opened(staff)
    draft = drafted(staff, operation)
    clerk = staff.actor("clerk")
    for wrong in ("", "x" * 65):
        with pytest.raises(AnlanError, match=r"posture\.preview_missing"):
            note_preview(draft.pk, preview_hash=wrong, document_hash="d", by=clerk)
    refused("act.illegal_move", lambda: previewed(staff, enacted(staff, operation)))


def test_a_draft_needs_a_title_dates_in_order_and_each_measure_once(staff: Cast):
    operation, centre, clerk = opened(staff), staff.campuses["centre"].pk, staff.actor("clerk")
    one = statement("mask", {})
    for wrong in (
        replace(plan(), title=" "),
        replace(plan(), review_at=NOON + 9 * DAY),
        replace(plan(), measures=(one, one)),
    ):
        with pytest.raises(AnlanError):
            draft_phase(operation.pk, place_id=centre, plan=wrong, by=clerk)
    with pytest.raises(NotVisible):
        draft_phase(operation.pk, place_id=new_id(), plan=plan(), by=clerk)
    with pytest.raises(NotVisible):
        draft_phase(new_id(), place_id=centre, plan=plan(), by=clerk)


def test_a_draft_without_a_reason_or_past_its_lapse_is_not_ordered(staff: Cast):
    operation, head = opened(staff), staff.actor("hq_head")
    silent = draft_phase(
        operation.pk,
        place_id=staff.campuses["centre"].pk,
        plan=replace(plan(), reason=" "),
        by=staff.actor("clerk"),
    )
    refused("posture.reason_missing", lambda: order(silent.pk, preview_hash=PREVIEW, by=head))
    late = drafted(staff, operation)
    with clock.hold(NOON + 8 * DAY):
        refused("posture.lapse_past", lambda: order(late.pk, preview_hash=PREVIEW, by=head))


def test_an_assessment_of_another_operation_counts_nothing(staff: Cast):
    operation, other = opened(staff), opened(staff, title="防汛")
    phase = drafted(staff, operation)
    refused(
        "posture.assessment_missing",
        lambda: order(
            phase.pk,
            preview_hash=PREVIEW,
            by=staff.actor("hq_head"),
            assessment_id=assessed(staff, other).pk,
        ),
    )


def test_an_ended_operation_takes_no_acts(staff: Cast):
    operation = opened(staff)
    phase, key = ordered(staff, operation), paper(staff, operation)
    end_operation(operation.pk, reason="完了", by=staff.actor("hq_head"))
    commander = staff.actor("commander")
    refused("posture.operation_not_open", lambda: confirm(phase.pk, preview_hash=PREVIEW, by=commander))
    refused(
        "posture.operation_not_open",
        lambda: take_back(phase.pk, reason="算了", by=staff.actor("hq_head")),
    )
    assert key
    for act in (
        lambda: confirm(new_id(), preview_hash=PREVIEW, by=commander),
        lambda: end_operation(new_id(), reason="完了", by=staff.actor("hq_head")),
    ):
        with pytest.raises(NotVisible):
            act()


def test_a_measure_that_the_catalogue_no_longer_knows_is_left_out(staff: Cast):
    phase = drafted(staff, opened(staff), STRICT)
    PhaseMeasure.objects.filter(phase=phase, key="takeaway_ban").update(key="forgotten")
    assert set(measures_of_phase(phase)) == {"gate_quota"}
    assert [one.key for one in statements_of(phase)] == ["gate_quota"]
    order(phase.pk, preview_hash=PREVIEW, by=staff.actor("hq_head"))
    for who in ("commander", "deputy"):
        confirm(phase.pk, preview_hash=PREVIEW, by=staff.actor(who))
    assert [one.measure.key for one in document_for(staff.campuses["centre"].pk).measures] == ["gate_quota"]


def test_the_job_runs_and_rows_say_what_they_are(staff: Cast):
    operation = opened(staff)
    phase = enacted(staff, operation)
    signed = assessed(staff, operation)
    with clock.hold(NOON + 7 * DAY):
        lapse()
    phase.refresh_from_db()
    assert (phase.state, str(phase), str(phase.measures.get())) == ("lapsed", "有序放开", "gate_quota")
    assert str(signed) == "七天没有新发，可以放宽。"
    assert str(phase.confirmations.order_by("number")[0]).endswith("enact 1")


def test_whoever_had_a_hand_in_a_draft_confirms_it_no_more_though_another_wrote_last(staff: Cast):
    operation, centre = opened(staff), staff.campuses["centre"].pk
    phase = draft_phase(operation.pk, place_id=centre, plan=plan(), by=staff.actor("commander"))
    change_draft(phase.pk, plan=plan(STRICT), by=staff.actor("clerk"))
    phase.refresh_from_db()
    previewed(staff, phase)
    order(phase.pk, preview_hash=PREVIEW, by=staff.actor("hq_head"))
    refused(
        "posture.own_draft",
        lambda: confirm(phase.pk, preview_hash=PREVIEW, by=staff.actor("commander")),
    )


def test_spoken_words_for_an_hour_die_after_an_hour_and_never_before_they_are_said(staff: Cast):
    operation, centre, clerk = opened(staff), staff.campuses["centre"].pk, staff.actor("clerk")
    past = spoken(staff, wanted_until=NOON - timedelta(minutes=1))
    refused(
        "posture.lapse_past",
        lambda: give_oral_order(operation.pk, place_id=centre, spoken=past, by=clerk),
    )
    hour = spoken(staff, wanted_until=NOON + timedelta(hours=1))
    phase = give_oral_order(operation.pk, place_id=centre, spoken=hour, by=clerk)
    assert phase.lapses_at == NOON + timedelta(hours=1)


def test_the_paper_draws_the_machine_as_the_table_has_it():
    paper = (Path(settings.RULEBOOKS).parent / "docs" / "areas" / "posture.md").read_text(encoding="utf-8")
    assert mermaid(PHASE) in paper
