"""Runs: who may inspect, what is judged, what is fixed, what a phone hands in."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from anlan.areas.inspection import packs, parcels, public
from anlan.areas.inspection.models import Finding, Judgement, Run
from anlan.areas.inspection.services.running import Found, Sheet, Witness
from anlan.areas.inspection.tests.ground import ANSWERS, NOW, Ground
from anlan.core.access import Actor
from anlan.core.kernel import clock
from anlan.core.kernel.errors import BadInput, Conflict, NotYours
from anlan.core.kernel.ids import new_id


def test_an_inspector_does_not_inspect_their_own_unit(held_clock: datetime, ground: Ground):
    ground.join(ground.cast.person("inspector"), ground.cast.units["logistics"])
    with pytest.raises(NotYours) as refused:
        ground.plan()
    assert refused.value.code == "inspection.own_unit"


def test_who_joined_the_unit_after_planning_cannot_begin(held_clock: datetime, ground: Ground):
    run = ground.plan()
    ground.join(ground.cast.person("inspector"), ground.cast.units["canteen-1"])
    with pytest.raises(NotYours):
        public.start_run(run.pk, by=ground.actor("inspector"))


def test_only_those_named_inspect(held_clock: datetime, ground: Ground):
    with pytest.raises(NotYours):
        public.start_run(ground.plan().pk, by=ground.actor("second"))


def test_a_second_inspection_within_the_days_asks_why(held_clock: datetime, ground: Ground):
    first = ground.plan()
    with pytest.raises(BadInput) as refused:
        ground.plan()
    assert refused.value.facts["code"] == first.code
    assert ground.plan(second_reason="群众反映").second_reason == "群众反映"


def test_after_the_days_nobody_asks(held_clock: datetime, ground: Ground):
    ground.inspected()
    with clock.hold(NOW + timedelta(days=8)):
        assert ground.plan().second_reason == ""


def test_another_subject_at_the_same_place_is_no_second_inspection(held_clock: datetime, ground: Ground):
    ground.plan()
    other = ground.cast  # the canteen may be looked at for fire safety as well
    fire = public.current_checklists()
    wanted = next(one for one in fire if one.code == "dormitory-fire")
    assert ground.plan(checklist_id=wanted.pk).subject == "dormitory-fire"
    assert other is ground.cast


def test_each_failed_item_opens_one_finding_given_to_the_unit(held_clock: datetime, ground: Ground):
    run = ground.inspected(bottles="fail", sample_temperature="9")
    found = {one.item_key: one for one in run.findings.all()}
    assert set(found) == {"bottles", "sample_temperature"}
    assert found["sample_temperature"].severity == "serious"
    assert {one.state for one in found.values()} == {"assigned"}
    assert (run.passed, run.failed, run.not_applicable) == (7, 2, 1)


def test_the_same_sheet_twice_is_one_submission(held_clock: datetime, ground: Ground):
    run = ground.inspected(bottles="fail")
    again = public.submit_run(run.pk, sheet=ground.sheet(bottles="fail"), by=ground.actor("inspector"))
    assert again.pk == run.pk
    assert (Finding.objects.count(), Judgement.objects.filter(run=run).count()) == (1, 10)


def test_another_sheet_for_a_run_that_is_over_is_a_conflict(held_clock: datetime, ground: Ground):
    run = ground.inspected()
    with pytest.raises(Conflict):
        public.submit_run(run.pk, sheet=ground.sheet(bottles="fail"), by=ground.actor("inspector"))


def test_the_database_refuses_to_change_a_submitted_run(held_clock: datetime, ground: Ground):
    run = ground.inspected()
    changes: tuple[dict[str, Any], ...] = ({"answers": {}}, {"state": "started"}, {"passed": 99})
    for change in changes:
        with pytest.raises(IntegrityError), transaction.atomic():
            Run.objects.filter(pk=run.pk).update(**change)


def test_a_finding_belongs_to_a_failed_item(held_clock: datetime, ground: Ground):
    run = ground.plan()
    public.start_run(run.pk, by=ground.actor("inspector"))
    sheet = ground.sheet(found=(Found("bottles", "空瓶"),))
    with pytest.raises(BadInput):
        public.submit_run(run.pk, sheet=sheet, by=ground.actor("inspector"))


def test_without_a_witness_nothing_is_handed_in(held_clock: datetime, ground: Ground):
    run = ground.plan()
    public.start_run(run.pk, by=ground.actor("inspector"))
    with pytest.raises(BadInput):
        public.submit_run(run.pk, sheet=Sheet(ANSWERS, {}, (), Witness()), by=ground.actor("inspector"))


def test_who_inspected_does_not_review(held_clock: datetime, ground: Ground):
    run = ground.inspected()
    assert public.review_run(run.pk, note="好", by=ground.actor("hq_head")).state == "reviewed"
    with pytest.raises(NotYours):
        public.review_run(ground.inspected().pk, note="好", by=ground.actor("inspector"))


def body(ground: Ground, **more: Any) -> dict[str, Any]:
    """What a phone sends for a run that nobody planned."""
    told = {
        "run": str(new_id()),
        "unplanned": {"checklist": str(ground.checklist.pk), "place": str(ground.canteen.pk)},
        "answers": {**ANSWERS, "bottles": "fail"},
        "findings": [{"id": str(new_id()), "item_key": "bottles", "text": "空瓶", "severity": "minor"}],
        "presence": "read",
        "present_name": "苗香",
    }
    return {**told, **more}


def send(given: dict[str, Any], by: Actor, at: datetime = NOW) -> dict[str, Any]:
    """Hand it to the parcel's handler."""
    return parcels.answer_set(given, by=by, made_at=at, client_id=new_id())


def test_a_phone_hands_in_an_unplanned_run_exactly_once(held_clock: datetime, ground: Ground):
    given = body(ground)
    first = send(given, ground.actor("inspector"))
    again = send(given, ground.actor("inspector"))
    assert first == again
    assert first["findings"][0]["id"] == given["findings"][0]["id"]
    assert (Run.objects.count(), Finding.objects.count()) == (1, 1)


def test_an_offline_run_keeps_its_own_times_as_far_as_they_are_believable(
    held_clock: datetime, ground: Ground
):
    began, ended = NOW - timedelta(hours=3), NOW - timedelta(hours=2)
    told = send(
        body(ground, began_at=began.isoformat(), ended_at=ended.isoformat()), ground.actor("inspector"), ended
    )
    run = Run.objects.get(pk=told["run"])
    assert (run.started_at, run.submitted_at) == (began, ended)


def test_a_clock_that_lies_is_held_to_the_rule_s_hours(held_clock: datetime, ground: Ground):
    told = send(
        body(ground, began_at="2010-01-01T00:00:00+00:00", ended_at="2040-01-01T00:00:00+00:00"),
        ground.actor("inspector"),
    )
    run = Run.objects.get(pk=told["run"])
    assert run.started_at == NOW - timedelta(hours=72)
    assert run.submitted_at == NOW


@pytest.mark.parametrize(
    "broken",
    [
        {"run": "x"},
        {"answers": []},
        {"presence": None},
        {"extra": 1},
        {"findings": [{"id": "1"}]},
        {"began_at": "yesterday"},
    ],
    ids=str,
)
def test_a_broken_parcel_is_refused_in_words(held_clock: datetime, ground: Ground, broken: dict[str, Any]):
    with pytest.raises(BadInput) as refused:
        send(body(ground, **broken), ground.actor("inspector"))
    assert refused.value.code == "inspection.parcel_unreadable"


def test_somebody_else_s_finding_key_is_a_conflict(held_clock: datetime, ground: Ground):
    known = ground.finding(by=ground.actor("second"))
    given = body(ground)
    given["findings"][0]["id"] = str(known.pk)
    with pytest.raises(Conflict):
        send(given, ground.actor("inspector"))
    assert Run.objects.count() == 0


def test_the_pack_holds_what_an_inspector_needs_offline(held_clock: datetime, ground: Ground):
    run = ground.plan()
    name, section = packs.PACKS[0]
    told = section(ground.actor("inspector"), NOW)
    assert name == "inspection"
    assert [one["id"] for one in told["runs"]] == [str(run.pk)]
    assert len(told["checklists"]) == 7
    flood = next(one for one in told["checklists"] if one["code"] == "flood-points")
    pump = next(one for one in flood["sections"] if one["key"] == "pump")
    assert pump["relevant_tree"] == ["=", ["answer", "has_pump"], ["text", "yes"]]
    assert section(ground.actor("dean"), NOW) == {}
