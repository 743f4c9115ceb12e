"""Who gets which letter after an act: once each, in both languages, also when it is delivered again."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from anlan.areas.command import public as command
from anlan.areas.command.models import Addressee
from anlan.areas.inspection import public as inspection
from anlan.areas.inspection.tests.ground import Ground
from anlan.areas.tasks import public as tasks
from anlan.areas.tasks.tests.office import NOW, Office, due_of
from anlan.core.kernel import clock
from anlan.core.kernel.ids import new_id
from anlan.foundation.bus.codec import from_fields
from anlan.foundation.bus.delivering import RETRIES, hand_over
from anlan.foundation.bus.models import Delivery, OutboxEvent
from anlan.foundation.bus.subscriptions import SUBSCRIPTIONS
from anlan.foundation.notices.models import Letter
from anlan.surfaces.letters import tasks as task_letters
from anlan.surfaces.letters.seats import seats_with
from tests.support.cast import Cast

pytestmark = pytest.mark.django_db


def deliver() -> None:
    """What the queue does: every open delivery, once."""
    for key in Delivery.objects.filter(state="pending").order_by("pk").values_list("pk", flat=True):
        hand_over(key)


def replay() -> None:
    """Every announced event to each of its listeners again, as if no receipt had been kept."""
    for event in OutboxEvent.objects.order_by("pk"):
        for listener in SUBSCRIPTIONS.listeners.get(event.name, {}).values():
            listener(from_fields(SUBSCRIPTIONS.kinds[event.name], event.fields))


def told(cast: Cast, who: str, about: str) -> list[Letter]:
    """The letters of one kind to somebody."""
    return list(Letter.objects.filter(person=cast.person(who), about=about))


def test_the_owner_hears_of_a_new_task_once_in_both_languages(office: Office):
    task = office.give()
    deliver()
    replay()
    (letter,) = told(office.cast, "logistics_head", "tasks.given")
    assert letter.title_zh == "新任务：南门静置区划线，05-30 09:00 到期"
    assert letter.title_en == "New task: 南门静置区划线, due 05-30 09:00"
    assert (letter.url, letter.level) == (task.get_absolute_url(), "digest")
    assert Letter.objects.count() == 1


def test_a_task_that_waits_for_its_condition_is_not_announced(office: Office):
    office.give(obligation="conditional", condition="启动三级响应", due_at=None)
    deliver()
    assert Letter.objects.count() == 0


@pytest.mark.parametrize(
    ("act", "who", "about"),
    [
        ("submitted", "inspector", "tasks.submitted"),
        ("returned", "logistics_head", "tasks.returned"),
        ("declined", "clerk", "tasks.declined"),
        ("objected", "clerk", "tasks.objected"),
        ("asked", "clerk", "tasks.extension"),
        ("kept", "logistics_head", "tasks.decided"),
    ],
)
def test_each_step_of_a_task_reaches_the_side_whose_turn_it_is_once(
    office: Office, act: str, who: str, about: str
):
    _task_act(office, act)
    deliver()
    first = Letter.objects.count()
    replay()
    assert len(told(office.cast, who, about)) == 1
    assert Letter.objects.count() == first


def _task_act(office: Office, act: str) -> None:
    doer = office.cast.actor("logistics_head")
    if act in {"submitted", "returned"}:
        task = office.submitted()
        if act == "returned":
            tasks.return_(task.pk, reason="照片看不清", by=office.cast.actor("inspector"))
        return
    task = office.give()
    tasks.accept(task.pk, by=doer)
    if act == "objected":
        tasks.object_to(task.pk, reason="没有围挡材料", by=doer)
    if act == "asked":
        tasks.ask_extension(task.pk, until=due_of(task) + timedelta(days=2), reason="材料晚到", by=doer)
    if act in {"declined", "kept"}:
        tasks.decline(task.pk, reason="场地已另作他用", by=doer)
    if act == "kept":
        tasks.keep(task.pk, answer="照办", by=office.cast.actor("clerk"))


def test_the_second_return_is_a_letter_of_its_own(office: Office):
    task = office.submitted()
    doer, verifier = office.cast.actor("logistics_head"), office.cast.actor("inspector")
    for _ in range(2):
        tasks.return_(task.pk, reason="照片看不清", by=verifier)
        deliver()
        tasks.start(task.pk, by=doer)
        tasks.submit(task.pk, by=doer)
    assert len(told(office.cast, "logistics_head", "tasks.returned")) == 2


def test_a_granted_extension_is_told_to_the_owner(office: Office):
    task = office.give()
    doer = office.cast.actor("logistics_head")
    tasks.accept(task.pk, by=doer)
    asked = tasks.ask_extension(task.pk, until=due_of(task) + timedelta(days=2), reason="材料晚到", by=doer)
    tasks.decide_extension(asked.pk, granted=True, by=office.cast.actor("clerk"))
    deliver()
    (letter,) = told(office.cast, "logistics_head", "tasks.extension")
    assert letter.title_en == "More time was granted: 南门静置区划线, due 06-01 09:00"


def test_a_long_task_that_stalls_is_told_yellow_then_orange_and_the_issuer_from_orange_on(office: Office):
    task = office.give()
    for gone in (0.75, 0.9):
        with clock.hold(NOW + (due_of(task) - NOW) * gone):
            tasks.remind_all()
            deliver()
    assert len(told(office.cast, "logistics_head", "tasks.reminded")) == 2
    assert len(told(office.cast, "clerk", "tasks.reminded")) == 1


@pytest.mark.parametrize(("hours", "level"), [(24, "now"), (240, "digest")])
def test_only_a_short_task_interrupts_when_it_is_overdue(office: Office, hours: int, level: str):
    task = office.give(due_at=NOW + timedelta(hours=hours))
    with clock.hold(due_of(task) + timedelta(minutes=1)):
        tasks.remind_all()
        deliver()
        replay()
    for who in ("logistics_head", "clerk"):
        (letter,) = told(office.cast, who, "tasks.late")
        assert letter.level == level


def test_a_drill_task_writes_drill_letters_only(office: Office):
    office.give(drill=True)
    deliver()
    (letter,) = Letter.objects.all()
    assert letter.drill
    assert letter.about == "tasks.given"


def test_a_broken_prohibition_interrupts(office: Office):
    task = office.give(obligation="prohibition", due_at=None)
    inspector = office.cast.actor("inspector")
    tasks.count_breach(task.pk, client_id=new_id(), note="东墙翻入一人", by=inspector)
    deliver()
    assert {one.level for one in Letter.objects.filter(about="tasks.broken")} == {"now"}


def test_one_act_of_issuing_is_one_letter_a_person_however_many_requirements_it_holds(office: Office):
    office.requirement()
    deliver()
    replay()
    (letter,) = told(office.cast, "logistics_head", "command.issued")
    addressed = Addressee.objects.filter(unit=office.cast.units["logistics"]).count()
    assert (str(addressed) in letter.title_zh) == (addressed > 1)


def test_an_objection_reaches_the_issuer_and_a_withdrawal_the_unit(office: Office):
    requirement = office.requirement()
    row = Addressee.objects.get(directive=requirement, unit=office.cast.units["logistics"])
    command.object_to(row.pk, reason="人手不够", by=office.cast.actor("logistics_head"))
    command.withdraw(requirement.pk, reason="情况已变", by=office.cast.actor("hq_head"))
    deliver()
    replay()
    assert len(Letter.objects.filter(about="command.objected")) == 1
    (gone,) = told(office.cast, "logistics_head", "command.withdrawn")
    assert "情况已变" in gone.text_zh
    assert gone.text_en == "Why: 情况已变"


def test_a_finding_goes_to_the_office_and_to_the_unit(ground: Ground):
    finding = ground.assigned()
    deliver()
    replay()
    (letter,) = told(ground.cast, "canteen_head", "inspection.assigned")
    assert letter.url == finding.get_absolute_url()
    assert letter.level == "digest"
    assert len(told(ground.cast, "hq_head", "inspection.raised")) == 1


def test_what_was_stopped_on_the_spot_interrupts(ground: Ground):
    ground.assigned(severity="stop_now", stopped="2 号取餐口停用")
    deliver()
    (letter,) = told(ground.cast, "hq_head", "inspection.raised")
    assert letter.level == "now"
    assert letter.text_zh == "当场停了：2 号取餐口停用"
    assert [one.level for one in told(ground.cast, "canteen_head", "inspection.assigned")] == ["now"]


def test_a_finding_put_right_is_told_to_the_inspectors_and_its_verification_to_the_unit(ground: Ground):
    finding = ground.submitted()
    with clock.hold(NOW + timedelta(hours=3)):
        inspection.verify(finding.pk, by=ground.actor("second"))
        inspection.reopen(finding.pk, reason="又空了", by=ground.actor("second"))
        deliver()
        replay()
    assert len(told(ground.cast, "inspector", "inspection.submitted")) == 1
    assert len(told(ground.cast, "canteen_head", "inspection.verified")) == 1
    (again,) = told(ground.cast, "canteen_head", "inspection.reopened")
    assert "又空了" in again.text_zh


def test_a_late_finding_is_told_to_the_unit_and_to_who_raised_it(ground: Ground):
    finding = ground.assigned(severity="serious")
    with clock.hold(finding.due_at + timedelta(hours=2)):
        inspection.mark_late(by=ground.cast.actor("clerk"))
        deliver()
        replay()
    assert len(told(ground.cast, "canteen_head", "inspection.late")) == 1
    assert len(told(ground.cast, "inspector", "inspection.late")) == 1


def test_where_a_unit_has_no_seat_for_it_the_unit_above_is_told(cast: Cast):
    rectifies = seats_with("inspection.rectify", unit_id=cast.units["canteen-1"].pk)
    relays = seats_with("command.cascade", unit_id=cast.units["canteen-1"].pk)
    assert rectifies == [cast.position("canteen_head").pk]
    assert cast.position("logistics_head").pk in relays


def test_a_letter_that_fails_is_recorded_and_tried_again_and_the_task_stands(
    office: Office, monkeypatch: pytest.MonkeyPatch
):
    task = office.give()
    (delivery,) = Delivery.objects.filter(event__name="tasks.TaskCreated")
    with monkeypatch.context() as broken:
        broken.setattr(task_letters, "tell", _fails)
        with pytest.raises(RuntimeError):
            hand_over(delivery.pk)
    delivery.refresh_from_db()
    assert (delivery.state, delivery.attempts) == ("pending", 1)
    assert "no channel" in delivery.last_error
    assert office.fresh(task.pk).state == "open"
    hand_over(delivery.pk)
    delivery.refresh_from_db()
    assert (delivery.state, delivery.attempts) == ("done", 2)
    assert len(told(office.cast, "logistics_head", "tasks.given")) == 1
    assert RETRIES > 1


def _fails(*given: object) -> int:
    raise RuntimeError("no channel")


def test_an_event_about_something_that_is_gone_is_passed_over(office: Office):
    office.give()
    event = OutboxEvent.objects.get(name="tasks.TaskCreated")
    told_of = from_fields(SUBSCRIPTIONS.kinds[event.name], event.fields)
    task_letters.given(replace(told_of, task_id=str(new_id())))
    assert Letter.objects.count() == 0
