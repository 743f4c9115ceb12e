"""What a letter about a finding says. It goes to the unit, the inspectors and the office only."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from anlan.areas.inspection.models import Finding


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
