"""The way in: what the viewer may see of checklists, runs, findings and conclusions."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Q, QuerySet

from anlan.areas.command.models import Directive
from anlan.areas.inspection.models import Checklist, Conclusion, Finding, Objection, Recheck, Run
from anlan.areas.inspection.rules.independence import is_own_unit
from anlan.areas.inspection.states import RecheckState, RunState
from anlan.core.access import Actor
from anlan.core.kernel import clock
from anlan.core.kernel.errors import NotVisible, NotYours
from anlan.foundation.campus.models import Place
from anlan.foundation.people.models import Appointment, Standing, Unit
from anlan.foundation.people.public import visible

READ = "inspection.read"
SHOWN_WITH = ("place", "unit", "run__checklist", "owner_position__unit", "raised_by__unit", "repeat_of")
OVER = (RunState.SUBMITTED.value, RunState.REVIEWED.value)


def findings_seen(viewer: Actor, *, drill: bool = False) -> QuerySet[Finding]:
    """Findings of the viewer's reach, without those that would tell a blind re-check; one world at a time."""
    seen = visible(Finding.objects.filter(drill=drill), viewer, READ)
    return seen.exclude(run__in=_blinded(viewer)) if viewer.holds("inspection.recheck") else seen


def runs_seen(viewer: Actor, *, drill: bool = False) -> QuerySet[Run]:
    """Runs of the viewer's reach; the inspected unit sees one that was not announced once it is handed in."""
    rows = Run.objects.filter(drill=drill)
    told = visible(rows, viewer, READ).filter(Q(announced=True) | Q(state__in=OVER))
    planned = visible(rows, viewer, "inspection.plan") | visible(rows, viewer, "inspection.review")
    found = rows.filter(Q(pk__in=told.values("pk")) | Q(pk__in=planned.values("pk")))
    return found.exclude(pk__in=_blinded(viewer)) if viewer.holds("inspection.recheck") else found


def _blinded(viewer: Actor) -> QuerySet[Recheck, UUID]:
    """Runs of which the viewer is still to judge an item without knowing."""
    waiting = Recheck.objects.filter(state=RecheckState.WAITING.value, assignee_id=viewer.position_id)
    return waiting.values_list("judgement__run_id", flat=True)


def finding_by_code(viewer: Actor, code: str) -> Finding:
    """One finding by its code, of either world. Raises NotVisible."""
    wanted = code.strip().upper()
    for drill in (False, True):
        found = findings_seen(viewer, drill=drill).select_related(*SHOWN_WITH).filter(code=wanted).first()
        if found is not None:
            return found
    raise NotVisible


def run_seen(viewer: Actor, run_id: UUID) -> Run:
    """One run, of either world. Raises NotVisible."""
    for drill in (False, True):
        rows = runs_seen(viewer, drill=drill).select_related(
            "checklist", "place", "unit", "submitted_by__unit"
        )
        found = rows.filter(pk=run_id).first()
        if found is not None:
            return found
    raise NotVisible


def checklists_seen(viewer: Actor) -> QuerySet[Checklist]:
    """Every version for those who keep or use checklists, else none."""
    if viewer.holds("inspection.checklists"):
        return Checklist.objects.all()
    if viewer.holds(READ):
        return Checklist.objects.exclude(state="draft")
    return Checklist.objects.none()


def conclusions_seen(viewer: Actor) -> QuerySet[Conclusion]:
    """Conclusions of the viewer's reach."""
    return visible(Conclusion.objects.all(), viewer, READ)


def conclusion_seen(viewer: Actor, conclusion_id: UUID) -> Conclusion:
    """One conclusion. Raises NotVisible."""
    related = ("run__checklist", "run__place", "run__unit", "issued_by__unit")
    found = conclusions_seen(viewer).select_related(*related).filter(pk=conclusion_id).first()
    if found is None:
        raise NotVisible
    return found


def objections_seen(viewer: Actor) -> QuerySet[Objection]:
    """Objections of the viewer's reach."""
    return visible(Objection.objects.all(), viewer, READ)


def directives_seen(viewer: Actor, ids: Iterable[UUID]) -> list[Directive]:
    """The requirements among the keys that the viewer may read."""
    wanted = list(ids)
    return list(visible(Directive.objects.filter(pk__in=wanted), viewer, "command.read")) if wanted else []


def place_known(place_id: UUID) -> Place:
    """A place that exists now. Raises NotVisible."""
    found = Place.objects.in_force().select_related("owner_unit").filter(pk=place_id).first()
    if found is None:
        raise NotVisible
    return found


def unit_known(unit_id: UUID) -> Unit:
    """A unit in force. Raises NotVisible."""
    found = Unit.objects.in_force().filter(pk=unit_id).first()
    if found is None:
        raise NotVisible
    return found


def own_paths(person_id: UUID | None) -> tuple[str, ...]:
    """The paths of every unit that a person belongs to now, by seat or standing."""
    if person_id is None:
        return ()
    seats = Appointment.objects.in_force(clock.now()).filter(person_id=person_id)
    stands = Standing.objects.in_force(clock.now()).filter(person_id=person_id)
    paths = [
        *seats.values_list("position__unit__path", flat=True),
        *stands.values_list("unit__path", flat=True),
    ]
    return tuple(dict.fromkeys(path for path in paths if path))


def require_foreign(by: Actor, unit: Unit) -> None:
    """Nobody inspects, verifies or excuses their own unit. Raises NotYours."""
    if is_own_unit(unit.path, own_paths(by.person_id)):
        raise NotYours("inspection.own_unit", unit=unit.name)
