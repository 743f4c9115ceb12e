"""Drafts and headings as the form shows them, with names, grounds, lacks and suggestions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from anlan.areas.command.models import (
    Directive,
    DraftHeading,
    DraftItem,
    DraftPresence,
    DraftSet,
    DraftSuggestion,
)
from anlan.areas.command.rules.filling import ASKED, Ground, Lack, lacks
from anlan.areas.command.rules.numbering import PLACES_A_HEADING, numbered
from anlan.areas.command.rules.spans import Pair, pairs, quoted
from anlan.areas.command.selectors.draft_values import filled, heading_values
from anlan.areas.command.selectors.named_values import NamedValues
from anlan.areas.command.selectors.rulebook import limits
from anlan.areas.command.selectors.units import Chip
from anlan.areas.command.states import DraftState
from anlan.core.access import Actor
from anlan.core.kernel import clock


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where a value comes from; ``label`` is the printed word, the earlier code, or the heading's number."""

    kind: Ground
    label: str = ""
    span: Pair | None = None


@dataclass(frozen=True, slots=True)
class DraftCard:
    """A draft as the form shows it; ``state`` adds waiting and lacking to what is stored."""

    id: UUID
    heading_id: UUID
    no: str
    heading_no: str
    state: str
    version: int
    quote: str
    spans: tuple[Pair, ...]
    lead_span: Pair | None
    values: Mapping[str, Any]
    grounds: Mapping[str, Provenance]
    lacks: tuple[Lack, ...]
    lead: Chip | None
    lead_group: str
    lead_label: str
    helpers: tuple[Chip, ...]
    helper_label: str
    verifier: Chip | None
    places: tuple[Chip, ...]
    due_at: datetime | None
    relayed: bool
    sure: float
    dismissed_reason: str
    code: str
    suggestions: tuple[DraftSuggestion, ...]
    others: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class HeadingCard:
    """A heading with its defaults and its drafts."""

    id: UUID
    no: str
    text: str
    speaker: str
    speaker_role: str
    marker: str
    relayed: bool
    version: int
    values: Mapping[str, Any]
    lead: Chip | None
    lead_label: str
    helpers: tuple[Chip, ...]
    helper_label: str
    verifier: Chip | None
    places: tuple[Chip, ...]
    code: str
    drafts: tuple[DraftCard, ...]


def shown_state(item: DraftItem, missing: Sequence[Lack]) -> str:
    """What is stored, but an open draft says whether it lacks something."""
    if item.state != DraftState.OPEN:
        return item.state
    return "lacking" if ASKED & set(missing) else "waiting"


def live_items(draft_set: DraftSet) -> list[DraftItem]:
    """Every draft that was not folded away, in the order of the text."""
    rows = DraftItem.objects.filter(heading__draft_set=draft_set).exclude(state=DraftState.FOLDED)
    return list(rows.select_related("heading", "directive").order_by("heading__order", "start", "pk"))


def cards_of(items: Sequence[DraftItem], *, viewer: Actor, body: str) -> dict[UUID, DraftCard]:
    """The cards of some drafts by key; a constant number of queries."""
    effective = {item.pk: filled(item) for item in items}
    chips = NamedValues.of([one.values for one in effective.values()])
    numbers = _numbers(items)
    offers = _suggestions(items)
    open_at = _others(items, viewer=viewer)
    cards = {}
    for item in items:
        values, missing = effective[item.pk].values, lacks(effective[item.pk].values)
        cards[item.pk] = DraftCard(
            id=item.pk,
            heading_id=item.heading_id,
            no=numbers.get(item.pk, item.heading.no),
            heading_no=item.heading.no,
            state=shown_state(item, missing),
            version=item.version,
            quote=quoted(body, pairs(item.spans), lead=_lead(item)),
            spans=pairs(item.spans),
            lead_span=_lead(item),
            values=values,
            grounds=_provenance(item, effective[item.pk].grounds),
            lacks=missing,
            lead=chips.unit(values["lead_unit"]),
            lead_group=values["lead_group"],
            lead_label=chips.lead_label(values),
            helpers=chips.helpers(values),
            helper_label=chips.helper_label(values),
            verifier=chips.position(values),
            places=chips.place_row(values),
            due_at=datetime.fromisoformat(values["due_at"]) if values["due_at"] else None,
            relayed=item.relayed,
            sure=item.sure,
            dismissed_reason=item.dismissed_reason,
            code=item.directive.code if item.directive else "",
            suggestions=offers.get(item.pk, ()),
            others=open_at.get(item.pk, ()),
        )
    return cards


def heading_card(heading: DraftHeading, drafts: Sequence[DraftCard], *, chips: NamedValues) -> HeadingCard:
    """The card of a heading over the cards of its drafts."""
    values = heading_values(heading)
    return HeadingCard(
        id=heading.pk,
        no=heading.no,
        text=heading.text,
        speaker=heading.speaker,
        speaker_role=heading.speaker_role,
        marker=heading.marker,
        relayed=heading.relayed,
        version=heading.version,
        values=values,
        lead=chips.unit(values["lead_unit"]),
        lead_label=chips.lead_label(values),
        helpers=chips.helpers(values),
        helper_label=chips.helper_label(values),
        verifier=chips.position(values),
        places=chips.place_row(values),
        code=heading.directive.code if heading.directive else "",
        drafts=tuple(drafts),
    )


def _lead(item: DraftItem) -> Pair | None:
    return (int(item.lead_span[0]), int(item.lead_span[1])) if item.lead_span else None


def _numbers(items: Sequence[DraftItem]) -> dict[UUID, str]:
    """Numbers as they will be issued."""
    found: dict[UUID, str] = {}
    counted = [item for item in items if item.state != DraftState.NOT_A_REQUIREMENT]
    for heading in {item.heading_id: item.heading for item in counted}.values():
        parts = [(i.pk, _given(i.directive)) for i in counted if i.heading_id == heading.pk]
        found |= {key: f"{heading.no}-{number}" for key, number in numbered(parts).items()}
    return found


def _given(directive: Directive | None) -> int | None:
    return directive.order % PLACES_A_HEADING if directive else None


def _provenance(item: DraftItem, grounds: Mapping[str, Ground]) -> dict[str, Provenance]:
    found = {}
    for name, kind in grounds.items():
        said = item.grounds.get(name, {})
        span = said.get("span")
        label = item.heading.no if kind is Ground.HEADING else str(said.get("label", ""))
        found[name] = Provenance(kind, label, (span[0], span[1]) if span else None)
    return found


def _suggestions(items: Sequence[DraftItem]) -> dict[UUID, tuple[DraftSuggestion, ...]]:
    rows = DraftSuggestion.objects.filter(item__in=[item.pk for item in items]).select_related("directive")
    found: dict[UUID, tuple[DraftSuggestion, ...]] = {}
    for row in rows.order_by("field", "-likeness", "pk"):
        found[row.item_id] = (*found.get(row.item_id, ()), row)
    return found


def _others(items: Sequence[DraftItem], *, viewer: Actor) -> dict[UUID, tuple[str, ...]]:
    since = clock.now() - timedelta(seconds=limits().presence_seconds)
    rows = DraftPresence.objects.filter(item__in=[item.pk for item in items], seen_at__gte=since)
    found: dict[UUID, tuple[str, ...]] = {}
    for row in rows.order_by("label"):
        if row.account_id != viewer.account_id:
            found[row.item_id] = (*found.get(row.item_id, ()), row.label)
    return found
