"""Findings from raised to closed: who may, on what proof, what stays."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

from anlan.areas.inspection import public
from anlan.areas.inspection.models import Finding, FindingStep
from anlan.areas.inspection.tests.ground import NOW, SYSTEM, Ground
from anlan.core.kernel import clock
from anlan.core.kernel.errors import BadInput, Conflict, IllegalMove, NotVisible, NotYours
from anlan.core.kernel.ids import new_id

LATER = NOW + timedelta(hours=2)


def test_a_finding_goes_from_raised_to_closed(held_clock: datetime, ground: Ground):
    finding = ground.submitted()
    with clock.hold(LATER):
        public.verify(finding.pk, by=ground.actor("inspector"))
    with clock.hold(LATER + timedelta(minutes=1)):
        done = public.close(finding.pk, by=ground.actor("inspector"))
    assert done.state == "closed"
    assert [step.name for step in done.steps.all()] == ["raise", "assign", "submit", "verify", "close"]


def test_the_same_client_key_raises_one_finding(held_clock: datetime, ground: Ground):
    key = new_id()
    assert ground.finding(client_id=key).pk == ground.finding(client_id=key).pk
    assert Finding.objects.count() == 1


def test_the_doer_cannot_verify_even_from_another_seat(held_clock: datetime, ground: Ground):
    finding = ground.submitted()
    with pytest.raises(NotYours):
        public.verify(finding.pk, by=ground.actor("canteen_head"))


def test_who_brought_the_evidence_cannot_verify(held_clock: datetime, ground: Ground):
    finding = ground.submitted()
    with clock.hold(LATER):
        ground.prove(finding, who="inspector")
        with pytest.raises(NotYours) as refused:
            public.verify(finding.pk, by=ground.actor("inspector"))
        assert refused.value.code == "inspection.verifier_brought_evidence"
        assert public.verify(finding.pk, by=ground.actor("second")).state == "verified"


def test_evidence_from_before_the_work_proves_nothing(held_clock: datetime, ground: Ground):
    finding = ground.assigned()
    with clock.hold(NOW + timedelta(hours=1)):
        ground.prove(finding, at=NOW + timedelta(minutes=10))
        with pytest.raises(Conflict) as refused:
            public.submit(
                finding.pk,
                by=ground.actor("canteen_head"),
                note="好了",
                rectified_at=NOW + timedelta(minutes=30),
            )
    assert refused.value.code == "inspection.proof_missing"


def test_a_finding_cannot_be_submitted_without_evidence(held_clock: datetime, ground: Ground):
    finding = ground.assigned()
    with pytest.raises(Conflict):
        public.submit(finding.pk, by=ground.actor("canteen_head"), note="好了")


def test_the_database_refuses_to_close_on_old_evidence(held_clock: datetime, ground: Ground):
    finding = ground.submitted()
    with pytest.raises(IntegrityError), transaction.atomic():
        Finding.objects.filter(pk=finding.pk).update(
            state="closed", proof_at=finding.rectified_at, verified_at=NOW
        )


def test_reopening_asks_for_new_evidence(held_clock: datetime, ground: Ground):
    finding = ground.submitted()
    with clock.hold(LATER):
        public.verify(finding.pk, by=ground.actor("inspector"))
        public.close(finding.pk, by=ground.actor("inspector"))
        again = public.reopen(finding.pk, reason="又空了", by=ground.actor("second"))
        assert (again.state, again.round, again.proof_at) == ("reopened", 2, None)
        with pytest.raises(Conflict):
            public.submit(finding.pk, by=ground.actor("canteen_head"), note="好了")


def test_late_stays_late_whatever_comes_after(held_clock: datetime, ground: Ground):
    finding = ground.assigned(due_at=NOW + timedelta(hours=1))
    with clock.hold(NOW + timedelta(hours=3)):
        assert public.mark_late(by=SYSTEM) == 1
        assert public.mark_late(by=SYSTEM) == 0
        ground.prove(finding)
        with clock.hold(NOW + timedelta(hours=4)):
            done = public.submit(finding.pk, by=ground.actor("canteen_head"), note="好了")
            public.verify(finding.pk, by=ground.actor("inspector"))
    assert done.was_late
    with pytest.raises(IntegrityError), transaction.atomic():
        Finding.objects.filter(pk=finding.pk).update(late_since=None)


def test_a_new_deadline_does_not_undo_lateness(held_clock: datetime, ground: Ground):
    finding = ground.assigned(due_at=NOW + timedelta(hours=1))
    with clock.hold(NOW + timedelta(hours=3)):
        moved = public.assign(
            finding.pk, by=ground.actor("inspector"), due_at=NOW + timedelta(days=2), note="缺货"
        )
    assert moved.was_late


def test_what_was_submitted_in_time_does_not_turn_late_by_waiting(held_clock: datetime, ground: Ground):
    finding = ground.submitted(due_at=NOW + timedelta(hours=2))
    with clock.hold(NOW + timedelta(days=2)):
        assert public.mark_late(by=SYSTEM) == 0
    assert not Finding.objects.get(pk=finding.pk).was_late


def test_stop_now_says_what_was_stopped(held_clock: datetime, ground: Ground):
    with pytest.raises(BadInput) as refused:
        ground.finding(severity="stop_now")
    assert refused.value.facts["field"] == "stopped"
    assert ground.finding(severity="stop_now", stopped="停用 2 号口").due_at == NOW + timedelta(hours=2)


def test_the_same_place_and_item_again_is_a_repeat_and_the_third_asks_why(
    held_clock: datetime, ground: Ground
):
    about = {"subject": "canteen-handwash", "item_key": "bottles"}
    first, second = ground.finding(**about), ground.finding(**about)
    third = ground.assigned(**about)
    assert (first.recurrence, second.recurrence, third.recurrence) == (1, 2, 3)
    assert third.repeat_of_id == second.pk
    with clock.hold(NOW + timedelta(hours=1)):
        ground.prove(third)
        with pytest.raises(BadInput) as refused:
            public.submit(third.pk, by=ground.actor("canteen_head"), note="好了")
        assert refused.value.facts["field"] == "cause"
        done = public.submit(
            third.pk,
            by=ground.actor("canteen_head"),
            note="好了",
            cause="没有人负责补充",
            rule_change="每餐前由班长查一遍",
        )
    assert done.state == "submitted"


def test_after_the_rule_s_days_it_is_the_first_time_again(held_clock: datetime, ground: Ground):
    about = {"subject": "canteen-handwash", "item_key": "bottles"}
    ground.finding(**about)
    with clock.hold(NOW + timedelta(days=31)):
        assert ground.finding(**about).recurrence == 1


def test_a_unit_sees_its_own_findings_only(held_clock: datetime, ground: Ground):
    finding = ground.finding()
    assert public.finding_page(ground.actor("canteen_head"), finding.code).finding == finding
    assert public.finding_page(ground.actor("logistics_head"), finding.code).finding == finding
    with pytest.raises(NotVisible):
        public.finding_page(ground.actor("dean"), finding.code)


def test_another_unit_cannot_submit_it(held_clock: datetime, ground: Ground):
    finding = ground.assigned()
    with pytest.raises(NotVisible):
        public.submit(finding.pk, by=ground.actor("dean"), note="好了")


def test_only_a_high_enough_position_accepts_a_risk_and_it_comes_back_by_itself(
    held_clock: datetime, ground: Ground
):
    finding = ground.assigned(severity="serious")
    until = NOW + timedelta(days=10)
    with pytest.raises(NotYours):
        public.accept_risk(finding.pk, reason="等新柜", until=until, by=ground.actor("hq_head"))
    done = public.accept_risk(finding.pk, reason="等新柜", until=until, by=ground.actor("commander"))
    assert done.state == "risk_accepted"
    assert public.expire_risks(by=SYSTEM) == 0
    with clock.hold(until + timedelta(minutes=1)):
        assert public.expire_risks(by=SYSTEM) == 1
    assert Finding.objects.get(pk=finding.pk).state == "reopened"


def test_a_risk_is_not_accepted_without_end(held_clock: datetime, ground: Ground):
    finding = ground.assigned()
    with pytest.raises(BadInput):
        public.accept_risk(
            finding.pk, reason="等", until=NOW + timedelta(days=91), by=ground.actor("commander")
        )


def test_a_step_is_never_changed(held_clock: datetime, ground: Ground):
    finding = ground.finding()
    with pytest.raises(IntegrityError), transaction.atomic():
        FindingStep.objects.filter(finding=finding).update(note="别的")


def test_a_closed_finding_has_no_way_back_but_reopening(held_clock: datetime, ground: Ground):
    finding = ground.submitted()
    with clock.hold(LATER):
        public.verify(finding.pk, by=ground.actor("inspector"))
        public.close(finding.pk, by=ground.actor("inspector"))
        with pytest.raises(IllegalMove):
            public.close(finding.pk, by=ground.actor("inspector"))


def test_drill_findings_stay_out_of_the_list(held_clock: datetime, ground: Ground):
    ground.finding(drill=True)
    actual = public.findings(ground.actor("inspector"), public.FindingFilters())
    drill = public.findings(ground.actor("inspector"), public.FindingFilters(drill=True))
    assert (actual.total, drill.total) == (0, 1)
