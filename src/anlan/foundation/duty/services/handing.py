"""Handing a shift over: drafted, signed by who leaves and who comes, corrected by a new version."""

from __future__ import annotations

import json
from hashlib import sha256
from uuid import UUID

from django.db import transaction

from anlan.core.access import Actor
from anlan.core.kernel import clock
from anlan.core.kernel.errors import BadInput, Conflict, IllegalMove, NotYours
from anlan.foundation.bus.public import publish
from anlan.foundation.duty.events import HandOverSigned
from anlan.foundation.duty.models import HandOver, Shift, Watch
from anlan.foundation.duty.rules.independence import signers_differ
from anlan.foundation.duty.selectors.handing import drafted, next_shift, stands_on
from anlan.foundation.duty.selectors.sight import handover_for, shift_for
from anlan.foundation.duty.services.standing import mark_acknowledged
from anlan.foundation.duty.services.telling import tell, when_words
from anlan.foundation.duty.states import HANDOVER, HandOverState, ShiftState
from anlan.foundation.ledger.public import record
from anlan.foundation.people.public import allowed, require

LONGEST_REMARKS = 4000


@transaction.atomic
def draft_handover(*, shift_id: UUID, by: Actor) -> HandOver:
    """The record of a shift, drafted afresh as long as nobody has signed it."""
    shift = shift_for(by, shift_id, hold=True)
    _on_shift(shift, by)
    if shift.state != ShiftState.PUBLISHED or shift.starts > clock.now():
        raise IllegalMove("duty.watch_not_begun")
    latest = shift.handovers.order_by("-version").first()
    if latest is None:
        latest = HandOver(shift=shift)
    elif latest.state != HandOverState.DRAFT:
        raise Conflict("duty.handover_signed_already")
    latest.body, latest.drafted_at = drafted(by, shift, at=clock.now()), clock.now()
    latest.save()
    record("duty.draft_handover", on=latest, by=by, after={"matters": len(latest.body["matters"])})
    return latest


@transaction.atomic
def write_remarks(*, handover_id: UUID, remarks: str, by: Actor) -> HandOver:
    """What the draft cannot know."""
    row = _to_write(handover_id, by)
    row.remarks = _fit(remarks)
    row.save(update_fields=["remarks"])
    return row


@transaction.atomic
def sign_out(*, handover_id: UUID, by: Actor, remarks: str | None = None) -> HandOver:
    """Whoever leaves signs: from here on nothing in it changes."""
    row = _to_write(handover_id, by)
    if remarks is not None:
        row.remarks = _fit(remarks)
    row.outgoing_id, row.outgoing_at = by.person_id, clock.now()
    row.state = HANDOVER.move(row.state, "leave").target.value
    row.sha256 = digest(row)
    row.save()
    record("duty.hand_over", on=row, by=by, content_hash=row.sha256, after={"version": row.version})
    _tell_next(row, by=by)
    return row


@transaction.atomic
def sign_in(*, handover_id: UUID, by: Actor) -> HandOver:
    """Whoever comes signs, another person; their watch starts with it."""
    row = handover_for(by, handover_id, hold=True)
    require(by, "duty.stand", row)
    HANDOVER.move(row.state, "take")
    if not signers_differ(row.outgoing_id, by.person_id):
        raise BadInput("duty.same_signer")
    watch = _watch_after(row.shift, by)
    row.incoming_id, row.incoming_at = by.person_id, clock.now()
    row.state = HANDOVER.move(row.state, "take").target.value
    row.save(update_fields=["incoming", "incoming_at", "state"])
    _start(watch)
    record("duty.take_over", on=row, by=by, content_hash=row.sha256, after={"version": row.version})
    publish(HandOverSigned(str(row.pk), str(row.shift_id)))
    return row


@transaction.atomic
def correct_handover(*, handover_id: UUID, what: str, remarks: str, by: Actor) -> HandOver:
    """A further version with what it changes; both sign it again, the old one stays."""
    old = handover_for(by, handover_id, hold=True)
    if old.state != HandOverState.SIGNED or HandOver.objects.filter(corrects=old).exists():
        raise IllegalMove("duty.handover_not_signed")
    if by.person_id not in {old.outgoing_id, old.incoming_id} and not allowed(by, "duty.plan", old):
        raise NotYours(verb="duty.stand")
    require(by, "duty.stand", old)
    if not what.strip():
        raise BadInput("duty.reason_missing", field="correction")
    row = HandOver.objects.create(
        shift=old.shift,
        version=old.version + 1,
        corrects=old,
        correction=what,
        body=old.body,
        remarks=_fit(remarks),
    )
    record("duty.correct_handover", on=row, by=by, note=what, after={"version": row.version})
    return row


def digest(row: HandOver) -> str:
    """The SHA-256 of everything above the second signature, in canonical JSON."""
    said = {
        "shift": str(row.shift_id),
        "version": row.version,
        "correction": row.correction,
        "body": row.body,
        "remarks": row.remarks,
        "outgoing": str(row.outgoing_id),
        "outgoing_at": row.outgoing_at.isoformat() if row.outgoing_at else "",
    }
    text = json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return sha256(text.encode()).hexdigest()


def _to_write(handover_id: UUID, by: Actor) -> HandOver:
    row = handover_for(by, handover_id, hold=True)
    require(by, "duty.stand", row)
    HANDOVER.move(row.state, "leave")
    _on_shift(row.shift, by)
    return row


def _on_shift(shift: Shift, by: Actor) -> None:
    """Only whoever stands the shift writes its record."""
    require(by, "duty.stand", shift)
    if not stands_on(by, shift):
        raise NotYours("duty.not_on_shift", verb="duty.stand")


def _watch_after(shift: Shift, by: Actor) -> Watch:
    """The actor's watch on the shift that follows."""
    following = next_shift(shift)
    rows = Watch.objects.select_for_update().filter(shift=following, left_at=None) if following else ()
    watch = next((row for row in rows if row.person_id == by.person_id), None)
    if watch is None:
        raise NotYours("duty.not_on_next_shift", verb="duty.stand")
    return watch


def _start(watch: Watch) -> None:
    """The signature starts the watch, and acknowledges it."""
    if watch.acknowledged_at is None:
        mark_acknowledged(watch)
    if watch.taken_at is None:
        watch.taken_at = clock.now()
        watch.save(update_fields=["taken_at"])


def _tell_next(row: HandOver, *, by: Actor) -> None:
    following = next_shift(row.shift)
    if following is None:
        return
    persons = Watch.objects.filter(shift=following, left_at=None).values_list("person_id", flat=True)
    tell(
        "handover",
        title="%(name)s 已签交班，等你接班：%(roster)s %(when)s",
        facts={"name": by.label, "roster": row.shift.roster.name, "when": when_words(following)},
        key=f"duty:handover:{row.pk}",
        url=row.get_absolute_url(),
        by=by,
        persons=persons,
        now=True,
        always=True,
    )


def _fit(remarks: str) -> str:
    if len(remarks) > LONGEST_REMARKS:
        raise BadInput("duty.remarks_too_long", most=LONGEST_REMARKS)
    return remarks.replace("\x00", "").strip()
