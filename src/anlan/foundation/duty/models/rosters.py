"""A roster, who stands on it, its shifts, and who stands each of them."""

from __future__ import annotations

from datetime import time
from typing import ClassVar

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import pgettext_lazy

from anlan.core.access import Footing
from anlan.core.kernel import clock
from anlan.core.kernel.ids import new_id
from anlan.core.workflow import Machine
from anlan.foundation.duty.models.choices import SHIFT_STATES, AbsenceKind, Left
from anlan.foundation.duty.states import SHIFT, ShiftState
from anlan.foundation.people.models.lasting import window_range


class Roster(models.Model):
    """One desk that is always staffed; its duties are those of one position."""

    data_class: ClassVar[str] = "internal"
    retention: ClassVar[str] = "archive"
    footing: ClassVar[Footing] = Footing(units=("position__unit__path",))

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    code = models.SlugField(max_length=40, unique=True)
    name = models.CharField(max_length=80)
    name_en = models.CharField(max_length=120)
    position = models.OneToOneField("people.Position", on_delete=models.PROTECT, related_name="roster")
    least = models.PositiveSmallIntegerField(default=2, validators=[MinValueValidator(1)])
    first_start = models.TimeField(default=time(8))
    shift_hours = models.PositiveSmallIntegerField(default=24, validators=[MaxValueValidator(24)])
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = pgettext_lazy("duty", "值班表")
        ordering = ("position__unit__path", "code")
        constraints = (
            models.CheckConstraint(condition=Q(least__gte=1), name="duty_roster_least"),
            models.CheckConstraint(
                condition=Q(shift_hours__in=(4, 6, 8, 12, 24)), name="duty_roster_shift_hours"
            ),
        )

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """The page of the roster."""
        return reverse("duty:roster", args=(self.code,))


class Member(models.Model):
    """A person in a roster's rotation: among the leaders, or among the others."""

    data_class: ClassVar[str] = "internal"
    retention: ClassVar[str] = "operation+1y"
    footing: ClassVar[Footing] = Footing(units=("roster__position__unit__path",), persons=("person_id",))

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    roster = models.ForeignKey(Roster, on_delete=models.CASCADE, related_name="members")
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="rosters")
    leads = models.BooleanField(default=False)
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ("-leads", "order")
        constraints = (
            models.UniqueConstraint(fields=("roster", "person", "leads"), name="duty_member_once"),
        )

    def __str__(self) -> str:
        return str(self.pk)


class Shift(models.Model):
    """A stretch of time of one roster."""

    data_class: ClassVar[str] = "internal"
    retention: ClassVar[str] = "operation+1y"
    machine: ClassVar[Machine] = SHIFT
    footing: ClassVar[Footing] = Footing(units=("roster__position__unit__path",))

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    roster = models.ForeignKey(Roster, on_delete=models.PROTECT, related_name="shifts")
    starts = models.DateTimeField()
    ends = models.DateTimeField()
    state = models.CharField(max_length=10, choices=SHIFT_STATES, default=ShiftState.DRAFT.value)
    published_at = models.DateTimeField(null=True, blank=True)
    recorded_at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        verbose_name = pgettext_lazy("duty", "班次")
        ordering = ("starts",)
        constraints = (
            models.CheckConstraint(condition=Q(ends__gt=F("starts")), name="duty_shift_window"),
            ExclusionConstraint(
                name="duty_shift_one_at_a_time",
                expressions=(
                    (F("roster"), RangeOperators.EQUAL),
                    (window_range("starts", "ends"), RangeOperators.OVERLAPS),
                ),
                condition=~Q(state=ShiftState.CANCELLED.value),
            ),
        )

    def __str__(self) -> str:
        return str(self.pk)

    def get_absolute_url(self) -> str:
        """The page of the shift."""
        return reverse("duty:shift", args=(self.pk,))


class Watch(models.Model):
    """One person on one shift; who has left it stays in the row with the reason.

    ``starts`` and ``ends`` repeat the shift's, so that the database keeps anyone from two posts at once.
    """

    data_class: ClassVar[str] = "internal"
    retention: ClassVar[str] = "operation+1y"
    footing: ClassVar[Footing] = Footing(
        units=("shift__roster__position__unit__path",), persons=("person_id",)
    )

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    shift = models.ForeignKey(Shift, on_delete=models.PROTECT, related_name="watches")
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="watches")
    lead = models.BooleanField(default=False)
    starts = models.DateTimeField()
    ends = models.DateTimeField()
    duty = models.OneToOneField(
        "people.Duty", null=True, blank=True, on_delete=models.PROTECT, related_name="watch"
    )
    acknowledged_at = models.DateTimeField(null=True, blank=True)
    acknowledged_late = models.BooleanField(default=False)
    taken_at = models.DateTimeField(null=True, blank=True)
    left_at = models.DateTimeField(null=True, blank=True)
    left_why = models.CharField(max_length=10, choices=Left.choices, blank=True)
    recorded_at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        verbose_name = pgettext_lazy("duty", "值班人")
        ordering = ("starts", "-lead", "recorded_at")
        constraints = (
            models.CheckConstraint(condition=Q(ends__gt=F("starts")), name="duty_watch_window"),
            models.CheckConstraint(
                condition=Q(left_at=None, left_why="") | (Q(left_at__isnull=False) & ~Q(left_why="")),
                name="duty_watch_left_for_a_reason",
            ),
            models.UniqueConstraint(
                fields=("shift",), condition=Q(lead=True, left_at=None), name="duty_watch_one_leader"
            ),
            ExclusionConstraint(
                name="duty_watch_one_post_at_a_time",
                expressions=(
                    (F("person"), RangeOperators.EQUAL),
                    (window_range("starts", "ends"), RangeOperators.OVERLAPS),
                ),
                condition=Q(left_at=None),
            ),
        )

    def __str__(self) -> str:
        return str(self.pk)


class Absence(models.Model):
    """A stretch of time when a person cannot stand a watch."""

    data_class: ClassVar[str] = "personal"
    retention: ClassVar[str] = "operation+1y"
    footing: ClassVar[Footing] = Footing(
        units=("person__rosters__roster__position__unit__path",), persons=("person_id",)
    )

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="absences")
    kind = models.CharField(max_length=10, choices=AbsenceKind.choices)
    starts = models.DateTimeField()
    ends = models.DateTimeField()
    recorded_by = models.ForeignKey(
        "people.Person", null=True, on_delete=models.PROTECT, related_name="absences_recorded"
    )
    recorded_at = models.DateTimeField(default=clock.now, editable=False)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = pgettext_lazy("duty", "不在岗")
        ordering = ("starts",)
        constraints = (models.CheckConstraint(condition=Q(ends__gt=F("starts")), name="duty_absence_window"),)
        indexes = (models.Index(fields=("person", "ends"), name="absences_of_a_person"),)

    def __str__(self) -> str:
        return str(self.pk)
