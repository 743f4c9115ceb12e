"""Positions act; appointments let persons hold them for a time; duty says who is on tonight."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Q

from anlan.core.access import Footing
from anlan.core.kernel import clock
from anlan.core.kernel.ids import new_id
from anlan.foundation.people.models.lasting import Lasting, LastingQuerySet, window_check, window_range
from anlan.foundation.people.models.persons import Person
from anlan.foundation.people.models.units import Unit


class Position(Lasting):
    """A seat that acts: a role of ``rulebooks/positions.json`` at a unit, perhaps bound to a place."""

    data_class: ClassVar[str] = "internal"
    retention: ClassVar[str] = "archive"
    footing: ClassVar[Footing] = Footing(units=("unit__path",), places=("place_path",))

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    code = models.CharField(max_length=80, unique=True)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="positions")
    title = models.CharField(max_length=80)
    title_en = models.CharField(max_length=120, blank=True)
    role = models.SlugField(max_length=40, db_index=True)
    place_path = models.CharField(max_length=400, blank=True)
    phone = models.CharField(max_length=20, blank=True)
    order = models.PositiveIntegerField(default=0)

    objects = LastingQuerySet.as_manager()

    class Meta:
        ordering = ("order", "code")
        constraints = (window_check("people_position_window"),)

    def __str__(self) -> str:
        return self.title


class Appointment(Lasting):
    """A person holds a position from–until: in the seat, as a deputy, or as the seat's named secretary."""

    data_class: ClassVar[str] = "internal"
    retention: ClassVar[str] = "archive"
    footing: ClassVar[Footing] = Footing(units=("position__unit__path",), persons=("person_id",))

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="appointments")
    position = models.ForeignKey(Position, on_delete=models.PROTECT, related_name="appointments")
    deputy = models.BooleanField(default=False)
    secretary = models.BooleanField(default=False)

    objects = LastingQuerySet.as_manager()

    class Meta:
        ordering = ("secretary", "deputy", "valid_from")
        constraints = (
            window_check("people_appointment_window"),
            models.CheckConstraint(
                condition=~Q(deputy=True, secretary=True), name="people_appointment_one_capacity"
            ),
            ExclusionConstraint(
                name="people_appointment_once",
                expressions=(
                    (F("person"), RangeOperators.EQUAL),
                    (F("position"), RangeOperators.EQUAL),
                    (window_range(), RangeOperators.OVERLAPS),
                ),
            ),
            ExclusionConstraint(
                name="people_appointment_one_seat",
                expressions=(
                    (F("position"), RangeOperators.EQUAL),
                    (window_range(), RangeOperators.OVERLAPS),
                ),
                condition=Q(deputy=False, secretary=False),
            ),
        )

    def __str__(self) -> str:
        return str(self.pk)


class Duty(models.Model):
    """A person on duty for a position from–until; one of them leads."""

    data_class: ClassVar[str] = "internal"
    retention: ClassVar[str] = "operation+1y"
    footing: ClassVar[Footing] = Footing(units=("position__unit__path",), persons=("person_id",))

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    position = models.ForeignKey(Position, on_delete=models.PROTECT, related_name="duties")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="duties")
    starts = models.DateTimeField()
    ends = models.DateTimeField()
    lead = models.BooleanField(default=False)
    recorded_at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        ordering = ("starts", "-lead")
        constraints = (
            models.CheckConstraint(condition=Q(ends__gt=F("starts")), name="people_duty_window"),
            ExclusionConstraint(
                name="people_duty_once",
                expressions=(
                    (F("person"), RangeOperators.EQUAL),
                    (F("position"), RangeOperators.EQUAL),
                    (window_range("starts", "ends"), RangeOperators.OVERLAPS),
                ),
            ),
            ExclusionConstraint(
                name="people_duty_one_lead",
                expressions=(
                    (F("position"), RangeOperators.EQUAL),
                    (window_range("starts", "ends"), RangeOperators.OVERLAPS),
                ),
                condition=Q(lead=True),
            ),
        )

    def __str__(self) -> str:
        return str(self.pk)
