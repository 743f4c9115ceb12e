"""The viewer's own inbox."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from anlan.core.access import Actor
from anlan.core.kernel import clock
from anlan.core.kernel.clock import CAMPUS_ZONE
from anlan.foundation.notices.models import Address, ChannelKind, Letter
from anlan.foundation.notices.rules.figures import Hours
from anlan.foundation.notices.rules.interrupting import next_digest
from anlan.foundation.notices.selectors.bell import Bell, bell
from anlan.foundation.notices.selectors.figures import hours
from anlan.foundation.notices.selectors.interrupts import interrupts_today
from anlan.foundation.notices.selectors.sight import letters_for


@dataclass(frozen=True, slots=True)
class InboxFacts:
    """What stands around the list: the bell, what still gathers until when, interruptions of the day."""

    bell: Bell
    gathering: int
    next_at: datetime
    interrupts: int
    hours: Hours
    email: str


def letters(viewer: Actor, *, drill: bool, show: str = "") -> QuerySet[Letter]:
    """Letters that have turned up: what asks for an answer and is unread first, then the newest."""
    rows = letters_for(viewer, drill=drill).select_related("notice", "position__unit", "digest")
    if show == "coming":
        return rows.filter(shown_from__gt=clock.now()).order_by("-recorded_at")
    rows = rows.filter(shown_from__lte=clock.now())
    if show == "unread":
        rows = rows.filter(read_at=None)
    if show == "asked":
        rows = rows.filter(needs_answer=True, acknowledged_at=None)
    return rows.order_by("-shown_from", "-pk")


def inbox_facts(viewer: Actor, *, drill: bool) -> InboxFacts:
    """The facts around the inbox; at most five queries."""
    when, now = hours(), clock.now()
    own = letters_for(viewer, drill=drill)
    persons = [viewer.person_id] if viewer.person_id else []
    address = Address.objects.filter(person_id__in=persons, kind=ChannelKind.EMAIL).first()
    return InboxFacts(
        bell=bell(viewer),
        gathering=own.filter(shown_from__gt=now).count(),
        next_at=next_digest(now, hours=when, zone=CAMPUS_ZONE),
        interrupts=interrupts_today(persons, at=now, drill=drill).total(),
        hours=when,
        email=address.address if address else "",
    )
