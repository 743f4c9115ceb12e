"""A task: what somebody does by when, with what proof, and who looks at it.

The database fixes where it comes from and the hash of its source, and keeps lateness (see migration 0002).
"""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from anlan.areas.tasks.models.choices import TASK_STATES, Rhythm, TaskObligation
from anlan.areas.tasks.rules.reminding import Stage
from anlan.areas.tasks.states import TASK, TaskState
from anlan.core.access import Footing
from anlan.core.kernel import clock
from anlan.core.kernel.ids import new_id
from anlan.core.workflow import Machine


class CodeCounter(models.Model):
    """The last number given to a task of a year."""

    data_class = "public"
    retention = "ledger"

    year = models.PositiveSmallIntegerField(unique=True)
    last = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("任务编号计数")

    def __str__(self) -> str:
        return str(self.year)


class Task(models.Model):
    """What one position does; its key is made by the client, so that sending twice gives one task."""

    data_class = "internal"
    retention = "operation+1y"
    machine: ClassVar[Machine] = TASK
    footing: ClassVar[Footing] = Footing(
        units=(
            "owner_unit__path",
            "issuer_unit__path",
            "verifier_unit__path",
            "helper_units__path",
        )
    )

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    code = models.CharField(max_length=24, unique=True, verbose_name=_("编号"))
    origin_kind = models.CharField(max_length=60, blank=True)
    origin_id = models.UUIDField(null=True, blank=True)
    directive = models.ForeignKey(
        "command.Directive",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="tasks",
        verbose_name=_("所属要求"),
    )
    source_hash = models.CharField(max_length=64, blank=True, verbose_name=_("原文指纹"))

    title = models.CharField(max_length=200, verbose_name=_("任务"))
    detail = models.TextField(blank=True, verbose_name=_("做法"))
    acceptance_test = models.CharField(max_length=500, blank=True, verbose_name=_("怎样算办好"))
    note_suffices = models.BooleanField(default=False, verbose_name=_("写明情况即可"))
    obligation = models.CharField(
        max_length=20, choices=TaskObligation.choices, default=TaskObligation.ONCE, verbose_name=_("类别")
    )
    rhythm = models.CharField(max_length=10, choices=Rhythm.choices, blank=True, verbose_name=_("周期"))
    condition = models.CharField(max_length=300, blank=True, verbose_name=_("前提"))

    owner_position = models.ForeignKey(
        "people.Position", on_delete=models.PROTECT, related_name="tasks_owned", verbose_name=_("承办岗位")
    )
    owner_unit = models.ForeignKey(
        "people.Unit", on_delete=models.PROTECT, related_name="tasks_owned", verbose_name=_("承办单位")
    )
    helper_units = models.ManyToManyField("people.Unit", blank=True, related_name="tasks_helped")
    verifier_position = models.ForeignKey(
        "people.Position", on_delete=models.PROTECT, related_name="tasks_verified", verbose_name=_("核验人")
    )
    verifier_unit = models.ForeignKey("people.Unit", on_delete=models.PROTECT, related_name="tasks_verified")
    issuer_position = models.ForeignKey(
        "people.Position", on_delete=models.PROTECT, related_name="tasks_issued", verbose_name=_("派出岗位")
    )
    issuer_unit = models.ForeignKey("people.Unit", on_delete=models.PROTECT, related_name="tasks_issued")

    issued_at = models.DateTimeField(default=clock.now, verbose_name=_("派出时间"))
    due_at = models.DateTimeField(null=True, blank=True, verbose_name=_("期限"))
    due_all_day = models.BooleanField(default=False)
    first_due_at = models.DateTimeField(null=True, blank=True)
    state = models.CharField(
        max_length=20, choices=TASK_STATES, default=TaskState.OPEN.value, verbose_name=_("状态")
    )
    state_changed_at = models.DateTimeField(default=clock.now)
    progress_at = models.DateTimeField(null=True, blank=True)
    verified_at = models.DateTimeField(null=True, blank=True)
    late_since = models.DateTimeField(null=True, blank=True, verbose_name=_("何时逾期"))
    reminded = models.CharField(max_length=10, default=Stage.NONE.value)
    next_stage_at = models.DateTimeField(null=True, blank=True)
    round = models.PositiveIntegerField(default=1)
    drill = models.BooleanField(default=False)
    search_words = models.TextField(blank=True)

    class Meta:
        verbose_name = _("任务")
        ordering = ("due_at", "code")
        constraints = (
            models.CheckConstraint(
                condition=~Q(verifier_position=F("owner_position")),
                name="a_task_is_not_verified_by_its_owner",
            ),
            models.CheckConstraint(condition=~Q(title=""), name="a_task_says_something"),
            models.CheckConstraint(
                condition=~Q(obligation=TaskObligation.ONCE) | Q(due_at__isnull=False),
                name="a_task_done_once_has_a_deadline",
            ),
            models.CheckConstraint(
                condition=Q(directive=None) | ~Q(source_hash=""), name="a_task_quotes_its_source"
            ),
            models.CheckConstraint(
                condition=~Q(obligation=TaskObligation.PROHIBITION)
                | ~Q(state__in=(TaskState.SUBMITTED.value, TaskState.VERIFIED.value)),
                name="a_prohibition_is_never_submitted",
            ),
            models.CheckConstraint(
                condition=Q(origin_kind="", origin_id=None)
                | (~Q(origin_kind="") & Q(origin_id__isnull=False)),
                name="a_task_comes_from_one_thing",
            ),
        )
        indexes = (
            models.Index(fields=("owner_position", "state", "due_at"), name="tasks_of_an_owner"),
            models.Index(fields=("verifier_position", "state"), name="tasks_of_a_verifier"),
            models.Index(fields=("issuer_position", "state"), name="tasks_of_an_issuer"),
            models.Index(fields=("state", "due_at"), name="tasks_by_due_time"),
            models.Index(fields=("origin_kind", "origin_id"), name="tasks_of_an_origin"),
            models.Index(
                fields=("next_stage_at",),
                name="tasks_to_remind",
                condition=Q(next_stage_at__isnull=False),
            ),
            GinIndex(SearchVector("search_words", config="simple"), name="task_words"),
        )

    def __str__(self) -> str:
        return f"{self.code} {self.title}"

    def get_absolute_url(self) -> str:
        return reverse("tasks:task", args=(self.code,))

    @property
    def was_late(self) -> bool:
        """Whether it was ever late; late stays late."""
        return self.late_since is not None
