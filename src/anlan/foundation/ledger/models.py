"""The one table of the ledger."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from anlan.core.access import Footing
from anlan.core.kernel.ids import new_id

NEWEST_FIRST = (F("seq").desc(nulls_first=True), "-id")
"""The order in which people read: what the present transaction has not yet sealed comes first."""


class Event(models.Model):
    """One act: who, in which position, did what to what, before and after, why.

    A row is written unsealed (``seq``, ``prev`` and ``hash`` empty) and sealed into the chain by the
    database when its transaction commits. Afterwards only ``payload`` and ``salt`` may be emptied.
    """

    data_class: ClassVar[str] = "personal"
    retention: ClassVar[str] = "ledger"
    footing: ClassVar[Footing] = Footing(everywhere=True)

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    seq = models.BigIntegerField(null=True, unique=True, editable=False)
    at = models.DateTimeField()
    verb = models.CharField(max_length=80)
    kind = models.CharField(max_length=80)
    object_id = models.CharField(max_length=80)
    position_id = models.UUIDField(null=True)
    drill = models.BooleanField(default=False)
    count = models.BigIntegerField(null=True)
    content_hash = models.CharField(max_length=128, blank=True, default="")
    header = models.TextField()
    salt = models.CharField(max_length=64, null=True)
    payload = models.TextField(null=True)
    payload_digest = models.CharField(max_length=64)
    prev = models.CharField(max_length=64, null=True, editable=False)
    hash = models.CharField(max_length=64, null=True, editable=False)

    class Meta:
        verbose_name = _("账本记录")
        ordering = (F("seq").asc(nulls_last=True), "id")
        indexes = (
            models.Index(fields=("kind", "object_id"), name="ledger_event_object"),
            models.Index(fields=("verb", "seq"), name="ledger_event_verb"),
            models.Index(fields=("position_id", "seq"), name="ledger_event_position"),
            models.Index(fields=("at",), name="ledger_event_at"),
            models.Index(fields=("id",), condition=Q(seq=None), name="ledger_event_unsealed"),
        )
        constraints = (
            models.CheckConstraint(
                condition=Q(seq=None, prev=None, hash=None)
                | Q(seq__gt=0, prev__isnull=False, hash__isnull=False),
                name="ledger_event_sealed_whole",
            ),
            models.CheckConstraint(
                condition=Q(payload=None, salt=None) | Q(payload__isnull=False, salt__isnull=False),
                name="ledger_event_shredded_whole",
            ),
        )

    def __str__(self) -> str:
        return f"{self.seq or '—'} {self.verb} {self.kind} {self.object_id}"
