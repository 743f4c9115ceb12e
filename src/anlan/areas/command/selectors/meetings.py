"""Meetings, their papers, and who has not passed their requirements on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, Q

from anlan.areas.command.models import (
    Addressee,
    AgendaItem,
    Attendance,
    Directive,
    DraftSet,
    Meeting,
    TopicSlip,
)
from anlan.areas.command.models.choices import AddressRole, DirectiveKind, Origin
from anlan.areas.command.rules.status import Status, Verdict, tally
from anlan.areas.command.selectors.sight import directives, draft_sets_seen, meeting_seen, meetings_seen
from anlan.areas.command.selectors.units import Chip, unit_chips
from anlan.areas.command.selectors.verdicts import status_of_directives
from anlan.areas.command.states import COUNTING, LIVE, MEETING
from anlan.core.access import Actor
from anlan.foundation.ledger.public import Line, history, lines_of
from anlan.foundation.people.models import Unit
from anlan.foundation.people.permission import allowed, visible


@dataclass(frozen=True, slots=True)
class RelayGap:
    """A unit with units below it that has not passed on everything it leads: codes still to relay."""

    unit: Chip
    addressed: int
    relayed: int
    waived: int
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MeetingPage:
    """A meeting with agenda, attendance, readings, and what came of it."""

    meeting: Meeting
    slips: tuple[TopicSlip, ...]
    agenda: tuple[AgendaItem, ...]
    attendances: tuple[Attendance, ...]
    present: Mapping[str, int]
    draft_sets: tuple[DraftSet, ...]
    headings: tuple[tuple[Directive, Verdict], ...]
    counts: Mapping[Status, int]
    not_relayed: tuple[RelayGap, ...]
    history: tuple[Line, ...]
    acts: tuple[str, ...]
    may_edit: bool


def meetings(viewer: Actor) -> list[Meeting]:
    """Meetings the viewer may see, the newest first, with how many items each brought (``items``)."""
    central = Q(directives__kind=DirectiveKind.ITEM, directives__origin=Origin.CENTRAL)
    items = Count("directives", filter=central, distinct=True)
    rows = meetings_seen(viewer).annotate(items=items).select_related("chair")
    return list(rows.order_by("-held_on", "-number"))


def meetings_on(viewer: Actor, day: date) -> list[Meeting]:
    """Meetings of one day that the viewer may see."""
    return list(meetings_seen(viewer).filter(held_on=day).order_by("number"))


def meeting(viewer: Actor, meeting_id: UUID) -> MeetingPage:
    """The page of one meeting. Raises NotVisible."""
    found = meeting_seen(viewer, meeting_id)
    of_meeting = directives(viewer).filter(meeting=found)
    headings = list(of_meeting.filter(kind=DirectiveKind.HEADING).order_by("order"))
    items = list(
        of_meeting.filter(kind=DirectiveKind.ITEM, origin=Origin.CENTRAL).values_list("pk", flat=True)
    )
    verdicts = status_of_directives([*(one.pk for one in headings), *items])
    attendances = found.attendances.select_related("position__unit", "deputy_position__unit", "deputy_person")
    called = list(attendances.order_by("position__unit__order", "position__order"))
    keeps = allowed(viewer, "command.meet", found)
    slips = visible(TopicSlip.objects.filter(meeting=found), viewer, "command.read")
    return MeetingPage(
        meeting=found,
        slips=tuple(slips.select_related("unit", "proposer")),
        agenda=tuple(found.agenda.select_related("slip__unit", "directive__lead_unit").order_by("order")),
        attendances=tuple(called),
        present=_counted(called),
        draft_sets=tuple(draft_sets_seen(viewer).filter(meeting=found)),
        headings=tuple((one, verdicts[one.pk]) for one in headings),
        counts=tally(verdicts[key].status for key in items),
        not_relayed=tuple(not_relayed(viewer, meeting_id)),
        history=tuple(lines_of(history("command.meeting", found.pk)[:60])),
        acts=tuple(move.name for move in MEETING.moves_from(found.state)) if keeps else (),
        may_edit=keeps,
    )


def not_relayed(viewer: Actor, meeting_id: UUID) -> list[RelayGap]:
    """Lead units with units below them that have not passed every live requirement of the meeting on."""
    meeting_seen(viewer, meeting_id)
    live = directives(viewer).filter(
        meeting=meeting_id, kind=DirectiveKind.ITEM, origin=Origin.CENTRAL, state__in=LIVE
    )
    rows = list(
        visible(
            Addressee.objects.filter(directive__in=live.values("pk"), role=AddressRole.LEAD),
            viewer,
            "command.read",
        )
        .filter(unit__in=_with_units_below())
        .select_related("directive")
        .order_by("unit__order", "unit__code", "directive__order")
    )
    passed_on = set(
        Directive.objects.filter(
            relayed_from__in=[row.directive_id for row in rows], origin=Origin.RELAYED, state__in=COUNTING
        ).values_list("relayed_from", "issuer_unit")
    )
    by_unit: defaultdict[UUID, list[Addressee]] = defaultdict(list)
    for row in rows:
        by_unit[row.unit_id].append(row)
    chips = unit_chips(by_unit)
    gaps = [_gap(chips[unit], below, passed_on=passed_on) for unit, below in by_unit.items()]
    return [gap for gap in gaps if gap.missing]


def _gap(unit: Chip, rows: list[Addressee], *, passed_on: set[tuple[UUID | None, UUID]]) -> RelayGap:
    relayed = [row for row in rows if (row.directive_id, row.unit_id) in passed_on]
    waived = [row for row in rows if row.relay_waived_at is not None and row not in relayed]
    missing = tuple(row.directive.code for row in rows if row not in relayed and row not in waived)
    return RelayGap(unit, addressed=len(rows), relayed=len(relayed), waived=len(waived), missing=missing)


def _with_units_below() -> list[UUID]:
    parents = Unit.objects.in_force().exclude(parent=None).values_list("parent", flat=True).distinct()
    return [key for key in parents if key is not None]


def _counted(called: list[Attendance]) -> dict[str, int]:
    found: defaultdict[str, int] = defaultdict(int)
    for one in called:
        found[one.presence] += 1
    return dict(found)
