"""A task of larger works from a finding."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from anlan.areas.command.states import LIVE
from anlan.areas.inspection.models import Finding
from anlan.areas.inspection.selectors.proof import ref_of
from anlan.areas.inspection.selectors.sight import findings_seen
from anlan.areas.inspection.selectors.tasking import may_make_task
from anlan.areas.tasks.models import Task
from anlan.areas.tasks.public import NewTask, give
from anlan.core.access import Actor
from anlan.core.kernel.errors import Conflict, NotVisible
from anlan.foundation.ledger.public import record
from anlan.foundation.people.public import visible


@transaction.atomic
def make_task(finding_id: UUID, *, part: NewTask, by: Actor) -> Task:
    """Give a task whose origin is the finding; the same key twice gives one. Raises NotVisible, Conflict.

    A finding that is about one requirement in force passes it on, so that the task quotes its sentence.
    """
    finding = _held(finding_id, by=by)
    if not by.holds("tasks.issue"):
        raise NotVisible
    if not may_make_task(by, finding):
        raise Conflict("inspection.finding_is_over")
    rows = visible(finding.directives.filter(state__in=LIVE), by, "command.read")
    about = list(rows.values_list("pk", flat=True)[:2])
    known = Task.objects.filter(pk=part.client_id).exists()
    (made,) = give(
        [part],
        by=by,
        directive_id=about[0] if len(about) == 1 else None,
        origin=ref_of(finding),
        drill=finding.drill,
    )
    if not known:
        record("inspection.make_task", on=finding, by=by, after={"task": made.code}, drill=finding.drill)
    return made


def _held(finding_id: UUID, *, by: Actor) -> Finding:
    """The finding, locked, if the actor sees it."""
    for drill in (False, True):
        if findings_seen(by, drill=drill).filter(pk=finding_id).exists():
            return Finding.objects.select_for_update(of=("self",)).get(pk=finding_id)
    raise NotVisible
