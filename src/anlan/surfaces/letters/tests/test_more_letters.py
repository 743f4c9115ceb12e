"""Conclusions, relays and what happened twice: nobody misses a fact, nobody hears one twice."""

from __future__ import annotations

from datetime import timedelta

import pytest

from anlan.areas.command import public as command
from anlan.areas.command.models import Addressee
from anlan.areas.command.public import relay_told
from anlan.areas.inspection import public as inspection
from anlan.areas.inspection.tests.ground import Ground
from anlan.areas.tasks import public as tasks
from anlan.areas.tasks.tests.office import NOW, Office
from anlan.core.kernel import clock
from anlan.core.kernel.ids import new_id
from anlan.foundation.notices.models import Letter
from anlan.surfaces.letters import conclusions, relays
from anlan.surfaces.letters.tests.test_letters import deliver, replay, told

pytestmark = pytest.mark.django_db


def acknowledged(office: Office) -> Addressee:
    """Logistics has taken a requirement on and has canteens below."""
    requirement = office.requirement()
    row = Addressee.objects.get(directive=requirement, unit=office.cast.units["logistics"])
    command.acknowledge(row.pk, by=office.cast.actor("logistics_head"))
    row.refresh_from_db()
    return row


def test_a_conclusion_reaches_the_unit_with_the_day_until_which_it_may_object(ground: Ground):
    made = inspection.issue_conclusion(ground.inspected().pk, text="基本合格", by=ground.actor("inspector"))
    deliver()
    replay()
    heads = Letter.objects.filter(about="inspection.concluded")
    assert {one.url for one in heads} == {made.get_absolute_url()}
    assert {one.level for one in heads} == {"digest"}
    assert len(told(ground.cast, "logistics_head", "inspection.concluded")) == 1
    assert "可以提异议" in heads[0].title_zh


def test_an_objection_goes_to_the_office_and_its_answer_back_to_the_unit(ground: Ground):
    made = inspection.issue_conclusion(ground.inspected().pk, text="合格", by=ground.actor("inspector"))
    objection = inspection.object_to(made.pk, reason="漏了一处", by=ground.actor("logistics_head"))
    deliver()
    (asked,) = told(ground.cast, "hq_head", "inspection.objected")
    assert "漏了一处" in asked.text_zh
    assert asked.title_en.startswith("Canteen 1 objects")
    inspection.change_conclusion(objection.pk, answer="补上", text="基本合格", by=ground.actor("hq_head"))
    deliver()
    replay()
    (answer,) = told(ground.cast, "logistics_head", "inspection.answered")
    assert answer.title_zh.startswith("对督查结论的异议成立")
    assert "补上" in answer.text_zh
    corrected = [one.title_zh for one in told(ground.cast, "logistics_head", "inspection.concluded")]
    assert any(one.startswith("督查结论已更正") for one in corrected)


def test_an_objection_that_does_not_hold_says_so(ground: Ground):
    made = inspection.issue_conclusion(ground.inspected().pk, text="合格", by=ground.actor("inspector"))
    objection = inspection.object_to(made.pk, reason="漏了一处", by=ground.actor("logistics_head"))
    inspection.keep_conclusion(objection.pk, answer="维持", by=ground.actor("hq_head"))
    deliver()
    (answer,) = told(ground.cast, "logistics_head", "inspection.answered")
    assert "不成立" in answer.title_zh


def test_conclusions_that_are_gone_are_passed_over():
    key = str(new_id())
    conclusions.issued(inspection.ConclusionIssued(key, key))
    conclusions.objected(inspection.ObjectionFiled(key, key, key))
    conclusions.decided(inspection.ObjectionDecided(key, key, upheld=True))
    relays.relayed(command.DirectiveRelayed(key, key, key))
    assert relay_told(new_id()) is None
    assert not Letter.objects.exists()


def test_the_issuer_hears_of_a_relay_in_one_letter_that_counts_the_units(office: Office):
    row = acknowledged(office)
    by = office.cast.actor("logistics_head")
    command.relay(row.pk, unit_ids=[office.cast.units["canteen-1"].pk], by=by)
    deliver()
    replay()
    issuer = row.directive.issued_by
    letters = Letter.objects.filter(about="command.relayed", position=issuer)
    assert {one.title_zh.split("：")[0] for one in letters} == {
        f"后勤保障部 已转达要求 {row.directive.code}（1 个单位）"
    }


def test_a_unit_that_has_not_passed_on_is_reminded_on_set_days_until_it_did(office: Office):
    row = acknowledged(office)
    for days, letters in ((0, 0), (1, 1), (2, 1), (3, 2)):
        with clock.hold(NOW + timedelta(days=days)):
            relays.remind()
            assert len(told(office.cast, "logistics_head", "command.relay_owed")) == letters
    command.relay(
        row.pk, unit_ids=[office.cast.units["canteen-1"].pk], by=office.cast.actor("logistics_head")
    )
    with clock.hold(NOW + timedelta(days=7)):
        relays.remind()
    assert len(told(office.cast, "logistics_head", "command.relay_owed")) == 2


def test_what_came_twice_before_anybody_was_told_says_so(office: Office):
    task = office.submitted()
    doer, verifier = office.cast.actor("logistics_head"), office.cast.actor("inspector")
    for _turn in range(2):
        tasks.return_(task.pk, reason="照片看不清", by=verifier)
        tasks.start(task.pk, by=doer)
        tasks.submit(task.pk, by=doer)
    deliver()
    (letter,) = told(office.cast, "logistics_head", "tasks.returned")
    assert letter.title_zh.endswith("（第 2 次）")
    assert letter.title_en.endswith("(time no. 2)")


def test_a_verified_task_is_told_to_its_owner(office: Office):
    task = office.submitted()
    with clock.hold(NOW + timedelta(hours=1)):
        tasks.verify(task.pk, by=office.cast.actor("inspector"))
        deliver()
    (letter,) = told(office.cast, "logistics_head", "tasks.verified")
    assert letter.title_zh.startswith("核验通过：")
