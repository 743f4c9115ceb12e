"""Who a spec means now, within the reach of whoever sends."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q, QuerySet

from anlan.core.access import Actor
from anlan.core.kernel import clock
from anlan.foundation.campus.models import Place, Residence
from anlan.foundation.notices.rules.audience import AudienceSpec
from anlan.foundation.people.models import Appointment, Person, Position, Standing, Unit
from anlan.foundation.people.models.lasting import in_force_q
from anlan.foundation.people.permission import visible
from anlan.foundation.people.public import rulebook

ADDRESS = "notices.address"
HOLDER, OTHER = "holder", "other"


@dataclass(frozen=True, slots=True)
class Addressed:
    """One person of an audience and the class they are counted in."""

    person_id: UUID
    position_id: UUID | None
    standing: str


@dataclass(frozen=True, slots=True)
class ClassCount:
    """How many persons of a class; ``holder`` are those addressed because of a position."""

    code: str
    count: int


def addressed(viewer: Actor, spec: AudienceSpec) -> list[Addressed]:
    """Everybody the spec means, once each; at most four queries whatever its size."""
    found = {one.person_id: one for one in _crowd(viewer, spec)}
    for one in _named(viewer, spec):
        found.setdefault(one.person_id, one)
    found |= {one.person_id: one for one in _holders(viewer, spec)}
    return list(found.values())


def counts(people: list[Addressed]) -> list[ClassCount]:
    """The audience by class, in the order of the rulebook."""
    counted = Counter(one.standing for one in people)
    order = [HOLDER, *rulebook().standings, OTHER]
    return [ClassCount(code, counted[code]) for code in order if counted[code]]


def out_of_reach(viewer: Actor, spec: AudienceSpec) -> str:
    """The first part of the spec that names something the viewer may not address; "" when all is within."""
    for name, model in (("units", Unit), ("places", Place), ("positions", Position), ("persons", Person)):
        wanted = set(getattr(spec, name))
        seen = visible(model._default_manager.filter(pk__in=wanted), viewer, ADDRESS) if wanted else ()
        if wanted - {row.pk for row in seen}:
            return name
    unknown = set(spec.standings) - set(rulebook().standings)
    return "standings" if unknown else ""


def _crowd(viewer: Actor, spec: AudienceSpec) -> Iterator[Addressed]:
    """One row a standing; the first standing of a person in the order of the rulebook counts."""
    if not spec.has_crowd:
        return
    rows = Standing.objects.in_force().filter(person__in=visible(Person.objects.all(), viewer, ADDRESS))
    if spec.standings:
        rows = rows.filter(kind__in=spec.standings)
    if spec.units:
        rows = rows.filter(_under("unit__path", _paths(Unit.objects.filter(pk__in=spec.units))))
    if spec.places:
        paths = _paths(Place.objects.filter(pk__in=spec.places))
        homes = Residence.objects.in_force().filter(_under("place__path", paths)).values("person_id")
        rows = rows.filter(Q(person_id__in=homes) | _under("place_path", paths))
    rank = {code: number for number, code in enumerate(rulebook().standings)}
    pairs = sorted(rows.values_list("person_id", "kind"), key=lambda pair: rank.get(pair[1], len(rank)))
    seen: set[UUID] = set()
    for person_id, kind in pairs:
        if person_id not in seen:
            seen.add(person_id)
            yield Addressed(person_id, None, kind)


def _holders(viewer: Actor, spec: AudienceSpec) -> Iterator[Addressed]:
    if not spec.positions:
        return iter(())
    held = visible(Position.objects.filter(pk__in=spec.positions), viewer, ADDRESS)
    rows = Appointment.objects.in_force().filter(position__in=held).order_by("-pk")
    return (Addressed(person, at, HOLDER) for person, at in rows.values_list("person_id", "position_id"))


def _named(viewer: Actor, spec: AudienceSpec) -> Iterator[Addressed]:
    if not spec.persons:
        return
    persons = visible(Person.objects.filter(pk__in=spec.persons), viewer, ADDRESS)
    standing = Standing.objects.filter(in_force_q(clock.now()), person_id__in=spec.persons)
    kinds = dict(standing.order_by("-valid_from").values_list("person_id", "kind"))
    for pk in persons.values_list("pk", flat=True):
        yield Addressed(pk, None, kinds.get(pk, OTHER))


def _paths(rows: QuerySet[Unit] | QuerySet[Place]) -> list[str]:
    return list(rows.values_list("path", flat=True))


def _under(field: str, paths: list[str]) -> Q:
    """Below one of the paths; nothing where no path is left."""
    found = Q(pk__in=[])
    for path in paths:
        found |= Q(**{f"{field}__startswith": path})
    return found
