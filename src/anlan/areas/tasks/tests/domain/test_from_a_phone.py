"""Tasks handed in from a phone."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from anlan.areas.tasks.packs import tasks
from anlan.areas.tasks.parcels import submitted
from anlan.areas.tasks.tests.office import Office
from anlan.core.kernel import clock
from anlan.core.kernel.errors import AnlanError, BadInput, NotVisible
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
