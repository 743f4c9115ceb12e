"""One requirement with everything around it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from anlan.areas.command.models import Addressee, Demand, Directive, Indicator
from anlan.areas.command.models.choices import Origin
from anlan.areas.command.rules.fulfilling import Matter
from anlan.areas.command.rules.spans import Pair, pairs
from anlan.areas.command.rules.status import Contribution, Verdict, days_left
from anlan.areas.command.selectors.contributions import contributions_of
from anlan.areas.command.selectors.measuring import Gauge, gauges
from anlan.areas.command.selectors.sight import directive_by_code, directives
from anlan.areas.command.selectors.units import Chip, group_label, place_chips
from anlan.areas.command.selectors.verdicts import status_of_directives
from anlan.areas.command.states import ANSWER, DIRECTIVE, LIVE
from anlan.core.access import Actor
from anlan.core.kernel import clock
from anlan.foundation.ledger.public import Line, history, lines_of
from anlan.foundation.people.permission import allowed

MOST_LINES = 100
STOPS = "。！？!?\n"


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of the quoted sentence; marked where the requirement comes from."""

    text: str
    marked: bool


@dataclass(frozen=True, slots=True)
class Answer:
    """One addressed unit's row and what the viewer may do with it now."""

    addressee: Addressee
    acts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RequirementPage:
    """Everything the page shows; ``acts`` are what the viewer may do with the requirement now."""

    directive: Directive
    verdict: Verdict
    at: datetime
    days_left: int | None
    quote: tuple[Run, ...]
    lead_label: str
    indicators: tuple[Indicator, ...]
    gauges: tuple[Gauge, ...]
    said: tuple[Contribution, ...]
    places: tuple[Chip, ...]
    answers: tuple[Answer, ...]
    children: tuple[tuple[Directive, Verdict], ...]
    siblings: tuple[Directive, ...]
    relayed: tuple[tuple[Directive, Verdict], ...]
    local: tuple[tuple[Directive, Verdict], ...]
    demands: tuple[Demand, ...]
    successor: Directive | None
    predecessor: Directive | None
    origin: Directive | None
    history: tuple[Line, ...]
    acts: tuple[str, ...]


def requirement(viewer: Actor, code: str, *, at: datetime | None = None) -> RequirementPage:
    """The page of one requirement. Raises NotVisible."""
    now = at or clock.now()
    found = directive_by_code(viewer, code)
    related = (
        "meeting",
        "parent",
        "lead_unit",
        "verifier__unit",
        "issuer_unit",
        "source",
        "relayed_from",
        "supersedes",
    )
    directive = Directive.objects.select_related(*related).get(pk=found.pk)
    seen = directives(viewer).select_related("lead_unit", "issuer_unit")
    children = list(seen.filter(parent=directive).order_by("order", "issued_at"))
    passed = list(seen.filter(relayed_from=directive).order_by("lead_unit__order", "issued_at"))
    said = contributions_of([directive.pk], at=now).get(directive.pk, ())
    verdicts = status_of_directives([directive.pk, *(one.pk for one in (*children, *passed))], at=now)
    return RequirementPage(
        directive=directive,
        verdict=verdicts[directive.pk],
        at=now,
        days_left=_days_left(directive, at=now),
        quote=quote_in_context(directive),
        lead_label=group_label(directive.lead_group)
        if directive.lead_group
        else str(directive.lead_unit or ""),
        indicators=tuple(directive.indicators.all()),
        gauges=gauges([directive.pk], at=now).get(directive.pk, ()),
        said=said,
        places=tuple(place_chips(directive.places.values_list("pk", flat=True)).values()),
        answers=_answers(viewer, directive),
        children=tuple((one, verdicts[one.pk]) for one in children),
        siblings=_siblings(viewer, directive),
        relayed=tuple((one, verdicts[one.pk]) for one in passed if one.origin == Origin.RELAYED),
        local=tuple((one, verdicts[one.pk]) for one in passed if one.origin == Origin.LOCAL),
        demands=tuple(directive.demands.select_related("paper")),
        successor=directives(viewer).filter(supersedes=directive).first(),
        predecessor=_seen(viewer, directive.supersedes_id),
        origin=_seen(viewer, directive.relayed_from_id),
        history=tuple(lines_of(history("command.directive", directive.pk)[:MOST_LINES])),
        acts=acts_on(viewer, directive, said=said),
    )


def _seen(viewer: Actor, key: UUID | None) -> Directive | None:
    return None if key is None else directives(viewer).filter(pk=key).first()


def _days_left(directive: Directive, *, at: datetime) -> int | None:
    """Whole days until the deadline, while it is still to be met."""
    due = directive.due_at if directive.state in LIVE else None
    return days_left(due, at=at) if due and due > at else None


def acts_on(viewer: Actor, directive: Directive, *, said: Sequence[Contribution] = ()) -> tuple[str, ...]:
    """The names of moves that the table, what is said, and the viewer's verbs allow now."""
    possible = {"withdraw"} | ({"supersede"} if directive.is_item else set())
    if Matter(directive.state, directive.obligation, directive.due_at, now=said).confirmable:
        possible.add("fulfil")
    central = directive.origin == Origin.CENTRAL
    found = []
    for move in DIRECTIVE.moves_from(directive.state):
        verb = move.verb if central else "command.cascade"
        if move.name in possible:
            found += [move.name] if allowed(viewer, verb, directive) else []
    return tuple(found)


def quote_in_context(directive: Directive) -> tuple[Run, ...]:
    """The sentence of the source around the requirement's words, those marked; else its quote."""
    spans = pairs(directive.spans)
    if directive.source is None or not spans:
        return (Run(directive.quote, marked=True),) if directive.quote else ()
    body = directive.source.body
    start, end = _sentence(body, spans)
    return runs(body, spans, start=start, end=end)


def runs(body: str, spans: Sequence[Pair], *, start: int, end: int) -> tuple[Run, ...]:
    """A stretch of the body cut where marks begin and end."""
    found, at = [], start
    for one, other in spans:
        found += [Run(body[at:one], marked=False)] if at < one else []
        found.append(Run(body[max(at, one) : other], marked=True))
        at = max(at, other)
    found += [Run(body[at:end], marked=False)] if at < end else []
    return tuple(run for run in found if run.text)


def _sentence(body: str, spans: Sequence[Pair]) -> Pair:
    """From the stop before the first span to the stop after the last."""
    first, last = spans[0][0], spans[-1][1]
    start = max(body.rfind(stop, 0, first) for stop in STOPS) + 1
    if last > 0 and body[last - 1] in STOPS:
        return start, last
    ends = [at for stop in STOPS if (at := body.find(stop, last)) >= 0]
    return start, (min(ends) + 1 if ends else len(body))


def _answers(viewer: Actor, directive: Directive) -> tuple[Answer, ...]:
    """Addressed units; a unit below sees its own row, the issuer all."""
    rows = directive.addressees.select_related("unit", "acknowledged_by").order_by(
        "-role", "unit__order", "unit__code"
    )
    live = directive.state in LIVE
    found = []
    for row in rows:
        row.directive = directive
        if allowed(viewer, "command.read", row):
            found.append(Answer(row, _acts_on_answer(viewer, row) if live else ()))
    return tuple(found)


def _acts_on_answer(viewer: Actor, row: Addressee) -> tuple[str, ...]:
    """What the viewer may do: acknowledge, object, keep, change; relay once acknowledged."""
    central = row.directive.origin == Origin.CENTRAL
    found = []
    for move in ANSWER.moves_from(row.state):
        verb = move.verb if central or move.verb == "command.acknowledge" else "command.cascade"
        if allowed(viewer, verb, row):
            found.append(move.name)
    if row.state == "acknowledged" and allowed(viewer, "command.cascade", row):
        found.append("relay")
    return tuple(found)


def _siblings(viewer: Actor, directive: Directive) -> tuple[Directive, ...]:
    """Other items that come from the same sentence."""
    if directive.source is None or directive.parent_id is None or not directive.spans:
        return ()
    start, end = _sentence(directive.source.body, pairs(directive.spans))
    near = directives(viewer).filter(parent=directive.parent_id).exclude(pk=directive.pk).order_by("order")
    return tuple(one for one in near if any(a < end and start < b for a, b in pairs(one.spans)))
