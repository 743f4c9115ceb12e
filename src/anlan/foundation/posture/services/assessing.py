"""Signed assessments: a document with its date, on which a loosening stands."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from anlan.core.access import Actor, Facts
from anlan.core.kernel import clock
from anlan.core.kernel.errors import BadInput, NotYours
from anlan.foundation.evidence.models import Evidence
from anlan.foundation.ledger.public import record
from anlan.foundation.people.public import require_at
from anlan.foundation.posture.models import Assessment, Operation
from anlan.foundation.posture.services.grasp import hold_open

SUBJECT = "posture.operation"


@transaction.atomic
def sign_assessment(
    operation_id: UUID,
    *,
    evidence_id: UUID,
    conclusion: str,
    by: Actor,
    signed_at: datetime | None = None,
) -> Assessment:
    """Sign a judgement whose document lies with the operation. Raises NotYours, BadInput, Conflict."""
    operation = hold_open(operation_id)
    require_at(by, "posture.assess", kind=SUBJECT, facts=Facts())
    if by.person_id is None:
        raise NotYours(verb="posture.assess")
    now = clock.now()
    signed = signed_at or now
    if not conclusion.strip():
        raise BadInput("posture.field_missing", field="conclusion")
    if signed > now:
        raise BadInput("posture.signed_in_future", field="signed_at")
    assessment = Assessment.objects.create(
        operation=operation,
        document=paper_of(operation, evidence_id),
        conclusion=conclusion.strip(),
        signed_by_id=by.person_id,
        signed_position_id=by.position_id,
        signed_at=signed,
    )
    record(
        "posture.assess",
        on=assessment,
        by=by,
        after={"operation": operation.code, "conclusion": assessment.conclusion},
        content_hash=assessment.document.sha256,
        drill=operation.drill,
    )
    return assessment


def paper_of(operation: Operation, evidence_id: UUID) -> Evidence:
    """A file that lies with the operation and was not struck out. Raises BadInput."""
    rows = Evidence.objects.filter(subject_kind=SUBJECT, subject_id=operation.pk, blob__isnull=False)
    found = rows.filter(pk=evidence_id, strike=None).first()
    if found is None:
        raise BadInput("posture.no_such_paper", field="evidence")
    return found


def assessment_of(operation: Operation, assessment_id: UUID | None) -> Assessment | None:
    """An assessment of this operation, if one is named. Raises BadInput."""
    if assessment_id is None:
        return None
    found = Assessment.objects.filter(operation=operation, pk=assessment_id).first()
    if found is None:
        raise BadInput("posture.assessment_missing", field="assessment")
    return found
