"""What a switch stands on: confirmations of two people, signed assessments, words spoken at night."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from anlan.core.access import Footing
from anlan.core.kernel import clock
from anlan.core.kernel.ids import new_id
from anlan.foundation.evidence.models import Evidence
from anlan.foundation.people.models import Person, Position
from anlan.foundation.posture.models.choices import ConfirmedAct
from anlan.foundation.posture.models.operations import Operation
from anlan.foundation.posture.models.phases import Phase


class Assessment(models.Model):
    """A signed judgement with its document: what a loosening stands on."""

    data_class: ClassVar[str] = "internal"
    retention: ClassVar[str] = "permanent"
    footing: ClassVar[Footing] = Footing(everywhere=True)
    read_verb: ClassVar[str] = "posture.read"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    operation = models.ForeignKey(Operation, on_delete=models.PROTECT, related_name="assessments")
    document = models.ForeignKey(Evidence, on_delete=models.PROTECT, related_name="+")
    conclusion = models.CharField(max_length=500)
    signed_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    signed_position = models.ForeignKey(Position, null=True, on_delete=models.PROTECT, related_name="+")
    signed_at = models.DateTimeField(default=clock.now)
    recorded_at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        verbose_name = _("研判结论")
        ordering = ("-signed_at",)
        constraints = (
            models.CheckConstraint(condition=~Q(conclusion=""), name="assessment_concludes"),
            models.CheckConstraint(
                condition=Q(signed_at__lte=F("recorded_at")), name="assessment_signed_before_recorded"
            ),
        )

    def __str__(self) -> str:
        return self.conclusion


class PhaseConfirmation(models.Model):
    """One of two people stands behind a switch, with a second factor, over a named document and preview."""

    data_class: ClassVar[str] = "internal"
    retention: ClassVar[str] = "permanent"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    phase = models.ForeignKey(Phase, on_delete=models.PROTECT, related_name="confirmations")
    act = models.CharField(max_length=6, choices=ConfirmedAct.choices)
    round = models.PositiveSmallIntegerField()
    number = models.PositiveSmallIntegerField()
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    position = models.ForeignKey(Position, null=True, on_delete=models.PROTECT, related_name="+")
    second_factor = models.BooleanField()
    document_hash = models.CharField(max_length=64)
    preview_hash = models.CharField(max_length=64, blank=True)
    assessment = models.ForeignKey(Assessment, null=True, on_delete=models.PROTECT, related_name="+")
    note = models.CharField(max_length=300, blank=True)
    at = models.DateTimeField(default=clock.now)

    class Meta:
        verbose_name = pgettext_lazy("phase", "确认")
        ordering = ("at",)
        constraints = (
            models.UniqueConstraint(
                fields=("phase", "act", "round", "person"), name="confirmation_two_different_people"
            ),
            models.UniqueConstraint(
                fields=("phase", "act", "round", "number"), name="confirmation_first_and_second"
            ),
            models.CheckConstraint(condition=Q(number__in=(1, 2)), name="confirmation_of_two"),
            models.CheckConstraint(condition=Q(second_factor=True), name="confirmation_with_second_factor"),
        )

    def __str__(self) -> str:
        return f"{self.phase_id} {self.act} {self.number}"


class OralOrder(models.Model):
    """Words spoken at night that tightened for life safety: who said them, when, against what danger."""

    data_class: ClassVar[str] = "internal"
    retention: ClassVar[str] = "permanent"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    phase = models.OneToOneField(Phase, on_delete=models.PROTECT, related_name="oral_order")
    words = models.CharField(max_length=500)
    danger = models.CharField(max_length=300)
    said_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    said_at = models.DateTimeField()
    lasts_until = models.DateTimeField()
    recorded_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(default=clock.now, editable=False)
    confirmed_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = pgettext_lazy("phase", "口头令")
        constraints = (
            models.CheckConstraint(condition=~Q(words="") & ~Q(danger=""), name="oral_order_in_words"),
            models.CheckConstraint(
                condition=Q(said_at__lte=F("recorded_at")), name="oral_order_said_before_recorded"
            ),
        )

    def __str__(self) -> str:
        return self.words
