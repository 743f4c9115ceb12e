"""What is told about operations, phases and measures."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from ninja import Schema
from pydantic import Field

from anlan.foundation.ui.wire import example

KEY = "01989a5e-7c11-7b52-9d4e-3f0c5a1b2c3d"
CODE = "OP-2031-0001-A"
AT = "2031-05-19T04:00:00Z"
LATER = "2031-05-26T04:00:00Z"
HASH = "a" * 64
PHASE: dict[str, Any] = {
    "id": KEY,
    "operation": CODE,
    "place": "centre",
    "title": "有序放开",
    "state": "ordered",
    "way": "tighter",
    "oral": False,
    "base": False,
    "starts": None,
    "review_at": LATER,
    "lapses_at": LATER,
    "document_hash": HASH,
    "preview_at": AT,
}


class OperationOut(Schema):
    """An emergency or a drill."""

    model_config = example(
        id=KEY,
        code=CODE,
        kind="emergency",
        matter="respiratory",
        level="II",
        title="呼吸道聚集疫情",
        title_en="Respiratory outbreak",
        legal_basis="传染病防治法第四十二条",
        expected_until=LATER,
        playbook="respiratory",
        playbook_version="2026.1",
        state="open",
        opened_at=AT,
        ended_at=None,
    )

    id: UUID
    code: str
    kind: str
    matter: str
    level: str
    title: str
    title_en: str
    legal_basis: str
    expected_until: datetime
    playbook: str
    playbook_version: str
    state: str
    opened_at: datetime | None
    ended_at: datetime | None


class PhaseOut(Schema):
    """A phase of an operation at a place; a base phase has no place."""

    model_config = example(**PHASE)

    id: UUID
    operation: str
    place: str | None
    title: str
    state: str
    way: str = Field(description="`tighter`, `looser`, `mixed` (counts as loosening) or `same`.")
    oral: bool
    base: bool
    starts: datetime | None
    review_at: datetime | None
    lapses_at: datetime | None
    document_hash: str
    preview_at: datetime | None


class PhaseChangeOut(Schema):
    """One line of a switch; `param` is empty where the measure itself comes or goes."""

    model_config = example(measure="gate_quota", param="most", old=60, new=30, way="tighter")

    measure: str
    param: str
    old: Any
    new: Any
    way: str


class PhaseDetailOut(PhaseOut):
    """A phase with what it would change, or has changed, in its own operation."""

    model_config = example(
        **PHASE,
        changes=[{"measure": "gate_quota", "param": "most", "old": None, "new": 60, "way": "tighter"}],
        confirmed_by=["方以宁"],
    )

    changes: list[PhaseChangeOut]
    confirmed_by: list[str]


class StandingOut(Schema):
    """One place with the phase that holds there."""

    model_config = example(
        operation=CODE,
        place="centre",
        phase=KEY,
        title="有序放开",
        origin="here",
        since=AT,
        day=3,
        measures=5,
        review_at=LATER,
        lapses_at=LATER,
    )

    operation: str
    place: str
    phase: UUID
    title: str
    origin: str = Field(description="`here`, `inherited` or `base`.")
    since: datetime | None
    day: int
    measures: int
    review_at: datetime | None
    lapses_at: datetime | None


class MeasureSourceOut(Schema):
    """Why a measure holds."""

    model_config = example(
        operation=CODE, phase=KEY, reason="门口拥挤", legal_basis="传染病防治法第四十二条", lapses_at=LATER
    )

    operation: str
    phase: UUID
    reason: str
    legal_basis: str
    lapses_at: datetime | None


class HeldMeasureOut(Schema):
    """A measure in force with its values at their strictest and everything that asks for it."""

    model_config = example(
        key="gate_quota",
        title_zh="校门限流",
        title_en="Flow at a gate",
        values={"most": 60},
        sources=[
            {
                "operation": CODE,
                "phase": KEY,
                "reason": "门口拥挤",
                "legal_basis": "传染病防治法第四十二条",
                "lapses_at": LATER,
            }
        ],
    )

    key: str
    title_zh: str
    title_en: str
    values: dict[str, Any]
    sources: list[MeasureSourceOut]


class HereOut(Schema):
    """What holds at a place: one phase an operation, the measures, the rule document of its gates."""

    model_config = example(
        place="centre",
        phases=[{**PHASE, "state": "in_force"}],
        measures=[],
        hash=HASH,
        document={"schema": "anlan.rules/1"},
    )

    place: str
    phases: list[PhaseOut]
    measures: list[HeldMeasureOut]
    hash: str
    document: dict[str, Any]


class MeasureOut(Schema):
    """A measure of the catalogue with the keys of its parameters."""

    model_config = example(
        key="gate_quota",
        title_zh="校门限流",
        title_en="Flow at a gate",
        decides=["gate"],
        restricts=True,
        refuses_exit=False,
        oral=False,
        lighter=["entry_window"],
        params=["most"],
    )

    key: str
    title_zh: str
    title_en: str
    decides: list[str]
    restricts: bool
    refuses_exit: bool
    oral: bool
    lighter: list[str]
    params: list[str]


class AssessmentOut(Schema):
    """A signed judgement."""

    model_config = example(id=KEY, conclusion="七天没有新发，可以放宽。", signed_at=AT)

    id: UUID
    conclusion: str
    signed_at: datetime


class IncidentOut(Schema):
    """A light incident."""

    model_config = example(
        id=KEY, code="IN-2031-0001-A", kind="fire", state="open", drill=False, opened_at=AT
    )

    id: UUID
    code: str
    kind: str
    state: str
    drill: bool
    opened_at: datetime
