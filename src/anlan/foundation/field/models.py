"""Phones, and what they sent; a parcel that was refused keeps its body."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from anlan.core.access import Footing
from anlan.core.kernel import clock
from anlan.core.kernel.ids import new_id
from anlan.foundation.field.states import Verdict
from anlan.foundation.people.models import Person


class Device(models.Model):
    """A browser on somebody's phone, by an id it made itself.

    ``next_sequence`` is the lowest number that has not arrived. ``made_upto`` is the highest number the
    phone said it made: whatever is missing up to there was lost, or is still on the phone.
    """

    data_class: ClassVar[str] = "personal"
    retention: ClassVar[str] = "operation+1y"
    footing: ClassVar[Footing] = Footing(persons=("person_id",))

    id = models.UUIDField(primary_key=True, editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="devices")
    label = models.CharField(max_length=80)
    enrolled_at = models.DateTimeField(default=clock.now, editable=False)
    last_seen = models.DateTimeField(default=clock.now)
    next_sequence = models.PositiveIntegerField(default=1)
    made_upto = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("现场手机")
        ordering = ("-last_seen",)

    def __str__(self) -> str:
        return self.label


class Parcel(models.Model):
    """One piece of work from a phone: what it says, when it was made, and what came of it.

    ``sequence`` is empty where a phone used a number twice (its counter began anew); ``claimed`` keeps
    what it said.
    """

    data_class: ClassVar[str] = "personal"
    retention: ClassVar[str] = "operation+1y"
    footing: ClassVar[Footing] = Footing(persons=("device__person_id",))

    id = models.UUIDField(primary_key=True, editable=False)
    device = models.ForeignKey(Device, on_delete=models.PROTECT, related_name="parcels")
    sequence = models.PositiveIntegerField(null=True)
    claimed = models.PositiveIntegerField()
    kind = models.CharField(max_length=60)
    body = models.JSONField()
    made_at = models.DateTimeField()
    received_at = models.DateTimeField(default=clock.now)
    verdict = models.CharField(max_length=9, choices=Verdict.choices)
    code = models.CharField(max_length=60, blank=True)
    answer = models.JSONField(default=dict)
    settled_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("现场记录")
        ordering = ("-received_at", "-claimed")
        constraints = (
            models.UniqueConstraint(fields=("device", "sequence"), name="field_one_parcel_a_number"),
            models.CheckConstraint(condition=Q(claimed__gte=1), name="field_numbers_begin_at_one"),
            models.CheckConstraint(
                condition=Q(verdict__in=("accepted", "refused")), name="field_a_duplicate_is_not_kept"
            ),
        )
        indexes = (
            models.Index(
                fields=("device", "received_at"), condition=Q(verdict="refused"), name="field_refused_parcels"
            ),
        )

    def __str__(self) -> str:
        return f"{self.claimed}: {self.kind}"


class GapNote(models.Model):
    """Somebody looked into missing numbers and said what became of them."""

    data_class: ClassVar[str] = "internal"
    retention: ClassVar[str] = "operation+1y"
    footing: ClassVar[Footing] = Footing(persons=("device__person_id",))

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    device = models.ForeignKey(Device, on_delete=models.PROTECT, related_name="gap_notes")
    upto = models.PositiveIntegerField()
    reason = models.CharField(max_length=300)
    by_person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)

    class Meta:
        verbose_name = _("缺号说明")
        ordering = ("-at",)

    def __str__(self) -> str:
        return self.reason
