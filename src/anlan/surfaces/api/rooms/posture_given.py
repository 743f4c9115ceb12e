"""What is sent about operations, phases and measures."""

from __future__ import annotations

from typing import Any, Literal
from uuid import UUID

from pydantic import AwareDatetime, Field

from anlan.foundation.ui.wire import Given, Text, example
from anlan.surfaces.api.rooms.posture_told import AT, HASH, KEY, LATER

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


class MomentQuery(Given):
    """At which instant, in which world."""

    at: AwareDatetime | None = Field(None, description="An instant with its offset; now without.")
    drill: bool = Field(False, description="Drills instead of what is real.")


class WorldQuery(Given):
    """In which world."""

    drill: bool = Field(False, description="Drills instead of what is real.")


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


class IncidentIn(Given):
    """Where, what kind, who leads; `client_id` is made by the phone."""

    model_config = example(client_id=KEY, place="centre", kind="fire", lead=KEY, what="", drill=False)

    client_id: UUID
    place: Text
    kind: str = Field(max_length=40, pattern=r"^[-a-z0-9_]+$")
    lead: UUID = Field(description="The position that leads.")
    what: str = Field("", max_length=300)
    drill: bool = False
