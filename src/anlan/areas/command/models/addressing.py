"""Whom a requirement addresses, and what each unit answered."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from anlan.areas.command.models.choices import ANSWER_STATES, AddressRole
from anlan.areas.command.models.directives import Directive
from anlan.areas.command.states import ANSWER, AnswerState
from anlan.core.access import Footing
from anlan.core.kernel.ids import new_id
from anlan.core.workflow import Machine


class Addressee(models.Model):
    """One unit addressed by one requirement, as lead or helper; unit and role are fixed at issue."""

    data_class = "internal"
    retention = "operation+1y"
    machine: ClassVar[Machine] = ANSWER
    footing: ClassVar[Footing] = Footing(units=("unit__path", "directive__issuer_unit__path"))

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    directive = models.ForeignKey(Directive, on_delete=models.PROTECT, related_name="addressees")
    unit = models.ForeignKey(
        "people.Unit", on_delete=models.PROTECT, related_name="addressed", verbose_name=_("单位")
    )
    role = models.CharField(max_length=10, choices=AddressRole.choices, verbose_name=_("角色"))
    answer_due_at = models.DateTimeField()
    state = models.CharField(
        max_length=20, choices=ANSWER_STATES, default=AnswerState.WAITING.value, verbose_name=_("状态")
    )
    acknowledged_at = models.DateTimeField(null=True, blank=True)
    acknowledged_by = models.ForeignKey(
        "people.Position", null=True, blank=True, on_delete=models.PROTECT, related_name="acknowledgements"
    )
    objected_at = models.DateTimeField(null=True, blank=True)
    objection = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answer = models.TextField(blank=True)
    relay_waived_at = models.DateTimeField(null=True, blank=True)
    relay_waiver = models.CharField(max_length=300, blank=True)

    class Meta:
        verbose_name = _("签收")
        ordering = ("directive", "-role", "unit__order")
        constraints = (
            models.UniqueConstraint(fields=("directive", "unit"), name="one_answer_a_unit"),
            models.CheckConstraint(
                condition=~Q(state=AnswerState.ACKNOWLEDGED.value) | Q(acknowledged_at__isnull=False),
                name="acknowledged_at_a_time",
            ),
            models.CheckConstraint(
                condition=~Q(state=AnswerState.OBJECTED.value) | ~Q(objection=""),
                name="objected_with_a_reason",
            ),
        )
        indexes = (models.Index(fields=("unit", "state"), name="addressee_of_a_unit"),)

    def __str__(self) -> str:
        return f"{self.directive_id} {self.unit_id}"

    @property
    def was_late(self) -> bool:
        """Whether it was acknowledged after its time; late stays late."""
        return self.acknowledged_at is not None and self.acknowledged_at > self.answer_due_at

    @classmethod
    def late(cls) -> Q:
        """The same as a condition."""
        return Q(acknowledged_at__gt=F("answer_due_at"))
