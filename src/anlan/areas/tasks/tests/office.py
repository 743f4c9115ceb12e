"""Tasks in an office: what the tests of tasks begin with."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from anlan.areas.command.models import Directive
from anlan.areas.command.tests.pages.desk import issue
from anlan.areas.tasks import public
from anlan.areas.tasks.models import Task
from anlan.core.kernel import clock
from anlan.core.kernel.ids import new_id
from anlan.foundation.evidence.public import Ref, add_note
from tests.support.cast import Cast

NOW = datetime(2022, 5, 20, 1, 0, tzinfo=UTC)


@pytest.fixture
def held_clock() -> Iterator[datetime]:
    """A Friday morning."""
    with clock.hold(NOW):
        yield NOW


@dataclass(frozen=True, slots=True)
class Office:
    """Who gives, does and verifies: the clerk, the logistics head, the inspector."""

    cast: Cast

    def give(self, **more: Any) -> Task:
        """A task of the logistics head, given by the clerk, verified by the inspector."""
        told: dict[str, Any] = {
            "by": self.cast.actor("clerk"),
            "title": "南门静置区划线",
            "owner_position_id": self.cast.position("logistics_head").pk,
            "verifier_position_id": self.cast.position("inspector").pk,
            "due_at": clock.now() + timedelta(days=10),
            "client_id": new_id(),
        }
        return public.create_task(**{**told, **more})

    def prove(self, task: Task, *, who: str = "logistics_head") -> None:
        """One piece of evidence on the task."""
        add_note(
            subject=Ref("tasks.task", task.pk),
            note="划线完成",
            by=self.cast.actor(who),
            client_id=new_id(),
        )

    def submitted(self, **more: Any) -> Task:
        """A task that waits for verification, with evidence."""
        task = self.give(**more)
        doer = self.cast.actor("logistics_head")
        public.accept(task.pk, by=doer)
        self.prove(task)
        return public.submit(task.pk, by=doer)

    def requirement(self, unit: str = "logistics") -> Directive:
        """A requirement in force that the unit leads."""
        return issue(self.cast, lead=unit).directives[0]

    def fresh(self, key: UUID) -> Task:
        """The task as the database has it."""
        return Task.objects.get(pk=key)


def due_of(task: Task) -> datetime:
    """The deadline of a task that has one."""
    assert task.due_at is not None
    return task.due_at
