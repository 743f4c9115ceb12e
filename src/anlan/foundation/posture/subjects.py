"""Operations as subjects of evidence: assessments and orders of authorities lie with them."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from django.urls import reverse

from anlan.core.access import Actor
from anlan.foundation.evidence.public import Link
from anlan.foundation.people.permission import visible
from anlan.foundation.posture.models import Operation
from anlan.foundation.posture.states import OperationState


def visible_operations(viewer: Actor, keys: set[UUID]) -> set[UUID]:
    """Those of the operations that the viewer sees."""
    rows = visible(Operation.objects.filter(pk__in=keys), viewer, "posture.read")
    return set(rows.values_list("pk", flat=True))


def may_add(viewer: Actor, operation_id: UUID) -> bool:
    """Whoever drafts phases or signs assessments may, while the operation lasts."""
    if not (viewer.holds("posture.draft") or viewer.holds("posture.assess")):
        return False
    return Operation.objects.filter(pk=operation_id).exclude(state=OperationState.ENDED).exists()


def links(viewer: Actor, keys: set[UUID]) -> Mapping[UUID, Link]:
    """What the operations are called, and where they are."""
    rows = visible(Operation.objects.filter(pk__in=keys), viewer, "posture.read")
    return {
        row.pk: Link(f"{row.code} {row.label}", f"{reverse('posture:index')}?op={row.code}") for row in rows
    }


EVIDENCE_SUBJECTS = (("posture.operation", visible_operations, may_add, links),)
