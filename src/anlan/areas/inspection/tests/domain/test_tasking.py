"""Larger works from a finding: a task with the finding as its origin, seen from both sides."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from anlan.areas.inspection import public
from anlan.areas.inspection.models import Finding
from anlan.areas.inspection.tests.ground import NOW, Ground
from anlan.areas.tasks.models import Task
from anlan.areas.tasks.public import NewTask
from anlan.core.kernel import clock
from anlan.core.kernel.errors import BadInput, Conflict, NotVisible
from anlan.core.kernel.ids import new_id
from tests.support.cast import sign_in


def part(ground: Ground, **more: Any) -> NewTask:
    """Works for the canteen, looked at by the inspector."""
    told: dict[str, Any] = {
        "client_id": new_id(),
        "title": "更换取餐口手消器",
        "owner_position_id": ground.seat("canteen_head"),
        "verifier_position_id": ground.seat("inspector"),
        "due_at": NOW + timedelta(days=5),
    }
    return NewTask(**{**told, **more})


def test_the_task_names_the_finding_and_both_show_each_other(held_clock: datetime, ground: Ground):
    finding = ground.assigned()
    made = public.make_task(finding.pk, part=part(ground), by=ground.actor("hq_head"))
    assert (made.origin_kind, made.origin_id) == ("inspection.finding", finding.pk)
    viewer = ground.actor("hq_head")
    assert [row.task.pk for row in public.tasks_of_finding(viewer, finding)] == [made.pk]
    assert public.finding_of_task(viewer, made) == finding
    assert public.finding_of_task(ground.actor("dean"), made) is None


def test_the_same_key_twice_gives_one_task(held_clock: datetime, ground: Ground):
    finding, new = ground.assigned(), part(ground)
    first = public.make_task(finding.pk, part=new, by=ground.actor("hq_head"))
    assert public.make_task(finding.pk, part=new, by=ground.actor("hq_head")) == first
    assert Task.objects.count() == 1


def test_the_doer_is_not_the_verifier(held_clock: datetime, ground: Ground):
    new = part(ground, verifier_position_id=ground.seat("canteen_head"))
    with pytest.raises(BadInput):
        public.make_task(ground.assigned().pk, part=new, by=ground.actor("hq_head"))
    assert not Task.objects.exists()


def test_a_finding_that_is_over_gives_no_more_tasks(held_clock: datetime, ground: Ground):
    finding = ground.submitted()
    with clock.hold(NOW + timedelta(hours=2)):
        public.verify(finding.pk, by=ground.actor("inspector"))
        public.close(finding.pk, by=ground.actor("inspector"))
    assert not public.may_make_task(ground.actor("hq_head"), Finding.objects.get())
    with pytest.raises(Conflict):
        public.make_task(finding.pk, part=part(ground), by=ground.actor("hq_head"))


def test_whoever_gives_no_tasks_or_sees_no_finding_makes_none(held_clock: datetime, ground: Ground):
    finding = ground.assigned()
    for who in ("inspector", "dean"):
        with pytest.raises(NotVisible):
            public.make_task(finding.pk, part=part(ground), by=ground.actor(who))


def test_closing_the_task_does_not_close_the_finding(held_clock: datetime, ground: Ground):
    finding = ground.assigned()
    public.make_task(finding.pk, part=part(ground), by=ground.actor("hq_head"))
    assert Finding.objects.get().state == "assigned"


def test_the_form_is_filled_from_the_finding_and_gives_the_task(
    held_clock: datetime, ground: Ground, client: Client
):
    finding = ground.assigned()
    desk = sign_in(client, ground.cast["hq_head"])
    shown = desk.get(finding.get_absolute_url()).content.decode()
    url = reverse("inspection:make-task", args=(finding.code,))
    assert url in shown
    form = desk.get(url).context["form"]
    assert form["title"].value() == finding.text
    assert finding.place.label in form["detail"].value()
    sent = {f"p0-{name}": form[name].value() or "" for name in form.fields if name != "helper_units"}
    sent |= {
        "p0-owner_position": str(ground.seat("canteen_head")),
        "p0-due_date": "2022-05-25",
        "p0-due_time": "",
        "p0-note_suffices": "",
    }
    answer = desk.post(url, sent)
    assert answer.status_code == 302, answer.context["form"].errors
    made = Task.objects.get()
    assert made.verifier_position_id not in {made.owner_position_id, None}
    assert made.code in desk.get(finding.get_absolute_url()).content.decode()
    assert finding.code in desk.get(made.get_absolute_url()).content.decode()


def test_the_form_is_not_there_for_whoever_gives_no_tasks(
    held_clock: datetime, ground: Ground, client: Client
):
    finding = ground.assigned()
    desk = sign_in(client, ground.cast["inspector"])
    url = reverse("inspection:make-task", args=(finding.code,))
    assert url not in desk.get(finding.get_absolute_url()).content.decode()
    assert desk.get(url).status_code == 404
