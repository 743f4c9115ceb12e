"""Acts: enrol a phone, take parcels in order exactly once, try a refused one again, explain a gap."""

from __future__ import annotations

import logging
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db import IntegrityError, OperationalError, transaction

from anlan.core.access import Actor
from anlan.core.kernel import clock
from anlan.core.kernel.errors import AnlanError, BadInput, Conflict, IllegalMove, NotVisible, TooLarge
from anlan.foundation.field.gaps import first_missing
from anlan.foundation.field.models import Device, GapNote, Parcel
from anlan.foundation.field.parcels import Unread, Wrapping, storable
from anlan.foundation.field.registry import handler_of
from anlan.foundation.field.rulebook import limits
from anlan.foundation.field.selectors import device_for, own_device
from anlan.foundation.field.states import Verdict
from anlan.foundation.ledger.public import record

log = logging.getLogger("anlan.field")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a phone is told of one parcel; ``kept``: the office has it, the phone may forget it."""

    id: str
    verdict: Verdict
    code: str = ""
    facts: dict[str, Any] = field(default_factory=dict)
    answer: dict[str, Any] = field(default_factory=dict)
    kept: bool = True


@transaction.atomic
def enrol(*, device_id: UUID, label: str, by: Actor) -> Device:
    """Enrol a phone under the id it made; the same id again is the same phone. Raises Conflict, TooLarge."""
    if by.person_id is None:
        raise NotVisible
    known = Device.objects.filter(pk=device_id).first()
    if known is None:
        if Device.objects.filter(person_id=by.person_id).count() >= limits().devices_most:
            raise TooLarge("field.too_many_devices", limit=limits().devices_most)
        words = label.replace("\x00", "").strip()[:80] or "phone"
        known, made = Device.objects.get_or_create(
            id=device_id, defaults={"person_id": by.person_id, "label": words}
        )
        if made:
            record("field.enrol", on=known, by=by, after={"name": words})
    if known.person_id != by.person_id:
        raise Conflict("field.device_taken")
    return known


def take(handed: list[Wrapping | Unread], *, device_id: UUID, made_upto: int, by: Actor) -> list[Outcome]:
    """Take parcels in order; each stands or falls alone. What the database cannot take now is sent again."""
    own_device(by, device_id)
    outcomes: list[Outcome] = []
    for number, given in enumerate(handed):
        try:
            outcomes.append(_taken(given, device_id=device_id, by=by))
        except OperationalError:
            log.exception("parcels wait")
            rest = [str(one.id) for one in handed[number:]]
            return outcomes + [Outcome(key, Verdict.AGAIN, "field.again", kept=False) for key in rest]
    _seen(device_id, made_upto=made_upto)
    return outcomes


@transaction.atomic
def retry(*, parcel_id: UUID, by: Actor) -> Outcome:
    """Do a refused parcel again as its own person; nothing is typed anew. Raises NotVisible, IllegalMove."""
    if by.person_id is None:
        raise NotVisible
    own = Parcel.objects.filter(device__person_id=by.person_id)
    parcel = own.select_for_update(of=("self",)).filter(pk=parcel_id).first()
    if parcel is None:
        raise NotVisible
    if parcel.verdict != Verdict.REFUSED:
        raise IllegalMove(machine="field.parcel", state=parcel.verdict, move="retry")
    outcome = _handled(parcel, by=by)
    parcel.verdict, parcel.code, parcel.answer = outcome.verdict, outcome.code, _stored(outcome)
    parcel.settled_at = clock.now() if outcome.verdict == Verdict.ACCEPTED else None
    parcel.save(update_fields=["verdict", "code", "answer", "settled_at"])
    record("field.retry", on=parcel, by=by, after={"state": str(parcel.verdict)})
    return outcome


@transaction.atomic
def explain_gap(*, device_id: UUID, upto: int, reason: str, by: Actor) -> GapNote:
    """Say what became of the numbers up to ``upto`` that never came. Raises NotVisible, BadInput."""
    device = device_for(by, device_id)
    words = reason.replace("\x00", "").strip()[:300]
    if not words or by.person_id is None:
        raise BadInput("field.no_reason")
    note = GapNote.objects.create(device=device, upto=upto, reason=words, by_person_id=by.person_id)
    record("field.explain_gap", on=device, by=by, note=words)
    return note


def _taken(given: Wrapping | Unread, *, device_id: UUID, by: Actor) -> Outcome:
    if isinstance(given, Unread):
        return Outcome(given.id, Verdict.REFUSED, "field.parcel_unreadable", kept=False)
    try:
        with transaction.atomic():
            Device.objects.select_for_update().get(pk=device_id)
            known = Parcel.objects.filter(pk=given.id).first()
            return _again(known, device_id) if known else _first(given, device_id=device_id, by=by)
    except IntegrityError:
        known = Parcel.objects.filter(pk=given.id).first()
        if known is None:
            raise
        return _again(known, device_id)


def _first(given: Wrapping, *, device_id: UUID, by: Actor) -> Outcome:
    """Handle a parcel that was never seen and keep it with what came of it."""
    body, whole = storable(given.body)
    now = clock.now()
    used = Parcel.objects.filter(device_id=device_id, sequence=given.sequence).exists()
    parcel = Parcel(
        id=given.id,
        device_id=device_id,
        sequence=None if used else given.sequence,
        claimed=given.sequence,
        kind=given.kind,
        body=body,
        made_at=given.made_at,
        received_at=now,
    )
    refused = Outcome(str(given.id), Verdict.REFUSED, "field.body_unreadable")
    outcome = _handled(parcel, by=by) if whole else refused
    parcel.verdict, parcel.code, parcel.answer = outcome.verdict, outcome.code, _stored(outcome)
    parcel.settled_at = now if outcome.verdict == Verdict.ACCEPTED else None
    parcel.save(force_insert=True)
    return outcome


def _handled(parcel: Parcel, *, by: Actor) -> Outcome:
    """Let the room do it; a refusal undoes what it did so far and says why."""
    key, handle = str(parcel.pk), handler_of(parcel.kind)
    if handle is None:
        return Outcome(key, Verdict.REFUSED, "field.unknown_kind", {"kind": parcel.kind})
    made_at = min(parcel.made_at, parcel.received_at)
    try:
        with transaction.atomic():
            answer = handle(parcel.body, by=by, made_at=made_at, client_id=parcel.pk)
    except AnlanError as error:
        return Outcome(key, Verdict.REFUSED, error.code, dict(error.facts))
    except OperationalError:
        raise
    except Exception:
        log.exception("parcel %s of kind %s broke its handler", key, parcel.kind)
        return Outcome(key, Verdict.REFUSED, "field.broken")
    return Outcome(key, Verdict.ACCEPTED, answer=answer)


def _again(known: Parcel, device_id: UUID) -> Outcome:
    """What was said the first time; a parcel of another phone is nobody's business."""
    if known.device_id != device_id:
        return Outcome(str(known.pk), Verdict.REFUSED, "field.id_taken", kept=False)
    told = dict(known.answer)
    facts = told.pop("facts", {}) if known.verdict == Verdict.REFUSED else {}
    first = {"first": str(known.verdict)}
    return Outcome(str(known.pk), Verdict.DUPLICATE, known.code, facts, told | first)


def _stored(outcome: Outcome) -> dict[str, Any]:
    return {"facts": outcome.facts} if outcome.verdict == Verdict.REFUSED else outcome.answer


def _seen(device_id: UUID, *, made_upto: int) -> None:
    """Note that the phone spoke, how far its numbers go, and the lowest that is missing."""
    with transaction.atomic():
        device = Device.objects.select_for_update().get(pk=device_id)
        arrived = Parcel.objects.filter(device=device, sequence__isnull=False).values_list(
            "sequence", flat=True
        )
        device.next_sequence = first_missing(number for number in arrived if number)
        device.made_upto = max(device.made_upto, made_upto)
        device.last_seen = clock.now()
        device.save(update_fields=["next_sequence", "made_upto", "last_seen"])
