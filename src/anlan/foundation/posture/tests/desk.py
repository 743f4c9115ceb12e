"""An operation opened by the cast, phases drafted, previewed, ordered and confirmed, papers to lean on."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from anlan.core.access import Actor
from anlan.core.kernel import clock
from anlan.core.kernel.ids import new_id
from anlan.foundation.campus.models import Place
from anlan.foundation.campus.services import create_place
from anlan.foundation.evidence.public import Ref, add_file
from anlan.foundation.posture.models import Assessment, Operation, Phase
from anlan.foundation.posture.public import (
    OperationPlan,
    Order,
    PhasePlan,
    Statement,
    confirm,
    draft_phase,
    note_preview,
    open_operation,
    order,
    sign_assessment,
)
from tests.support.cast import BUILDER, Cast

NOON = datetime(2031, 5, 19, 4, 0, tzinfo=UTC)
"""12:00 on the campus, on a day when every appointment of the cast is in force."""
DAY = timedelta(days=1)
PREVIEW = "a" * 64
QUOTA: Mapping[str, Any] = {"gate_quota": {"most": 60}}
STRICT: Mapping[str, Any] = {"gate_quota": {"most": 30}, "takeaway_ban": {}}
PAPER = b"%PDF-1.4\n%% an invented paper\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"


def opened(cast: Cast, *, kind: str = "emergency", title: str = "呼吸道聚集疫情") -> Operation:
    """An operation that has just opened."""
    return open_operation(operation_plan(kind=kind, title=title), by=cast.actor("hq_head"))


def operation_plan(**changed: Any) -> OperationPlan:
    """What opening asks for."""
    told: dict[str, Any] = {
        "kind": "emergency",
        "matter": "respiratory",
        "level": "II",
        "title": "呼吸道聚集疫情",
        "title_en": "Respiratory outbreak",
        "legal_basis": "传染病防治法第四十二条",
        "expected_until": clock.now() + 30 * DAY,
        "playbook": "respiratory",
        "playbook_version": "2026.1",
    }
    return OperationPlan(**(told | changed))


def statement(key: str, values: Mapping[str, Any], **changed: Any) -> Statement:
    """One measure with its grounds."""
    now = changed.pop("now", None) or clock.now()
    told: dict[str, Any] = {
        "legal_basis": "传染病防治法第四十二条",
        "reason": "三天里六个宿舍有人发热",
        "scope": "本校区",
        "lighter": "先登记，试了两天",
        "review_at": now + 3 * DAY,
        "lapses_at": now + 7 * DAY,
    }
    return Statement(key=key, values=values, **(told | changed))


def plan(measures: Mapping[str, Any] = QUOTA, *, title: str = "有序放开", **changed: Any) -> PhasePlan:
    """A phase as it is drafted."""
    now = clock.now()
    statements = tuple(statement(key, values, now=now) for key, values in measures.items())
    told: dict[str, Any] = {
        "title": title,
        "reason": "按研判结论调整",
        "review_at": now + 3 * DAY,
        "lapses_at": now + 7 * DAY,
        "measures": statements,
    }
    return PhasePlan(**(told | changed))


def drafted(
    cast: Cast, operation: Operation, measures: Mapping[str, Any] = QUOTA, *, where: Place | None = None
) -> Phase:
    """A draft of the clerk's for the centre campus, previewed just now."""
    place = where or cast.campuses["centre"]
    phase = draft_phase(operation.pk, place_id=place.pk, plan=plan(measures), by=cast.actor("clerk"))
    return previewed(cast, phase)


def previewed(cast: Cast, phase: Phase) -> Phase:
    """The draft with a preview of just now."""
    return note_preview(
        phase.pk, preview_hash=PREVIEW, document_hash=phase.document_hash, by=cast.actor("clerk")
    )


def ordered(
    cast: Cast,
    operation: Operation,
    measures: Mapping[str, Any] = QUOTA,
    *,
    where: Place | None = None,
    assessment: Assessment | None = None,
) -> Phase:
    """Handed in by the head of the office."""
    phase = drafted(cast, operation, measures, where=where)
    key = assessment.pk if assessment else None
    return order(phase.pk, preview_hash=PREVIEW, by=cast.actor("hq_head"), assessment_id=key)


def enacted(
    cast: Cast,
    operation: Operation,
    measures: Mapping[str, Any] = QUOTA,
    *,
    where: Place | None = None,
    assessment: Assessment | None = None,
) -> Phase:
    """In force, confirmed by commander and deputy."""
    phase = ordered(cast, operation, measures, where=where, assessment=assessment)
    confirm(phase.pk, preview_hash=PREVIEW, by=cast.actor("commander"))
    return confirm(phase.pk, preview_hash=PREVIEW, by=cast.actor("deputy"))


def paper(cast: Cast, operation: Operation) -> UUID:
    """A file that lies with the operation."""
    return add_file(
        subject=Ref("posture.operation", operation.pk),
        data=PAPER,
        name="研判.pdf",
        by=cast.actor("clerk"),
        client_id=new_id(),
    ).pk


def assessed(cast: Cast, operation: Operation, *, ago: timedelta = timedelta(0)) -> Assessment:
    """Signed by the deputy, so long ago."""
    return sign_assessment(
        operation.pk,
        evidence_id=paper(cast, operation),
        conclusion="七天没有新发，可以放宽。",
        by=cast.actor("deputy"),
        signed_at=clock.now() - ago,
    )


def authority(cast: Cast, operation: Operation, *, until: datetime | None = None) -> Order:
    """An order of the competent authority, attached."""
    return Order(
        issuer="澜江区疾病预防控制中心",
        number="澜疾控〔2031〕7 号",
        scope="中心校区",
        until=until or clock.now() + 7 * DAY,
        evidence=paper(cast, operation),
    )


def zone(cast: Cast, code: str = "centre-living", *, under: str = "centre") -> Place:
    """A zone of a campus."""
    return create_place(
        code=code,
        name=f"{code}生活区",
        kind="zone",
        parent_id=cast.campuses[under].pk,
        by=Actor.system(BUILDER),
    )
