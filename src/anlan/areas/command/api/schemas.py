"""What goes over the wire."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from ninja import Schema


class UnitOut(Schema):
    """A unit by key and name."""

    id: UUID
    name: str


class RequirementOut(Schema):
    """A requirement in a list."""

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
    leads: list[UnitOut]
    helpers: list[UnitOut]
    due_at: datetime | None
    due_all_day: bool
    repeats: str
    indicator: str
    direction: str
    target: str
    unit: str
    answered: int
    addressed: int
    meeting: UUID | None


class RegisterOut(Schema):
    """A page of the register with its counts."""

    at: datetime
    total: int
    matched: int
    page: int
    pages: int
    counts: dict[str, int]
    requirements: list[RequirementOut]


class AnswerOut(Schema):
    """What an addressed unit answered."""

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
    """One requirement with quote, hashes and answers."""

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
    issued_at: datetime | None
    answers: list[AnswerOut]
    children: list[str]
    relayed: list[str]
    local: list[str]
    supersedes: str
    successor: str


class MeetingOut(Schema):
    """A meeting."""

    id: UUID
    series: str
    number: int
    title: str
    held_on: date
    kind: str
    state: str


class MeetingIn(Schema):
    """A meeting to plan."""

    series: str
    title: str
    held_on: date
    kind: str = "special"
    venue: str = ""
    number: int | None = None


class TextIn(Schema):
    """A pasted text to read; ``numbers`` says what to do with personal numbers."""

    text: str
    title: str = ""
    meeting: UUID | None = None
    paper: UUID | None = None
    numbers: str = "ask"
    numbers_reason: str = ""


class DraftOut(Schema):
    """A draft."""

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

    id: UUID
    source: UUID
    meeting: UUID | None
    drafts: list[DraftOut]
    confirmed: int
    total: int


class FillIn(Schema):
    """Fields of a draft that was seen at a version."""

    version: int
    fields: dict[str, Any]


class ConfirmIn(Schema):
    """The version that is confirmed."""

    version: int


class IssueIn(Schema):
    """An issue with a key made by the client; without headings everything."""

    client_id: UUID
    headings: list[UUID] | None = None


class IssueOut(Schema):
    """What was issued."""

    batch: UUID
    issued_at: datetime
    content_hash: str
    codes: list[str]


class ReasonIn(Schema):
    """A reason in words."""

    reason: str
