"""Reading the protected channel: only its readers, and none of them about their own line."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Q, QuerySet

from anlan.areas.inspection.models import ProtectedMessage, ProtectedReport
from anlan.areas.inspection.models.protected import COMPARTMENT
from anlan.areas.inspection.rules.independence import is_own_unit
from anlan.areas.inspection.selectors.sight import own_paths
from anlan.core.access import Actor
from anlan.core.kernel.errors import NotVisible
from anlan.foundation.people.models import Appointment, Unit
from anlan.foundation.people.public import rulebook, visible

PROTECTED = "inspection.protected"


def reports_for(viewer: Actor) -> QuerySet[ProtectedReport]:
    """Reports that the viewer may read: the compartment open to them, the reported unit not theirs."""
    rows = visible(ProtectedReport.objects.all(), viewer, PROTECTED)
    if viewer.person_id is None or viewer.job:
        return rows.none()
    hidden = Q(pk__in=())
    for path in own_paths(viewer.person_id):
        if path.count("/") > 1:
            steps = path.strip("/").split("/")
            above = ["/".join(steps[: depth + 1]) + "/" for depth in range(1, len(steps))]
            hidden |= Q(unit__path__startswith=path) | Q(unit__path__in=above)
    return rows.exclude(hidden).select_related("unit")


def report_for(viewer: Actor, report_id: UUID) -> ProtectedReport:
    """One report. Raises NotVisible."""
    found = reports_for(viewer).filter(pk=report_id).first()
    if found is None:
        raise NotVisible
    return found


def has_reader(unit: Unit) -> bool:
    """Whether somebody could read a report about this unit."""
    roles = [
        code
        for code, role in rulebook().roles.items()
        if any(PROTECTED in grant.verbs and COMPARTMENT in grant.compartments for grant in role.grants)
    ]
    seats = Appointment.objects.in_force().filter(position__role__in=roles)
    return any(not is_own_unit(unit.path, own_paths(seat.person_id)) for seat in seats)


def messages_of(report: ProtectedReport, *, for_reporter: bool) -> list[ProtectedMessage]:
    """The history; the reporter sees words and moves, not who read it."""
    rows = ProtectedMessage.objects.filter(report=report)
    if for_reporter:
        rows = rows.exclude(kind="read")
    return list(rows.select_related("position__unit").order_by("number"))
