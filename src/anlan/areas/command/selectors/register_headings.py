"""The headings of one meeting as lines: who leads below them, who answered, what falls due next."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Exists, OuterRef, Q

from anlan.areas.command.models import Directive, Meeting
from anlan.areas.command.models.choices import AddressRole, DirectiveKind, Origin
from anlan.areas.command.rules.status import Status, Verdict, Word, tally
from anlan.areas.command.selectors.register_filters import RegisterFilters
from anlan.areas.command.selectors.register_query import SHOWN_STATES, items_left
from anlan.areas.command.selectors.register_rows import AnswerLine, answer_lines, lead_label_of
from anlan.areas.command.selectors.sight import directives, meetings_seen
from anlan.areas.command.selectors.units import Chip, unit_chips
from anlan.areas.command.selectors.verdicts import judged, status_of_headings
from anlan.areas.command.states import AnswerState
from anlan.core.access import Actor


@dataclass(frozen=True, slots=True)
class HeadingLine:
    """A heading with the figures of its items that the viewer sees; its status counts all of them."""

    heading: Directive
    leads: tuple[str, ...]
    items: int
    counts: Mapping[Status, int]
    answered: int
    addressed: int
    objected: int
    next_due: datetime | None
    status: Status
    days_late: int


@dataclass(frozen=True, slots=True)
class ItemFigures:
    """What an item adds to the line of its heading."""

    verdict: Verdict
    lead_label: str
    due_at: datetime | None
    answers: Sequence[AnswerLine]


def minuted_meeting(viewer: Actor, *, wanted: UUID | None = None) -> Meeting | None:
    """The meeting asked for, else the newest, that brought requirements the viewer sees."""
    central = directives(viewer).filter(kind=DirectiveKind.ITEM, origin=Origin.CENTRAL, meeting__isnull=False)
    newest = central.order_by("-meeting__held_on", "-meeting__number").values_list("meeting", flat=True)
    key = (newest.filter(meeting=wanted).first() if wanted else None) or newest.first()
    return meetings_seen(viewer).filter(pk=key).first() if key else None


def heading_lines(viewer: Actor, meeting_id: UUID, *, at: datetime) -> tuple[HeadingLine, ...]:
    """The headings of a meeting in their order, with those whose parts are still to come."""
    figures = _figures(viewer, meeting_id, at=at)
    seen = directives(viewer).filter(kind=DirectiveKind.HEADING, meeting=meeting_id, state__in=SHOWN_STATES)
    bare = ~Exists(Directive.objects.filter(parent=OuterRef("pk")))
    headings = list(seen.filter(Q(pk__in=list(figures)) | bare).order_by("order", "pk"))
    rolled = status_of_headings(list(figures), at=at)
    return tuple(_line(one, figures.get(one.pk, ()), rolled=rolled) for one in headings)


def _figures(viewer: Actor, meeting_id: UUID, *, at: datetime) -> Mapping[UUID, Sequence[ItemFigures]]:
    """The items of the meeting by their heading."""
    filters = RegisterFilters(meeting=meeting_id, origin=Origin.CENTRAL.value)
    heard = judged(items_left(viewer, filters, at=at), at=at)
    keys = [one.id for one in heard]
    said = Directive.objects.filter(pk__in=keys).values_list("pk", "lead_group", "due_at")
    told = {key: (group, due_at) for key, group, due_at in said}
    answers = answer_lines(keys)
    chips = unit_chips(line.unit_id for lines in answers.values() for line in lines)
    found: defaultdict[UUID, list[ItemFigures]] = defaultdict(list)
    for one in heard:
        group, due_at = told[one.id]
        lines = answers.get(one.id, ())
        if one.parent_id is not None:
            label = lead_label_of(group, _leads(lines, chips=chips))
            found[one.parent_id].append(ItemFigures(one.verdict, label, due_at, lines))
    return found


def _leads(lines: Sequence[AnswerLine], *, chips: Mapping[UUID, Chip]) -> list[Chip]:
    return [chips[line.unit_id] for line in lines if line.role == AddressRole.LEAD]


def _is_owed(verdict: Verdict) -> bool:
    """Whether its deadline still counts: it is neither met nor done."""
    return verdict.status is not Status.MET and verdict.word is not Word.BROKEN_SINCE


def _line(heading: Directive, items: Sequence[ItemFigures], *, rolled: Mapping[UUID, Verdict]) -> HeadingLine:
    answers = [line for item in items for line in item.answers]
    dues = [item.due_at for item in items if item.due_at and _is_owed(item.verdict)]
    verdict = rolled.get(heading.pk, Verdict(Status.NO_DATA))
    return HeadingLine(
        heading=heading,
        leads=tuple(dict.fromkeys(item.lead_label for item in items if item.lead_label)),
        items=len(items),
        counts=tally(item.verdict.status for item in items),
        answered=sum(line.taken for line in answers),
        addressed=len(answers),
        objected=sum(line.state == AnswerState.OBJECTED for line in answers),
        next_due=min(dues, default=None),
        status=verdict.status,
        days_late=max((item.verdict.days for item in items), default=0),
    )
