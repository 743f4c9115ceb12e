"""Addressed units acknowledge or object; the issuer keeps or changes."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from uuid import UUID

from django.db import transaction

from anlan.areas.command.events import DirectiveAcknowledged, DirectiveObjected
from anlan.areas.command.models import Addressee, Directive
from anlan.areas.command.models.choices import AddressRole, Origin
from anlan.areas.command.services.correcting import corrected, replace
from anlan.areas.command.services.grasp import hold_addressee
from anlan.areas.command.services.personal import (
    ASK,
    PersonalNumbers,
    note_kept,
    reason_in,
)
from anlan.areas.command.states import ANSWER, DIRECTIVE, LIVE, DirectiveState
from anlan.core.access import Actor
from anlan.core.kernel import clock
from anlan.core.kernel.errors import BadInput, Conflict, NotVisible
from anlan.foundation.bus.public import publish
from anlan.foundation.ledger.public import record

MOST_AT_ONCE = 500
LONGEST_ANSWER = 2000


@transaction.atomic
def acknowledge(addressee_id: UUID, *, by: Actor) -> Addressee:
    """Take a requirement on; doing it twice changes nothing. Being late stays visible."""
    return _acknowledge(hold_addressee(addressee_id, verb="command.acknowledge", by=by), by=by)


@transaction.atomic
def acknowledge_all(addressee_ids: Collection[UUID], *, by: Actor) -> int:
    """Take several requirements on at once, all or none; returns how many were new."""
    if len(addressee_ids) > MOST_AT_ONCE:
        raise BadInput("command.too_many_at_once", count=len(addressee_ids), limit=MOST_AT_ONCE)
    rows = Addressee.objects.filter(pk__in=set(addressee_ids)).order_by("directive_id", "pk")
    keys = list(rows.values_list("pk", flat=True))
    if len(keys) != len(set(addressee_ids)):
        raise NotVisible
    held = [hold_addressee(key, verb="command.acknowledge", by=by) for key in keys]
    waiting = [one for one in held if one.acknowledged_at is None]
    for one in held:
        _acknowledge(one, by=by)
    return len(waiting)


@transaction.atomic
def object_to(addressee_id: UUID, *, reason: str, by: Actor, numbers: PersonalNumbers = ASK) -> Addressee:
    """Object to a requirement; it stays in force until the issuer answers."""
    addressee = hold_addressee(addressee_id, verb="command.acknowledge", by=by)
    _require_in_force(addressee.directive)
    arrow = ANSWER.move(addressee.state, "object")
    addressee.objection = reason_in(reason, numbers=numbers, longest=LONGEST_ANSWER)
    addressee.objected_at, addressee.state = clock.now(), arrow.target.value
    addressee.save(update_fields=["state", "objection", "objected_at"])
    _record(addressee, by=by, verb="command.object", note=addressee.objection)
    note_kept(addressee.directive, addressee.objection, numbers=numbers, by=by)
    publish(
        DirectiveObjected(
            directive_id=str(addressee.directive_id),
            unit_id=str(addressee.unit_id),
            reason=addressee.objection,
        )
    )
    return addressee


@transaction.atomic
def keep(addressee_id: UUID, *, answer: str, by: Actor, numbers: PersonalNumbers = ASK) -> Addressee:
    """Answer an objection: the requirement stands as it is; the unit acknowledges it then."""
    addressee = _hold_to_answer(addressee_id, by=by)
    return _answered(addressee, "keep", answer=answer, by=by, numbers=numbers)


@transaction.atomic
def change(
    addressee_id: UUID,
    *,
    answer: str,
    fields: Mapping[str, object],
    by: Actor,
    numbers: PersonalNumbers = ASK,
) -> Directive:
    """Answer an objection by a corrected requirement; returns the new one."""
    addressee = _hold_to_answer(addressee_id, by=by)
    _require_in_force(addressee.directive)
    values = corrected(fields, old=addressee.directive, numbers=numbers)
    _answered(addressee, "change", answer=answer, by=by, numbers=numbers)
    return replace(addressee.directive, values=values, reason=addressee.answer, by=by)


def _answered(
    addressee: Addressee, move: str, *, answer: str, by: Actor, numbers: PersonalNumbers
) -> Addressee:
    """The issuer's answer to an objection stands; the table says where it leads."""
    arrow = ANSWER.move(addressee.state, move)
    addressee.answer = reason_in(answer, numbers=numbers, field="answer", longest=LONGEST_ANSWER)
    addressee.answered_at, addressee.state = clock.now(), arrow.target.value
    addressee.save(update_fields=["state", "answer", "answered_at"])
    _record(addressee, by=by, verb=f"command.{move}", note=addressee.answer)
    note_kept(addressee.directive, addressee.answer, numbers=numbers, by=by)
    return addressee


def _acknowledge(addressee: Addressee, *, by: Actor) -> Addressee:
    if addressee.state == "acknowledged":
        return addressee
    directive = addressee.directive
    _require_in_force(directive)
    addressee.state = ANSWER.move(addressee.state, "acknowledge").target.value
    first = addressee.acknowledged_at is None
    if first:
        addressee.acknowledged_at, addressee.acknowledged_by_id = clock.now(), by.position_id
    addressee.save(update_fields=["state", "acknowledged_at", "acknowledged_by"])
    _record(addressee, by=by, verb="command.acknowledge", note="")
    _take_on(directive, by=by)
    publish(
        DirectiveAcknowledged(
            directive_id=str(directive.pk), unit_id=str(addressee.unit_id), late=addressee.was_late
        )
    )
    return addressee


def _take_on(directive: Directive, *, by: Actor) -> None:
    """A requirement is acknowledged once every lead unit has; it is locked, so that the last one sees all."""
    if directive.state != DirectiveState.ISSUED:
        return
    if directive.addressees.filter(role=AddressRole.LEAD, acknowledged_at=None).exists():
        return
    before = directive.state
    directive.state = DIRECTIVE.move(directive.state, "acknowledge").target.value
    directive.state_changed_at = clock.now()
    directive.save(update_fields=["state", "state_changed_at"])
    record(
        "command.acknowledge", on=directive, by=by, before={"state": before}, after={"state": directive.state}
    )


def _hold_to_answer(addressee_id: UUID, *, by: Actor) -> Addressee:
    """An answer that the issuer may give: the headquarters for its own, a unit for what it passed on."""
    origin = Addressee.objects.filter(pk=addressee_id).values_list("directive__origin", flat=True).first()
    verb = "command.issue" if origin in (None, Origin.CENTRAL) else "command.cascade"
    return hold_addressee(addressee_id, verb=verb, by=by)


def _require_in_force(directive: Directive) -> None:
    if directive.state not in LIVE:
        raise Conflict("command.no_longer_in_force", state=directive.state)


def _record(addressee: Addressee, *, by: Actor, verb: str, note: str) -> None:
    """One line on the requirement, where its history is read."""
    after = {"unit": str(addressee.unit_id), "role": addressee.role, "answer": addressee.state}
    record(verb, on=addressee.directive, by=by, note=note, after=after)
