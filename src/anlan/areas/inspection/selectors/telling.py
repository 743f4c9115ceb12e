"""What letters about findings, conclusions and objections say; they go to the sides of the thing only."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from anlan.areas.inspection.models import Conclusion, Finding, Objection


@dataclass(frozen=True, slots=True)
class FindingTold:
    """A finding in a few words; ``owner`` is a seat of the unit if one was named."""

    id: UUID
    code: str
    text: str
    stopped: str
    place: str
    place_en: str
    url: str
    severity: str
    due_at: datetime
    drill: bool
    round: int
    times: int
    unit: UUID
    owner: UUID | None
    raised_by: UUID | None


def finding_told(finding_id: UUID, *, step: str = "") -> FindingTold | None:
    """One finding; ``times`` counts its steps whose name begins so."""
    finding = Finding.objects.select_related("place").filter(pk=finding_id).first()
    if finding is None:
        return None
    return FindingTold(
        id=finding.pk,
        code=finding.code,
        text=finding.text,
        stopped=finding.stopped,
        place=finding.place.name,
        place_en=finding.place.name_en or finding.place.name,
        url=finding.get_absolute_url(),
        severity=finding.severity,
        due_at=finding.due_at,
        drill=finding.drill,
        round=finding.round,
        times=finding.steps.filter(name__endswith=step).count() if step else 1,
        unit=finding.unit_id,
        owner=finding.owner_position_id,
        raised_by=finding.raised_by_id,
    )


@dataclass(frozen=True, slots=True)
class ConclusionTold:
    """A conclusion on a run, who wrote it, and until when the unit may object."""

    id: UUID
    run: str
    place: str
    place_en: str
    url: str
    unit: UUID
    issued_by: UUID | None
    object_until: datetime
    replaces: bool
    drill: bool


@dataclass(frozen=True, slots=True)
class ObjectionTold:
    """A unit's objection, until when others answer it, and what they said."""

    id: UUID
    conclusion: ConclusionTold
    unit: str
    unit_en: str
    reason: str
    answer: str
    answer_until: datetime
    filed_by: UUID | None


def conclusion_told(conclusion_id: UUID) -> ConclusionTold | None:
    """One conclusion."""
    one = Conclusion.objects.select_related("run__place").filter(pk=conclusion_id).first()
    return None if one is None else _conclusion(one)


def objection_told(objection_id: UUID) -> ObjectionTold | None:
    """One objection with its conclusion."""
    rows = Objection.objects.select_related("conclusion__run__place", "conclusion__run__unit")
    one = rows.filter(pk=objection_id).first()
    if one is None:
        return None
    unit = one.conclusion.run.unit
    return ObjectionTold(
        id=one.pk,
        conclusion=_conclusion(one.conclusion),
        unit=unit.name,
        unit_en=unit.name_en or unit.name,
        reason=one.reason,
        answer=one.answer,
        answer_until=one.answer_until,
        filed_by=one.filed_by_id,
    )


def _conclusion(one: Conclusion) -> ConclusionTold:
    run = one.run
    return ConclusionTold(
        id=one.pk,
        run=run.code,
        place=run.place.name,
        place_en=run.place.name_en or run.place.name,
        url=one.get_absolute_url(),
        unit=run.unit_id,
        issued_by=one.issued_by_id,
        object_until=one.object_until,
        replaces=one.supersedes_id is not None,
        drill=run.drill,
    )
