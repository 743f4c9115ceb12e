"""What a phone sends of tasks. ``task.submit``: hand a task in; its evidence came before it as uploads."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from pydantic import Field, ValidationError

from anlan.areas.tasks import public
from anlan.areas.tasks.selectors.sight import task_by_id
from anlan.areas.tasks.states import TaskState
from anlan.core.access import Actor
from anlan.core.kernel.errors import BadInput
from anlan.foundation.ui.wire import Given


class SubmitIn(Given):
    """A task that is done."""

    task: UUID
    note: Annotated[str, Field(max_length=1000)] = ""


def submitted(body: Mapping[str, Any], /, *, by: Actor, made_at: datetime, client_id: UUID) -> dict[str, Any]:
    """Hand a task in; one that was not yet taken on is taken on with it."""
    try:
        given = SubmitIn.model_validate(dict(body))
    except ValidationError as trouble:
        where = ".".join(str(part) for part in trouble.errors()[0]["loc"])
        raise BadInput("field.body_unreadable", field=where[:80]) from trouble
    if task_by_id(by, given.task).state == TaskState.OPEN:
        public.accept(given.task, by=by)
    task = public.submit(given.task, by=by, note=given.note)
    return {"task": str(task.pk), "code": task.code, "state": task.state}


PARCEL_HANDLERS = (("task.submit", submitted),)
