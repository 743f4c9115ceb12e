"""Recorded passages as facts, the packed form of a day, and passes in force."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from anlan.core.access import Footing
from anlan.core.kernel import clock
from anlan.core.kernel.ids import new_id
from anlan.foundation.campus.models import Place
from anlan.foundation.people.models import Person, Position

KEY = 64


class Circumstances(models.Model):
    """What held when somebody passed: attributes by name, shared by the passages that are alike in them.

    Hours, gate, direction and counters stand in the passage itself. ``hash`` is that of the canonical JSON.
    """

    data_class: ClassVar[str] = "health"
    retention: ClassVar[str] = "8d"

    id = models.BigAutoField(primary_key=True)
    hash = models.CharField(max_length=64, unique=True)
    attributes = models.JSONField()

    class Meta:
        verbose_name = _("通行时的情形")

    def __str__(self) -> str:
        return self.hash[:12]


class PassageFact(models.Model):
    """One recorded passage, once by its event's id; ``person`` is a number of the roster or a visitor's key.

    ``decision`` and ``reason`` are as the gate said; the counters are as the gate had them.
    """

    data_class: ClassVar[str] = "health"
    retention: ClassVar[str] = "8d"
    footing: ClassVar[Footing] = Footing(places=("gate__path",))
    read_verb: ClassVar[str] = "posture.read"

    event_id = models.UUIDField(primary_key=True, editable=False)
    day = models.DateField()
    at = models.DateTimeField()
    gate = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="+", db_index=False)
    direction = models.CharField(max_length=5)
    person = models.CharField(max_length=KEY, blank=True)
    unit = models.CharField(max_length=60, blank=True)
    pass_key = models.CharField(max_length=KEY, blank=True)
    decision = models.CharField(max_length=5)
    reason = models.CharField(max_length=60, blank=True)
    circumstances = models.ForeignKey(
        Circumstances, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    uses_left = models.IntegerField(null=True)
    entries_today = models.IntegerField(null=True)
    gate_quota_used = models.IntegerField(null=True)
    zone_inside = models.IntegerField(null=True)

    class Meta:
        verbose_name = _("通行记录")
        ordering = ("at", "event_id")
        indexes = (models.Index(fields=("day",), name="movement_passages_of_a_day"),)
        constraints = (
            models.CheckConstraint(
                condition=Q(direction__in=("in", "out", "cross")), name="passage_goes_somewhere"
            ),
            models.CheckConstraint(
                condition=Q(decision__in=("allow", "hold", "deny")), name="passage_was_answered"
            ),
        )

    def __str__(self) -> str:
        return str(self.event_id)


class PackedDay(models.Model):
    """A day's passages as columns, sealed by their hash; ``stale`` since rows of the day came or went."""

    data_class: ClassVar[str] = "health"
    retention: ClassVar[str] = "8d"

    day = models.DateField(primary_key=True)
    passages = models.PositiveIntegerField()
    content_hash = models.CharField(max_length=64)
    body = models.BinaryField()
    stale = models.BooleanField(default=False)
    packed_at = models.DateTimeField(default=clock.now)

    class Meta:
        verbose_name = _("通行记录日包")

    def __str__(self) -> str:
        return f"{self.day:%Y-%m-%d}"


class PassageFile(models.Model):
    """A file of passages or passes that was taken in: what it held, and what came of its rows."""

    data_class: ClassVar[str] = "internal"
    retention: ClassVar[str] = "operation+1y"
    footing: ClassVar[Footing] = Footing(everywhere=True)

    class Kind(models.TextChoices):
        """What the lines are."""

        PASSAGES = "passages", _("通行记录")
        PASSES = "passes", _("在用通行证")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    kind = models.CharField(max_length=10, choices=Kind.choices)
    filename = models.CharField(max_length=200)
    content_hash = models.CharField(max_length=64)
    rows = models.PositiveIntegerField()
    new = models.PositiveIntegerField()
    repeated = models.PositiveIntegerField()
    refused = models.PositiveIntegerField()
    first_at = models.DateTimeField(null=True)
    last_at = models.DateTimeField(null=True)
    taken_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    taken_position = models.ForeignKey(Position, null=True, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        verbose_name = _("通行记录文件")
        ordering = ("-recorded_at",)

    def __str__(self) -> str:
        return self.filename


class PassInForce(models.Model):
    """Who may do what, where and when: one pass with the gates it names and what it is for.

    ``gates`` are keys of places; ``direction`` is the way it is used: in, out or cross.
    """

    data_class: ClassVar[str] = "health"
    retention: ClassVar[str] = "standing+1y"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    key = models.CharField(max_length=KEY, unique=True)
    person = models.CharField(max_length=KEY)
    unit = models.CharField(max_length=60, blank=True)
    kind = models.CharField(max_length=20)
    purpose = models.CharField(max_length=80)
    direction = models.CharField(max_length=5)
    gates = ArrayField(models.UUIDField())
    circumstances = models.ForeignKey(Circumstances, on_delete=models.PROTECT, related_name="+")
    uses_left = models.IntegerField(null=True)
    valid_from = models.DateTimeField()
    valid_until = models.DateTimeField()
    recorded_at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        verbose_name = _("在用通行证")
        ordering = ("key",)
        indexes = (models.Index(fields=("valid_until",), name="movement_passes_until"),)
        constraints = (
            models.CheckConstraint(
                condition=Q(valid_until__gt=F("valid_from")), name="pass_ends_after_it_begins"
            ),
            models.CheckConstraint(
                condition=Q(direction__in=("in", "out", "cross")), name="pass_goes_somewhere"
            ),
        )

    def __str__(self) -> str:
        return self.key
