"""Findings and each of their moves. Lateness stays; a step never changes (see migration 0002)."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from anlan.areas.inspection.models.choices import FINDING_STATES, Severity
from anlan.areas.inspection.models.runs import Run
from anlan.areas.inspection.states import FINDING, FindingState
from anlan.core.access import Footing
from anlan.core.kernel import clock
from anlan.core.kernel.ids import new_id
from anlan.core.workflow import Machine


class CodeCounter(models.Model):
    """The last number given under a prefix in a year."""

    data_class = "public"
    retention = "ledger"

    prefix = models.CharField(max_length=8)
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("督查编号计数")
        constraints = (
            models.UniqueConstraint(fields=("prefix", "year"), name="one_inspection_counter_a_year"),
        )

    def __str__(self) -> str:
        return f"{self.prefix}-{self.year}"


class Finding(models.Model):
    """What is wrong at a place, who puts it right by when, and how far that is; keyed by the client."""

    data_class = "internal"
    retention = "operation+1y"
    machine: ClassVar[Machine] = FINDING
    footing: ClassVar[Footing] = Footing(units=("unit__path",), places=("place__path",))

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    code = models.CharField(max_length=24, unique=True, verbose_name=_("编号"))
    run = models.ForeignKey(Run, null=True, blank=True, on_delete=models.PROTECT, related_name="findings")
    subject = models.CharField(max_length=60, blank=True)
    item_key = models.CharField(max_length=60, blank=True)
    place = models.ForeignKey(
        "campus.Place", on_delete=models.PROTECT, related_name="findings", verbose_name=_("地点")
    )
    unit = models.ForeignKey(
        "people.Unit", on_delete=models.PROTECT, related_name="findings", verbose_name=_("整改单位")
    )
    directives = models.ManyToManyField("command.Directive", blank=True, related_name="findings")
    origin_kind = models.CharField(max_length=60, blank=True)
    origin_id = models.UUIDField(null=True, blank=True)
    severity = models.CharField(max_length=10, choices=Severity.choices, verbose_name=_("有多要紧"))
    text = models.CharField(max_length=500, verbose_name=_("发现了什么"))
    stopped = models.CharField(max_length=300, blank=True, verbose_name=_("当场停了什么"))
    due_at = models.DateTimeField(verbose_name=_("什么时候改好"))
    late_since = models.DateTimeField(null=True, blank=True, verbose_name=_("何时逾期"))
    state = models.CharField(
        max_length=16, choices=FINDING_STATES, default=FindingState.RAISED.value, verbose_name=_("状态")
    )
    state_changed_at = models.DateTimeField(default=clock.now)
    raised_at = models.DateTimeField(default=clock.now)
    raised_by = models.ForeignKey(
        "people.Position", null=True, blank=True, on_delete=models.PROTECT, related_name="findings_raised"
    )
    raised_person = models.ForeignKey(
        "people.Person", null=True, blank=True, on_delete=models.PROTECT, related_name="findings_raised"
    )
    owner_position = models.ForeignKey(
        "people.Position",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="findings_owned",
        verbose_name=_("谁来改"),
    )
    round = models.PositiveIntegerField(default=1)
    round_began_at = models.DateTimeField(default=clock.now)
    rectified_at = models.DateTimeField(null=True, blank=True, verbose_name=_("什么时候改好的"))
    submitted_at = models.DateTimeField(null=True, blank=True)
    verified_at = models.DateTimeField(null=True, blank=True)
    verified_by = models.ForeignKey(
        "people.Position", null=True, blank=True, on_delete=models.PROTECT, related_name="findings_verified"
    )
    verified_person = models.ForeignKey(
        "people.Person", null=True, blank=True, on_delete=models.PROTECT, related_name="findings_verified"
    )
    proof_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    risk_until = models.DateTimeField(null=True, blank=True, verbose_name=_("风险接受到哪天"))
    repeat_of = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="repeated_by"
    )
    recurrence = models.PositiveIntegerField(default=1, verbose_name=_("第几次"))
    cause = models.CharField(max_length=500, blank=True, verbose_name=_("为什么反复"))
    rule_change = models.CharField(max_length=500, blank=True, verbose_name=_("改了什么规定"))
    drill = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("发现")
        ordering = ("due_at", "code")
        constraints = (
            models.CheckConstraint(condition=~Q(text=""), name="a_finding_says_what_is_wrong"),
            models.CheckConstraint(
                condition=~Q(severity="stop_now") | ~Q(stopped=""), name="stop_now_says_what_was_stopped"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=("verified", "closed"))
                | Q(proof_at__gt=F("rectified_at"), rectified_at__gte=F("round_began_at")),
                name="a_finding_closes_on_later_evidence",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=("verified", "closed"))
                | Q(verified_at__isnull=False, verified_person__isnull=False),
                name="a_verified_finding_names_who_verified",
            ),
            models.CheckConstraint(
                condition=~Q(state="risk_accepted") | Q(risk_until__isnull=False),
                name="an_accepted_risk_expires",
            ),
            models.CheckConstraint(
                condition=Q(recurrence=1, repeat_of=None) | Q(recurrence__gt=1, repeat_of__isnull=False),
                name="a_repeat_names_what_it_repeats",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=("submitted", "verified", "closed"))
                | Q(recurrence__lt=3)
                | (~Q(cause="") & ~Q(rule_change="")),
                name="the_third_time_asks_for_a_cause_and_a_change",
            ),
        )
        indexes = (
            models.Index(fields=("state", "due_at"), name="findings_by_due_time"),
            models.Index(fields=("unit", "state", "due_at"), name="findings_of_a_unit"),
            models.Index(fields=("place", "subject", "item_key", "raised_at"), name="findings_of_an_item"),
            models.Index(fields=("raised_at",), name="findings_by_time"),
            models.Index(fields=("state_changed_at",), name="findings_by_change"),
        )

    def __str__(self) -> str:
        return f"{self.code} {self.text}"

    def get_absolute_url(self) -> str:
        return reverse("inspection:finding", args=(self.code,))

    @property
    def was_late(self) -> bool:
        """Whether it was ever late; late stays late."""
        return self.late_since is not None


class FindingStep(models.Model):
    """One move of a finding: from, to, by whom, with what words; append-only."""

    data_class = "internal"
    retention = "operation+1y"
    footing: ClassVar[Footing] = Footing(units=("finding__unit__path",), places=("finding__place__path",))

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    finding = models.ForeignKey(Finding, on_delete=models.PROTECT, related_name="steps")
    number = models.PositiveIntegerField(default=1)
    name = models.CharField(max_length=20)
    source = models.CharField(max_length=16, blank=True)
    target = models.CharField(max_length=16)
    round = models.PositiveIntegerField(default=1)
    note = models.CharField(max_length=1000, blank=True)
    position = models.ForeignKey(
        "people.Position", null=True, blank=True, on_delete=models.PROTECT, related_name="finding_steps"
    )
    person = models.ForeignKey(
        "people.Person", null=True, blank=True, on_delete=models.PROTECT, related_name="finding_steps"
    )
    at = models.DateTimeField(default=clock.now)

    class Meta:
        verbose_name = _("整改经过")
        ordering = ("number", "at")
        indexes = (models.Index(fields=("finding", "at"), name="steps_of_a_finding"),)

    def __str__(self) -> str:
        return f"{self.finding_id} {self.name}"
