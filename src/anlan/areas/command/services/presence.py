"""Who has a draft open now. Not an act: nothing is decided, nothing goes to the ledger."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django.db import transaction

from anlan.areas.command.models import DraftPresence
from anlan.areas.command.selectors.rulebook import limits
from anlan.areas.command.selectors.sight import draft_seen
from anlan.areas.command.services.drafting import who
from anlan.core.access import Actor
from anlan.core.kernel import clock


@transaction.atomic
def heartbeat(draft_id: UUID, *, by: Actor) -> tuple[str, ...]:
    """Say that the draft is open here; returns who else has it open."""
    item = draft_seen(by, draft_id)
    now = clock.now()
    if by.account_id is not None:
        DraftPresence.objects.update_or_create(
            item=item, account_id=by.account_id, defaults={"label": who(by), "seen_at": now}
        )
    recent = now - timedelta(seconds=limits().presence_seconds)
    rows = DraftPresence.objects.filter(item=item, seen_at__gte=recent).order_by("label")
    return tuple(row.label for row in rows if row.account_id != by.account_id)
