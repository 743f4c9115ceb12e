"""Reads of first data; the viewer comes first."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from django.db.models import Case, Count, Max, QuerySet, Value, When

from anlan.core.access import Actor
from anlan.core.kernel.errors import NotVisible
from anlan.foundation.campus.models import Place, Residence
from anlan.foundation.intake.models import Delivery, NumberAlias, RowVerdict
from anlan.foundation.intake.states import Sheet, Stage, Verdict
from anlan.foundation.people.models import Group, Position, Standing, Unit
from anlan.foundation.people.public import require_held, rulebook, visible

VERB = "intake.run"
WAITING = (Verdict.ERROR, Verdict.TWIN, Verdict.WARNING)


def deliveries_for(viewer: Actor) -> QuerySet[Delivery]:
    """Files handed in, newest first, without their bytes."""
    return visible(Delivery.objects.defer("content"), viewer, VERB)


def delivery_for(viewer: Actor, delivery_id: UUID) -> Delivery:
    """One file. Raises NotVisible."""
    delivery = deliveries_for(viewer).filter(pk=delivery_id).first()
    if delivery is None:
        raise NotVisible
    return delivery


def verdicts_for(viewer: Actor, delivery: Delivery, *, verdict: str = "") -> QuerySet[RowVerdict]:
    """The rows of a file: of one verdict, or all but the same ones; what waits for somebody comes first."""
    require_held(viewer, VERB)
    rows = RowVerdict.objects.filter(delivery=delivery)
    if verdict:
        return rows.filter(verdict=verdict).order_by("row", "id")
    waiting = Case(When(verdict__in=WAITING, then=Value(0)), default=Value(1))
    return rows.exclude(verdict=Verdict.SAME).order_by(waiting, "row", "id")


def decisions_for(viewer: Actor) -> QuerySet[NumberAlias]:
    """What people decided about double numbers."""
    return visible(NumberAlias.objects.all(), viewer, VERB)


def last_applied(viewer: Actor) -> dict[str, Delivery]:
    """The newest applied file of each sheet."""
    applied = deliveries_for(viewer).filter(stage=Stage.APPLIED)
    newest = applied.order_by().values("sheet").annotate(at=Max("applied_at"))
    moments = [row["at"] for row in newest]
    return {row.sheet: row for row in applied.filter(applied_at__in=moments)}


def known_now(viewer: Actor) -> Mapping[Sheet, int]:
    """How many of what each sheet brings there are now; seven counts."""
    require_held(viewer, VERB)
    student = {kind.code: kind.student for kind in rulebook().standings.values()}
    standings = (
        Standing.objects.in_force().order_by().values("kind").annotate(persons=Count("person", distinct=True))
    )
    by_kind = {row["kind"]: row["persons"] for row in standings}
    return {
        Sheet.UNITS: Unit.objects.in_force().count(),
        Sheet.STAFF: sum(count for kind, count in by_kind.items() if not student.get(kind, False)),
        Sheet.STUDENTS: sum(count for kind, count in by_kind.items() if student.get(kind, False)),
        Sheet.PLACES: Place.objects.in_force().exclude(kind__in=("room", "bed", "floor")).count(),
        Sheet.ROOMS: Residence.objects.in_force().count(),
        Sheet.COURSES: Group.objects.in_force().count(),
        Sheet.POSITIONS: Position.objects.in_force().count(),
    }
