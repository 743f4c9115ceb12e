"""Tasks handed in from a phone."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from anlan.areas.tasks.packs import tasks
from anlan.areas.tasks.parcels import submitted, verified
from anlan.areas.tasks.tests.office import Office
from anlan.core.kernel import clock
from anlan.core.kernel.errors import AnlanError, BadInput, Conflict, NotVisible, NotYours
from anlan.foundation.evidence.public import Ref, add_file
from anlan.foundation.evidence.tests import files
from tests.support.cast import Cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def office(cast: Cast) -> Office:
    """Who gives, does and verifies."""
    return Office(cast)


def send(office: Office, body: dict[str, Any], *, who: str = "logistics_head") -> dict[str, Any]:
    """The parcel's handler, as the field room calls it."""
    by = office.cast.actor(who)
    return submitted(body, by=by, made_at=clock.now(), client_id=uuid4())


def test_an_open_task_is_taken_on_and_handed_in_at_once(office: Office) -> None:
    task = office.give()
    office.prove(task)
    told = send(office, {"task": str(task.pk), "note": "线划好了"})
    assert told == {"task": str(task.pk), "code": task.code, "state": "submitted"}
    assert [step.name for step in office.fresh(task.pk).steps.order_by("at")][-2:] == ["accept", "submit"]


def test_without_evidence_it_is_refused_with_a_reason(office: Office) -> None:
    task = office.give()
    with pytest.raises(BadInput) as refusal:
        send(office, {"task": str(task.pk), "note": "线划好了"})
    assert refusal.value.code == "tasks.evidence_missing"


def test_nobody_hands_in_a_task_of_another_seat(office: Office) -> None:
    task = office.give()
    office.prove(task)
    with pytest.raises(AnlanError):
        send(office, {"task": str(task.pk)}, who="chem_dean")
    with pytest.raises(NotVisible):
        send(office, {"task": str(uuid4())})


@pytest.mark.parametrize("body", [{}, {"task": "x"}, {"task": None}, {"task": [], "note": 1}])
def test_what_cannot_be_read_is_refused(office: Office, body: dict[str, Any]) -> None:
    with pytest.raises(BadInput) as refusal:
        send(office, body)
    assert refusal.value.code == "field.body_unreadable"


def test_a_doer_takes_along_what_the_own_seat_can_hand_in(office: Office) -> None:
    task = office.give()
    office.give(title="已经交了", due_at=clock.now() + timedelta(days=1))
    office.submitted(title="等着核验")
    now = clock.now()
    told = tasks(office.cast.actor("logistics_head"), now)["tasks"]
    assert [one["title"] for one in told] == ["已经交了", "南门静置区划线"]
    assert told[1]["id"] == str(task.pk)
    assert (told[1]["evidence"], told[1]["late"]) == (0, False)
    later = tasks(office.cast.actor("logistics_head"), now + timedelta(days=2))["tasks"]
    assert later[0]["late"]


def test_others_take_none_along(office: Office) -> None:
    office.give()
    assert tasks(office.cast.actor("chem_dean"), clock.now()) == {"tasks": []}
    assert tasks(office.cast.actor("auditor"), clock.now()) == {"tasks": []}


def judge(office: Office, body: dict[str, Any], *, who: str = "inspector") -> dict[str, Any]:
    """A verdict of somebody, as the field room calls it."""
    return verified(body, by=office.cast.actor(who), made_at=clock.now(), client_id=uuid4())


def seen(office: Office, task: Any, verdict: str = "verify", **more: Any) -> dict[str, Any]:
    """A verdict on the task as it is now."""
    at = office.fresh(task.pk).state_changed_at.isoformat()
    return {"task": str(task.pk), "verdict": verdict, "seen": at, **more}


def test_a_verifier_takes_along_what_was_handed_in_and_verifies_it(office: Office) -> None:
    task = office.submitted()
    (told,) = tasks(office.cast.actor("inspector"), clock.now())["verify"]
    assert (told["id"], told["evidence"]) == (str(task.pk), 1)
    assert judge(office, seen(office, task))["state"] == "verified"
    doer = tasks(office.cast.actor("logistics_head"), clock.now())
    assert [one["state"] for one in doer["answered"]] == ["verified"]


def test_what_was_sent_back_comes_back_with_its_reason(office: Office) -> None:
    task = office.submitted()
    judge(office, seen(office, task, "return", note="线歪了"))
    doer = tasks(office.cast.actor("logistics_head"), clock.now())
    assert doer["tasks"][0]["returned"]["words"] == "线歪了"
    assert "answered" not in doer


def test_a_verdict_counts_only_for_the_hand_in_that_was_looked_at(office: Office) -> None:
    task = office.submitted()
    old = seen(office, task)
    judge(office, seen(office, task, "return", note="再画一遍"))
    send(office, {"task": str(task.pk), "note": "画好了"})
    with pytest.raises(Conflict) as refused:
        judge(office, old)
    assert refused.value.code == "field.changed_since"


def test_whoever_brought_evidence_neither_takes_it_along_nor_verifies(office: Office) -> None:
    task = office.submitted()
    office.prove(task, who="inspector")
    assert "verify" not in tasks(office.cast.actor("inspector"), clock.now())
    with pytest.raises(NotYours):
        judge(office, seen(office, task))


def test_a_task_says_which_requirement_it_serves_and_shows_its_pictures(
    office: Office, settings: Any, tmp_path: Any
) -> None:
    settings.EVIDENCE_ROOT = tmp_path
    sentence = office.requirement()
    task = office.give(directive_id=sentence.pk)
    doer = office.cast.actor("logistics_head")
    row = add_file(
        subject=Ref("tasks.task", task.pk), data=files.jpeg(), name="line.jpg", by=doer, client_id=uuid4()
    )
    told = tasks(doer, clock.now())["tasks"][0]
    assert [one["code"] for one in told["requirements"]] == [sentence.code]
    assert [one["id"] for one in told["photos"]] == [str(row.pk)]
