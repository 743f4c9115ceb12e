"""What the tasks of requirements say: counted in the database, judged singly only while one is going on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Exists, F, Max, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce

from anlan.areas.command.public import Contribution, Status
from anlan.areas.tasks.models import Breach, Task
from anlan.areas.tasks.rules.judging import Case, verdict_of
from anlan.areas.tasks.selectors import proof
from anlan.areas.tasks.selectors.rulebook import limits
from anlan.areas.tasks.states import OWED, Kind, TaskState
from anlan.core.kernel.ids import array_text

SOURCE = "tasks"
SILENT = (TaskState.WITHDRAWN.value, TaskState.DORMANT.value)
DONE = (TaskState.VERIFIED.value, TaskState.CLOSED.value)
BROKEN = Q(Exists(Breach.objects.filter(task=OuterRef("pk"))), obligation=Kind.PROHIBITION.value)
ENDED = Q(state=TaskState.CLOSED.value) | (
    Q(state=TaskState.VERIFIED.value) & ~Q(obligation=Kind.STANDING.value)
)
"""Done for good: a verified standing task comes back with its next period."""
PRESSING = Q(state__in=[state.value for state in OWED]) & ~Q(obligation=Kind.PROHIBITION.value)


@dataclass(frozen=True, slots=True)
class Tally:
    """The tasks of one requirement: how many speak, are not met, are met, lie dormant, are done for good;
    when one last moved, and when the last was verified or ended."""

    total: int
    bad: int
    met: int
    dormant: int
    done: int
    moved: datetime | None
    ended: datetime | None

    @property
    def done_at(self) -> datetime | None:
        """When all of them were done for good; None while one is to come, comes back or lies dormant."""
        return self.ended if self.done == self.total and not self.dormant else None


def contribution(directive_ids: Sequence[UUID], at: datetime) -> Mapping[UUID, list[Contribution]]:
    """One voice a requirement: met only if every task was verified, with evidence where it was asked for.

    Three queries at most, however many requirements; agrees with ``verdict_of`` of each task (see the tests).
    """
    tallies = _tallies(directive_ids, at=at)
    met = [key for key, one in tallies.items() if one.met == one.total]
    going = [key for key, one in tallies.items() if not one.bad and one.met < one.total]
    risky, unproven = _risky(going, at=at), _unproven(met)
    return {
        key: [_voice(one, at=at, risky=key in risky, proven=key not in unproven)]
        for key, one in tallies.items()
    }


def _voice(one: Tally, *, at: datetime, risky: bool, proven: bool) -> Contribution:
    if one.bad:
        status = Status.NOT_MET
    elif one.met == one.total:
        status = Status.MET
    else:
        status = Status.AT_RISK if risky else Status.ON_TRACK
    return Contribution(
        source=SOURCE,
        status=status,
        as_of=at,
        evidence=status is Status.MET and proven,
        progress_at=one.moved,
        done_at=one.done_at if status is Status.MET else None,
    )


def _spoken(directive_ids: Sequence[UUID]) -> QuerySet[Task]:
    """The tasks that speak, no drills."""
    return _held(directive_ids).exclude(state__in=SILENT)


def _held(directive_ids: Sequence[UUID]) -> QuerySet[Task]:
    """The tasks of requirements, no drills; the keys go as one array, which the database reads faster."""
    held = Task.objects.extra(where=["directive_id = ANY(%s::uuid[])"], params=[array_text(directive_ids)])
    return held.filter(drill=False).order_by()


def _tallies(directive_ids: Sequence[UUID], *, at: datetime) -> dict[UUID, Tally]:
    rows = _held(directive_ids).exclude(state=TaskState.WITHDRAWN.value).values_list("directive_id")
    speaks = ~Q(state=TaskState.DORMANT.value)
    counted = rows.annotate(
        total=Count("pk", filter=speaks),
        bad=Count("pk", filter=BROKEN | (PRESSING & Q(due_at__lte=at))),
        met=Count("pk", filter=Q(state__in=DONE) & ~BROKEN),
        dormant=Count("pk", filter=~speaks),
        done=Count("pk", filter=ENDED),
        moved=Max("progress_at", filter=speaks),
        ended=Max(Coalesce("verified_at", "state_changed_at"), filter=ENDED),
    )
    return {key: Tally(*figures) for key, *figures in counted if figures[0]}


def _risky(directive_ids: Sequence[UUID], *, at: datetime) -> set[UUID]:
    """Requirements with a task that its deadline or its doer endangers; only those near it are judged."""
    terms = limits()
    share = max(terms.yellow_share_left, terms.orange_share_left)
    near = Q(due_at__lte=at + (F("due_at") - F("issued_at")) * share)
    rows = _spoken(directive_ids).filter(PRESSING, near | Q(state=TaskState.NOT_EXECUTABLE.value))
    fields = ("directive_id", "state", "obligation", "issued_at", "due_at", "progress_at")
    return {
        key
        for key, *case in rows.values_list(*fields)
        if verdict_of(Case(*case), at=at, limits=terms).status is Status.AT_RISK
    }


def _unproven(directive_ids: Sequence[UUID]) -> set[UUID]:
    """Requirements of which a task asks for evidence and has none."""
    rows = list(_spoken(directive_ids).filter(note_suffices=False).values_list("directive_id", "pk"))
    proven = proof.counts(task for _, task in rows)
    return {key for key, task in rows if not proven.get(task)}
