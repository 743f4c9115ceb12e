"""What is due, missing and wrong at one place, for this viewer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Max

from anlan.areas.inspection.models import Checklist, Run
from anlan.areas.inspection.selectors.listing import FindingRow, rows_of
from anlan.areas.inspection.selectors.sight import SHOWN_WITH, findings_seen, runs_seen
from anlan.areas.inspection.states import OPEN, RunState
from anlan.core.access import Actor
from anlan.core.kernel import clock
from anlan.foundation.campus.models import Place

MOST = 30


@dataclass(frozen=True, slots=True)
class Missing:
    """A checklist that this place should have been looked at by; ``last`` is when it was, if ever."""

    checklist: Checklist
    last: datetime | None
    days: int


@dataclass(frozen=True, slots=True)
class PlaceCheck:
    """Planned runs the viewer may know of, checklists overdue here, findings still open here."""

    place: Place
    due: tuple[Run, ...]
    missing: tuple[Missing, ...]
    wrong: tuple[FindingRow, ...]
    usable: tuple[Checklist, ...]
    at: datetime


def place_check(viewer: Actor, place: Place, *, at: datetime | None = None) -> PlaceCheck:
    """The state of one place; five queries."""
    now = at or clock.now()
    runs = runs_seen(viewer).filter(place__path__startswith=place.path)
    due = runs.filter(state__in=(RunState.SCHEDULED, RunState.STARTED)).select_related(
        "checklist", "place", "unit"
    )
    wrong = findings_seen(viewer).filter(place__path__startswith=place.path, state__in=OPEN)
    usable = [one for one in current_checklists() if place.kind in one.content.get("place_kinds", ())]
    return PlaceCheck(
        place=place,
        due=tuple(due.order_by("due_at")[:MOST]),
        missing=tuple(_missing(viewer, place, usable, at=now)),
        wrong=tuple(rows_of(list(wrong.select_related(*SHOWN_WITH).order_by("due_at")[:MOST]), at=now)),
        usable=tuple(usable),
        at=now,
    )


def current_checklists() -> list[Checklist]:
    """The published version of every code."""
    rows = Checklist.objects.filter(state="published", valid_from__lte=clock.today())
    return list(rows.order_by("code"))


def _missing(viewer: Actor, place: Place, usable: list[Checklist], *, at: datetime) -> list[Missing]:
    wanted = [one for one in usable if one.content.get("every_days", 0)]
    if not wanted or not viewer.holds("inspection.read"):
        return []
    done = runs_seen(viewer).filter(place=place, submitted_at__isnull=False).order_by()
    last = dict(done.values_list("subject").annotate(Max("submitted_at")))
    found = []
    for one in wanted:
        every = int(one.content["every_days"])
        seen = last.get(one.code)
        if seen is None or at - seen > timedelta(days=every):
            found.append(Missing(one, seen, (at - seen).days - every if seen else 0))
    return found
