"""The three-pane confirmation: the text with its marks, the drafts, and how far it is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Q

from anlan.areas.command.models import DraftItem, DraftSentence, DraftSet, DraftStep
from anlan.areas.command.rules.coverage import Cover, cover_of, summary
from anlan.areas.command.rules.spans import pairs
from anlan.areas.command.selectors.cards import DraftCard, HeadingCard, cards_of, heading_card, live_items
from anlan.areas.command.selectors.draft_values import heading_values
from anlan.areas.command.selectors.marks import TextRun, text_runs
from anlan.areas.command.selectors.named_values import NamedValues
from anlan.areas.command.selectors.sight import draft_seen, draft_set_seen, draft_sets_seen
from anlan.areas.command.selectors.units import Chip, campuses
from anlan.areas.command.states import DraftState
from anlan.core.access import Actor


@dataclass(frozen=True, slots=True)
class OpenReading:
    """A reading that waits: drafts nobody has decided, and confirmed ones that are not issued."""

    draft_set: DraftSet
    undecided: int
    to_issue: int


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the confirmation is; ``total`` leaves out what is no requirement."""

    total: int
    confirmed: int
    waiting: int
    lacking: int
    dismissed: int
    issued: int

    @property
    def done(self) -> int:
        """Decided as requirements: confirmed, or issued already."""
        return self.confirmed + self.issued


@dataclass(frozen=True, slots=True)
class Confirmation:
    """Everything the page shows."""

    draft_set: DraftSet
    title: str
    body: str
    headings: tuple[HeadingCard, ...]
    runs: tuple[TextRun, ...]
    sentences: tuple[tuple[DraftSentence, Cover], ...]
    covers: Mapping[Cover, int]
    progress: Progress
    steps: tuple[DraftStep, ...]
    campuses: tuple[Chip, ...]

    @property
    def drafts(self) -> tuple[DraftCard, ...]:
        """All drafts in the order of the text."""
        return tuple(draft for heading in self.headings for draft in heading.drafts)


def draft_sets(viewer: Actor) -> list[DraftSet]:
    """Readings the viewer may confirm, the newest first, those put aside left out."""
    rows = draft_sets_seen(viewer).filter(dropped_at=None)
    return list(rows.select_related("source", "meeting", "upstream_paper")[:200])


def open_readings(viewer: Actor) -> list[OpenReading]:
    """Readings with something left to decide or to issue, the newest first; two queries."""
    held = {draft_set.pk: draft_set for draft_set in draft_sets(viewer)}
    counted = (
        DraftItem.objects.filter(heading__draft_set__in=held)
        .values("heading__draft_set")
        .annotate(
            undecided=Count("pk", filter=Q(state=DraftState.OPEN)),
            to_issue=Count("pk", filter=Q(state=DraftState.CONFIRMED)),
        )
    )
    left = {row["heading__draft_set"]: (row["undecided"], row["to_issue"]) for row in counted}
    return [OpenReading(one, *left[key]) for key, one in held.items() if any(left.get(key, ()))]


def confirmation(viewer: Actor, draft_set_id: UUID) -> Confirmation:
    """The page of one reading. Raises NotVisible."""
    draft_set = draft_set_seen(viewer, draft_set_id)
    items = live_items(draft_set)
    headings = list(draft_set.headings.select_related("lead_unit", "directive"))
    cards = cards_of(items, viewer=viewer, body=draft_set.source.body)
    by_heading = {
        heading.pk: [cards[i.pk] for i in items if i.heading_id == heading.pk] for heading in headings
    }
    chips = NamedValues.of([heading_values(heading) for heading in headings])
    held = [
        span for item in items if item.state != DraftState.NOT_A_REQUIREMENT for span in pairs(item.spans)
    ]
    held += [(one.start, one.start + 1) for one in headings]
    covered = [
        (one, cover_of((one.start, one.end), dismissed=one.dismissed_at is not None, live=held))
        for one in draft_set.sentences.all()
    ]
    shown = [cards[item.pk] for item in items]
    return Confirmation(
        draft_set=draft_set,
        title=draft_set.source.title,
        body=draft_set.source.body,
        headings=tuple(heading_card(one, by_heading[one.pk], chips=chips) for one in headings),
        runs=text_runs(draft_set.source.body, shown),
        sentences=tuple(covered),
        covers=summary([cover for _, cover in covered]),
        progress=progress_of(shown),
        steps=tuple(draft_set.steps.filter(undone_at=None)[:20]),
        campuses=tuple(campuses()),
    )


def draft_card(viewer: Actor, draft_id: UUID) -> DraftCard:
    """One draft as its form shows it. Raises NotVisible."""
    item = draft_seen(viewer, draft_id)
    draft_set = item.heading.draft_set
    neighbours = [
        one for one in live_items(draft_set) if one.heading_id == item.heading_id or one.pk == item.pk
    ]
    if all(one.pk != item.pk for one in neighbours):
        neighbours.append(item)
    return cards_of(neighbours, viewer=viewer, body=draft_set.source.body)[item.pk]


def progress_of(cards: Sequence[DraftCard]) -> Progress:
    """The counts of the progress line."""
    states = [card.state for card in cards]
    dismissed = states.count("not_a_requirement")
    return Progress(
        total=len(states) - dismissed,
        confirmed=states.count("confirmed"),
        waiting=states.count("waiting"),
        lacking=states.count("lacking"),
        dismissed=dismissed,
        issued=states.count("issued"),
    )
