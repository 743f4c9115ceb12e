"""Bringing deliveries into their next state: the outcome of an attempt, reading, answering, trying again."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from anlan.core.access import Actor
from anlan.core.kernel import clock
from anlan.core.kernel.errors import BadInput, Conflict, NotVisible
from anlan.foundation.bus.public import publish, tell_changed_for
from anlan.foundation.ledger.public import record
from anlan.foundation.notices.events import NoticeAcknowledged
from anlan.foundation.notices.models import Attempt, ChannelKind, Delivery, Letter, Notice, OutcomeKind
from anlan.foundation.notices.rules.backoff import next_try
from anlan.foundation.notices.rules.outcomes import Outcome
from anlan.foundation.notices.selectors.figures import figures
from anlan.foundation.notices.services.grasp import hold
from anlan.foundation.notices.services.posting import LETTERS
from anlan.foundation.notices.services.waking import wake
from anlan.foundation.notices.states import ARRIVED, DELIVERY, OPEN, DeliveryState
from anlan.foundation.people.public import require


@transaction.atomic
def settle(deliveries: Iterable[UUID], outcome: Outcome, *, took_ms: int = 0) -> None:
    """Keep what came of one message that carried these deliveries, and move each of them.

    A delivery that ended meanwhile (the notice was cancelled) keeps its attempt and its state.
    """
    now = clock.now()
    rows = list(Delivery.objects.select_for_update().filter(pk__in=list(deliveries)))
    Attempt.objects.bulk_create(
        Attempt(
            delivery=row,
            at=now,
            outcome=outcome.kind,
            code=outcome.code[:60],
            detail=outcome.detail[:300],
            took_ms=took_ms,
            together=len(rows),
        )
        for row in rows
    )
    for row in rows:
        row.attempts += 0 if outcome.kind == OutcomeKind.SLOW_DOWN else 1
        row.changed_at, row.reason = now, f"{outcome.code} {outcome.detail}".strip()[:200]
        if row.state in OPEN:
            _turn(row, outcome, now=now)
    Delivery.objects.bulk_update(rows, ["attempts", "changed_at", "reason", "state", "due_at"])


def _turn(row: Delivery, outcome: Outcome, *, now: datetime) -> None:
    if outcome.kind in {OutcomeKind.SENT, OutcomeKind.DELIVERED}:
        name = "send" if outcome.kind == OutcomeKind.SENT else "deliver"
        row.reason = ""
    elif outcome.kind == OutcomeKind.REFUSED:
        name = "give_up"
    else:
        patience = figures().patience
        again = next_try(row.attempts, at=now, patience=patience, asked_seconds=outcome.wait_seconds)
        name = "give_up" if again is None else "fail"
        row.due_at = again or row.due_at
    row.state = DELIVERY.move(row.state, name).target.value


@transaction.atomic
def retry(delivery_id: UUID, *, by: Actor) -> Delivery:
    """Try a delivery again that failed or was given up, with all its attempts afresh."""
    row = (
        Delivery.objects.select_for_update(of=("self",))
        .select_related("notice", "channel")
        .filter(pk=delivery_id, notice__isnull=False)
        .first()
    )
    if row is None or row.notice is None:
        raise NotVisible
    require(by, "notices.send", row.notice)
    before, row.state = row.state, DELIVERY.move(row.state, "retry").target.value
    row.attempts, row.due_at, row.changed_at, row.reason = 0, clock.now(), clock.now(), ""
    row.save(update_fields=["state", "attempts", "due_at", "changed_at", "reason"])
    record(
        "notices.retry",
        on=row.notice,
        by=by,
        before={"state": before},
        after={"state": row.state, "channel": row.channel.name},
        drill=row.drill,
    )
    wake([row.channel_id])
    return row


@transaction.atomic
def retry_given_up(notice_id: UUID, *, by: Actor) -> int:
    """Try every given-up delivery of a notice again; how many."""
    notice = hold(notice_id, verb="notices.send", by=by)
    rows = Delivery.objects.filter(notice=notice, state=DeliveryState.GAVE_UP, channel__retired_at=None)
    channels = list(rows.order_by().values_list("channel_id", flat=True).distinct())
    now = clock.now()
    count = rows.update(state=DeliveryState.QUEUED, attempts=0, due_at=now, changed_at=now, reason="")
    if not count:
        raise Conflict("notices.nothing_to_retry", code=notice.code)
    record("notices.retry", on=notice, by=by, count=count, drill=notice.drill)
    wake(channels)
    return count


def skip_open(notice: Notice, *, reason: str) -> int:
    """What of a notice has not gone out stays here; how many deliveries."""
    rows = Delivery.objects.filter(notice=notice, state__in=OPEN)
    return rows.update(state=DeliveryState.SKIPPED, reason=reason, changed_at=clock.now())


@transaction.atomic
def read(letter: Letter) -> None:
    """The person has opened it; the first time counts. No act: nothing is decided, nothing is recorded."""
    now = clock.now()
    if Letter.objects.filter(pk=letter.pk, read_at=None).update(read_at=now):
        letter.read_at = now
        tell_changed_for(LETTERS, [letter.person_id])
        _inapp(letter).filter(state=DeliveryState.DELIVERED).update(state=DeliveryState.READ, changed_at=now)


@transaction.atomic
def acknowledge(letter_id: UUID, *, by: Actor) -> Letter:
    """Confirm that one has taken note; twice is once. Only the one to whom it was sent may."""
    rows = Letter.objects.select_for_update(of=("self",)).select_related("notice")
    letter = rows.filter(pk=letter_id).first()
    if letter is None or letter.person_id != by.person_id:
        raise NotVisible
    if not letter.needs_answer:
        raise BadInput("notices.no_answer_asked")
    if letter.acknowledged_at is not None:
        return letter
    now = clock.now()
    letter.acknowledged_at, letter.read_at = now, letter.read_at or now
    letter.save(update_fields=["acknowledged_at", "read_at"])
    tell_changed_for(LETTERS, [letter.person_id])
    _inapp(letter).filter(state__in=ARRIVED).update(state=DeliveryState.ACKNOWLEDGED, changed_at=now)
    record("notices.acknowledge", on=letter.notice or letter, by=by, drill=letter.drill)
    if letter.notice_id is not None:
        publish(
            NoticeAcknowledged(
                notice_id=str(letter.notice_id), person_id=str(letter.person_id), drill=letter.drill
            )
        )
    return letter


def read_all(*, by: Actor, drill: bool) -> int:
    """Mark everything read that has turned up and asks for no answer; how many."""
    if by.person_id is None:
        return 0
    now = clock.now()
    rows = Letter.objects.filter(person_id=by.person_id, drill=drill, read_at=None, shown_from__lte=now)
    rows = rows.filter(needs_answer=False)
    with transaction.atomic():
        keys = list(rows.select_for_update().values_list("notice_id", flat=True))
        count = rows.update(read_at=now)
        tell_changed_for(LETTERS, [by.person_id] if count else [])
        Delivery.objects.filter(
            notice_id__in=[key for key in keys if key],
            person_id=by.person_id,
            channel__kind=ChannelKind.INAPP,
            state=DeliveryState.DELIVERED,
        ).update(state=DeliveryState.READ, changed_at=now)
    return count


def _inapp(letter: Letter) -> QuerySet[Delivery]:
    rows = Delivery.objects.filter(person_id=letter.person_id, channel__kind=ChannelKind.INAPP)
    return rows.filter(notice_id=letter.notice_id) if letter.notice_id else rows.none()
