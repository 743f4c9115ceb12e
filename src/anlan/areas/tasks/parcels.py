"""What a phone sends of tasks.

``task.submit``: hand a task in; its evidence came before it as uploads.
``task.verify``: looked at by another, verified or sent back.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Annotated, Any, Literal, TypeVar
from uuid import UUID

from pydantic import AwareDatetime, Field, ValidationError

from anlan.areas.tasks import public
from anlan.areas.tasks.models import Task
from anlan.areas.tasks.selectors.sight import task_by_id
from anlan.areas.tasks.states import TaskState
from anlan.core.access import Actor
from anlan.core.kernel.errors import BadInput, Conflict
from anlan.foundation.ui.wire import Given

Words = Annotated[str, Field(max_length=1000)]
Body = TypeVar("Body", bound=Given)


class SubmitIn(Given):
    """A task that is done."""

    task: UUID
    note: Words = ""


class VerifyIn(Given):
    """Somebody else looked at a task; ``seen`` is which hand-in they had before them."""

    task: UUID
    verdict: Literal["verify", "return"]
    note: Words = ""
    seen: AwareDatetime


def submitted(body: Mapping[str, Any], /, *, by: Actor, made_at: datetime, client_id: UUID) -> dict[str, Any]:
    """Hand a task in; one that was not yet taken on is taken on with it."""
    given = _read(SubmitIn, body)
    if task_by_id(by, given.task).state == TaskState.OPEN:
        public.accept(given.task, by=by)
    task = public.submit(given.task, by=by, note=given.note)
    return {"task": str(task.pk), "code": task.code, "state": task.state}


def verified(body: Mapping[str, Any], /, *, by: Actor, made_at: datetime, client_id: UUID) -> dict[str, Any]:
    """Verify or send back, but only the hand-in that was looked at. Raises Conflict when it changed since."""
    given = _read(VerifyIn, body)
    now = task_by_id(by, given.task)
    held = Task.objects.select_for_update(of=("self",)).get(pk=now.pk)
    if held.state == TaskState.SUBMITTED and held.state_changed_at != given.seen:
        raise Conflict("field.changed_since", code=held.code)
    if given.verdict == "verify":
        task = public.verify(given.task, by=by, note=given.note)
    else:
        task = public.return_(given.task, reason=given.note, by=by)
    return {"task": str(task.pk), "code": task.code, "state": task.state}


def _read(kind: type[Body], body: Mapping[str, Any]) -> Body:
    try:
        return kind.model_validate(dict(body))
    except ValidationError as trouble:
        where = ".".join(str(part) for part in trouble.errors()[0]["loc"])
        raise BadInput("field.body_unreadable", field=where[:80]) from trouble


PARCEL_HANDLERS = (("task.submit", submitted), ("task.verify", verified))
