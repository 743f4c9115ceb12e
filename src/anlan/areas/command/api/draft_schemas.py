"""Readings and drafts as they go over the wire."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from ninja import Schema
from pydantic import Field

from anlan.areas.command.api.schemas import CODE, QUOTE
from anlan.areas.command.api.spoken import KEY, OTHER_KEY, Spoken
from anlan.foundation.ui.wire import Given, Listed, example

Version = Annotated[int, Field(ge=0, le=1_000_000, description="The version that was seen.")]


class TextIn(Spoken):
    """A pasted text to read; it belongs to a meeting, to a paper from above, or to neither yet."""

    model_config = example(text=f"会议要求{QUOTE}。", title="防汛专题会议纪要", numbers="ask")

    text: str = Field(min_length=1, max_length=400_000)
    title: str = Field("", max_length=300)
    meeting: UUID | None = None
    paper: UUID | None = None


class FileIn(Spoken):
    """What is told beside an uploaded file."""

    meeting: UUID | None = None
    paper: UUID | None = None


class DraftOut(Schema):
    """A draft; `spans` are half-open characters of the body, `lacks` is what is still missing."""

    model_config = example(
        id=KEY,
        no="1-1",
        heading=OTHER_KEY,
        state="waiting",
        version=0,
        quote=QUOTE,
        text=QUOTE,
        spans=[[14, 29]],
        lead="后勤保障部",
        lacks=["verifier"],
        values={"text": QUOTE, "lead_unit": OTHER_KEY, "helpers": [], "obligation": "once"},
    )

    id: UUID
    no: str
    heading: UUID
    state: str
    version: int
    quote: str
    text: str
    spans: list[list[int]]
    lead: str
    lacks: list[str]
    values: dict[str, Any]


class HeadingOut(Schema):
    """A heading of a reading; drafts name it, and headings can be issued before their parts are filled."""

    model_config = example(id=OTHER_KEY, no="1", text="做好夏季防汛", version=0, code="")

    id: UUID
    no: str
    text: str
    version: int
    code: str


class StepOut(Schema):
    """A rearrangement: which drafts it put aside, and which stand in their place. `id` undoes it."""

    model_config = example(id=KEY, kind="split", before=[OTHER_KEY], after=[KEY, OTHER_KEY], undone=False)

    id: UUID
    kind: str
    before: list[UUID]
    after: list[UUID]
    undone: bool


class SplitIn(Given):
    """Where the body is cut: an offset in characters within the draft."""

    model_config = example(at=21)

    at: int = Field(ge=0, le=400_000)


class DraftsIn(Given):
    """Drafts of one reading."""

    model_config = example(drafts=[KEY, OTHER_KEY])

    drafts: list[UUID] = Field(min_length=1, max_length=500)


class AddDraftIn(Given):
    """Words of the body, as half-open characters, that become a draft; without a heading they get one."""

    model_config = example(start=14, end=29, heading=None)

    start: int = Field(ge=0, le=400_000)
    end: int = Field(ge=0, le=400_000)
    heading: UUID | None = None


class ConfirmedOut(Schema):
    """How many drafts were confirmed, and which still name nobody in charge."""

    model_config = example(confirmed=3, left=[KEY])

    confirmed: int
    left: list[UUID]


class DraftSetOut(Schema):
    """A reading and its drafts."""

    id: UUID = Field(examples=[KEY])
    source: UUID = Field(examples=[OTHER_KEY])
    meeting: UUID | None = Field(examples=[OTHER_KEY])
    headings: list[HeadingOut]
    drafts: list[DraftOut]
    confirmed: int = Field(examples=[0])
    total: int = Field(examples=[1])


class DraftSetLine(Schema):
    """A reading in a list: how many drafts are undecided, and how many wait to be issued."""

    model_config = example(
        id=KEY,
        title="防汛专题会议纪要",
        meeting=OTHER_KEY,
        recorded_at="2022-05-20T01:00:00Z",
        undecided=4,
        to_issue=1,
    )

    id: UUID
    title: str
    meeting: UUID | None
    recorded_at: datetime
    undecided: int
    to_issue: int


class DraftSetsOut(Listed):
    """A part of the readings, the newest first."""

    items: list[DraftSetLine]


class FillIn(Spoken):
    """Fields of a draft that was seen at a version; others stay as they are."""

    model_config = example(version=0, fields={"lead_unit": OTHER_KEY, "due_at": "2022-06-01T18:00:00+08:00"})

    version: Version
    fields: dict[str, Any] = Field(max_length=40)


class ConfirmIn(Given):
    """The version that is confirmed."""

    model_config = example(version=1)

    version: Version


class IssueIn(Given):
    """An issue under a key made by the client; without headings everything."""

    model_config = example(client_id=KEY, headings=None)

    client_id: UUID
    headings: list[UUID] | None = Field(None, max_length=500)


class IssueOut(Schema):
    """What was issued."""

    model_config = example(
        batch=KEY, issued_at="2022-05-20T01:00:00Z", content_hash="5d0e…", codes=["REQ-2022-0106-H", CODE]
    )

    batch: UUID
    issued_at: datetime
    content_hash: str
    codes: list[str]
