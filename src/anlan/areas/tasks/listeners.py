"""What tasks do when something happens elsewhere; connected in the wiring."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from anlan.areas.command.events import DirectiveSuperseded, DirectiveWithdrawn
from anlan.areas.tasks.models import Task
from anlan.areas.tasks.services.deciding import withdraw
from anlan.areas.tasks.services.moving import schedule
from anlan.areas.tasks.states import MOVES_OF, OWED, TASK
from anlan.core.access import Actor
from anlan.core.kernel import clock
from anlan.foundation.evidence.public import EvidenceAdded

BY = Actor.system("tasks.listeners")


def note_progress(event: EvidenceAdded) -> None:
    """A new piece of evidence is progress: it calms the reminders. Twice is harmless."""
    if event.subject_kind != "tasks.task":
        return
    with transaction.atomic():
        task = Task.objects.select_for_update(of=("self",)).filter(pk=event.subject_id).first()
        if task is None or task.state not in OWED:
            return
        task.progress_at = clock.now()
        schedule(task, at=clock.now())
        task.save(update_fields=["progress_at", "reminded", "next_stage_at"])


def withdraw_of_superseded(event: DirectiveSuperseded) -> None:
    """The open tasks of a corrected requirement no longer hold; the new one is split anew."""
    _withdraw(event.directive_id, event.reason)


def withdraw_of_withdrawn(event: DirectiveWithdrawn) -> None:
    """The open tasks of a withdrawn requirement no longer hold."""
    _withdraw(event.directive_id, event.reason)


def _withdraw(directive_id: str, reason: str) -> None:
    for task in Task.objects.filter(directive=UUID(directive_id)).order_by("code"):
        names = {move.name for move in TASK.moves_from(task.state)} & MOVES_OF[task.obligation]
        if "withdraw" in names:
            withdraw(task.pk, reason=reason, by=BY)
