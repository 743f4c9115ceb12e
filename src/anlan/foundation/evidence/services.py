"""Acts: add a file, a reading or a note, exactly once on the client's id; strike out."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal, InvalidOperation
from typing import IO, Any
from uuid import UUID

from django.db import IntegrityError, transaction

from anlan.core.access import Actor
from anlan.core.kernel import clock
from anlan.core.kernel.errors import BadInput, Conflict, NotVisible, NotYours
from anlan.foundation.bus.public import publish
from anlan.foundation.campus.models import Place
from anlan.foundation.evidence.events import EvidenceAdded, EvidenceStruck
from anlan.foundation.evidence.exif import Spot
from anlan.foundation.evidence.models import Blob, Evidence, Kind, Strike
from anlan.foundation.evidence.preparing import digest_of, prepare, read_all, when
from anlan.foundation.evidence.registry import key_of, require_may_add, require_seen
from anlan.foundation.evidence.rulebook import limits
from anlan.foundation.ledger.public import Ref, record

_VALUE_MOST = Decimal(10) ** 12


def add_file(
    *,
    subject: Ref,
    data: bytes | IO[bytes],
    name: str,
    by: Actor,
    client_id: UUID,
    captured_at: datetime | None = None,
    place_id: UUID | None = None,
    note: str = "",
    read_verb: str = "",
    spot: Spot | None = None,
    device_id: UUID | None = None,
    drill: bool = False,
) -> Evidence:
    """Keep a photo or file as evidence of a subject, once on the client's id.

    Raises NotVisible, NotYours, BadInput, TooLarge, Conflict (the client id belongs to something else).
    ``read_verb`` is the verb by which the subject's room is read; one who lacks it altogether sees nothing.
    """
    if read_verb and not by.holds(read_verb):
        raise NotVisible
    ref = require_may_add(by, subject)
    content = read_all(data, name=name)
    known = already(client_id, by=by, ref=ref, sent=digest_of(content))
    if known is not None:
        return known
    kept = prepare(content, name=name)
    values = {
        "kind": kept.kind,
        "name": kept.name,
        "sent_sha256": kept.sent_sha256,
        "device_id": device_id,
        **_where(spot or kept.capture.spot),
        **_told(captured_at, capture=kept.capture.at, place_id=place_id, note=note, drill=drill),
    }
    return _add(by=by, ref=ref, client_id=client_id, blob=kept.blob, values=values)


def add_reading(
    *,
    subject: Ref,
    value: Decimal,
    unit: str,
    by: Actor,
    client_id: UUID,
    captured_at: datetime | None = None,
    place_id: UUID | None = None,
    note: str = "",
    drill: bool = False,
) -> Evidence:
    """Keep a measured value with its unit. Raises as ``add_file``."""
    ref = require_may_add(by, subject)
    measured = _value(value)
    if not unit.strip() or len(unit.strip()) > 20:
        raise BadInput("evidence.no_unit")
    known = already(client_id, by=by, ref=ref, sent="")
    if known is not None:
        return known
    values = {"kind": Kind.READING, "reading_value": measured, "reading_unit": unit.strip()}
    values |= _told(captured_at, place_id=place_id, note=note, drill=drill)
    return _add(by=by, ref=ref, client_id=client_id, blob=None, values=values)


def add_note(
    *,
    subject: Ref,
    note: str,
    by: Actor,
    client_id: UUID,
    captured_at: datetime | None = None,
    place_id: UUID | None = None,
    drill: bool = False,
) -> Evidence:
    """Keep words as evidence: what was seen or said. Raises as ``add_file``."""
    ref = require_may_add(by, subject)
    if not _words(note):
        raise BadInput("evidence.empty_note")
    known = already(client_id, by=by, ref=ref, sent="")
    if known is not None:
        return known
    values = {"kind": Kind.NOTE} | _told(captured_at, place_id=place_id, note=note, drill=drill)
    return _add(by=by, ref=ref, client_id=client_id, blob=None, values=values)


@transaction.atomic
def strike_out(evidence_id: UUID, *, reason: str, by: Actor) -> Evidence:
    """Strike a mistake out, with a reason; it stays readable. Its author may, or who holds that position.

    A second strike finds the first. Raises NotVisible, NotYours, BadInput.
    """
    row = Evidence.objects.select_for_update(of=("self",)).filter(pk=evidence_id).first()
    if row is None:
        raise NotVisible
    require_seen(by, row.subject)
    if not may_strike(by, row):
        raise NotYours("evidence.not_yours_to_strike", verb="evidence.strike_out")
    if not _words(reason):
        raise BadInput("evidence.no_reason")
    strike, made = Strike.objects.get_or_create(
        evidence=row,
        defaults={
            "reason": _words(reason)[:300],
            "by_position_id": by.position_id,
            "by_person_id": by.person_id,
        },
    )
    if made:
        record("evidence.strike_out", on=row, by=by, note=strike.reason, drill=row.drill)
        publish(EvidenceStruck(row.pk, row.subject_kind, row.subject_id))
    return Evidence.objects.select_related("strike", "blob").get(pk=row.pk)


def may_strike(by: Actor, row: Evidence) -> bool:
    """Whether the actor may strike this out: its author, or whoever holds the author's position now."""
    if by.person_id is None:
        return False
    return by.person_id == row.author_person_id or (
        by.position_id is not None and by.position_id == row.author_position_id
    )


def _add(*, by: Actor, ref: Ref, client_id: UUID, blob: Blob | None, values: dict[str, Any]) -> Evidence:
    """Write the row, once; whoever comes second with the same id gets what the first wrote."""
    try:
        with transaction.atomic():
            return _written(by=by, ref=ref, client_id=client_id, blob=blob, values=values)
    except IntegrityError:
        known = already(client_id, by=by, ref=ref, sent=values.get("sent_sha256", ""))
        if known is None:
            raise
        return known


def _written(*, by: Actor, ref: Ref, client_id: UUID, blob: Blob | None, values: dict[str, Any]) -> Evidence:
    if blob is not None:
        facts: dict[str, Any] = {
            "size": blob.size,
            "media_type": blob.media_type,
            "width": blob.width,
            "height": blob.height,
        }
        blob, _made = Blob.objects.get_or_create(sha256=blob.sha256, defaults=facts)
    row = Evidence.objects.create(
        id=client_id,
        subject_kind=ref.kind,
        subject_id=key_of(ref),
        blob=blob,
        author_position_id=by.position_id,
        author_person_id=by.person_id,
        **values,
    )
    about = {"kind": str(row.kind), "name": row.name, "subject": ref.kind, "subject_id": str(ref.id)}
    record("evidence.add", on=row, by=by, after=about, content_hash=row.sha256, drill=row.drill)
    publish(EvidenceAdded(row.pk, row.subject_kind, row.subject_id))
    return row


def already(client_id: UUID, *, by: Actor, ref: Ref, sent: str) -> Evidence | None:
    """What this client id already stands for. Raises Conflict when that is something else."""
    row = Evidence.objects.select_related("blob").filter(pk=client_id).first()
    if row is None:
        return None
    same = (row.author_person_id, row.subject, row.sent_sha256) == (by.person_id, ref, sent)
    if not same:
        raise Conflict("evidence.client_id_taken")
    return row


def _where(spot: Spot | None) -> dict[str, float | None]:
    if spot is None:
        return {}
    return {"lat": spot.lat, "lon": spot.lon, "accuracy_m": spot.accuracy_m}


def _told(
    captured_at: datetime | None,
    *,
    place_id: UUID | None,
    note: str,
    drill: bool,
    capture: datetime | None = None,
) -> dict[str, Any]:
    """What every kind of evidence tells: when by the device or the picture, where, in which words."""
    now = clock.now()
    taken = when(captured_at, capture=capture, received_at=now, limits=limits())
    return {
        "captured_at": taken.captured_at,
        "time_source": taken.source,
        "taken_at": taken.taken_at,
        "received_at": now,
        "place_id": _place(place_id),
        "note": _words(note),
        "drill": drill,
    }


def _words(text: str) -> str:
    """What was written, as the database can hold it."""
    return text.replace("\x00", "").strip()[:500]


def _place(place_id: UUID | None) -> UUID | None:
    if place_id is not None and not Place.objects.filter(pk=place_id).exists():
        raise BadInput("evidence.no_such_place")
    return place_id


def _value(value: Decimal) -> Decimal:
    try:
        measured = Decimal(value).quantize(Decimal("0.000001"))
    except (InvalidOperation, TypeError, ValueError):
        raise BadInput("evidence.not_a_number") from None
    if not measured.is_finite() or abs(measured) >= _VALUE_MOST:
        raise BadInput("evidence.not_a_number")
    return measured
