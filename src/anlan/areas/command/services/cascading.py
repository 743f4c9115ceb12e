"""A unit passes a requirement on to the units below it, and adds its own; the two stay apart."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db import transaction

from anlan.areas.command.events import DirectiveRelayed
from anlan.areas.command.models import Addressee, Directive
from anlan.areas.command.models.choices import DirectiveKind, Obligation, Origin
from anlan.areas.command.rules.relaying import checked_due, under
from anlan.areas.command.selectors.sight import directives, own_unit
from anlan.areas.command.services.draft_fields import LONGEST
from anlan.areas.command.services.enacting import Enactment, enact
from anlan.areas.command.services.grasp import hold_addressee, require_in_force, require_in_unit
from anlan.areas.command.services.personal import ASK, PersonalNumbers, free_text, note_kept, reason_in
from anlan.areas.command.states import COUNTING, AnswerState
from anlan.core.access import Actor
from anlan.core.kernel import clock
from anlan.core.kernel.errors import BadInput, Conflict, NotVisible
from anlan.foundation.bus.public import publish_all
from anlan.foundation.ledger.public import record
from anlan.foundation.people.models import Unit

SHARED = [
    "meeting_id",
    "upstream_paper_id",
    "source_id",
    "no",
    "speaker",
    "speaker_role",
    "spans",
    "quote",
    "text",
    "obligation",
    "condition",
    "repeats",
    "deadline_text",
]


@transaction.atomic
def relay(
    addressee_id: UUID,
    *,
    unit_ids: Collection[UUID],
    by: Actor,
    due_at: datetime | None = None,
    later_reason: str = "",
    numbers: PersonalNumbers = ASK,
) -> list[Directive]:
    """Pass an acknowledged requirement on, word for word, to units below; each gets its own requirement.

    Without ``due_at`` the parent's deadline holds; a later one needs a reason.
    Relaying twice to one unit raises Conflict.
    """
    addressee = hold_addressee(addressee_id, verb="command.cascade", by=by)
    origin = addressee.directive
    require_in_force(origin)
    if addressee.state != AnswerState.ACKNOWLEDGED:
        raise BadInput("command.acknowledge_first")
    why = free_text(later_reason, field="later_reason", numbers=numbers)
    due = due_at or origin.due_at
    checked_due(due, parent_due=origin.due_at, later_reason=why)
    units = _children(addressee.unit, unit_ids)
    _refuse_repeated(origin, units, issuer=addressee.unit)
    rows = [
        _relayed(origin, unit=unit, issuer=addressee.unit, due=due, own_due=due_at, reason=why)
        for unit in units
    ]
    relayed = enact([Enactment(row) for row in rows], by=by, at=clock.now(), verb="command.relay")
    publish_all(
        DirectiveRelayed(directive_id=str(origin.pk), relay_id=str(one.pk), unit_id=str(one.lead_unit_id))
        for one in relayed
    )
    record(
        "command.relay",
        on=origin,
        by=by,
        note=why,
        count=len(relayed),
        after={"relays": [r.code for r in relayed]},
    )
    note_kept(origin, why, numbers=numbers, by=by)
    return relayed


@transaction.atomic
def add_local(
    *,
    by: Actor,
    text: str,
    unit_id: UUID,
    under_id: UUID | None = None,
    due_at: datetime | None = None,
    obligation: str = Obligation.STANDING,
    numbers: PersonalNumbers = ASK,
) -> Directive:
    """Add a requirement of one's own unit, alone or beside one it was addressed."""
    issuer = own_unit(by)
    require_in_unit(by, "command.cascade", kind="command.directive", unit=issuer)
    unit = Unit.objects.in_force().filter(pk=unit_id).first()
    if unit is None or not (unit == issuer or under(unit.path, parent=issuer.path)):
        raise BadInput("command.unit_not_below", unit=str(unit_id))
    words = free_text(text, field="text", numbers=numbers, longest=LONGEST)
    if not words:
        raise BadInput("command.field_empty", field="text")
    if obligation not in Obligation.values:
        raise BadInput("command.field_unusable", field="obligation", reason="unusable")
    beside = _beside(under_id, by=by)
    row = Directive(
        kind=DirectiveKind.ITEM,
        origin=Origin.LOCAL,
        relayed_from=beside,
        meeting_id=beside.meeting_id if beside else None,
        no=beside.no if beside else "",
        text=words,
        obligation=obligation,
        issuer_unit=issuer,
        lead_unit=unit,
        due_at=due_at,
    )
    added = enact([Enactment(row)], by=by, at=clock.now(), verb="command.add_local")[0]
    note_kept(added, words, numbers=numbers, by=by)
    return added


@transaction.atomic
def waive_relay(addressee_id: UUID, *, reason: str, by: Actor, numbers: PersonalNumbers = ASK) -> Addressee:
    """Say why a requirement need not be passed on."""
    addressee = hold_addressee(addressee_id, verb="command.cascade", by=by)
    why = reason_in(reason, numbers=numbers)
    addressee.relay_waived_at, addressee.relay_waiver = clock.now(), why
    addressee.save(update_fields=["relay_waived_at", "relay_waiver"])
    record(
        "command.waive_relay",
        on=addressee.directive,
        by=by,
        note=why,
        after={"unit": str(addressee.unit_id)},
    )
    note_kept(addressee.directive, why, numbers=numbers, by=by)
    return addressee


def _children(parent: Unit, unit_ids: Collection[UUID]) -> list[Unit]:
    units = list(Unit.objects.in_force().filter(pk__in=set(unit_ids)).order_by("order", "code"))
    below = [unit for unit in units if under(unit.path, parent=parent.path)]
    if not below or len(below) != len(set(unit_ids)):
        raise BadInput("command.unit_not_below", unit=parent.name)
    return below


def _refuse_repeated(origin: Directive, units: list[Unit], *, issuer: Unit) -> None:
    live = Directive.objects.filter(
        relayed_from=origin, origin=Origin.RELAYED, issuer_unit=issuer, state__in=COUNTING
    )
    told = set(live.values_list("lead_unit_id", flat=True))
    again = [unit.name for unit in units if unit.pk in told]
    if again:
        raise Conflict("command.already_relayed", unit=again[0], count=len(again))


def _relayed(
    origin: Directive,
    *,
    unit: Unit,
    issuer: Unit,
    due: datetime | None,
    own_due: datetime | None,
    reason: str,
) -> Directive:
    shared = {name: getattr(origin, name) for name in SHARED}
    return Directive(
        kind=DirectiveKind.ITEM,
        origin=Origin.RELAYED,
        relayed_from=origin,
        issuer_unit=issuer,
        lead_unit=unit,
        due_at=due,
        due_all_day=origin.due_all_day if own_due is None else False,
        later_reason=reason,
        order=origin.order,
        **shared,
    )


def _beside(under_id: UUID | None, *, by: Actor) -> Directive | None:
    if under_id is None:
        return None
    found = directives(by).filter(pk=under_id, kind=DirectiveKind.ITEM).first()
    if found is None:
        raise NotVisible
    return found
