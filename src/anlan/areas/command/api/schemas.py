"""Requirements, answers and meetings as they go over the wire."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from ninja import Schema
from pydantic import AwareDatetime, Field

from anlan.areas.command.api.spoken import KEY, OTHER_KEY, Spoken
from anlan.areas.command.models.choices import MeetingKind, Obligation, Origin
from anlan.areas.command.public import Status
from anlan.areas.command.selectors.inbox_filters import LISTS
from anlan.areas.command.selectors.register_filters import DUES, GROUPINGS, LONGEST_SEARCH, ROLES, STATES
from anlan.foundation.ui.wire import Listed, Window, example

CODE = "REQ-2022-0107-K"
QUOTE = "在 6 月 1 日前完成排水井清淤"

Word = Annotated[str, Field(max_length=LONGEST_SEARCH)]


def one_of(words: tuple[str, ...]) -> str:
    """A pattern that takes one of some words, or nothing."""
    return f"^({'|'.join(words)})?$"


class UnitNameOut(Schema):
    """A unit by key and name."""

    model_config = example(id=KEY, name="后勤保障部")

    id: UUID
    name: str


class RegisterQuery(Window):
    """The filters of the register, as on its page."""

    meeting: UUID | None = Field(None, description="Requirements of one meeting.")
    speaker: Word = Field("", description="Who said it, as printed in the minutes.")
    unit: UUID | None = Field(None, description="Addressed to this unit.")
    role: str = Field("", pattern=one_of(ROLES), description="With `unit`: as `lead` or as `helper`.")
    campus: UUID | None = Field(None, description="For this campus, and those for everywhere.")
    status: Status | None = Field(None, description="In one of the five display states.")
    state: str = Field("", pattern=one_of(STATES), description="How far it has come: fulfilled, for one.")
    kind: Obligation | None = Field(None, description="How it binds.")
    due: str = Field("", pattern=one_of(DUES), description="A window of deadlines.")
    origin: Origin | None = Field(None, description="Whose requirement it is.")
    q: Word = Field("", description="Words of the text or the beginning of the code.")
    mine: bool = Field(False, description="Addressed to, verified or issued by the position in use.")
    ended: bool = Field(False, description="Also what was superseded or withdrawn.")
    group: str = Field("requirement", pattern=one_of(GROUPINGS), description="The order of the rows.")


class RequirementOut(Schema):
    """A requirement in a list; `status` is its display state now, `status_word` says why in words."""

    model_config = example(
        id=KEY,
        code=CODE,
        no="1-1",
        text=QUOTE,
        kind="item",
        origin="central",
        obligation="once",
        state="issued",
        status="no_data",
        status_word="待签收",
        lead="后勤保障部",
        leads=[{"id": KEY, "name": "后勤保障部"}],
        helpers=[],
        due_at="2022-06-01T15:59:59Z",
        due_all_day=True,
        repeats="",
        met_at=None,
        late_since=None,
        indicator="未清淤排水井",
        direction="at_most",
        target="0",
        unit="口",
        answered=0,
        addressed=1,
        meeting=OTHER_KEY,
    )

    id: UUID
    code: str
    no: str
    text: str
    kind: str
    origin: str
    obligation: str
    state: str
    status: str
    status_word: str
    lead: str
    leads: list[UnitNameOut]
    helpers: list[UnitNameOut]
    due_at: datetime | None
    due_all_day: bool
    repeats: str
    met_at: datetime | None
    late_since: datetime | None
    indicator: str
    direction: str
    target: str
    unit: str
    answered: int
    addressed: int
    meeting: UUID | None


class RegisterOut(Listed):
    """A part of the register; `counts` are of everything that the other filters leave, by display state."""

    at: datetime = Field(examples=["2022-05-20T01:00:00Z"])
    counts: dict[str, int] = Field(examples=[{"met": 0, "on_track": 0, "at_risk": 0, "no_data": 1}])
    items: list[RequirementOut]


class AnswerOut(Schema):
    """What an addressed unit answered."""

    model_config = example(
        id=OTHER_KEY,
        unit=KEY,
        role="lead",
        state="waiting",
        answer_due_at="2022-05-21T01:00:00Z",
        acknowledged_at=None,
        late=False,
        objection="",
        answer="",
    )

    id: UUID
    unit: UUID
    role: str
    state: str
    answer_due_at: datetime
    acknowledged_at: datetime | None
    late: bool
    objection: str
    answer: str


class RequirementDetail(Schema):
    """One requirement with quote, hashes and answers; other requirements are named by their codes."""

    model_config = example(
        id=KEY,
        code=CODE,
        no="1-1",
        kind="item",
        text=QUOTE,
        text_hash="9f2c…",
        quote=QUOTE,
        source_hash="4b1a…",
        speaker="石青",
        state="issued",
        status="no_data",
        status_word="待签收",
        lead="后勤保障部",
        due_at="2022-06-01T15:59:59Z",
        repeats="",
        met_at=None,
        late_since=None,
        issued_at="2022-05-20T01:00:00Z",
        answers=[],
        children=[],
        relayed=[],
        local=[],
        supersedes="",
        successor="",
        acts=["withdraw"],
    )

    id: UUID
    code: str
    no: str
    kind: str
    text: str
    text_hash: str
    quote: str
    source_hash: str
    speaker: str
    state: str
    status: str
    status_word: str
    lead: str
    due_at: datetime | None
    repeats: str
    met_at: datetime | None
    late_since: datetime | None
    issued_at: datetime | None
    answers: list[AnswerOut]
    children: list[str]
    relayed: list[str]
    local: list[str]
    supersedes: str
    successor: str
    acts: list[str]


class InboxRowOut(Schema):
    """An answer that waits, and for which requirement."""

    model_config = example(
        answer=OTHER_KEY, unit={"id": KEY, "name": "后勤保障部"}, code=CODE, text=QUOTE, late=False
    )

    answer: UUID
    unit: UnitNameOut
    code: str
    text: str
    late: bool


class InboxQuery(Window):
    """Which part of the inbox; `limit` and `offset` go for each list that is asked for."""

    show: str = Field("", pattern=one_of(LISTS), description="One of the lists; empty: all four.")
    q: Word = Field("", description="Words of the text, the beginning of the code, or the unit.")
    late: bool = Field(False, description="Only what should have been answered by now.")


class InboxOut(Schema):
    """What waits for the position in use: to acknowledge, kept after an objection, to relay, to answer."""

    at: datetime = Field(examples=["2022-05-20T01:00:00Z"])
    counts: dict[str, int] = Field(examples=[{"waiting": 1, "kept": 0, "to_relay": 0, "objections": 0}])
    late: int = Field(examples=[0])
    waiting: list[InboxRowOut]
    kept: list[InboxRowOut]
    to_relay: list[InboxRowOut]
    objections: list[InboxRowOut]
    units_below: list[UnitNameOut]


class RelayIn(Spoken):
    """To which units below; a deadline later than the parent's needs a reason."""

    model_config = example(units=[KEY], due_at=None, later_reason="")

    units: list[UUID] = Field(min_length=1, max_length=500)
    due_at: AwareDatetime | None = None
    later_reason: str = Field("", max_length=2000)


class RelayOut(Schema):
    """The codes of the requirements that were made."""

    model_config = example(codes=["REQ-2022-0131-C"])

    codes: list[str]


class MeetingOut(Schema):
    """A meeting."""

    model_config = example(
        id=OTHER_KEY,
        series="防汛专题会议",
        number=1,
        title="第一次防汛专题会议",
        held_on="2022-05-19",
        kind="special",
        state="minuted",
    )

    id: UUID
    series: str
    number: int
    title: str
    held_on: date
    kind: str
    state: str


class MeetingsOut(Listed):
    """A part of the meetings, the newest first."""

    items: list[MeetingOut]


class MeetingIn(Spoken):
    """A meeting to plan; without a number it gets the next one of its series."""

    model_config = example(
        series="防汛专题会议", title="第一次防汛专题会议", held_on="2022-05-19", kind="special"
    )

    series: str = Field(min_length=1, max_length=80)
    title: str = Field(min_length=1, max_length=200)
    held_on: date
    kind: MeetingKind = MeetingKind.SPECIAL
    venue: str = Field("", max_length=120)
    number: int | None = Field(None, ge=1, le=32_000)


class RelayGapOut(Schema):
    """A unit that has not passed on everything it leads; `missing` are codes."""

    model_config = example(
        unit={"id": KEY, "name": "计算机学院"}, addressed=3, relayed=1, waived=0, missing=[CODE]
    )

    unit: UnitNameOut
    addressed: int
    relayed: int
    waived: int
    missing: list[str]
