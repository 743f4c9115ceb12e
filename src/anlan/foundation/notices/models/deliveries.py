"""The delivery ledger: who by which channel, and every attempt."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from anlan.core.access import Footing
from anlan.core.kernel import clock
from anlan.core.kernel.ids import new_id
from anlan.core.workflow import Machine
from anlan.foundation.notices.models.channels import Channel
from anlan.foundation.notices.models.choices import DELIVERY_STATES, Level, OutcomeKind
from anlan.foundation.notices.models.inbox import Digest, Letter
from anlan.foundation.notices.models.notices import Notice
from anlan.foundation.notices.states import DELIVERY, DeliveryState
from anlan.foundation.people.models import Person


class Delivery(models.Model):
    """One notice, letter or digest to one person by one channel; without a person it goes to a group."""

    data_class: ClassVar[str] = "personal"
    retention: ClassVar[str] = "operation+1y"
    machine: ClassVar[Machine] = DELIVERY
    read_verb: ClassVar[str] = "notices.read"
    footing: ClassVar[Footing] = Footing(units=("notice__sender__unit__path",), persons=("person_id",))

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    notice = models.ForeignKey(Notice, null=True, on_delete=models.PROTECT, related_name="deliveries")
    letter = models.ForeignKey(Letter, null=True, on_delete=models.PROTECT, related_name="deliveries")
    digest = models.ForeignKey(Digest, null=True, on_delete=models.PROTECT, related_name="deliveries")
    person = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    channel = models.ForeignKey(Channel, on_delete=models.PROTECT, related_name="deliveries")
    state = models.CharField(max_length=12, choices=DELIVERY_STATES, default=DeliveryState.QUEUED.value)
    level = models.CharField(max_length=8, choices=Level, default=Level.DIGEST)
    drill = models.BooleanField(default=False)
    attempts = models.PositiveIntegerField(default=0)
    due_at = models.DateTimeField(default=clock.now)
    changed_at = models.DateTimeField(default=clock.now)
    reason = models.CharField(max_length=200, blank=True)

    class Meta:
        verbose_name = _("送达")
        indexes = (
            models.Index(
                fields=("channel", "due_at"),
                condition=Q(state__in=("queued", "failed")),
                name="notices_delivery_due",
            ),
            models.Index(fields=("notice", "channel", "state"), name="notices_delivery_counts"),
        )
        constraints = (
            models.CheckConstraint(
                condition=Q(notice__isnull=False, letter=None, digest=None)
                | Q(notice=None, letter__isnull=False, digest=None, person__isnull=False)
                | Q(notice=None, letter=None, digest__isnull=False, person__isnull=False),
                name="notices_delivery_of_one_thing",
            ),
            models.UniqueConstraint(
                fields=("notice", "person", "channel"),
                condition=Q(notice__isnull=False),
                nulls_distinct=False,
                name="notices_delivery_notice_once",
            ),
            models.UniqueConstraint(
                fields=("letter", "channel"),
                condition=Q(letter__isnull=False),
                name="notices_delivery_letter_once",
            ),
            models.UniqueConstraint(
                fields=("digest", "channel"),
                condition=Q(digest__isnull=False),
                name="notices_delivery_digest_once",
            ),
        )

    def __str__(self) -> str:
        return f"{self.channel_id} {self.state}"


class Attempt(models.Model):
    """One try of a delivery; rows are added and never changed."""

    data_class: ClassVar[str] = "internal"
    retention: ClassVar[str] = "operation+1y"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    delivery = models.ForeignKey(Delivery, on_delete=models.PROTECT, related_name="tries")
    at = models.DateTimeField(default=clock.now)
    outcome = models.CharField(max_length=10, choices=OutcomeKind)
    code = models.CharField(max_length=60, blank=True)
    detail = models.CharField(max_length=300, blank=True)
    took_ms = models.PositiveIntegerField(default=0)
    together = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = _("发送尝试")
        ordering = ("at", "id")
        indexes = (models.Index(fields=("delivery", "at"), name="notices_attempt_of_delivery"),)

    def __str__(self) -> str:
        return f"{self.outcome} {self.code}"
