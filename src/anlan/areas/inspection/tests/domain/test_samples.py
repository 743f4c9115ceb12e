"""Random re-checks: nobody chooses what is drawn, whoever looks does not know, the figure says how sure."""

from __future__ import annotations

from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from anlan.areas.inspection import public
from anlan.areas.inspection.models import Draw, Sample, SampleItem
from anlan.areas.inspection.rules.sampling import draw_some, population_hash, seed_from
from anlan.areas.inspection.selectors.samples import agreement
from anlan.areas.inspection.services.sampling import holds, redrawn
from anlan.areas.inspection.tests.ground import NOW, SYSTEM, Ground
from anlan.core.kernel import clock
from anlan.core.kernel.errors import BadInput, IllegalMove, NotVisible, NotYours
from anlan.core.kernel.ids import new_id
from anlan.foundation.evidence.public import Evidence
from anlan.foundation.indicators.public import (
    WHOLE,
    State,
    compute,
    definitions,
    latest,
    population,
    register_population,
    standing,
    unit,
)

LATER = NOW + timedelta(hours=2)
EVIDENCE = "recheck.evidence"


def drawn(ground: Ground) -> Sample:
    """A drawing of the evidence that the canteen brought."""
    ground.prove(ground.assigned())
    return at_once()


def at_once() -> Sample:
    """Whatever there is, drawn two hours later."""
    with clock.hold(LATER):
        public.draw_samples(by=SYSTEM)
    return Sample.objects.get(code=EVIDENCE)


def asked(ground: Ground) -> SampleItem:
    """The one piece of it, and an inspector who holds it."""
    return drawn(ground).items.get()


def holder(ground: Ground, item: SampleItem) -> Any:
    """Whoever it was handed to."""
    return next(ground.actor(who) for who in ("inspector", "second") if ground.seat(who) == item.assignee_id)


def in_hand(ground: Ground, item: SampleItem) -> list[SampleItem]:
    """What waits for the same inspector out of the same drawing."""
    waiting = public.open_samples(holder(ground, item))
    return [one for one in waiting if one.sample_id == item.sample_id]


def test_every_seed_comes_from_the_head_of_the_ledger(held_clock: datetime, ground: Ground):
    held = drawn(ground)
    assert len(held.head) == 64
    assert held.seed != seed_from(EVIDENCE, held.until, "f" * 64)
    assert held.seed == seed_from(EVIDENCE, held.until, held.head)


def test_anybody_draws_the_same_again_from_what_is_kept(held_clock: datetime, ground: Ground):
    held = drawn(ground)
    assert holds(held)
    assert redrawn(held) == frozenset(draw_some(held.passed, count=held.size, seed=held.seed))
    assert held.drawn_hash == population_hash(held.passed)


@pytest.mark.parametrize("field", ["seed", "population_hash", "drawn_hash", "head"])
def test_a_drawing_that_was_tampered_with_does_not_hold(held_clock: datetime, ground: Ground, field: str):
    held = drawn(ground)
    setattr(held, field, "f" * 64)
    assert not holds(held)


def test_a_record_that_was_slipped_in_does_not_hold(held_clock: datetime, ground: Ground):
    held = drawn(ground)
    held.passed = [*held.passed, new_id()]
    assert not holds(held)


def test_the_database_refuses_to_change_a_drawing_or_what_was_recorded(held_clock: datetime, ground: Ground):
    item = asked(ground)
    for rows, change in (
        (Sample.objects.all(), {"seed": "0" * 64}),
        (SampleItem.objects.all(), {"recorded": "fail"}),
        (SampleItem.objects.all(), {"assignee": ground.seat("clerk")}),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            rows.update(**change)
    public.judge_sample(item.pk, verdict="pass", note="", by=holder(ground, item))
    with pytest.raises(IntegrityError), transaction.atomic():
        SampleItem.objects.update(verdict="fail")
    with pytest.raises(IntegrityError), transaction.atomic():
        SampleItem.objects.all().delete()


def test_what_is_not_due_is_not_drawn_again(held_clock: datetime, ground: Ground):
    drawn(ground)
    with clock.hold(LATER + timedelta(days=2)):
        public.draw_samples(by=SYSTEM)
        assert Sample.objects.filter(code=EVIDENCE).count() == 1
    ground.prove(ground.assigned(text="又一处"))
    with clock.hold(LATER + timedelta(days=7)):
        public.draw_samples(by=SYSTEM)
        assert Sample.objects.filter(code=EVIDENCE).count() == 1 + bool(
            Evidence.objects.filter(received_at__gt=LATER).exists()
        )


def test_it_goes_to_an_inspector_who_took_no_part_and_is_of_another_unit(
    held_clock: datetime, ground: Ground
):
    item = asked(ground)
    assert item.assignee_id in {ground.seat("inspector"), ground.seat("second")}
    assert item.people == [ground.actor("canteen_head").person_id]
    assert item.unit == ground.cast.units["canteen-1"]


def test_where_every_inspector_belongs_to_the_unit_nobody_is_asked(held_clock: datetime, ground: Ground):
    ground.prove(ground.assigned())
    for who in ("inspector", "second"):
        ground.join(_person(ground, who), ground.cast.units["logistics"])
    held = at_once()
    assert (held.drawn, held.items.count()) == (1, 0)
    assert public.sample_page(ground.actor("hq_head"), held.pk).left_out == 1


def _person(ground: Ground, who: str) -> Any:
    return ground.second.person if who == "second" else ground.cast.accounts[who].person


def test_nobody_but_the_assignee_judges_and_only_once(held_clock: datetime, ground: Ground):
    item = asked(ground)
    other = next(ground.actor(who) for who in ("inspector", "second") if ground.seat(who) != item.assignee_id)
    for stranger in (other, ground.actor("hq_head"), ground.actor("canteen_head")):
        with pytest.raises(NotVisible):
            public.judge_sample(item.pk, verdict="pass", note="", by=stranger)
    by = holder(ground, item)
    with pytest.raises(BadInput):
        public.judge_sample(item.pk, verdict="perhaps", note="", by=by)
    public.judge_sample(item.pk, verdict="fail", note="模糊", by=by)
    with pytest.raises(IllegalMove):
        public.judge_sample(item.pk, verdict="pass", note="", by=by)


def test_whoever_took_part_does_not_judge_even_in_the_right_seat(held_clock: datetime, ground: Ground):
    held = drawn(ground)
    by = holder(ground, held.items.get())
    fresh = Sample.objects.get(pk=held.pk)
    fresh.pk, fresh.until = new_id(), held.until + timedelta(days=1)
    Sample.objects.bulk_create([fresh])
    own = SampleItem(sample=fresh, record_kind="x", record_id=new_id(), title="自己的", recorded="pass")
    own.unit, own.people, own.assignee_id = ground.cast.units["canteen-1"], [by.person_id], by.position_id
    own.due_at = LATER
    SampleItem.objects.bulk_create([own])
    with pytest.raises(NotYours):
        public.judge_sample(own.pk, verdict="pass", note="", by=by)


def test_what_nobody_looked_at_in_time_lapses(held_clock: datetime, ground: Ground):
    item = asked(ground)
    with clock.hold(item.due_at + timedelta(minutes=1)):
        assert public.lapse_rechecks() == 1
    item.refresh_from_db()
    assert item.state == "lapsed"
    assert in_hand(ground, item) == []


def test_the_record_is_on_no_page_and_in_no_answer_before_it_is_judged(
    held_clock: datetime, ground: Ground, client: Client
):
    item = asked(ground)
    told = in_hand(ground, item)
    assert [one.pk for one in told] == [item.pk]
    assert "recorded" in told[0].get_deferred_fields()
    page = public.sample_page(ground.actor("hq_head"), item.sample_id)
    assert (page.done, page.waiting, page.over) == ((), 1, False)


def test_drift_is_measured_with_its_share_and_too_few_are_not_judged(held_clock: datetime, ground: Ground):
    item = asked(ground)
    assert agreement(EVIDENCE, LATER, [WHOLE]) == {}
    with clock.hold(LATER + timedelta(minutes=5)):
        public.judge_sample(item.pk, verdict="fail", note="", by=holder(ground, item))
    at = LATER + timedelta(hours=1)
    measured = agreement(EVIDENCE, at, [WHOLE])[WHOLE]
    assert (measured.value, measured.numerator, measured.denominator) == (Decimal(0), 0, 1)
    assert agreement(EVIDENCE, at, [unit(ground.cast.units["cs"].pk)]) == {}
    assert agreement("recheck.gate", at, [WHOLE]) == {}
    with clock.hold(at):
        compute(EVIDENCE, at=at)
    reading = latest([EVIDENCE], [WHOLE], at)[EVIDENCE, WHOLE]
    assert standing(reading, definitions().by_code[EVIDENCE], at) is State.TOO_FEW


def test_the_daily_draw_of_items_takes_its_seed_from_the_ledger_and_can_be_drawn_again(
    held_clock: datetime, ground: Ground
):
    ground.inspected(who="second", bottles="fail")
    with clock.hold(LATER):
        public.draw_rechecks(by=SYSTEM)
    held = Draw.objects.get()
    assert held.seed == seed_from("inspection.recheck_agreement", held.until, held.head)
    assert public.draw_holds(held)
    held.seed = "0" * 64
    assert not public.draw_holds(held)


def test_every_population_that_a_re_check_names_is_told_without_how_it_was_recorded(
    held_clock: datetime, ground: Ground
):
    ground.submitted()
    for code, definition in definitions().by_code.items():
        lent = population(code)
        assert (lent is None) == (definition.sample is None), code
        if lent is None:
            continue
        rows = lent.records(NOW - timedelta(days=30), NOW + timedelta(days=1))
        told = lent.tell([row.id for row in rows])
        assert set(told) <= {row.id for row in rows}
        assert all(one.title and one.unit_path for one in told.values()), code


def test_two_rooms_cannot_lend_to_the_same_re_check():
    lent = population(EVIDENCE)
    assert lent is not None
    register_population(lent)
    with pytest.raises(ValueError, match="two populations"):
        register_population(type(lent)(EVIDENCE, lent.question, lent.records, dict))  # type: ignore[arg-type]
