"""Reads of places; the viewer comes first."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from django.db import connection
from django.db.models import Case, Count, Q, QuerySet, Sum, Value, When

from anlan.core.access import Actor
from anlan.core.kernel import clock
from anlan.core.kernel.errors import NotVisible
from anlan.foundation.campus.kinds import codes_of_layer, kinds
from anlan.foundation.campus.models import Place
from anlan.foundation.people.permission import visible

FEWEST: Final = 5

# The range of a path's descendants, in the operators of its pattern index, whatever the collation.
_UNDER: Final = "b.path ~>=~ w.path AND b.path ~<~ (left(w.path, -1) || '0')"
_SUMS: Final = f"""
SELECT w.path, beds.capacity, homes.residents
FROM unnest(%(paths)s::text[]) AS w(path)
CROSS JOIN LATERAL (
    SELECT sum(b.capacity) AS capacity FROM campus_place b
    WHERE {_UNDER} AND b.kind = ANY(%(beds)s) AND (b.valid_until IS NULL OR b.valid_until > %(now)s)
) beds
CROSS JOIN LATERAL (
    SELECT count(*) AS residents FROM campus_place b JOIN campus_residence r ON r.place_id = b.id
    WHERE {_UNDER} AND r.valid_from <= %(now)s AND (r.valid_until IS NULL OR r.valid_until > %(now)s)
) homes
"""  # noqa: S608 - no input in the text


@dataclass(frozen=True, slots=True)
class Lodging:
    """Beds under a place and people who live there now."""

    beds: int = 0
    residents: int = 0

    @property
    def few(self) -> bool:
        """Whether so few live there that the count would point at persons."""
        return 0 < self.residents < FEWEST

    @property
    def free(self) -> int | None:
        """Beds without a person, never below zero; None where the count of residents is not shown."""
        return None if self.few else max(self.beds - self.residents, 0)


@dataclass(frozen=True, slots=True)
class KindSum:
    """How many places of a kind lie under a place, and their capacity together."""

    kind: str
    places: int
    capacity: int | None


def places_for(viewer: Actor) -> QuerySet[Place]:
    """The places that the viewer may read and that exist now."""
    return visible(Place.objects.in_force(), viewer, "campus.read")


def roots_for(viewer: Actor) -> list[Place]:
    """The campuses, in their order."""
    return list(places_for(viewer).filter(parent=None).order_by("order", "code"))


def place_for(viewer: Actor, code: str) -> Place:
    """One place by its code, closed ones too. Raises NotVisible."""
    found = visible(Place.objects.select_related("parent", "owner_unit"), viewer, "campus.read").filter(
        code=code
    )
    place = found.first()
    if place is None:
        raise NotVisible
    return place


def above(viewer: Actor, place: Place) -> list[Place]:
    """The places around it, the campus first."""
    parts = place.path.strip("/").split("/")[:-1]
    paths = ["/".join(parts[: depth + 1]) + "/" for depth in range(len(parts))]
    return list(places_for(viewer).filter(path__in=paths).order_by("path"))


def children_for(viewer: Actor, place: Place) -> QuerySet[Place]:
    """What lies directly in a place."""
    rows = places_for(viewer).filter(parent=place).select_related("owner_unit")
    return rows.order_by("floor", "order", "code")


def drawn_within(viewer: Actor, place: Place) -> list[Place]:
    """Everything under a place that a plan can draw."""
    hidden = [kind.code for kind in kinds().values() if not kind.layer]
    rows = places_for(viewer).filter(path__startswith=place.path, geometry__isnull=False)
    return list(rows.exclude(pk=place.pk).exclude(kind__in=hidden).order_by("path"))


def gates_within(places: Iterable[Place]) -> list[Place]:
    """The gates among some places, in their order."""
    gates = codes_of_layer("gate")
    return sorted(
        (one for one in places if one.kind in gates), key=lambda one: (one.shut, one.order, one.code)
    )


def search(viewer: Actor, *, text: str = "", kind: str = "", under: str = "") -> QuerySet[Place]:
    """Places by a part of their name or the beginning of their code, of a kind, under a path."""
    found = places_for(viewer).select_related("owner_unit", "parent")
    if text:
        found = found.filter(
            Q(name__icontains=text)
            | Q(name_en__icontains=text)
            | Q(code__istartswith=text)
            | Q(owner_unit__name=text)
        )
    if kind:
        found = found.filter(kind=kind)
    if under:
        found = found.filter(path__startswith=under)
    return found.order_by("path")


def by_kind(places: QuerySet[Place]) -> QuerySet[Place]:
    """In the order of the rulebook's kinds, then in their own."""
    known = [When(kind=code, then=Value(number)) for number, code in enumerate(kinds())]
    rank = Case(*known, default=Value(len(known)))
    return places.order_by(rank, "order", "code")


def lodging(paths: Iterable[str]) -> dict[str, Lodging]:
    """Beds and residents under each path; one query."""
    beds = [kind.code for kind in kinds().values() if kind.seats]
    with connection.cursor() as cursor:
        cursor.execute(_SUMS, {"paths": list(paths), "beds": beds, "now": clock.now()})
        return {
            path: Lodging(int(capacity or 0), residents) for path, capacity, residents in cursor.fetchall()
        }


def sums_by_kind(viewer: Actor, place: Place) -> list[KindSum]:
    """What lies under a place, by kind, in the order of the rulebook; one query."""
    under = places_for(viewer).filter(path__startswith=place.path).exclude(pk=place.pk)
    rows = {
        row["kind"]: KindSum(row["kind"], row["places"], row["capacity"])
        for row in under.order_by().values("kind").annotate(places=Count("id"), capacity=Sum("capacity"))
    }
    order = list(kinds())
    return sorted(rows.values(), key=lambda row: order.index(row.kind) if row.kind in order else len(order))
