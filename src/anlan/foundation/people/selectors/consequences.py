"""What an act on units, seats and standings would change, told before it is done."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from anlan.core.kernel import clock
from anlan.foundation.people.models import Appointment, Duty, Group, Position, Standing, Unit
from anlan.foundation.people.models.lasting import LastingQuerySet
from anlan.foundation.people.rulebook import Reach, rulebook

NAMED_AT_MOST = 12


@dataclass(frozen=True, slots=True)
class Moving:
    """Hanging a unit elsewhere: what goes with it, and whose reach it leaves and enters."""

    units: tuple[Unit, ...]
    positions: int
    persons: int
    leaving: tuple[Position, ...]
    entering: tuple[Position, ...]


@dataclass(frozen=True, slots=True)
class Closing:
    """Ending a unit: what still keeps it, and what ends with it."""

    below: tuple[Unit, ...]
    persons: int
    held: tuple[Appointment, ...]
    seats: int
    groups: int

    @property
    def is_free(self) -> bool:
        """Whether nothing is in the way."""
        return not (self.below or self.persons or self.held)


@dataclass(frozen=True, slots=True)
class Leaving:
    """Ending an appointment: what the person may no longer do, whether the seat falls empty, open duties."""

    empties: bool
    duties: int
    others: tuple[Appointment, ...]


@dataclass(frozen=True, slots=True)
class Parting:
    """Ending a standing: whether it is the last one, and the positions the person goes on holding."""

    last: bool
    held: tuple[Appointment, ...]


def moving(unit: Unit, parent: Unit) -> Moving:
    """What hanging the unit under another parent would change."""
    units = Unit.objects.in_force().filter(path__startswith=unit.path).order_by("path")
    before, after = set(_paths_above(unit.path)), {*_paths_above(parent.path), parent.path}
    return Moving(
        units=tuple(units.exclude(pk=unit.pk)),
        positions=Position.objects.in_force().filter(unit__path__startswith=unit.path).count(),
        persons=_persons_at(Standing.objects.in_force().filter(unit__path__startswith=unit.path)),
        leaving=_reaching(before - after),
        entering=_reaching(after - before),
    )


def closing(unit: Unit, at: datetime | None = None) -> Closing:
    """What ending the unit would meet."""
    ends = at or clock.now()
    below, standing, held = in_the_way(unit, ends)
    seats, groups = ending_with(unit, ends)
    return Closing(
        below=tuple(below[:NAMED_AT_MOST]),
        persons=_persons_at(standing),
        held=tuple(held.select_related("person", "position")[:NAMED_AT_MOST]),
        seats=seats.count(),
        groups=groups.count(),
    )


def in_the_way(
    unit: Unit, at: datetime
) -> tuple[LastingQuerySet[Unit], LastingQuerySet[Standing], LastingQuerySet[Appointment]]:
    """What keeps a unit from being closed: units below it, standings at it, appointments in its seats."""
    return (
        Unit.objects.lasting_past(at).filter(path__startswith=unit.path).exclude(pk=unit.pk),
        Standing.objects.lasting_past(at).filter(unit=unit),
        Appointment.objects.lasting_past(at).filter(position__unit=unit),
    )


def ending_with(unit: Unit, at: datetime) -> tuple[LastingQuerySet[Position], LastingQuerySet[Group]]:
    """What ends together with a unit: its seats and its groups."""
    return Position.objects.in_force(at).filter(unit=unit), Group.objects.in_force(at).filter(unit=unit)


def leaving(appointment: Appointment) -> Leaving:
    """What ending the appointment would change."""
    now = clock.now()
    others = Appointment.objects.in_force(now).filter(position=appointment.position)
    others = others.exclude(pk=appointment.pk).select_related("person")
    duties = Duty.objects.filter(
        position=appointment.position, person=appointment.person, ends__gt=now
    ).count()
    is_seat = not appointment.deputy and not appointment.secretary
    return Leaving(empties=is_seat, duties=duties, others=tuple(others))


def parting(standing: Standing) -> Parting:
    """What ending the standing would change."""
    others = Standing.objects.in_force().filter(person=standing.person_id).exclude(pk=standing.pk)
    held = Appointment.objects.in_force().filter(person=standing.person_id)
    return Parting(last=not others.exists(), held=tuple(held.select_related("position__unit")))


def planned_duties(position: Position) -> int:
    """Duties of a position that have not ended."""
    return Duty.objects.filter(position=position, ends__gt=clock.now()).count()


def _persons_at(standings: QuerySet[Standing]) -> int:
    return standings.order_by().values("person_id").distinct().count()


def _paths_above(path: str) -> list[str]:
    """``a/b/c/`` → ``a/``, ``a/b/``."""
    steps = path.rstrip("/").split("/")
    return ["/".join(steps[:depth]) + "/" for depth in range(1, len(steps))]


def _reaching(paths: Iterable[str]) -> tuple[Position, ...]:
    """The positions at these units whose role reaches down to what hangs below."""
    roles = [
        code
        for code, role in rulebook().roles.items()
        if any(grant.reach is Reach.UNIT for grant in role.grants)
    ]
    rows = Position.objects.in_force().filter(unit__path__in=list(paths), role__in=roles)
    return tuple(rows.select_related("unit").order_by("unit__path", "order", "code"))
