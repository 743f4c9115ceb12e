"""What happened to a task: each move, each question to the issuer, each breach, each period."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from anlan.areas.tasks.models.choices import ASK_STATES
from anlan.areas.tasks.models.tasks import Task
from anlan.areas.tasks.states import AskState
from anlan.core.access import Footing
from anlan.core.kernel import clock
from anlan.core.kernel.ids import new_id


class TaskStep(models.Model):
    """One move: from, to, by whom, with what words; append-only. ``side`` is do, issue or verify."""

    data_class = "internal"
    retention = "operation+1y"
    footing: ClassVar[Footing] = Footing(units=("task__owner_unit__path",))

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    task = models.ForeignKey(Task, on_delete=models.PROTECT, related_name="steps")
    name = models.CharField(max_length=20)
    source = models.CharField(max_length=20, blank=True)
    target = models.CharField(max_length=20)
    side = models.CharField(max_length=20)
    round = models.PositiveIntegerField(default=1)
    note = models.TextField(blank=True)
    position = models.ForeignKey(
        "people.Position", null=True, blank=True, on_delete=models.PROTECT, related_name="task_steps"
    )
    person = models.ForeignKey(
        "people.Person", null=True, blank=True, on_delete=models.PROTECT, related_name="task_steps"
    )
    at = models.DateTimeField(default=clock.now)

    class Meta:
        verbose_name = _("任务经过")
        ordering = ("at", "id")
        indexes = (models.Index(fields=("task", "at"), name="steps_of_a_task"),)

    def __str__(self) -> str:
        return f"{self.task_id} {self.name}"


class Extension(models.Model):
    """The doer asks for more time; the issuer grants it or not. Append-only but for the answer."""

    data_class = "internal"
    retention = "operation+1y"
    footing: ClassVar[Footing] = Footing(units=("task__owner_unit__path",))

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    task = models.ForeignKey(Task, on_delete=models.PROTECT, related_name="extensions")
    due_before = models.DateTimeField()
    asked_until = models.DateTimeField(verbose_name=_("延到"))
    reason = models.CharField(max_length=500, verbose_name=_("理由"))
    state = models.CharField(max_length=10, choices=ASK_STATES, default=AskState.ASKED.value)
    asked_by = models.ForeignKey(
        "people.Position", null=True, on_delete=models.PROTECT, related_name="extensions_asked"
    )
    asked_at = models.DateTimeField(default=clock.now)
    decided_by = models.ForeignKey(
        "people.Position", null=True, blank=True, on_delete=models.PROTECT, related_name="extensions_decided"
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    answer = models.CharField(max_length=500, blank=True)

    class Meta:
        verbose_name = _("延期申请")
        ordering = ("asked_at",)
        constraints = (
            models.UniqueConstraint(
                fields=("task",), condition=Q(state=AskState.ASKED.value), name="one_open_extension_a_task"
            ),
            models.CheckConstraint(
                condition=Q(asked_until__gt=models.F("due_before")), name="an_extension_is_later"
            ),
        )

    def __str__(self) -> str:
        return f"{self.task_id} {self.asked_until}"


class Objection(models.Model):
    """The doer objects to a task; it stays in force until the issuer answers."""

    data_class = "internal"
    retention = "operation+1y"
    footing: ClassVar[Footing] = Footing(units=("task__owner_unit__path",))

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    task = models.ForeignKey(Task, on_delete=models.PROTECT, related_name="objections")
    reason = models.CharField(max_length=500, verbose_name=_("理由"))
    state = models.CharField(max_length=10, choices=ASK_STATES, default=AskState.ASKED.value)
    asked_by = models.ForeignKey(
        "people.Position", null=True, on_delete=models.PROTECT, related_name="task_objections"
    )
    asked_at = models.DateTimeField(default=clock.now)
    decided_by = models.ForeignKey(
        "people.Position", null=True, blank=True, on_delete=models.PROTECT, related_name="objections_answered"
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    answer = models.CharField(max_length=500, blank=True)

    class Meta:
        verbose_name = _("任务异议")
        ordering = ("asked_at",)
        constraints = (
            models.UniqueConstraint(
                fields=("task",), condition=Q(state=AskState.ASKED.value), name="one_open_objection_a_task"
            ),
        )

    def __str__(self) -> str:
        return f"{self.task_id} {self.asked_at}"


class Breach(models.Model):
    """One time that a prohibition was broken; its key is made by the client. Append-only."""

    data_class = "internal"
    retention = "operation+1y"
    footing: ClassVar[Footing] = Footing(units=("task__owner_unit__path",))

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    task = models.ForeignKey(Task, on_delete=models.PROTECT, related_name="breaches")
    happened_at = models.DateTimeField()
    note = models.CharField(max_length=500)
    position = models.ForeignKey(
        "people.Position", null=True, on_delete=models.PROTECT, related_name="breaches_counted"
    )
    recorded_at = models.DateTimeField(default=clock.now)

    class Meta:
        verbose_name = _("违反一次")
        ordering = ("happened_at",)
        indexes = (models.Index(fields=("task", "happened_at"), name="breaches_of_a_task"),)

    def __str__(self) -> str:
        return f"{self.task_id} {self.happened_at}"


class Period(models.Model):
    """One round of a standing task: verified in time, late, or missed; late stays late."""

    data_class = "internal"
    retention = "operation+1y"
    footing: ClassVar[Footing] = Footing(units=("task__owner_unit__path",))

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    task = models.ForeignKey(Task, on_delete=models.PROTECT, related_name="periods")
    round = models.PositiveIntegerField()
    due_at = models.DateTimeField(null=True, blank=True)
    verified_at = models.DateTimeField(null=True, blank=True)
    late = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("任务周期")
        ordering = ("round",)
        constraints = (models.UniqueConstraint(fields=("task", "round"), name="one_period_a_round"),)

    def __str__(self) -> str:
        return f"{self.task_id} {self.round}"
