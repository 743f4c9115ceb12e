"""What is sent and told about operations, phases and measures."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from ninja import Schema
from pydantic import AwareDatetime, Field

from anlan.foundation.ui.wire import Given, Text, example

KEY = "01989a5e-7c11-7b52-9d4e-3f0c5a1b2c3d"
CODE = "OP-2031-0001-A"
AT = "2031-05-19T04:00:00Z"
LATER = "2031-05-26T04:00:00Z"
HASH = "a" * 64
SAID: dict[str, Any] = {
    "key": "gate_quota",
    "values": {"most": 60},
    "legal_basis": "传染病防治法第四十二条",
    "reason": "门口拥挤",
    "scope": "中心校区",
    "lighter": "先分流，试了两天",
    "review_at": LATER,
    "lapses_at": LATER,
    "order": None,
}
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


class MomentQuery(Given):
    """At which instant, in which world."""

    at: AwareDatetime | None = Field(None, description="An instant with its offset; now without.")
    drill: bool = Field(False, description="Drills instead of what is real.")


class WorldQuery(Given):
    """In which world."""

    drill: bool = Field(False, description="Drills instead of what is real.")


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


class OrderIn(Given):
    """An order of the competent authority; `evidence` is its file, attached to the operation."""

    model_config = example(
        issuer="区疾控中心", number="〔2031〕7 号", scope="中心校区", until=LATER, evidence=KEY
    )

    issuer: str = Field(max_length=120)
    number: str = Field(max_length=80)
    scope: str = Field(max_length=300)
    until: AwareDatetime
    evidence: UUID


class MeasureIn(Given):
    """One measure with its values, grounds and dates."""

    model_config = example(**SAID)

    key: str = Field(max_length=40)
    values: dict[str, Any] = Field(default={}, max_length=20)
    legal_basis: str = Field("", max_length=500)
    reason: str = Field("", max_length=500)
    scope: str = Field("", max_length=300)
    lighter: str = Field("", max_length=500)
    review_at: AwareDatetime | None = None
    lapses_at: AwareDatetime | None = None
    order: OrderIn | None = None


class PhaseIn(Given):
    """A phase for a place, written whole."""

    model_config = example(
        place="centre",
        title="有序放开",
        reason="按研判结论调整",
        review_at=LATER,
        lapses_at=LATER,
        measures=[SAID],
    )

    place: Text
    title: str = Field(max_length=80)
    title_en: str = Field("", max_length=120)
    key: str = Field("", max_length=40, pattern=r"^[-a-z0-9_]*$")
    reason: str = Field(max_length=500)
    review_at: AwareDatetime
    lapses_at: AwareDatetime
    measures: list[MeasureIn] = Field(max_length=60)


class OperationIn(Given):
    """What opening asks for; the legal basis is required by law."""

    model_config = example(
        kind="emergency",
        matter="respiratory",
        level="II",
        title="呼吸道聚集疫情",
        title_en="Respiratory outbreak",
        legal_basis="传染病防治法第四十二条",
        expected_until=LATER,
    )

    kind: Literal["emergency", "drill"]
    matter: str = Field(max_length=40, pattern=r"^[-a-z0-9_]+$")
    level: Literal["I", "II", "III", "IV"]
    title: str = Field(max_length=120)
    title_en: str = Field("", max_length=160)
    legal_basis: str = Field(max_length=500)
    expected_until: AwareDatetime
    playbook: str = Field("", max_length=60, pattern=r"^[-a-z0-9_]*$")
    playbook_version: str = Field("", max_length=20)


class PreviewIn(Given):
    """The hash of a preview that has just run, and of the document it was run on."""

    model_config = example(preview_hash=HASH, document_hash=HASH)

    preview_hash: str = Field(min_length=1, max_length=64)
    document_hash: str = Field(min_length=1, max_length=64)


class CommitIn(Given):
    """The hash of the preview that one has seen; an assessment where it loosens."""

    model_config = example(preview_hash=HASH, assessment=None)

    preview_hash: str = Field("", max_length=64)
    assessment: UUID | None = None
    note: str = Field("", max_length=300)


class EndingIn(Given):
    """Why, and the assessment that a loosening stands on."""

    model_config = example(reason="七天没有新发", assessment=KEY)

    reason: str = Field(min_length=1, max_length=300)
    assessment: UUID | None = None


class OralIn(Given):
    """Words spoken at night, the danger to life, who said them and when."""

    model_config = example(
        place="centre",
        words="生活区先清空",
        danger="燃气泄漏",
        said_by=KEY,
        said_at=AT,
        until=None,
        measures=[{**SAID, "key": "area_closed", "values": {"zones": ["living"]}}],
    )

    place: Text
    words: str = Field(max_length=500)
    danger: str = Field(max_length=300)
    said_by: UUID
    said_at: AwareDatetime
    until: AwareDatetime | None = None
    measures: list[MeasureIn] = Field(max_length=10)


class AssessmentIn(Given):
    """A signed judgement; `evidence` is its paper, attached to the operation."""

    model_config = example(evidence=KEY, conclusion="七天没有新发，可以放宽。", signed_at=AT)

    evidence: UUID
    conclusion: str = Field(max_length=500)
    signed_at: AwareDatetime | None = None


class AssessmentOut(Schema):
    """A signed judgement."""

    model_config = example(id=KEY, conclusion="七天没有新发，可以放宽。", signed_at=AT)

    id: UUID
    conclusion: str
    signed_at: datetime


class IncidentIn(Given):
    """Where, what kind, who leads; `client_id` is made by the phone."""

    model_config = example(client_id=KEY, place="centre", kind="fire", lead=KEY, what="", drill=False)

    client_id: UUID
    place: Text
    kind: str = Field(max_length=40, pattern=r"^[-a-z0-9_]+$")
    lead: UUID = Field(description="The position that leads.")
    what: str = Field("", max_length=300)
    drill: bool = False


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
