"""From confirmed drafts to requirements in force: all of it or nothing, and once."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from uuid import UUID

from django.db import transaction

from anlan.areas.command.models import (
    DemandLink,
    Directive,
    DraftHeading,
    DraftItem,
    DraftSet,
    IssueBatch,
)
from anlan.areas.command.models.choices import DirectiveKind
from anlan.areas.command.rules.hashing import text_hash
from anlan.areas.command.rules.numbering import PLACES_A_HEADING, numbered
from anlan.areas.command.rules.spans import overlap, pairs, quoted
from anlan.areas.command.services.binding import OwnWords, bound
from anlan.areas.command.services.enacting import Enactment, enact
from anlan.areas.command.services.grasp import hold_draft_set
from anlan.areas.command.services.personal import ASK, screened
from anlan.areas.command.states import DRAFT, DraftState
from anlan.core.access import Actor
from anlan.core.kernel import clock
from anlan.core.kernel.errors import BadInput, Conflict
from anlan.foundation.ledger.public import record


@transaction.atomic
def issue_drafts(
    draft_set_id: UUID, *, client_id: UUID, by: Actor, heading_ids: Collection[UUID] | None = None
) -> IssueBatch:
    """Issue every confirmed draft of the reading, or of some headings.

    Everything in reach must be decided: confirmed, dismissed or issued before. Raises BadInput
    ``command.drafts_open``, ``nothing_to_issue``, ``lead_missing``, ``personal_numbers``;
    Conflict ``command.already_issued``. Sending the same ``client_id`` again returns the first batch.
    """
    draft_set, earlier = _begin(draft_set_id, client_id=client_id, by=by)
    if earlier is not None:
        return earlier
    headings = _headings(draft_set, heading_ids)
    items = _items(headings)
    undecided = [item for item in items if item.state == DraftState.OPEN]
    if undecided:
        raise BadInput("command.drafts_open", count=len(undecided), first=undecided[0].text[:40])
    return _issue(draft_set, headings, items, client_id=client_id, by=by, bare=False)


@transaction.atomic
def issue_headings(
    draft_set_id: UUID, *, client_id: UUID, by: Actor, heading_ids: Collection[UUID]
) -> IssueBatch:
    """Issue headings now, with the parts that are confirmed; open parts stay drafts and are issued later."""
    draft_set, earlier = _begin(draft_set_id, client_id=client_id, by=by)
    if earlier is not None:
        return earlier
    headings = _headings(draft_set, heading_ids)
    return _issue(draft_set, headings, _items(headings), client_id=client_id, by=by, bare=True)


def _begin(draft_set_id: UUID, *, client_id: UUID, by: Actor) -> tuple[DraftSet, IssueBatch | None]:
    """The reading under a lock, and the batch when this very act was done before."""
    draft_set = hold_draft_set(draft_set_id, by=by, verb="command.issue")
    earlier = IssueBatch.objects.filter(pk=client_id).first()
    if earlier is not None and earlier.draft_set_id != draft_set.pk:
        raise Conflict("command.client_id_used")
    return draft_set, earlier


def _headings(draft_set: DraftSet, heading_ids: Collection[UUID] | None) -> list[DraftHeading]:
    rows = draft_set.headings.select_for_update(of=("self",)).order_by("order")
    headings = list(rows if heading_ids is None else rows.filter(pk__in=set(heading_ids)))
    if heading_ids is not None and len(headings) != len(set(heading_ids)):
        raise BadInput("command.unknown_heading")
    for heading in headings:
        heading.draft_set = draft_set
    return headings


def _items(headings: Sequence[DraftHeading]) -> list[DraftItem]:
    """The drafts of some headings, locked in the order of their keys, returned in the order of the text."""
    known = {heading.pk: heading for heading in headings}
    rows = DraftItem.objects.select_for_update(of=("self",)).filter(heading__in=known)
    items = list(rows.exclude(state=DraftState.FOLDED).order_by("pk"))
    for item in items:
        item.heading = known[item.heading_id]
    return sorted(items, key=lambda item: (item.heading.order, item.start, item.pk))


def _issue(
    draft_set: DraftSet,
    headings: Sequence[DraftHeading],
    items: Sequence[DraftItem],
    *,
    client_id: UUID,
    by: Actor,
    bare: bool,
) -> IssueBatch:
    ready = [item for item in items if item.state == DraftState.CONFIRMED]
    opening = [
        one
        for one in headings
        if one.directive_id is None and (bare or any(i.heading_id == one.pk for i in ready))
    ]
    if not ready and not opening:
        done = any(item.state == DraftState.ISSUED for item in items)
        raise Conflict("command.already_issued") if done else BadInput("command.nothing_to_issue")
    at = clock.now()
    batch = IssueBatch.objects.create(
        id=client_id,
        draft_set=draft_set,
        issued_by_id=by.position_id,
        issued_at=at,
        content_hash=text_hash(
            "\n".join([text_hash(one.text) for one in opening] + [text_hash(one.text) for one in ready])
        ),
    )
    enactments = [_of_heading(one, draft_set=draft_set, batch=batch) for one in opening]
    numbers = part_numbers(items)
    enactments += [_of_item(item, draft_set=draft_set, batch=batch, no=numbers[item.pk]) for item in ready]
    enact(enactments, by=by, at=at, verb="command.issue")
    DraftHeading.objects.bulk_update(opening, ["directive"])
    _mark_issued(ready)
    _answer_demands(draft_set, ready)
    record("command.issue", on=draft_set, by=by, count=len(enactments), content_hash=batch.content_hash)
    return batch


def part_numbers(items: Sequence[DraftItem]) -> dict[UUID, int]:
    """The number of each draft under its heading; those issued keep theirs."""
    given = dict(
        Directive.objects.filter(
            pk__in=[item.directive_id for item in items if item.directive_id]
        ).values_list("pk", "order")
    )
    counted = [item for item in items if item.state != DraftState.NOT_A_REQUIREMENT]
    found: dict[UUID, int] = {}
    for heading_id in dict.fromkeys(item.heading_id for item in counted):
        parts = [item for item in counted if item.heading_id == heading_id]
        found |= numbered(
            (part.pk, given[part.directive_id] % PLACES_A_HEADING if part.directive_id else None)
            for part in parts
        )
    return found


def _of_heading(heading: DraftHeading, *, draft_set: DraftSet, batch: IssueBatch) -> Enactment:
    body = draft_set.source.body
    directive = Directive(
        kind=DirectiveKind.HEADING,
        batch=batch,
        meeting=draft_set.meeting,
        upstream_paper=draft_set.upstream_paper,
        source=draft_set.source,
        no=heading.no,
        order=heading.order * PLACES_A_HEADING,
        speaker=heading.speaker,
        speaker_role=heading.speaker_role,
        spans=[[heading.start, heading.end]],
        quote=body[heading.start : heading.end],
        text=heading.text,
        issuer_unit=draft_set.owner_unit,
    )
    heading.directive = directive
    return Enactment(directive)


def _of_item(item: DraftItem, *, draft_set: DraftSet, batch: IssueBatch, no: int) -> Enactment:
    _require_issuable(item, no=f"{item.heading.no}-{no}")
    lead = (item.lead_span[0], item.lead_span[1]) if item.lead_span else None
    directive = Directive(
        kind=DirectiveKind.ITEM,
        parent_id=item.heading.directive_id,
        batch=batch,
        meeting=draft_set.meeting,
        upstream_paper=draft_set.upstream_paper,
        source=draft_set.source,
        no=f"{item.heading.no}-{no}",
        order=item.heading.order * PLACES_A_HEADING + no,
        speaker=item.heading.speaker,
        speaker_role=item.heading.speaker_role,
        spans=item.spans,
        quote=quoted(draft_set.source.body, pairs(item.spans), lead=lead),
        text=item.text,
        obligation=item.obligation,
        condition=item.condition,
        issuer_unit=draft_set.owner_unit,
        lead_unit_id=item.lead_unit_id,
        lead_group=item.lead_group,
        helper_groups=item.helper_groups,
        due_at=item.due_at,
        due_all_day=item.due_all_day,
        repeats=item.repeats,
        deadline_text=item.deadline_text,
        verifier_id=item.verifier_id,
    )
    item.directive = directive
    return Enactment(directive, item.helper_ids, item.place_ids, indicators_of(item))


def indicators_of(item: DraftItem) -> list[dict[str, str]]:
    """The indicators of a draft: those of the catalogue, and one in its own words."""
    own = OwnWords(item.indicator_name, item.indicator_direction, item.indicator_target, item.indicator_unit)
    return bound(item.measures, own=own, text=item.text)


def _require_issuable(item: DraftItem, *, no: str) -> None:
    if item.lead_unit_id is None and not item.lead_group:
        raise BadInput("command.lead_missing", field="lead_unit", no=no)
    if not item.kept_numbers_reason and not item.heading.draft_set.source.kept_numbers_reason:
        screened(f"{item.text} {item.condition} {item.indicator_name}", numbers=ASK)


def _mark_issued(items: Sequence[DraftItem]) -> None:
    for item in items:
        item.state = DRAFT.move(item.state, "issue").target.value
        item.version += 1
    DraftItem.objects.bulk_update(items, ["state", "version", "directive"])


def _answer_demands(draft_set: DraftSet, items: Sequence[DraftItem]) -> None:
    """A requirement over the words of a demand from above answers it."""
    if draft_set.upstream_paper is None:
        return
    demands = list(draft_set.upstream_paper.demands.all())
    DemandLink.objects.bulk_create(
        DemandLink(demand=demand, directive=item.directive)
        for item in items
        for demand in demands
        if overlap(pairs(item.spans), [(demand.start, demand.end)])
    )
