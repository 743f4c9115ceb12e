"""Daily reports of units: the window, who is asked, what each told (a later telling is a new version)."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from anlan.core.access import Footing
from anlan.core.kernel import clock
from anlan.core.kernel.ids import new_id
from anlan.foundation.people.models import Person, Position, Unit


class Window(models.Model):
    """The hours of a day in which units report."""

    data_class: ClassVar[str] = "internal"
    retention: ClassVar[str] = "operation+1y"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    day = models.DateField(unique=True)
    opens_at = models.DateTimeField()
    closes_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("零报告时段")
        ordering = ("-day",)
        constraints = (
            models.CheckConstraint(
                condition=Q(closes_at__gt=F("opens_at")), name="a_window_closes_after_it_opens"
            ),
        )

    def __str__(self) -> str:
        return str(self.day)


class Expected(models.Model):
    """A unit that is asked on a day; frozen when the window opens."""

    data_class: ClassVar[str] = "internal"
    retention: ClassVar[str] = "operation+1y"
    footing: ClassVar[Footing] = Footing(units=("unit__path",))

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    window = models.ForeignKey(Window, on_delete=models.PROTECT, related_name="expected")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("应报单位")
        constraints = (models.UniqueConstraint(fields=("window", "unit"), name="a_unit_is_asked_once_a_day"),)

    def __str__(self) -> str:
        return f"{self.window_id} {self.unit_id}"


class UnitReport(models.Model):
    """What a unit told of its day; ``matters`` empty means nothing to report. Append-only."""

    data_class: ClassVar[str] = "internal"
    retention: ClassVar[str] = "operation+1y"
    footing: ClassVar[Footing] = Footing(units=("unit__path",))

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    window = models.ForeignKey(Window, on_delete=models.PROTECT, related_name="reports")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="reports")
    version = models.PositiveIntegerField(default=1)
    matters = models.JSONField(default=list)
    note = models.CharField(max_length=500, blank=True)
    late = models.BooleanField(default=False)
    position = models.ForeignKey(Position, null=True, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(default=clock.now)

    class Meta:
        verbose_name = _("单位零报告")
        ordering = ("-recorded_at",)
        constraints = (
            models.UniqueConstraint(fields=("window", "unit", "version"), name="a_unit_tells_a_version_once"),
        )

    def __str__(self) -> str:
        return f"{self.window_id} {self.unit_id} v{self.version}"
