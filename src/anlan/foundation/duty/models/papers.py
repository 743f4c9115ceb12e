"""The hand-over of a shift, and orders given by word of mouth."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import pgettext_lazy

from anlan.core.access import Footing
from anlan.core.kernel import clock
from anlan.core.kernel.ids import new_id
from anlan.core.workflow import Machine
from anlan.foundation.duty.models.choices import HANDOVER_STATES, ORDER_STATES
from anlan.foundation.duty.models.rosters import Roster, Shift
from anlan.foundation.duty.states import HANDOVER, ORDER, HandOverState, OrderState


class HandOver(models.Model):
    """What one shift hands to the next, signed by two persons; frozen from the first signature on.

    A correction is a further version. ``sha256`` is that of the frozen content.
    """

    data_class: ClassVar[str] = "internal"
    retention: ClassVar[str] = "archive"
    machine: ClassVar[Machine] = HANDOVER
    footing: ClassVar[Footing] = Footing(units=("shift__roster__position__unit__path",))

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    shift = models.ForeignKey(Shift, on_delete=models.PROTECT, related_name="handovers")
    version = models.PositiveSmallIntegerField(default=1)
    corrects = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="corrected_by"
    )
    correction = models.CharField(max_length=300, blank=True)
    state = models.CharField(max_length=10, choices=HANDOVER_STATES, default=HandOverState.DRAFT.value)
    body = models.JSONField(default=dict)
    remarks = models.TextField(blank=True, max_length=4000)
    drafted_at = models.DateTimeField(default=clock.now)
    sha256 = models.CharField(max_length=64, blank=True)
    outgoing = models.ForeignKey(
        "people.Person", null=True, blank=True, on_delete=models.PROTECT, related_name="handed_over"
    )
    outgoing_at = models.DateTimeField(null=True, blank=True)
    incoming = models.ForeignKey(
        "people.Person", null=True, blank=True, on_delete=models.PROTECT, related_name="taken_over"
    )
    incoming_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = pgettext_lazy("duty", "交接班记录")
        ordering = ("-shift__starts", "-version")
        constraints = (
            models.UniqueConstraint(fields=("shift", "version"), name="duty_handover_version"),
            models.CheckConstraint(
                condition=Q(incoming=None) | Q(outgoing__isnull=False) & ~Q(incoming=F("outgoing")),
                name="duty_handover_two_signers",
            ),
            models.CheckConstraint(
                condition=Q(state=HandOverState.DRAFT.value) | ~Q(sha256=""), name="duty_handover_hashed"
            ),
        )

    def __str__(self) -> str:
        return f"{self.shift_id} {self.version}"

    def get_absolute_url(self) -> str:
        """The page of the record."""
        return reverse("duty:handover", args=(self.pk,))


class OralOrder(models.Model):
    """An order as heard, with who gave it and when; its key is made by the client."""

    data_class: ClassVar[str] = "internal"
    retention: ClassVar[str] = "archive"
    machine: ClassVar[Machine] = ORDER
    footing: ClassVar[Footing] = Footing(
        units=("roster__position__unit__path",), persons=("ordered_by_id", "recorded_by_id")
    )

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    roster = models.ForeignKey(Roster, on_delete=models.PROTECT, related_name="orders")
    words = models.TextField(max_length=2000)
    ordered_by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="orders_given")
    ordered_at = models.DateTimeField()
    recorded_by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="orders_recorded")
    recorded_at = models.DateTimeField(default=clock.now)
    confirm_by = models.DateTimeField()
    state = models.CharField(max_length=10, choices=ORDER_STATES, default=OrderState.OPEN.value)
    written = models.TextField(blank=True, max_length=2000)
    settled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = pgettext_lazy("duty", "口头指示")
        ordering = ("-ordered_at",)
        constraints = (
            models.CheckConstraint(condition=Q(recorded_at__gte=F("ordered_at")), name="duty_order_heard"),
            models.CheckConstraint(
                condition=Q(state=OrderState.OPEN.value, settled_at=None)
                | (~Q(state=OrderState.OPEN.value) & Q(settled_at__isnull=False)),
                name="duty_order_settled",
            ),
        )

    def __str__(self) -> str:
        return str(self.pk)

    def get_absolute_url(self) -> str:
        """The list of orders, at this one."""
        return f"{reverse('duty:orders')}#order-{self.pk}"
