"""Forgetting what a line says about people while the chain keeps holding."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256
from uuid import UUID

from django.db import transaction

from anlan.core.access import Actor
from anlan.core.kernel.errors import BadInput
from anlan.foundation.ledger.models import Event
from anlan.foundation.ledger.recording import Ref, record


@transaction.atomic
def shred(event_ids: Iterable[UUID], *, by: Actor, reason: str) -> Event:
    """Empty the payloads of these lines for good; one new line tells how many, which and why.

    The caller has checked that retention asks for it. Lines shredded before are left alone.
    """
    if not reason.strip():
        raise BadInput("ledger.shred_without_reason")
    asked = sorted(set(event_ids))
    waiting = Event.objects.filter(pk__in=asked, payload__isnull=False)
    shredded = sorted(waiting.values_list("pk", flat=True))
    waiting.update(payload=None, salt=None)
    return record(
        "ledger.shred",
        on=Ref("ledger.event", ""),
        by=by,
        note=reason,
        count=len(shredded),
        content_hash=sha256("\n".join(map(str, shredded)).encode()).hexdigest(),
    )
