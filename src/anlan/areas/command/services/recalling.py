"""Suggestions from earlier requirements of similar wording; always offered, never filled in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any
from uuid import UUID

from anlan.areas.command.models import Directive, DraftItem, DraftSuggestion
from anlan.areas.command.models.choices import AddressRole, DirectiveKind, Origin
from anlan.areas.command.rules.likeness import Earlier, Likeness, Wordings
from anlan.areas.command.selectors.rulebook import limits
from anlan.areas.command.selectors.sight import directives
from anlan.areas.command.selectors.units import units_of_group
from anlan.areas.command.states import DirectiveState
from anlan.core.access import Actor

MOST_EARLIER = 4000
"""The newest requirements that are compared."""


def recall(items: Sequence[DraftItem], *, viewer: Actor) -> list[DraftSuggestion]:
    """Write what earlier requirements that the viewer may see had, for each draft like them."""
    if not items:
        return []
    seen = directives(viewer).filter(kind=DirectiveKind.ITEM, origin=Origin.CENTRAL)
    live = seen.exclude(state__in=(DirectiveState.DRAFT, DirectiveState.WITHDRAWN))
    texts = dict(live.order_by("-issued_at").values_list("pk", "text")[:MOST_EARLIER])
    if not texts:
        return []
    wordings = Wordings([Earlier(str(key), text) for key, text in texts.items()])
    figures = limits()
    near = {
        item.pk: wordings.nearest(item.text, floor=figures.likeness_floor, most=figures.likeness_most)
        for item in items
    }
    earlier = _loaded({UUID(one.key) for found in near.values() for one in found})
    rows = [row for item in items for row in _rows(item, near[item.pk], earlier=earlier)]
    return DraftSuggestion.objects.bulk_create(rows)


def _loaded(keys: Iterable[UUID]) -> dict[str, Directive]:
    rows = Directive.objects.filter(pk__in=set(keys)).prefetch_related("addressees", "indicators")
    return {str(row.pk): row for row in rows}


def _rows(
    item: DraftItem, near: Sequence[Likeness], *, earlier: dict[str, Directive]
) -> Iterator[DraftSuggestion]:
    for one in near:
        directive = earlier[one.key]
        for field, value in _offers(directive):
            yield DraftSuggestion(
                item=item,
                field=field,
                value=value,
                label=directive.code,
                ground=DraftSuggestion.Ground.HISTORY,
                directive=directive,
                likeness=one.score,
            )


def _offers(directive: Directive) -> Iterator[tuple[str, dict[str, Any]]]:
    """What an earlier requirement had; its passed deadline is no offer, its rhythm is."""
    lead = str(directive.lead_unit_id) if directive.lead_unit_id else None
    yield "lead_unit", {"lead_unit": lead, "lead_group": directive.lead_group}
    grouped = {unit.pk for code in directive.helper_groups for unit in units_of_group(code)}
    helping = [row.unit_id for row in directive.addressees.all() if row.role == AddressRole.HELPER]
    helpers = [str(unit) for unit in helping if unit not in grouped]
    if helpers or directive.helper_groups:
        yield "helpers", {"helpers": helpers, "helper_groups": directive.helper_groups}
    if directive.repeats:
        yield "due_at", {"repeats": directive.repeats, "deadline_text": directive.deadline_text}
    if directive.verifier_id:
        yield "verifier", {"verifier": str(directive.verifier_id)}
    codes = [one.measure for one in directive.indicators.all() if one.measure]
    if codes:
        yield "measures", {"measures": codes}
    for indicator in [one for one in directive.indicators.all() if not one.measure][:1]:
        yield (
            "indicator_name",
            {
                "indicator_name": indicator.name,
                "indicator_direction": indicator.direction,
                "indicator_target": indicator.target,
                "indicator_unit": indicator.unit,
            },
        )
