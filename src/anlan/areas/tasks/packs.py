"""What goes along on a phone: one's own tasks in hand, what came of those handed in, what one verifies."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from anlan.areas.command.models import Directive
from anlan.areas.tasks.models import Task, TaskStep
from anlan.areas.tasks.rules.independence import Tie, tie_of
from anlan.areas.tasks.selectors import proof
from anlan.areas.tasks.selectors.involved import involved_in
from anlan.areas.tasks.selectors.sight import tasks_seen
from anlan.areas.tasks.states import IN_HAND, MOVES_OF, TaskState
from anlan.core.access import Actor
from anlan.foundation.evidence.public import Evidence, Kind
from anlan.foundation.people.public import title_of, visible

MOST, MOST_VERIFIED = 200, 50
PICTURES = 6
ANSWERED = timedelta(days=14)


def tasks(viewer: Actor, at: datetime) -> dict[str, Any]:
    """The section of the phone's package: what the viewer's seat can hand in, the most pressing first."""
    lists = {
        "verify": _told(_to_verify(viewer), viewer, at=at),
        "answered": _answered(viewer, at=at),
    }
    own = {"tasks": _told(_own(viewer), viewer, at=at)}
    return own | {name: rows for name, rows in lists.items() if rows}


def _own(viewer: Actor) -> list[Task]:
    """What the seat has in hand and can hand in."""
    if viewer.position_id is None or not viewer.holds("tasks.do"):
        return []
    kinds = [kind for kind, moves in MOVES_OF.items() if "submit" in moves]
    own = tasks_seen(viewer).filter(
        owner_position=viewer.position_id, state__in=IN_HAND, obligation__in=kinds
    )
    return list(own.select_related("owner_position__unit").order_by("due_at", "code")[:MOST])


def _to_verify(viewer: Actor) -> list[Task]:
    """What was handed in to the viewer's seat, without what the viewer did or proved."""
    if viewer.position_id is None or not viewer.holds("tasks.verify"):
        return []
    rows = tasks_seen(viewer).filter(verifier_position=viewer.position_id, state=TaskState.SUBMITTED)
    shown = rows.select_related("owner_position__unit").order_by("state_changed_at", "code")[:MOST_VERIFIED]
    me = {"position_id": viewer.position_id, "person_id": viewer.person_id}
    return [one for one in shown if tie_of(involved_in(one), **me) is Tie.NONE]


def _told(rows: list[Task], viewer: Actor, *, at: datetime) -> list[dict[str, Any]]:
    """Tasks with their evidence, their requirement and the last word on them."""
    keys = [row.pk for row in rows]
    counts = proof.counts(keys)
    sentences = _sentences(viewer, {row.directive_id for row in rows if row.directive_id})
    words = _last_words(keys)
    pictures = _pictures(keys)
    return [
        _row(row, at=at)
        | {
            "detail": row.detail,
            "acceptance_test": row.acceptance_test,
            "note_suffices": row.note_suffices,
            "evidence": counts.get(row.pk, 0),
            "owner": title_of(row.owner_position),
            "seen": row.state_changed_at.isoformat(),
            "requirements": sentences.get(row.directive_id, []),
            "photos": pictures[row.pk],
            "returned": words.get((row.pk, "return")) if row.state == TaskState.RETURNED else None,
            "said": words.get((row.pk, "submit")) if row.state == TaskState.SUBMITTED else None,
        }
        for row in rows
    ]


def _row(row: Task, *, at: datetime) -> dict[str, Any]:
    return {
        "id": str(row.pk),
        "code": row.code,
        "title": row.title,
        "state": row.state,
        "due_at": row.due_at.isoformat() if row.due_at else None,
        "late": row.late_since is not None or (row.due_at is not None and row.due_at < at),
    }


def _answered(viewer: Actor, *, at: datetime) -> list[dict[str, Any]]:
    """What the viewer's seat handed in lately and what came of it."""
    if viewer.position_id is None or not viewer.holds("tasks.do"):
        return []
    mine = TaskStep.objects.filter(name="submit", position=viewer.position_id, at__gte=at - ANSWERED)
    over = (TaskState.SUBMITTED, TaskState.VERIFIED, TaskState.CLOSED)
    rows = tasks_seen(viewer).filter(
        owner_position=viewer.position_id, pk__in=mine.values("task"), state__in=over
    )
    shown = rows.order_by("-state_changed_at")[:MOST]
    return [_row(row, at=at) | {"at": row.state_changed_at.isoformat()} for row in shown]


def _sentences(viewer: Actor, keys: set[UUID]) -> dict[UUID | None, list[dict[str, str]]]:
    """Code and sentence of the requirements that the viewer may read."""
    rows = visible(Directive.objects.filter(pk__in=keys), viewer, "command.read") if keys else []
    return {one.pk: [{"code": one.code, "no": one.no, "text": one.quote or one.text}] for one in rows}


def _last_words(keys: Iterable[UUID]) -> dict[tuple[UUID, str], dict[str, Any]]:
    """Of each task the newest return and the newest hand-in: what was said, when, by which seat."""
    rows = TaskStep.objects.filter(task__in=list(keys), name__in=("return", "submit")).order_by("at", "id")
    told = {}
    for step in rows.select_related("position__unit"):
        by = title_of(step.position) if step.position else ""
        told[step.task_id, step.name] = {"words": step.note, "at": step.at.isoformat(), "by": by}
    return told


def _pictures(keys: list[UUID]) -> dict[UUID, list[dict[str, Any]]]:
    """The newest pictures of each task."""
    told: dict[UUID, list[dict[str, Any]]] = {key: [] for key in keys}
    rows = Evidence.objects.filter(
        subject_kind=proof.KIND, subject_id__in=keys, kind=Kind.PHOTO, strike__isnull=True
    )
    for row in rows.order_by("-taken_at"):
        if len(told[row.subject_id]) < PICTURES:
            told[row.subject_id].append({"id": str(row.pk), "at": row.taken_at.isoformat(), "after": True})
    return told


PACKS = (("tasks", tasks),)
