"""A correction is a new requirement in place of the old one; a withdrawal ends one; nothing is rewritten."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.db import transaction

from anlan.areas.command.events import DirectiveSuperseded, DirectiveWithdrawn
from anlan.areas.command.models import DemandLink, Directive
from anlan.areas.command.models.choices import AddressRole, DirectiveKind
from anlan.areas.command.selectors.directive_values import directive_values, indicator_values
from anlan.areas.command.selectors.units import units_of_group
from anlan.areas.command.services.binding import OwnWords, bound
from anlan.areas.command.services.draft_fields import COLUMNS, cleaned, to_column
from anlan.areas.command.services.enacting import Enactment, enact, told
from anlan.areas.command.services.grasp import issuing_verb, require_in_force
from anlan.areas.command.services.personal import (
    ASK,
    FREE_TEXT,
    PersonalNumbers,
    note_kept,
    reason_in,
    screened_values,
)
from anlan.areas.command.states import DIRECTIVE, LIVE
from anlan.core.access import Actor
from anlan.core.kernel import clock
from anlan.core.kernel.errors import BadInput, NotVisible
from anlan.foundation.bus.public import publish
from anlan.foundation.ledger.public import record
from anlan.foundation.people.permission import require

CORRECTABLE = [
    "text",
    "lead_unit",
    "lead_group",
    "helpers",
    "helper_groups",
    "due_at",
    "due_all_day",
    "repeats",
    "deadline_text",
    "verifier",
    "places",
    "obligation",
    "condition",
    "indicator_name",
    "indicator_direction",
    "indicator_target",
    "indicator_unit",
    "measures",
]
INDICATOR = {
    "indicator_name": "name",
    "indicator_direction": "direction",
    "indicator_target": "target",
    "indicator_unit": "unit",
}
INDICATOR_COLUMNS = (*INDICATOR.values(), "measure")
KEPT = [
    "kind",
    "origin",
    "parent_id",
    "relayed_from_id",
    "meeting_id",
    "upstream_paper_id",
    "source_id",
    "no",
    "order",
    "speaker",
    "speaker_role",
    "spans",
    "quote",
    "text",
    "obligation",
    "condition",
    "issuer_unit_id",
    "lead_unit_id",
    "lead_group",
    "helper_groups",
    "due_at",
    "due_all_day",
    "repeats",
    "deadline_text",
    "verifier_id",
    "later_reason",
]


@transaction.atomic
def supersede(
    directive_id: UUID,
    *,
    fields: Mapping[str, object],
    reason: str,
    by: Actor,
    numbers: PersonalNumbers = ASK,
) -> Directive:
    """Correct an item by a new one that quotes the same words; the two point at each other."""
    old = _held(directive_id, by=by, central="command.supersede")
    if not old.is_item:
        raise BadInput("command.headings_are_quotes")
    why = reason_in(reason, numbers=numbers)
    values = corrected(fields, old=old, numbers=numbers)
    new = replace(old, values=values, reason=why, by=by)
    written = [str(values[field]) for field in FREE_TEXT if field in values]
    note_kept(new, why, *written, numbers=numbers, by=by)
    return new


def corrected(fields: Mapping[str, object], *, old: Directive, numbers: PersonalNumbers) -> dict[str, Any]:
    """The fields of a correction; numbers that the old one holds already were decided about."""
    values = cleaned(fields, allowed=CORRECTABLE)
    if not values:
        raise BadInput("command.nothing_changed")
    return screened_values(values, numbers=numbers, known=directive_values(old))


def replace(old: Directive, *, values: Mapping[str, Any], reason: str, by: Actor) -> Directive:
    """Bring the corrected requirement into force and end the old one; inside the caller's transaction."""
    arrow = DIRECTIVE.move(old.state, "supersede")
    new = _successor(old, values)
    enactment = Enactment(new, _helpers(old, values), _places(old, values), _indicators(old, values))
    enact([enactment], by=by, at=clock.now(), verb="command.issue")
    _end(old, state=arrow.target, reason=reason)
    DemandLink.objects.bulk_create(
        DemandLink(demand_id=demand, directive=new)
        for demand in old.demand_links.values_list("demand_id", flat=True)
    )
    record("command.supersede", on=old, by=by, note=reason, before=told(old), after={"successor": new.code})
    publish(DirectiveSuperseded(directive_id=str(old.pk), successor_id=str(new.pk), reason=reason))
    return new


@transaction.atomic
def withdraw(directive_id: UUID, *, reason: str, by: Actor, numbers: PersonalNumbers = ASK) -> Directive:
    """End a requirement; a heading takes its parts with it. Relays stay and show that their origin ended."""
    directive = _held(directive_id, by=by, central="command.withdraw")
    why = reason_in(reason, numbers=numbers)
    below = directive.children.select_for_update(of=("self",)).filter(state__in=LIVE).order_by("pk")
    for one in (directive, *(below if directive.kind == DirectiveKind.HEADING else ())):
        arrow = DIRECTIVE.move(one.state, "withdraw")
        before = {"state": one.state}
        _end(one, state=arrow.target, reason=why)
        record("command.withdraw", on=one, by=by, note=why, before=before, after={"state": one.state})
        publish(DirectiveWithdrawn(directive_id=str(one.pk), reason=why))
    note_kept(directive, why, numbers=numbers, by=by)
    return directive


def _held(directive_id: UUID, *, by: Actor, central: str) -> Directive:
    """The requirement under a lock, in force. Raises Conflict when somebody ended it before."""
    directive = Directive.objects.select_for_update(of=("self",)).filter(pk=directive_id).first()
    if directive is None:
        raise NotVisible
    require(by, issuing_verb(directive, central), directive)
    require_in_force(directive)
    return directive


def _end(directive: Directive, *, state: str, reason: str) -> None:
    directive.state, directive.state_changed_at = str(state), clock.now()
    directive.ended_reason = reason.strip()[:300]
    directive.save(update_fields=["state", "state_changed_at", "ended_reason"])


def _successor(old: Directive, values: Mapping[str, Any]) -> Directive:
    """A new row with the old one's columns and the corrected ones over them."""
    new = Directive(supersedes=old, **{name: getattr(old, name) for name in KEPT})
    for field, value in values.items():
        if COLUMNS.get(field, field) in KEPT:
            setattr(new, COLUMNS.get(field, field), to_column(field, value))
    if values.get("lead_unit"):
        new.lead_group = ""
    if values.get("lead_group"):
        new.lead_unit_id = None
    return new


def _helpers(old: Directive, values: Mapping[str, Any]) -> list[UUID]:
    """The single helpers; those of a group come with it."""
    if "helpers" in values:
        return [UUID(key) for key in values["helpers"]]
    grouped = {unit.pk for code in old.helper_groups for unit in units_of_group(code)}
    helping = old.addressees.filter(role=AddressRole.HELPER).values_list("unit_id", flat=True)
    return [unit for unit in helping if unit not in grouped]


def _places(old: Directive, values: Mapping[str, Any]) -> list[UUID]:
    if "places" in values:
        return [UUID(key) for key in values["places"]]
    return list(old.places.values_list("pk", flat=True))


def _indicators(old: Directive, values: Mapping[str, Any]) -> list[dict[str, str]]:
    """The old indicators; corrected fields are those of the catalogue and the one in words."""
    if "measures" not in values and not INDICATOR.keys() & values.keys():
        return [{name: str(getattr(row, name)) for name in INDICATOR_COLUMNS} for row in old.indicators.all()]
    held = indicator_values(old) | dict(values)
    own = OwnWords(**{column: str(held[field]) for field, column in INDICATOR.items()})
    return bound(held["measures"], own=own, text=old.text)
