"""What a hand-over is drafted from: open matters, running clocks, oral orders, what happened in the shift."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import Count, Q

from anlan.core.access import Actor
from anlan.foundation.duty.models import OralOrder, Shift
from anlan.foundation.duty.selectors.figures import figures
from anlan.foundation.duty.states import OrderState, ShiftState
from anlan.foundation.ledger.models import Event
from anlan.foundation.worklist.public import Group, Row, rows

MOST_MATTERS = 100
OURS = frozenset({"duty"})
"""Acknowledging and signing belong to a person, not to the desk."""


def drafted(viewer: Actor, shift: Shift, *, at: datetime) -> dict[str, Any]:
    """The sections as plain data, in the viewer's position."""
    following = next_shift(shift)
    horizon = following.ends if following else shift.ends + (shift.ends - shift.starts)
    matters = [
        row for row in rows(viewer, at) if row.group in {Group.MINE, Group.LATE} and row.source not in OURS
    ]
    clocks = [row for row in matters if row.due_at is not None and row.due_at <= horizon]
    rest = [row for row in matters if row not in clocks]
    return {
        "position": viewer.title,
        "since": shift.starts.isoformat(),
        "until": shift.ends.isoformat(),
        "drafted": at.isoformat(),
        "horizon": horizon.isoformat(),
        "clocks": [_matter(row) for row in clocks[:MOST_MATTERS]],
        "matters": [_matter(row) for row in rest[:MOST_MATTERS]],
        "left_off": max(len(clocks) - MOST_MATTERS, 0) + max(len(rest) - MOST_MATTERS, 0),
        "orders": [_order(row) for row in orders_of(shift)],
        "events": [{"verb": verb, "count": count} for verb, count in notable(shift, at=at)],
    }


def next_shift(shift: Shift) -> Shift | None:
    """The published shift that comes next on the roster."""
    rows = Shift.objects.filter(roster_id=shift.roster_id, state=ShiftState.PUBLISHED, starts__gte=shift.ends)
    return rows.order_by("starts").first()


def stands_on(viewer: Actor, shift: Shift) -> bool:
    """Whether the viewer stands the shift."""
    return viewer.person_id in set(shift.watches.filter(left_at=None).values_list("person_id", flat=True))


def orders_of(shift: Shift) -> list[OralOrder]:
    """Oral orders of the shift, and older ones that nobody has put in writing."""
    own = Q(ordered_at__gte=shift.starts, ordered_at__lt=shift.ends)
    still = Q(state=OrderState.OPEN, ordered_at__lt=shift.ends)
    rows = OralOrder.objects.filter(own | still, roster_id=shift.roster_id)
    return list(rows.select_related("ordered_by", "recorded_by").order_by("ordered_at"))


def notable(shift: Shift, *, at: datetime) -> list[tuple[str, int]]:
    """How often each notable act happened in the shift, the house over; drills left out."""
    found = Event.objects.filter(
        verb__in=figures().notable, at__gte=shift.starts, at__lt=min(shift.ends, at), drill=False
    )
    counted = dict(found.order_by().values_list("verb").annotate(count=Count("pk")))
    return [(verb, counted[verb]) for verb in figures().notable if verb in counted]


def _matter(row: Row) -> dict[str, Any]:
    return {
        "key": row.key,
        "title": row.title,
        "word": row.word,
        "where": row.where,
        "due": row.due_at.isoformat() if row.due_at else "",
        "late": row.group == Group.LATE,
        "url": row.url,
    }


def _order(row: OralOrder) -> dict[str, Any]:
    return {
        "key": str(row.pk),
        "words": row.words,
        "by": row.ordered_by.name,
        "at": row.ordered_at.isoformat(),
        "heard_by": row.recorded_by.name,
        "state": row.state,
    }
