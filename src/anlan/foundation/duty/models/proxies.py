"""Acts of named secretaries, waiting for the eye of the one they stand in for."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import pgettext_lazy

from anlan.core.access import Footing
from anlan.core.kernel import clock
from anlan.core.kernel.ids import new_id
from anlan.core.workflow import Machine
from anlan.foundation.duty.models.choices import PROXY_STATES
from anlan.foundation.duty.states import PROXY, ProxyState


class ProxyAct(models.Model):
    """One line of the ledger that a secretary wrote for a position."""

    data_class: ClassVar[str] = "internal"
    retention: ClassVar[str] = "ledger"
    machine: ClassVar[Machine] = PROXY
    read_verb: ClassVar[str] = "duty.confirm"
    footing: ClassVar[Footing] = Footing(units=("position__unit__path",))

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    event_id = models.UUIDField(unique=True)
    position = models.ForeignKey("people.Position", on_delete=models.PROTECT, related_name="proxy_acts")
    secretary = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="proxy_acts")
    at = models.DateTimeField(default=clock.now)
    confirm_by = models.DateTimeField()
    state = models.CharField(max_length=10, choices=PROXY_STATES, default=ProxyState.WAITING.value)
    settled_by = models.ForeignKey(
        "people.Person", null=True, blank=True, on_delete=models.PROTECT, related_name="proxy_acts_settled"
    )
    settled_at = models.DateTimeField(null=True, blank=True)
    objection = models.CharField(max_length=300, blank=True)
    reminded_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = pgettext_lazy("duty", "代办")
        ordering = ("-at",)
        constraints = (
            models.CheckConstraint(
                condition=Q(settled_by=None) | ~Q(settled_by=F("secretary")), name="duty_proxy_two_persons"
            ),
            models.CheckConstraint(
                condition=Q(state=ProxyState.WAITING.value, settled_at=None)
                | (
                    ~Q(state=ProxyState.WAITING.value) & Q(settled_at__isnull=False, settled_by__isnull=False)
                ),
                name="duty_proxy_settled",
            ),
        )
        indexes = (
            models.Index(
                fields=("position", "at"),
                condition=Q(state=ProxyState.WAITING.value),
                name="proxy_acts_waiting",
            ),
        )

    def __str__(self) -> str:
        return str(self.pk)
