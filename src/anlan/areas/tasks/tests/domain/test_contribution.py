"""What tasks say of a requirement, counted in the database, is what each of them says by the rule."""

from datetime import datetime, timedelta
from itertools import product

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
