"""The outbox: what was announced, and each listener's delivery of it."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from anlan.core.kernel import clock
from anlan.core.kernel.ids import new_id


class OutboxEvent(models.Model):
    """Something that happened, written in the transaction in which it happened."""

    data_class: ClassVar[str] = "internal"
    retention: ClassVar[str] = "outbox+30d"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    name = models.CharField(max_length=120)
    at = models.DateTimeField(default=clock.now)
    fields = models.JSONField()

    class Meta:
        verbose_name = _("已发布事件")
        indexes = (models.Index(fields=("name", "at"), name="bus_event_name"),)

    def __str__(self) -> str:
        return f"{self.name} {self.id}"


class Delivery(models.Model):
    """One listener's share of an event: waiting, done, or failed with the reason."""

    class State(models.TextChoices):
        PENDING = "pending", _("等待送达")
        DONE = "done", _("已送达")
        FAILED = "failed", _("送达失败")
        DROPPED = "dropped", _("已放弃")

    data_class: ClassVar[str] = "internal"
    retention: ClassVar[str] = "outbox+30d"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    event = models.ForeignKey(OutboxEvent, on_delete=models.CASCADE, related_name="deliveries")
    listener = models.CharField(max_length=200)
    state = models.CharField(max_length=8, choices=State.choices, default=State.PENDING)
    attempts = models.PositiveIntegerField(default=0)
    last_error = models.TextField(blank=True, default="")
    touched_at = models.DateTimeField(default=clock.now)
    done_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("事件送达")
        indexes = (
            models.Index(
                fields=("state", "touched_at"), condition=~Q(state="done"), name="bus_delivery_open"
            ),
        )
        constraints = (
            models.UniqueConstraint(fields=("event", "listener"), name="bus_delivery_once_a_listener"),
            models.CheckConstraint(
                condition=Q(state="done", done_at__isnull=False) | ~Q(state="done") & Q(done_at=None),
                name="bus_delivery_done_has_time",
            ),
        )

    def __str__(self) -> str:
        return f"{self.listener} {self.state}"
