"""What tasks say of a requirement, counted in the database, is what each of them says by the rule."""

from datetime import datetime, timedelta
from itertools import product
from uuid import UUID

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from anlan.areas.command.public import Status, roll_up
from anlan.areas.tasks import public
from anlan.areas.tasks.models import Breach, Task
from anlan.areas.tasks.rules.judging import Case, verdict_of
from anlan.areas.tasks.selectors.contributions import SILENT
from anlan.areas.tasks.selectors.rulebook import limits
from anlan.areas.tasks.states import Kind, TaskState
from anlan.areas.tasks.tests.office import Office
from anlan.core.kernel import clock
from anlan.core.kernel.ids import human_code, new_id

pytestmark = pytest.mark.django_db

TERM = timedelta(days=10)
LEFT = (timedelta(days=-1), timedelta(0), timedelta(hours=20), timedelta(days=2), timedelta(days=8), None)


def _twin(task: Task, *, number: int, **fields: object) -> Task:
    """A further task like this one in another state, at another time."""
    copy = Task.objects.get(pk=task.pk)
    copy.pk, copy.code = new_id(), human_code("T", 2022, 9000 + number)
    for name, value in fields.items():
        setattr(copy, name, value)
    return copy


def _says(tasks: list[Task], at: datetime) -> Status:
    broken = set(Breach.objects.values_list("task_id", flat=True))
    cases = [
        Case(t.state, t.obligation, t.issued_at, t.due_at, t.progress_at, int(t.pk in broken))
        for t in tasks
        if t.state not in SILENT
    ]
    return roll_up([verdict_of(case, at=at, limits=limits()).status for case in cases])


@pytest.mark.parametrize("kind", [Kind.ONCE, Kind.STANDING, Kind.PROHIBITION])
@pytest.mark.parametrize("broken", [False, True])
def test_each_state_and_time_alone_and_beside_a_verified_one(office: Office, kind: Kind, broken: bool):
    at = clock.now()
    directive = office.requirement()
    first = office.give(directive_id=directive.pk)
    number = judged = 0
    for state, left, beside in product(TaskState, LEFT, (False, True)):
        if state.value in SILENT:
            continue
        before, mine = transaction.savepoint(), []
        for held in (state, TaskState.VERIFIED) if beside else (state,):
            number += 1
            due = None if left is None else at + left
            times = {"due_at": due, "issued_at": (due or at) - TERM, "progress_at": None}
            held_as = {"directive_id": directive.pk, "state": held.value, "obligation": kind.value}
            twin = _twin(first, number=number, **times, **held_as)
            mine.append(twin)
        try:
            with transaction.atomic():
                Task.objects.bulk_create(mine)
        except IntegrityError:
            continue  # such a task cannot exist
        if broken and kind is Kind.PROHIBITION:
            Breach.objects.create(task=mine[0], happened_at=timezone.now(), note="一次")
        (said,) = public.contribution([directive.pk], at)[directive.pk]
        assert said.status == _says([first, *mine], at), (state, left, beside)
        transaction.savepoint_rollback(before)
        judged += 1
    assert judged >= 12


def _done_at(directive_id: UUID) -> datetime | None:
    (said,) = public.contribution([directive_id], clock.now())[directive_id]
    return said.done_at


def test_tasks_are_done_for_good_when_the_last_was_verified_and_none_waits(office: Office):
    directive = office.requirement()
    first = office.give(directive_id=directive.pk)
    moment = clock.now() - timedelta(days=1)
    assert _done_at(directive.pk) is None
    Task.objects.filter(pk=first.pk).update(state=TaskState.VERIFIED.value, verified_at=moment)
    assert _done_at(directive.pk) == moment
    later = _twin(first, number=1, state=TaskState.CLOSED.value, verified_at=clock.now())
    later.save(force_insert=True)
    assert _done_at(directive.pk) == later.verified_at
    _twin(first, number=2, state=TaskState.WITHDRAWN.value).save(force_insert=True)
    _twin(first, number=3, drill=True).save(force_insert=True)
    assert _done_at(directive.pk) == later.verified_at
    dormant = _twin(first, number=4, state=TaskState.DORMANT.value, obligation=Kind.CONDITIONAL.value)
    dormant.save(force_insert=True)
    assert _done_at(directive.pk) is None


def test_a_verified_standing_task_comes_back_and_is_not_done_for_good(office: Office):
    directive = office.requirement()
    first = office.give(directive_id=directive.pk, obligation=Kind.STANDING.value, rhythm="daily")
    Task.objects.filter(pk=first.pk).update(state=TaskState.VERIFIED.value, verified_at=clock.now())
    assert _done_at(directive.pk) is None
    Task.objects.filter(pk=first.pk).update(state=TaskState.CLOSED.value)
    assert _done_at(directive.pk) is not None


def test_a_requirement_whose_only_task_lies_dormant_is_not_spoken_of(office: Office):
    directive = office.requirement()
    first = office.give(directive_id=directive.pk)
    Task.objects.filter(pk=first.pk).update(state=TaskState.DORMANT.value)
    assert public.contribution([directive.pk], clock.now()) == {}


@pytest.mark.parametrize(("early", "renewed"), [(timedelta(0), 0), (timedelta(days=1), 1)])
def test_no_period_begins_where_its_requirement_ends(
    held_clock: datetime, office: Office, early: timedelta, renewed: int
):
    directive = office.requirement()
    assert directive.due_at is not None
    ends = directive.due_at - early
    first = office.give(
        directive_id=directive.pk, obligation=Kind.STANDING.value, rhythm="daily", due_at=ends
    )
    Task.objects.filter(pk=first.pk).update(state=TaskState.VERIFIED.value)
    assert public.renew_due(at=ends + timedelta(hours=1)) == renewed
