"""What proves that a finding was put right, and who is bound to it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from anlan.areas.inspection.models import Finding
from anlan.areas.inspection.rules.independence import Involved
from anlan.foundation.evidence.public import Evidence, Kind, Ref

KIND = "inspection.finding"


@dataclass(frozen=True, slots=True)
class Proof:
    """The newest evidence of a round, and whom it and the work bind."""

    newest_at: datetime | None
    involved: Involved


def ref_of(finding: Finding) -> Ref:
    """The finding as a subject of evidence."""
    return Ref(KIND, finding.pk)


def evidence_since(finding: Finding, since: datetime) -> QuerySet[Evidence]:
    """Pictures, files and readings that show the world after an instant; words prove nothing."""
    return evidence_of(finding, since).filter(strike__isnull=True)


def evidence_of(finding: Finding, since: datetime) -> QuerySet[Evidence]:
    """The same with what was struck out."""
    rows = Evidence.objects.filter(subject_kind=KIND, subject_id=finding.pk)
    return rows.exclude(kind=Kind.NOTE).filter(taken_at__gt=since).order_by("-taken_at")


def proof_of(finding: Finding) -> Proof:
    """Of the present round; two queries. What was struck out proves nothing and still binds its author."""
    since = finding.rectified_at or finding.round_began_at
    told = evidence_of(finding, since).values_list(
        "taken_at", "author_position_id", "author_person_id", "strike"
    )
    rows = list(told)
    standing = [taken for taken, _position, _person, struck in rows if struck is None]
    doers = finding.steps.filter(name__in=("start", "submit"))
    return Proof(
        newest_at=standing[0] if standing else None,
        involved=Involved(
            doers=tuple(doers.values_list("position_id", "person_id")),
            authors=tuple((position, person) for _taken, position, person, _struck in rows),
        ),
    )
