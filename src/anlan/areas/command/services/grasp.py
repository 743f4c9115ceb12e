"""Taking hold of a row to change it: locked, seen, and the verb checked."""

from __future__ import annotations

from collections.abc import Collection
from typing import TypeVar
from uuid import UUID

from django.db.models import Model

from anlan.areas.command.models import Addressee, Directive, DraftHeading, DraftItem, DraftSet
from anlan.areas.command.models.choices import Origin
from anlan.areas.command.states import LIVE, DirectiveState
from anlan.core.access import Actor, Facts
from anlan.core.kernel.errors import Conflict, NotVisible
from anlan.foundation.people.models import Unit
from anlan.foundation.people.permission import require, require_at

Row = TypeVar("Row", bound=Model)


def hold(model: type[Row], key: UUID, *, verb: str, by: Actor) -> Row:
    """The row under a lock. Raises NotVisible or NotYours."""
    row = model._default_manager.select_for_update(of=("self",)).filter(pk=key).first()
    if row is None:
        raise NotVisible
    require(by, verb, row)
    return row


def hold_draft_set(draft_set_id: UUID, *, by: Actor, verb: str = "command.draft") -> DraftSet:
    """A reading under a lock, still open. Raises Conflict when it was dropped meanwhile."""
    draft_set = hold(DraftSet, draft_set_id, verb=verb, by=by)
    if draft_set.dropped_at is not None:
        raise Conflict("command.draft_set_dropped")
    return draft_set


def hold_draft(draft_id: UUID, *, by: Actor) -> DraftItem:
    """A draft under a lock, with its heading, reading and source."""
    related = ("heading__draft_set__source", "heading__lead_unit")
    rows = DraftItem.objects.select_for_update(of=("self",)).select_related(*related)
    item = rows.filter(pk=draft_id).first()
    if item is None:
        raise NotVisible
    require(by, "command.draft", item.heading.draft_set)
    return item


def hold_drafts(draft_ids: Collection[UUID], *, by: Actor) -> list[DraftItem]:
    """Several drafts of one reading, locked in the order of their keys, returned in the order of the text."""
    related = ("heading__draft_set__source", "heading__lead_unit")
    rows = DraftItem.objects.select_for_update(of=("self",)).select_related(*related)
    items = list(rows.filter(pk__in=set(draft_ids)).order_by("pk"))
    if not items or len(items) != len(set(draft_ids)):
        raise NotVisible
    for draft_set in {item.heading.draft_set_id: item.heading.draft_set for item in items}.values():
        require(by, "command.draft", draft_set)
    return sorted(items, key=lambda item: (item.heading.order, item.start, item.pk))


def hold_heading(heading_id: UUID, *, by: Actor) -> DraftHeading:
    """A draft heading under a lock."""
    rows = DraftHeading.objects.select_for_update(of=("self",)).select_related("draft_set")
    heading = rows.filter(pk=heading_id).first()
    if heading is None:
        raise NotVisible
    require(by, "command.draft", heading.draft_set)
    return heading


def hold_addressee(addressee_id: UUID, *, verb: str, by: Actor) -> Addressee:
    """An answer and its requirement, both under a lock, the requirement first."""
    return hold_addressees([addressee_id], verb=verb, by=by)[0]


def hold_addressees(addressee_ids: Collection[UUID], *, verb: str, by: Actor) -> list[Addressee]:
    """The same for several, requirements before answers, each in the order of their keys."""
    rows = Addressee.objects.filter(pk__in=set(addressee_ids))
    keys = set(rows.values_list("directive_id", flat=True))
    locked = Directive.objects.select_for_update(of=("self",)).select_related("issuer_unit")
    directives = {one.pk: one for one in locked.filter(pk__in=keys).order_by("pk")}
    answers = rows.select_for_update(of=("self",)).select_related("unit").order_by("directive_id", "pk")
    held = list(answers)
    if len(held) != len(set(addressee_ids)):
        raise NotVisible
    for addressee in held:
        addressee.directive = directives[addressee.directive_id]
        require(by, verb, addressee)
    return held


def require_in_unit(by: Actor, verb: str, *, kind: str, unit: Unit) -> None:
    """Whether the act may begin something new at the unit. Raises NotYours."""
    require_at(by, verb, kind=kind, facts=Facts(units=frozenset({unit.path})))


def require_in_force(directive: Directive) -> None:
    """Raises Conflict when it is done, corrected or withdrawn."""
    if directive.state == DirectiveState.FULFILLED:
        raise Conflict("command.already_fulfilled", code=directive.code)
    if directive.state not in LIVE:
        raise Conflict("command.no_longer_in_force", state=directive.state)


def issuing_verb(directive: Directive, central: str) -> str:
    """A unit looks after what it relayed or added itself; the rest is the headquarters'."""
    return central if directive.origin == Origin.CENTRAL else "command.cascade"
