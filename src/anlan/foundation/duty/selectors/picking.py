"""Whom the forms offer."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from anlan.core.access import Actor
from anlan.foundation.duty.models import Member, Roster, Watch
from anlan.foundation.duty.selectors.figures import figures
from anlan.foundation.duty.selectors.presence import presence
from anlan.foundation.people.models import Appointment, Position
from anlan.foundation.people.public import title_of, visible

MOST = 200
HEADS = ("unit_head", "security_head")


def stand_ins(watch: Watch) -> list[tuple[str, str]]:
    """Who of the roster could take a watch: free, here, and among the leaders where it leads."""
    members = (
        Member.objects.filter(roster=watch.shift.roster).exclude(person=watch.person).select_related("person")
    )
    if watch.lead:
        members = members.filter(leads=True)
    people = {row.person_id: row.person for row in members}
    known = presence(people, since=watch.starts)
    busy = set(
        Watch.objects.filter(
            person_id__in=people, left_at=None, starts__lt=watch.ends, ends__gt=watch.starts
        ).values_list("person_id", flat=True)
    )
    return [
        (str(key), person.name)
        for key, person in people.items()
        if key not in busy and known.fit(key, watch.starts, watch.ends)
    ]


def orderers(rosters: list[Roster]) -> list[tuple[str, str]]:
    """Who may have given an oral order: the headquarters, heads of the units, leaders of the rosters."""
    paths = Q(role__in=figures().ordering_roles)
    for roster in rosters:
        paths |= Q(role__in=HEADS, unit=roster.position.unit_id)
    seats = Position.objects.in_force().filter(paths)
    held = Appointment.objects.in_force().filter(position__in=seats, secretary=False)
    rows = held.select_related("person", "position__unit").order_by("position__unit__path", "position__order")
    found = {str(row.person_id): f"{row.person.name} · {title_of(row.position)}" for row in rows[:MOST]}
    for member in Member.objects.filter(roster__in=rosters, leads=True).select_related("person"):
        found.setdefault(str(member.person_id), member.person.name)
    return list(found.items())


def free_desks(viewer: Actor) -> QuerySet[Position]:
    """Positions that have no roster yet, where the viewer plans."""
    paths = [grant.unit for grant in viewer.grants_of("duty.plan") if grant.unit is not None]
    reach = Q(pk=None)
    for path in paths:
        reach |= Q(unit__path__startswith=path)
    rows = visible(Position.objects.in_force(), viewer, "people.read").filter(reach, roster=None)
    return rows.select_related("unit").order_by("unit__path", "order")
