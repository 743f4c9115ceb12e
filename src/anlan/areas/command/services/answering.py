"""Addressed units acknowledge or object; the issuer keeps or changes."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from uuid import UUID

from django.db import transaction

from anlan.areas.command.events import DirectiveAcknowledged, DirectiveObjected
from anlan.areas.command.models import Addressee, Directive
from anlan.areas.command.models.choices import AddressRole, Origin
from anlan.areas.command.services.correcting import corrected, replace
from anlan.areas.command.services.grasp import hold_addressee, hold_addressees, require_in_force
from anlan.areas.command.services.personal import (
    ASK,
    PersonalNumbers,
    note_kept,
    reason_in,
)
from anlan.areas.command.states import ANSWER, DIRECTIVE, AnswerState, DirectiveState
from anlan.core.access import Actor
from anlan.core.kernel import clock
from anlan.core.kernel.errors import BadInput
from anlan.foundation.bus.public import publish, publish_all
from anlan.foundation.ledger.public import Entry, record_all

MOST_AT_ONCE = 500
LONGEST_ANSWER = 2000


@transaction.atomic
def acknowledge(addressee_id: UUID, *, by: Actor) -> Addressee:
    """Take a requirement on; doing it twice changes nothing. Being late stays visible."""
    addressee = hold_addressee(addressee_id, verb="command.acknowledge", by=by)
    _acknowledge([addressee], by=by)
    return addressee


@transaction.atomic
def acknowledge_all(addressee_ids: Collection[UUID], *, by: Actor) -> int:
    """Take several requirements on at once, all or none; returns how many were new."""
    if len(addressee_ids) > MOST_AT_ONCE:
        raise BadInput("command.too_many_at_once", count=len(addressee_ids), limit=MOST_AT_ONCE)
    held = hold_addressees(addressee_ids, verb="command.acknowledge", by=by) if addressee_ids else []
    waiting = sum(one.acknowledged_at is None for one in held)
    _acknowledge(held, by=by)
    return waiting


@transaction.atomic
def object_to(addressee_id: UUID, *, reason: str, by: Actor, numbers: PersonalNumbers = ASK) -> Addressee:
    """Object to a requirement; it stays in force until the issuer answers."""
    addressee = hold_addressee(addressee_id, verb="command.acknowledge", by=by)
    require_in_force(addressee.directive)
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
    require_in_force(addressee.directive)
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


def _acknowledge(held: Sequence[Addressee], *, by: Actor) -> None:
    """Answers and their requirements are locked; those acknowledged already stay as they are."""
    open_ones = [one for one in held if one.state != AnswerState.ACKNOWLEDGED]
    first = [one for one in open_ones if one.acknowledged_at is None]
    target, now = AnswerState.ACKNOWLEDGED.value, clock.now()
    for addressee in open_ones:
        require_in_force(addressee.directive)
        addressee.state = ANSWER.move(addressee.state, "acknowledge").target.value
    for addressee in first:
        addressee.acknowledged_at, addressee.acknowledged_by_id = now, by.position_id
    rows = Addressee.objects.filter(pk__in=[one.pk for one in open_ones])
    rows.filter(acknowledged_at=None).update(acknowledged_at=now, acknowledged_by=by.position_id)
    rows.update(state=target)
    taken_on = _take_on({one.directive_id: one.directive for one in open_ones})
    record_all(_lines(open_ones, taken_on), by=by)
    publish_all(
        DirectiveAcknowledged(directive_id=str(one.directive_id), unit_id=str(one.unit_id), late=one.was_late)
        for one in open_ones
    )


def _take_on(directives: Mapping[UUID, Directive]) -> dict[UUID, DirectiveState]:
    """A requirement is acknowledged once every lead unit has; it is locked, so that the last one sees all.
    Gives what the state was before."""
    issued = {key for key, one in directives.items() if one.state == DirectiveState.ISSUED}
    silent = Addressee.objects.filter(directive__in=issued, role=AddressRole.LEAD, acknowledged_at=None)
    ready = issued - set(silent.values_list("directive_id", flat=True)) if issued else set()
    target, now = DIRECTIVE.move(DirectiveState.ISSUED, "acknowledge").target.value, clock.now()
    for key in ready:
        directives[key].state, directives[key].state_changed_at = target, now
    Directive.objects.filter(pk__in=ready).update(state=target, state_changed_at=now)
    return dict.fromkeys(ready, DirectiveState.ISSUED)


def _lines(answers: Sequence[Addressee], taken_on: Mapping[UUID, DirectiveState]) -> Iterator[Entry]:
    """One line for each answer; after the last of a requirement, that it was taken on."""
    last = {one.directive_id: one for one in answers}
    for one in answers:
        yield _entry(one, verb="command.acknowledge")
        if last[one.directive_id] is one and one.directive_id in taken_on:
            yield Entry(
                verb="command.acknowledge",
                on=one.directive,
                before={"state": taken_on[one.directive_id]},
                after={"state": one.directive.state},
            )


def _hold_to_answer(addressee_id: UUID, *, by: Actor) -> Addressee:
    """An answer that the issuer may give: the headquarters for its own, a unit for what it passed on."""
    origin = Addressee.objects.filter(pk=addressee_id).values_list("directive__origin", flat=True).first()
    verb = "command.issue" if origin in (None, Origin.CENTRAL) else "command.cascade"
    return hold_addressee(addressee_id, verb=verb, by=by)


def _record(addressee: Addressee, *, by: Actor, verb: str, note: str) -> None:
    record_all([_entry(addressee, verb=verb, note=note)], by=by)


def _entry(addressee: Addressee, *, verb: str, note: str = "") -> Entry:
    """One line on the requirement, where its history is read."""
    after = {"unit": str(addressee.unit_id), "role": addressee.role, "answer": addressee.state}
    return Entry(verb=verb, on=addressee.directive, note=note, after=after)
