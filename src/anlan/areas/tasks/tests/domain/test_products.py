from contextlib import AbstractContextManager
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.test import Client

from anlan.areas.command import public as command
from anlan.areas.command.models import Directive
from anlan.areas.command.tests.pages.desk import read
from anlan.areas.tasks.jobs import slips
from anlan.areas.tasks.models import Task
from anlan.areas.tasks.rules.papers import Ladder, Step, steps_due
from anlan.areas.tasks.services import papering
from anlan.areas.tasks.tests.office import Office, due_of, held_clock
from anlan.core.kernel import clock
from anlan.core.kernel.errors import NotVisible, NotYours
from anlan.core.kernel.ids import new_id
from anlan.foundation.products.models import Product
from anlan.foundation.products.public import correct, draft_once, drop, prepare, sign
from anlan.foundation.worklist.public import rows
from tests.support.cast import Cast, sign_in

__all__ = ["held_clock"]
DUE = datetime(2022, 5, 20, tzinfo=UTC)
LADDER = Ladder(slip_after_hours=0, talk_after_hours=72, accountability_after_hours=168)


@pytest.fixture
def office(held_clock: datetime, cast: Cast) -> Office:
    """Who gives, does and verifies, on a Friday morning."""
    return Office(cast)


def due_requirement(office: Office, unit: str = "logistics") -> Directive:
    """The one requirement of the text that has a deadline; the unit leads it."""
    office.requirement(unit)
    return Directive.objects.get(due_at__isnull=False)


def after(directive: Directive, **late: int) -> AbstractContextManager[object]:
    """The clock some time after its deadline."""
    assert directive.due_at is not None
    return clock.hold(directive.due_at + timedelta(**late))


def kinds_of(key: UUID) -> list[str]:
    return list(Product.objects.filter(about_id=key).order_by("prepared_at").values_list("kind", flat=True))


@pytest.mark.parametrize(
    ("hours", "steps"),
    [
        (-1, ()),
        (0, (Step.SLIP,)),
        (71, (Step.SLIP,)),
        (72, (Step.SLIP, Step.TALK)),
        (168, (Step.SLIP, Step.TALK, Step.BLAME)),
    ],
)
def test_each_paper_has_its_hour(hours: int, steps: tuple[Step, ...]):
    assert steps_due(DUE, at=DUE + timedelta(hours=hours), ladder=LADDER) == steps


def test_an_overdue_task_gets_one_drafted_slip_that_a_person_signs(office: Office):
    task = office.give()
    slips()
    assert not Product.objects.exists()
    with clock.hold(due_of(task) + timedelta(days=2)):
        slips()
        slips()
        slip = Product.objects.get()
        assert (slip.state, slip.by_system, slip.about_id) == ("draft", True, task.pk)
        assert slip.fact_values["days_late"] == 2
        done = sign(slip.pk, by=office.cast.actor("hq_head"), seen_hash=slip.content_hash)
        assert done.shared_with == task.owner_unit


def test_sharper_papers_come_at_their_hours_and_name_those_before(office: Office):
    task = office.give()
    for days, expected in ((1, 1), (4, 2), (8, 3), (9, 3)):
        with clock.hold(due_of(task) + timedelta(days=days)):
            slips()
            assert len(kinds_of(task.pk)) == expected
            for one in Product.objects.filter(state="draft"):
                sign(one.pk, by=office.cast.actor("hq_head"), seen_hash=one.content_hash)
    assert kinds_of(task.pk) == ["supervision_slip", "talk_paper", "accountability_paper"]
    blame = Product.objects.get(kind="accountability_paper")
    assert [text[:4] for text in blame.fact_values["earlier"]] == ["督办单 ", "约谈材料"]
    assert "168 小时" in blame.paper


def test_a_sharper_paper_waits_until_a_person_has_settled_the_one_before(office: Office):
    task = office.give()
    with clock.hold(due_of(task) + timedelta(days=20)):
        slips()
        slips()
        assert kinds_of(task.pk) == ["supervision_slip"]
        drop(Product.objects.get().pk, by=office.cast.actor("hq_head"))
        slips()
        slips()
        assert kinds_of(task.pk) == ["supervision_slip", "talk_paper"]
        assert {one.by_system for one in Product.objects.all()} == {True}
        assert not Product.objects.filter(state="signed").exists()


def test_a_relay_gets_no_paper_beside_its_origin(office: Office):
    directive, dean = due_requirement(office, "cs"), office.cast.actor("dean")
    taken = command.acknowledge(directive.addressees.get(unit__code="cs").pk, by=dean)
    command.relay(taken.pk, unit_ids=[office.cast.units["software"].pk], by=dean)
    assert Directive.objects.filter(origin="relayed", due_at__isnull=False).exists()
    with after(directive, days=2):
        slips()
        assert list(Product.objects.values_list("about_id", flat=True)) == [directive.pk]


def test_a_late_requirement_gets_its_papers_with_the_source_and_its_tasks(office: Office):
    directive = due_requirement(office)
    office.give(directive_id=directive.pk, title="清淤一号井", due_at=directive.due_at)
    with after(directive, days=2):
        slips()
        slips()
        slip = Product.objects.get(about_id=directive.pk)
        told = slip.fact_values
        assert (slip.kind, told["what"], told["code"]) == ("supervision_slip", "要求", directive.code)
        assert told["source"]["hash"] == directive.source_hash
        assert [one["title"] for one in told["tasks"]] == ["清淤一号井"]
        assert "1 个牵头单位，0 个已签收" in slip.paper
        done = sign(slip.pk, by=office.cast.actor("hq_head"), seen_hash=slip.content_hash)
        assert done.shared_with == directive.lead_unit


def test_a_requirement_of_a_group_goes_to_no_single_unit(office: Office):
    clerk, reading = office.cast.actor("clerk"), read(office.cast)
    keys = [card.id for card in reading.page.drafts]
    command.apply_to_selected(keys, fields={"lead_group": "colleges"}, by=clerk)
    command.confirm_as_suggested(keys, by=clerk)
    command.issue_drafts(reading.draft_set_id, client_id=new_id(), by=clerk)
    directive = Directive.objects.get(due_at__isnull=False)
    with after(directive, days=2):
        slips()
        slip = Product.objects.get(about_id=directive.pk)
        assert (slip.fact_values["to"], slip.fact_values["days_late"]) == ("各学院", 3)
        assert sign(slip.pk, by=office.cast.actor("hq_head"), seen_hash=slip.content_hash).shared_with is None


def test_a_requirement_that_was_withdrawn_gets_no_paper(office: Office):
    directive = due_requirement(office)
    command.withdraw(directive.pk, reason="不办了", by=office.cast.actor("hq_head"))
    with after(directive, days=30):
        slips()
    assert not Product.objects.exists()


def test_a_discarded_paper_does_not_come_back_but_a_new_deadline_counts_anew(office: Office):
    task = office.give()
    with clock.hold(due_of(task) + timedelta(days=1)):
        slips()
        drop(Product.objects.get().pk, by=office.cast.actor("hq_head"))
        slips()
        assert kinds_of(task.pk) == ["supervision_slip"]
        Task.objects.filter(pk=task.pk).update(due_at=clock.now() + timedelta(days=1))
    with clock.hold(due_of(task) + timedelta(days=2, hours=1)):
        slips()
        slips()
    assert kinds_of(task.pk) == ["supervision_slip"] * 2


def test_the_paper_waits_on_the_list_of_who_may_sign_and_of_nobody_else(office: Office, client: Client):
    task = office.give()
    with clock.hold(due_of(task) + timedelta(days=1)):
        slips()

        def waiting(who: str) -> list[str]:
            return [
                one.title for one in rows(office.cast.actor(who), clock.now()) if one.source == "products"
            ]

        assert waiting("hq_head") == waiting("commander") == ["督办单：南门静置区划线"]
        assert waiting("clerk") == waiting("logistics_head") == waiting("inspector") == []
        page = sign_in(client, office.cast["hq_head"]).get("/worklist/").content.decode()
        assert "系统起草，等签发" in page
        slip = Product.objects.get()
        with pytest.raises(NotYours):
            sign(slip.pk, by=office.cast.actor("clerk"), seen_hash=slip.content_hash)
        sign(slip.pk, by=office.cast.actor("hq_head"), seen_hash=slip.content_hash)
        assert waiting("hq_head") == []


def test_a_paper_that_names_its_task_the_old_way_is_corrected_all_the_same(office: Office):
    task = office.give()
    with clock.hold(due_of(task) + timedelta(days=1)):
        slip = prepare("supervision_slip", params={"task": task.code}, by=office.cast.actor("clerk"))
        sign(slip.pk, by=office.cast.actor("hq_head"), seen_hash=slip.content_hash)
        assert correct(slip.pk, note="重算", by=office.cast.actor("clerk")).version == 2


def test_nobody_drafts_a_paper_about_what_they_do_not_see(office: Office):
    task, directive = office.give(), due_requirement(office)
    for code in (task.code, directive.code, "T-2022-9999-X", "", "YQ-%00"):
        with pytest.raises(NotVisible):
            prepare("supervision_slip", params={"matter": code}, by=office.cast.actor("chem_dean"))


def test_a_matter_of_which_no_paper_can_be_made_does_not_stop_the_others(office: Office, monkeypatch):
    first, second = office.give(), office.give(title="北门划线")

    def refuse(kind: str, *, params: dict[str, str], **more: object) -> object:
        if params["matter"] == first.code:
            raise NotVisible
        return made(kind, params=params, **more)

    made: Any = draft_once
    monkeypatch.setattr(papering, "draft_once", refuse)
    with clock.hold(due_of(second) + timedelta(hours=1)):
        assert papering.draft_due() == 1
    assert Product.objects.get().about_id == second.pk
