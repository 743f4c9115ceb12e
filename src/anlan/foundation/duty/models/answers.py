"""Who was called when nobody answered, and who asked whom to swap."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import pgettext_lazy

from anlan.core.access import Footing
from anlan.core.kernel import clock
from anlan.core.kernel.ids import new_id
from anlan.core.workflow import Machine
from anlan.foundation.duty.models.choices import SWAP_STATES, Rung
from anlan.foundation.duty.models.rosters import Watch
from anlan.foundation.duty.states import SWAP, SwapState


class Call(models.Model):
    """One rung of the ladder for one watch, climbed once; append-only."""

    data_class: ClassVar[str] = "internal"
    retention: ClassVar[str] = "operation+1y"
    footing: ClassVar[Footing] = Footing(units=("watch__shift__roster__position__unit__path",))

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    watch = models.ForeignKey(Watch, on_delete=models.PROTECT, related_name="calls")
    rung = models.CharField(max_length=10, choices=Rung.choices)
    told = models.PositiveSmallIntegerField()
    at = models.DateTimeField(default=clock.now)

    class Meta:
        verbose_name = pgettext_lazy("duty", "催到岗")
        ordering = ("at",)
        constraints = (models.UniqueConstraint(fields=("watch", "rung"), name="duty_call_once"),)

    def __str__(self) -> str:
        return f"{self.watch_id} {self.rung}"


class Swap(models.Model):
    """One asks another to take a watch, perhaps in return for one of theirs."""

    data_class: ClassVar[str] = "internal"
    retention: ClassVar[str] = "operation+1y"
    machine: ClassVar[Machine] = SWAP
    footing: ClassVar[Footing] = Footing(
        units=("watch__shift__roster__position__unit__path",), persons=("watch__person_id", "asked_of_id")
    )

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    watch = models.ForeignKey(Watch, on_delete=models.PROTECT, related_name="swaps")
    asked_of = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="swaps_asked")
    in_return = models.ForeignKey(
        Watch, null=True, blank=True, on_delete=models.PROTECT, related_name="swaps_in_return"
    )
    reason = models.CharField(max_length=200, blank=True)
    state = models.CharField(max_length=10, choices=SWAP_STATES, default=SwapState.ASKED.value)
    answer = models.CharField(max_length=200, blank=True)
    asked_at = models.DateTimeField(default=clock.now)
    settled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = pgettext_lazy("duty", "换班")
        ordering = ("-asked_at",)
        constraints = (
            models.UniqueConstraint(
                fields=("watch",), condition=Q(state=SwapState.ASKED.value), name="duty_swap_one_open"
            ),
        )

    def __str__(self) -> str:
        return str(self.pk)
