"""Working a channel's waiting deliveries off. One dispatcher a channel: a bad channel delays only itself.

Nothing is held while the other side is spoken to. A worker that dies between sending and writing it down
leaves the delivery open, so it is sent again: at least once.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import Case, F, IntegerField, Q, QuerySet, Value, When

from anlan.core.kernel import clock
from anlan.core.kernel.errors import Unavailable
from anlan.core.kernel.ids import new_id
from anlan.foundation.notices.channels import WAYS
from anlan.foundation.notices.models import Channel, Delivery, Level
from anlan.foundation.notices.rules.backoff import wait_after
from anlan.foundation.notices.rules.bucket import batches, filled, full_token_at
from anlan.foundation.notices.rules.outcomes import LATER, REFUSED, Line, Outcome, Way
from anlan.foundation.notices.selectors.figures import figures
from anlan.foundation.notices.selectors.parcels import RELATED, parcels_of
from anlan.foundation.notices.services.secrets import opened
from anlan.foundation.notices.services.settling import settle
from anlan.foundation.notices.services.waking import wake
from anlan.foundation.notices.states import OPEN, DeliveryState

AT_ONCE = 200


@dataclass(frozen=True, slots=True)
class Hold:
    """A channel that this dispatcher holds."""

    channel: Channel
    holder: UUID
    way: Way
    line: Line


def work_off(channel_id: UUID) -> None:
    """Send what is due, as fast as the channel may, for a limited time; then plan the next turn."""
    hold = _take(channel_id)
    if hold is None:
        _come_back(channel_id)
        return
    try:
        _work(hold)
    finally:
        Channel.objects.filter(pk=channel_id, held_by=hold.holder).update(held_until=None, held_by=None)
    _come_back(channel_id)


def _work(hold: Hold) -> None:
    ends = time.monotonic() + figures().patience.work_seconds
    while time.monotonic() < ends:
        _skip_what_is_over(hold.channel)
        due = list(_due(hold.channel.pk).select_related(*RELATED)[:AT_ONCE])
        parts = _afford(hold, due)
        if not parts:
            return
        for part in parts:
            if not _send(hold, part) or time.monotonic() >= ends:
                return


def _send(hold: Hold, part: Sequence[Delivery]) -> bool:
    """One message; whether the channel is well."""
    started = time.monotonic()
    try:
        outcome = hold.way.send(hold.line, parcels_of(hold.channel, part))
    except Exception as trouble:  # noqa: BLE001 - whatever a channel raises is its failure, and is kept
        outcome = Outcome(LATER, f"channel.{type(trouble).__name__}", str(trouble)[:200], whole_channel=True)
    settle([row.pk for row in part], outcome, took_ms=int((time.monotonic() - started) * 1000))
    return _note_health(hold, outcome)


def _note_health(hold: Hold, outcome: Outcome) -> bool:
    """Keep how the channel is doing; one that fails as a whole rests, longer each time."""
    now, patience = clock.now(), figures().patience
    mine = Channel.objects.filter(pk=hold.channel.pk, held_by=hold.holder)
    said = f"{outcome.code} {outcome.detail}".strip()[:300]
    if outcome.whole_channel:
        hold.channel.failures += 1
        rest = max(
            wait_after(hold.channel.failures, patience=patience), timedelta(seconds=outcome.wait_seconds)
        )
        mine.update(paused_until=now + rest, failures=F("failures") + 1, last_error=said)
        return False
    until = now + timedelta(seconds=patience.hold_seconds)
    if outcome.kind == REFUSED:
        mine.update(held_until=until, last_error=said)
    else:
        hold.channel.failures = 0
        mine.update(held_until=until, failures=0, paused_until=None, last_error="", last_sent_at=now)
    return True


def _take(channel_id: UUID) -> Hold | None:
    """Hold the channel, if it is well and nobody else has it; a dead holder's time runs out."""
    now, holder = clock.now(), new_id()
    free = Q(held_until=None) | Q(held_until__lte=now)
    rested = Q(paused_until=None) | Q(paused_until__lte=now)
    rows = Channel.objects.filter(free & rested, pk=channel_id, enabled=True, retired_at=None)
    until = now + timedelta(seconds=figures().patience.hold_seconds)
    if not rows.update(held_until=until, held_by=holder):
        return None
    channel = Channel.objects.get(pk=channel_id)
    way = WAYS.get(channel.kind)
    if way is None:
        return None
    try:
        return Hold(channel, holder, way, line_of(channel))
    except Unavailable as trouble:
        rows = Channel.objects.filter(pk=channel_id, held_by=holder)
        rows.update(
            held_until=None,
            held_by=None,
            last_error=trouble.code,
            paused_until=now + wait_after(9, patience=figures().patience),
        )
        return None


def line_of(channel: Channel) -> Line:
    """The channel as its module needs it. Raises Unavailable when its secrets cannot be read."""
    return Line(
        address=channel.address,
        timeout_seconds=channel.timeout_seconds,
        settings=channel.settings,
        secrets=opened(channel.sealed_secret, channel_id=channel.pk),
        folder=str(settings.HOME),
    )


def _due(channel_id: UUID) -> QuerySet[Delivery]:
    """Open deliveries whose time has come: what may interrupt first, then the oldest."""
    first = Case(When(level=Level.NOW, then=Value(0)), default=Value(1), output_field=IntegerField())
    rows = Delivery.objects.filter(channel_id=channel_id, state__in=OPEN, due_at__lte=clock.now())
    return rows.order_by(first, "due_at", "pk")


def _skip_what_is_over(channel: Channel) -> None:
    """What expired while it waited is not sent any more."""
    now = clock.now()
    over = Delivery.objects.filter(channel=channel, state__in=OPEN, notice__expires__lte=now)
    over.update(state=DeliveryState.SKIPPED, reason="notices.expired", changed_at=now)


@transaction.atomic
def _afford(hold: Hold, due: Sequence[Delivery]) -> list[list[Delivery]]:
    """What the bucket pays for now, each part one message; the tokens are taken."""
    bucket = figures().buckets[hold.channel.kind]
    row = Channel.objects.select_for_update().get(pk=hold.channel.pk)
    now = clock.now()
    tokens = filled(row.tokens, since=row.filled_at, at=now, bucket=bucket)
    parts = batches(due, tokens=int(tokens), gathers=hold.way.gathers, most=hold.way.most)
    Channel.objects.filter(pk=row.pk).update(tokens=tokens - len(parts), filled_at=now)
    return parts


def _come_back(channel_id: UUID) -> None:
    """Plan the next turn, where anything is left to send."""
    channel = Channel.objects.filter(pk=channel_id, enabled=True, retired_at=None).first()
    waiting = Delivery.objects.filter(channel_id=channel_id, state__in=OPEN).order_by("due_at")
    first = waiting.values_list("due_at", flat=True).first()
    if channel is None or first is None or channel.kind not in WAYS:
        return
    wake([channel_id], at=_next_turn(channel, first=first))


def _next_turn(channel: Channel, *, first: datetime) -> datetime | None:
    """When the channel can send again: not before it is free, rested and has a token; None is at once."""
    now = clock.now()
    bucket = figures().buckets[channel.kind]
    tokens = filled(channel.tokens, since=channel.filled_at, at=now, bucket=bucket)
    token_at = now if tokens >= 1 else full_token_at(tokens, at=now, bucket=bucket)
    at = max(first, token_at, channel.held_until or now, channel.paused_until or now)
    return at if at > now else None
