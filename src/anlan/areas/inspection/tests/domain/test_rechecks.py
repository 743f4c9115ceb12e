"""Blind re-checks, drift, conclusions with their terms, and what other rooms are told."""

from __future__ import annotations

from datetime import datetime, timedelta
from decimal import Decimal

import pytest

from anlan.areas.inspection import indicators, public, worklist
from anlan.areas.inspection.models import Draw, Finding, Recheck
from anlan.areas.inspection.rules.drift import Drift
from anlan.areas.inspection.rules.terms import term_end
from anlan.areas.inspection.tests.ground import NOW, SYSTEM, Ground
from anlan.core.kernel import clock
from anlan.core.kernel.clock import CAMPUS_ZONE
from anlan.core.kernel.errors import Conflict, IllegalMove, NotVisible, NotYours
from anlan.foundation.indicators.public import WHOLE, unit

LATER = NOW + timedelta(hours=1)


def drawn(ground: Ground, *, bottles: str = "pass") -> Recheck:
    """One item of the second inspector's run, handed to the first."""
    ground.inspected(who="second", bottles=bottles)
    with clock.hold(LATER):
        public.draw_rechecks(by=SYSTEM, seed="fixed")
    return Recheck.objects.get(judgement__verdict="pass")


def test_an_item_goes_to_another_inspector_than_the_first(held_clock: datetime, ground: Ground):
    assert drawn(ground).assignee_id == ground.seat("inspector")


def test_nobody_but_the_assignee_judges_and_only_once(held_clock: datetime, ground: Ground):
    waiting = drawn(ground)
    with pytest.raises(NotVisible):
        public.judge_recheck(waiting.pk, verdict="pass", note="", by=ground.actor("second"))
    public.judge_recheck(waiting.pk, verdict="pass", note="", by=ground.actor("inspector"))
    with pytest.raises(IllegalMove):
        public.judge_recheck(waiting.pk, verdict="fail", note="", by=ground.actor("inspector"))


def test_failed_items_are_mixed_in_and_their_findings_hidden_from_the_assignee(
    held_clock: datetime, ground: Ground
):
    drawn(ground, bottles="fail")
    assert Recheck.objects.filter(judgement__verdict="fail").exists()
    seen = public.findings(ground.actor("inspector"), public.FindingFilters(show="all"))
    assert seen.total == 0
    assert public.findings(ground.actor("second"), public.FindingFilters(show="all")).total == 1


def test_the_same_items_are_not_drawn_twice(held_clock: datetime, ground: Ground):
    drawn(ground)
    with clock.hold(LATER + timedelta(hours=1)):
        assert public.draw_rechecks(by=SYSTEM) is None
    assert Draw.objects.count() == 1


def test_drift_counts_what_was_recorded_as_passed_and_found_wrong(held_clock: datetime, ground: Ground):
    waiting = drawn(ground)
    with clock.hold(LATER + timedelta(minutes=1)):
        public.judge_recheck(waiting.pk, verdict="fail", note="空的", by=ground.actor("inspector"))
        at = clock.now() + timedelta(minutes=1)
    page = public.drift_page(ground.actor("hq_head"), at=at)
    assert (page.whole.drift.checked, page.whole.drift.wrong) == (1, 1)
    assert not page.whole.drift.says_enough
    measured = indicators.recheck_agreement(at, WHOLE)
    assert measured is not None
    assert measured.value == 0


def test_the_interval_is_wilson_s():
    low, high = Drift(10, 1).interval() or (0, 0)
    assert (round(low, 4), round(high, 4)) == (0.0179, 0.4042)
    assert Drift(0, 0).interval() is None


def test_terms_in_an_operation_are_working_days_and_others_are_days():
    friday = datetime(2022, 4, 29, 10, tzinfo=CAMPUS_ZONE)
    working = term_end(friday, days=3, working=True).astimezone(CAMPUS_ZONE)
    assert working == datetime(2022, 5, 8, tzinfo=CAMPUS_ZONE)  # after the May holiday with its make-up day
    assert term_end(friday, days=30, working=False) == datetime(2022, 5, 30, tzinfo=CAMPUS_ZONE)


def test_a_unit_objects_within_its_days_and_others_answer(held_clock: datetime, ground: Ground):
    made = public.issue_conclusion(ground.inspected().pk, text="合格", by=ground.actor("inspector"))
    objection = public.object_to(made.pk, reason="时间写错", by=ground.actor("logistics_head"))
    with pytest.raises(NotYours):
        public.keep_conclusion(objection.pk, answer="维持", by=ground.actor("inspector"))
    done = public.keep_conclusion(objection.pk, answer="维持", by=ground.actor("hq_head"))
    assert done.conclusion.state in {"objected", "kept"}
    assert done.state == "refused"


def test_after_its_days_a_unit_can_no_longer_object(held_clock: datetime, ground: Ground):
    made = public.issue_conclusion(ground.inspected().pk, text="合格", by=ground.actor("inspector"))
    with clock.hold(made.object_until), pytest.raises(Conflict):
        public.object_to(made.pk, reason="晚了", by=ground.actor("logistics_head"))


def test_an_open_finding_weighs_on_its_requirement_and_a_closed_one_proves_nothing(
    held_clock: datetime, ground: Ground
):
    key = ground.finding().pk
    assert public.contribution([key], NOW) == {}


def test_a_finding_stands_on_the_list_of_whose_turn_it_is(held_clock: datetime, ground: Ground):
    ground.assigned(due_at=NOW + timedelta(hours=1))
    doer, looker = ground.actor("canteen_head"), ground.actor("inspector")
    assert [(row.group.value, row.word) for row in worklist.rows(doer, NOW, 9)] == [("mine", "已派单")]
    late = NOW + timedelta(days=2)
    assert worklist.counts(doer, late).late == 1
    assert worklist.counts(looker, NOW).waiting == 1
    Finding.objects.get()


def test_indicators_count_findings_of_a_unit_with_everything_below(held_clock: datetime, ground: Ground):
    finding = ground.submitted(due_at=NOW + timedelta(hours=5))
    with clock.hold(NOW + timedelta(hours=2)):
        public.verify(finding.pk, by=ground.actor("inspector"))
        public.close(finding.pk, by=ground.actor("inspector"))
    at = NOW + timedelta(days=1)
    logistics, other = ground.cast.units["logistics"].pk, ground.cast.units["cs"].pk
    told = indicators.closed_on_time(at, unit(logistics))
    assert told is not None
    assert (told.value, told.denominator) == (Decimal(100), 1)
    assert indicators.closed_on_time(at, unit(other)) is None
    assert indicators.median_hours_to_close(at, WHOLE) is not None
    assert indicators.repeat_findings(at, unit(other)) is None
