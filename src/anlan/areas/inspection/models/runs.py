"""Runs, the judgements of their items, and what was added later. A submitted run never changes."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from anlan.areas.inspection.models.checklists import Checklist
from anlan.areas.inspection.models.choices import RUN_STATES, Presence, Verdict
from anlan.areas.inspection.states import RUN, RunState
from anlan.core.access import Footing
from anlan.core.kernel import clock
from anlan.core.kernel.ids import new_id
from anlan.core.workflow import Machine


class Run(models.Model):
    """One filled checklist at one place; its key may be made by the client."""

    data_class = "internal"
    retention = "operation+1y"
    machine: ClassVar[Machine] = RUN
    footing: ClassVar[Footing] = Footing(units=("unit__path",), places=("place__path",))

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    code = models.CharField(max_length=24, unique=True, verbose_name=_("编号"))
    checklist = models.ForeignKey(Checklist, on_delete=models.PROTECT, related_name="runs")
    subject = models.SlugField(max_length=60, verbose_name=_("查什么"))
    place = models.ForeignKey(
        "campus.Place", on_delete=models.PROTECT, related_name="inspection_runs", verbose_name=_("地点")
    )
    unit = models.ForeignKey(
        "people.Unit", on_delete=models.PROTECT, related_name="inspection_runs", verbose_name=_("被查单位")
    )
    directives = models.ManyToManyField("command.Directive", blank=True, related_name="inspection_runs")
    inspectors = models.ManyToManyField("people.Position", related_name="inspection_runs")
    announced = models.BooleanField(default=False, verbose_name=_("事先通知"))
    due_at = models.DateTimeField(null=True, blank=True, verbose_name=_("什么时候前查"))
    state = models.CharField(
        max_length=12, choices=RUN_STATES, default=RunState.SCHEDULED.value, verbose_name=_("状态")
    )
    second_reason = models.CharField(max_length=300, blank=True, verbose_name=_("再查的原因"))
    scheduled_at = models.DateTimeField(default=clock.now)
    scheduled_by = models.ForeignKey(
        "people.Position", null=True, blank=True, on_delete=models.PROTECT, related_name="runs_scheduled"
    )
    started_at = models.DateTimeField(null=True, blank=True)
    submitted_at = models.DateTimeField(null=True, blank=True)
    submitted_by = models.ForeignKey(
        "people.Position", null=True, blank=True, on_delete=models.PROTECT, related_name="runs_submitted"
    )
    submitted_person = models.ForeignKey(
        "people.Person", null=True, blank=True, on_delete=models.PROTECT, related_name="runs_submitted"
    )
    reviewed_at = models.DateTimeField(null=True, blank=True)
    reviewed_by = models.ForeignKey(
        "people.Position", null=True, blank=True, on_delete=models.PROTECT, related_name="runs_reviewed"
    )
    review_note = models.CharField(max_length=500, blank=True)
    cancel_reason = models.CharField(max_length=300, blank=True)
    answers = models.JSONField(default=dict, blank=True)
    content_hash = models.CharField(max_length=64, blank=True)
    present_name = models.CharField(max_length=80, blank=True, verbose_name=_("被查单位在场人"))
    presence = models.CharField(
        max_length=10, choices=Presence.choices, blank=True, verbose_name=_("在场人怎么看")
    )
    signature = models.UUIDField(null=True, blank=True)
    passed = models.PositiveIntegerField(default=0)
    failed = models.PositiveIntegerField(default=0)
    not_applicable = models.PositiveIntegerField(default=0)
    drill = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("督查")
        ordering = ("-scheduled_at", "-id")
        constraints = (
            models.CheckConstraint(
                condition=~Q(state__in=("submitted", "reviewed"))
                | (Q(submitted_at__isnull=False) & Q(started_at__isnull=False) & ~Q(presence="")),
                name="a_submitted_run_has_its_times_and_its_witness",
            ),
        )
        indexes = (
            models.Index(fields=("place", "subject", "submitted_at"), name="runs_of_a_place"),
            models.Index(fields=("state", "due_at"), name="runs_by_due_time"),
            models.Index(fields=("unit", "state"), name="runs_of_a_unit"),
        )

    def __str__(self) -> str:
        return self.code

    def get_absolute_url(self) -> str:
        return reverse("inspection:run", args=(self.pk,))

    @property
    def is_over(self) -> bool:
        """Whether it was handed in."""
        return self.state in {RunState.SUBMITTED, RunState.REVIEWED}


class Judgement(models.Model):
    """One item of one run as it was judged; append-only."""

    data_class = "internal"
    retention = "operation+1y"
    footing: ClassVar[Footing] = Footing(units=("run__unit__path",), places=("run__place__path",))

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    run = models.ForeignKey(Run, on_delete=models.PROTECT, related_name="judgements")
    item_key = models.CharField(max_length=60)
    verdict = models.CharField(max_length=4, choices=Verdict.choices)
    note = models.CharField(max_length=500, blank=True)
    at = models.DateTimeField()
    drill = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("逐项判断")
        ordering = ("run", "id")
        constraints = (models.UniqueConstraint(fields=("run", "item_key"), name="one_judgement_an_item"),)
        indexes = (models.Index(fields=("at", "verdict"), name="judgements_by_time"),)

    def __str__(self) -> str:
        return f"{self.run_id} {self.item_key} {self.verdict}"


class Supplement(models.Model):
    """What was added to a submitted run; append-only."""

    data_class = "internal"
    retention = "operation+1y"
    footing: ClassVar[Footing] = Footing(units=("run__unit__path",), places=("run__place__path",))

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    run = models.ForeignKey(Run, on_delete=models.PROTECT, related_name="supplements")
    text = models.CharField(max_length=1000)
    position = models.ForeignKey("people.Position", null=True, blank=True, on_delete=models.PROTECT)
    at = models.DateTimeField(default=clock.now)

    class Meta:
        verbose_name = _("督查补充")
        ordering = ("at", "id")

    def __str__(self) -> str:
        return self.text[:40]
