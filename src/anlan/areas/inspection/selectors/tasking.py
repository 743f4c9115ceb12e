"""Findings and the tasks of larger works that come from them."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from anlan.areas.inspection.models import Finding
from anlan.areas.inspection.selectors.proof import ref_of
from anlan.areas.inspection.selectors.sight import findings_seen
from anlan.areas.inspection.states import OPEN
from anlan.areas.tasks.models import Task
from anlan.areas.tasks.public import TaskRow, tasks_from
from anlan.core.access import Actor


def tasks_of_finding(viewer: Actor, finding: Finding, *, at: datetime | None = None) -> tuple[TaskRow, ...]:
    """Its tasks as far as the viewer sees them."""
    if not viewer.holds("tasks.read"):
        return ()
    return tasks_from(viewer, ref_of(finding), at=at)


def may_make_task(viewer: Actor, finding: Finding) -> bool:
    """Whether somebody who gives tasks may give one from it: as long as it is open."""
    return viewer.holds("tasks.issue") and finding.state in OPEN


def finding_of_task(viewer: Actor, task: Task) -> Finding | None:
    """The finding that a task comes from, where the viewer sees it."""
    if task.origin_kind != Finding._meta.label_lower or task.origin_id is None:
        return None
    key: UUID = task.origin_id
    return findings_seen(viewer, drill=task.drill).select_related("place", "unit").filter(pk=key).first()
