"""What was done, by whom, and whether the record still holds."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from ninja import Query, Router, Schema
from pydantic import Field

from anlan.core.kernel.errors import Unavailable
from anlan.foundation.ledger.filters import Filters
from anlan.foundation.ledger.lines import Line, lines_of
from anlan.foundation.ledger.public import verify
from anlan.foundation.ledger.selectors import events_for
from anlan.foundation.ledger.verification import head
from anlan.foundation.ui.wire import MOST_ROWS, USUAL_ROWS, Given, Text, example
from anlan.surfaces.api.session import actor_in

KEY = "01989a5e-7c11-7b52-9d4e-3f0c5a1b2c3d"
HASH = "7d0e4b…64 signs"
MOST_VERIFIED = 200_000
router = Router(tags=["ledger"])


class EventsQuery(Given):
    """Which acts; `before` is the cursor."""

    verb: Text = Field("", description="What was done, such as `command.issue`.")
    kind: Text = Field("", description="To what kind of object, such as `command.directive`.")
    object: Text = Field("", description="To which object.")
    position: UUID | None = Field(None, description="In which position.")
    since: date | None = Field(None, description="From this day of the campus on.")
    until: date | None = Field(None, description="Up to and including this day.")
    note: Text = Field("", description="Words of the note.")
    limit: int = Field(USUAL_ROWS, ge=1, le=MOST_ROWS, description="How many rows, at most 200.")
    before: int | None = Field(
        None, ge=1, le=2**62, description="Rows before this place; `next` of the last answer."
    )


class ChangeOut(Schema):
    """One field before and after; null where it was not there."""

    model_config = example(field="状态", before="waiting", after="acknowledged")

    field: str
    before: str | None
    after: str | None


class EventOut(Schema):
    """One act. A shredded one keeps what its header says and nothing about people."""

    model_config = example(
        id=KEY,
        seq=1204,
        at="2022-05-20T01:00:00Z",
        verb="command.acknowledge",
        verb_word="签收要求",
        kind="command.addressee",
        object_id=KEY,
        position_id=KEY,
        who="唐柏",
        title="计算机学院院长",
        by_proxy=False,
        note="",
        changes=[{"field": "状态", "before": "waiting", "after": "acknowledged"}],
        count=None,
        drill=False,
        shredded=False,
        hash=HASH,
    )

    id: UUID
    seq: int | None
    at: datetime
    verb: str
    verb_word: str
    kind: str
    object_id: str
    position_id: UUID | None
    who: str
    title: str
    by_proxy: bool
    note: str
    changes: list[ChangeOut]
    count: int | None
    drill: bool
    shredded: bool
    hash: str


class EventsOut(Schema):
    """Acts, the newest first; `next` is null at the end."""

    items: list[EventOut]
    next: int | None = Field(description="Send it as `before` for the following rows.", examples=[1204])


class HeadOut(Schema):
    """The newest sealed row: what to keep outside, to prove later that nothing was cut off."""

    model_config = example(seq=1204, hash=HASH)

    seq: int
    hash: str


class ChainVerdictOut(Schema):
    """What a reading of the whole chain found; `fault` is empty when it holds."""

    model_config = example(holds=True, head=HASH, rows=1204, shredded=0, broken=None, fault="")

    holds: bool
    head: str
    rows: int
    shredded: int
    broken: int | None
    fault: str


class VerifyIn(Given):
    """Heads kept outside: each must be in the chain."""

    model_config = example(expect=[])

    expect: list[str] = Field(default=[], max_length=100)


@router.get("/events", response=EventsOut, summary="List acts")
def list_events(request: HttpRequest, asked: Query[EventsQuery]) -> dict[str, Any]:
    """Acts with the filters of the ledger's page, the newest first, by cursor."""
    told = asked.model_dump(exclude={"limit", "before"}, exclude_none=True)
    events = events_for(actor_in(request), Filters({name: str(value) for name, value in told.items()}))
    events = events.filter(seq__lt=asked.before) if asked.before else events
    rows = list(events[: asked.limit + 1])
    shown = rows[: asked.limit]
    last = shown[-1].seq if len(rows) > asked.limit else None
    return {"items": [_told(line) for line in lines_of(shown)], "next": last}


@router.get("/head", response=HeadOut, summary="Read the head")
def read_head(request: HttpRequest) -> dict[str, Any]:
    """The place and the hash of the newest sealed row."""
    events_for(actor_in(request), Filters({}))
    seq, digest = head()
    return {"seq": seq, "hash": digest}


@router.post("/verify", response=ChainVerdictOut, summary="Verify the chain")
def verify_chain(request: HttpRequest, asked: VerifyIn) -> dict[str, Any]:
    """Read every row in order and check the chain; a ledger of more than 200,000 rows answers 503."""
    events_for(actor_in(request), Filters({}))
    rows = head()[0]
    if rows > MOST_VERIFIED:
        raise Unavailable("api.ledger_too_long", rows=rows, limit=MOST_VERIFIED)
    report = verify(expect=asked.expect)
    fault = str(report.first_break.fault) if report.first_break else ""
    return {
        "holds": report.holds,
        "head": report.head,
        "rows": report.rows,
        "shredded": report.shredded,
        "broken": report.broken,
        "fault": fault,
    }


def _told(line: Line) -> dict[str, Any]:
    """A line of the ledger; its slots are its fields."""
    return {name: getattr(line, name) for name in Line.__slots__ if name != "kind_word"}
