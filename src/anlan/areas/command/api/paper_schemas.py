"""Papers from above as they go over the wire."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from ninja import Schema
from pydantic import AwareDatetime, Field

from anlan.areas.command.api.spoken import KEY, OTHER_KEY, Spoken
from anlan.foundation.ui.wire import Given, Listed, example

PAPER = {
    "id": KEY,
    "issuer": "市防汛抗旱指挥部",
    "number": "〔2022〕15号",
    "title": "关于做好强降雨防范的通知",
    "received_on": "2022-05-19",
    "reply_due_at": "2022-05-25T10:00:00Z",
    "state": "in_hand",
    "replied_at": None,
    "reply_note": "",
}


class PaperOut(Schema):
    """A paper from above."""

    model_config = example(**PAPER)

    id: UUID
    issuer: str
    number: str
    title: str
    received_on: date
    reply_due_at: datetime | None
    state: str
    replied_at: datetime | None
    reply_note: str


class PapersOut(Listed):
    """A part of the papers, those that wait for a reply first."""

    items: list[PaperOut]


class DemandOut(Schema):
    """What a paper asks, and the codes of our requirements that answer it."""

    model_config = example(id=OTHER_KEY, order=1, text="排查地下空间", answered_by=["REQ-2022-0107-K"])

    id: UUID
    order: int
    text: str
    answered_by: list[str]


class PaperDetail(PaperOut):
    """A paper with its demands; `acts` are the moves that are possible now."""

    model_config = example(
        **PAPER,
        demands=[{"id": OTHER_KEY, "order": 1, "text": "排查地下空间", "answered_by": []}],
        unanswered=1,
        acts=["reply", "file"],
    )

    demands: list[DemandOut]
    unanswered: int
    acts: list[str]


class PaperIn(Spoken):
    """A paper as it is entered; its text is imported by `POST /command/texts` with `paper`."""

    model_config = example(
        issuer="市防汛抗旱指挥部",
        number="〔2022〕15号",
        title="关于做好强降雨防范的通知",
        received_on="2022-05-19",
        reply_due_at="2022-05-25T18:00:00+08:00",
    )

    issuer: str = Field(min_length=1, max_length=120)
    number: str = Field(min_length=1, max_length=80)
    title: str = Field(min_length=1, max_length=200)
    received_on: date
    reply_due_at: AwareDatetime | None = None


class ReplyIn(Spoken):
    """What went out; with demands that nothing answers the note says why."""

    model_config = example(note="已按〔2022〕21号函回复")

    note: str = Field("", max_length=300)


class LinkIn(Given):
    """The code of a requirement of ours that answers a demand."""

    model_config = example(code="REQ-2022-0107-K")

    code: str = Field(min_length=1, max_length=40)
