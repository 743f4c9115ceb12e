"""Taking hold of a task to change it: locked, seen, and the side checked."""

from __future__ import annotations

from uuid import UUID

from anlan.areas.tasks.models import Task
from anlan.areas.tasks.selectors.sight import stands
from anlan.core.access import Actor
from anlan.core.kernel.errors import BadInput, NotVisible, NotYours
from anlan.foundation.people.public import allowed, require_second_factor

MOST_NOTE = 2000


def hold(task_id: UUID, *, verb: str, by: Actor) -> Task:
    """The task under a lock. Raises NotVisible, or NotYours when the side is another's."""
    rows = Task.objects.select_for_update(of=("self",))
    related = ("owner_unit", "issuer_unit", "verifier_unit", "owner_position", "directive")
    task = rows.select_related(*related).filter(pk=task_id).first()
    if task is None or not allowed(by, "tasks.read", task):
        raise NotVisible
    if not stands(by, task, verb):
        raise NotYours(verb=verb)
    require_second_factor(by, verb)
    return task


def needed(text: str, field: str) -> str:
    """Words that must be there. Raises BadInput."""
    said = text.strip()
    if not said:
        raise BadInput("tasks.words_missing", field=field)
    return clipped(said, field)


def clipped(text: str, field: str, *, most: int = MOST_NOTE) -> str:
    """Words that may be there but not too many. Raises BadInput."""
    said = text.replace("\x00", "").strip()
    if len(said) > most:
        raise BadInput("tasks.words_too_long", field=field, limit=most, size=len(said))
    return said
