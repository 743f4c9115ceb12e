"""Readings and drafts as they go over the wire."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from ninja import Schema
from pydantic import Field

from anlan.areas.command.api.schemas import CODE, KEY, OTHER_KEY, QUOTE
from anlan.foundation.ui.wire import Given, Listed, Text, example

Version = Annotated[int, Field(ge=0, le=1_000_000, description="The version that was seen.")]
Choice = Annotated[
    str,
    Field(
        pattern="^(ask|mask|keep)$",
        description="What to do with phone and identity numbers: refuse and ask, mask, or keep.",
    ),
]


class TextIn(Given):
    """A pasted text to read; it belongs to a meeting, to a paper from above, or to neither yet."""

    model_config = example(text=f"会议要求{QUOTE}。", title="防汛专题会议纪要", numbers="ask")

    text: str = Field(min_length=1, max_length=400_000)
    title: str = Field("", max_length=300)
    meeting: UUID | None = None
    paper: UUID | None = None
    numbers: Choice = "ask"
    numbers_reason: str = Field("", max_length=500)


class FileIn(Given):
    """What is told beside an uploaded file."""

    meeting: UUID | None = None
    paper: UUID | None = None
    numbers: Choice = "ask"
    numbers_reason: Text = ""


class DraftOut(Schema):
    """A draft; `spans` are half-open characters of the body, `lacks` is what is still missing."""

    model_config = example(
        id=KEY,
        no="1-1",
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
    state: str
    version: int
    quote: str
    text: str
    spans: list[list[int]]
    lead: str
    lacks: list[str]
    values: dict[str, Any]


class DraftSetOut(Schema):
    """A reading and its drafts."""

    id: UUID = Field(examples=[KEY])
    source: UUID = Field(examples=[OTHER_KEY])
    meeting: UUID | None = Field(examples=[OTHER_KEY])
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


class FillIn(Given):
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
