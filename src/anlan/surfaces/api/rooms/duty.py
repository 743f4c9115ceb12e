"""Who is on duty, and the acts of one press: to acknowledge, to answer a swap, to confirm a secretary."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, Literal
from uuid import UUID

from django.http import HttpRequest
from ninja import Query, Router, Schema
from pydantic import Field

from anlan.core.kernel import clock
from anlan.foundation.duty import public
from anlan.foundation.people.public import require_held
from anlan.foundation.ui.wire import Given, Reason, example
from anlan.surfaces.api.session import actor_in

KEY = "01989a5e-7c11-7b52-9d4e-3f0c5a1b2c3d"
MOST_DAYS = 31
router = Router(tags=["duty"])


class WatchOut(Schema):
    """One person on a shift; `standing` is waiting, acknowledged, late, unanswered or absent."""

    model_config = example(id=KEY, name="方以宁", lead=True, standing="acknowledged")

    id: UUID
    name: str
    lead: bool
    standing: str


class ShiftOut(Schema):
    """A shift with its people; `gaps` holds hole, no_leader or too_few."""

    model_config = example(
        id=KEY,
        roster="hq",
        phone="8000-1001",
        starts="2022-05-19T00:00:00Z",
        ends="2022-05-20T00:00:00Z",
        state="published",
        people=[{"id": KEY, "name": "方以宁", "lead": True, "standing": "acknowledged"}],
        gaps=[],
    )

    id: UUID
    roster: str
    phone: str
    starts: datetime
    ends: datetime
    state: str
    people: list[WatchOut]
    gaps: list[str]


class WatchState(Schema):
    """A watch after its acknowledgement."""

    model_config = example(id=KEY, acknowledged_at="2022-05-19T00:05:00Z", late=False)

    id: UUID
    acknowledged_at: datetime | None
    late: bool


class SwapIn(Given):
    """The answer to a swap; a rejection says why."""

    model_config = example(answer="accept", reason="")

    answer: Literal["accept", "reject", "withdraw"]
    reason: str = Field("", max_length=200)


class SwapOut(Schema):
    """A swap after its answer."""

    model_config = example(id=KEY, state="accepted")

    id: UUID
    state: str


class ProxyOut(Schema):
    """A secretary's act that waits for the holder of the position."""

    model_config = example(
        id=KEY, event=KEY, secretary="邵一帆", at="2022-05-19T08:00:00Z", confirm_by="2022-05-20T08:00:00Z"
    )

    id: UUID
    event: UUID
    secretary: str
    at: datetime
    confirm_by: datetime


class ProxiesIn(Given):
    """Which acts one stands behind."""

    model_config = example(acts=[KEY])

    acts: list[UUID] = Field(max_length=200)


class ProxiesOut(Schema):
    """How many were confirmed; those settled meanwhile are left out."""

    model_config = example(confirmed=1)

    confirmed: int


class ProxyObjectionIn(Given):
    """Why one does not stand behind an act."""

    model_config = example(reason="我没让接")

    reason: Reason


class RosterQuery(Given):
    """Which days of a roster."""

    first: date | None = Field(None, description="The first day; today by default.")
    days: int = Field(7, ge=1, le=MOST_DAYS, description="How many days, at most 31.")


@router.get("/now", response=list[ShiftOut], summary="Who is on duty now")
def read_now(request: HttpRequest) -> list[dict[str, Any]]:
    """The running shift of every roster."""
    viewer = actor_in(request)
    require_held(viewer, "duty.read")
    return [_told(row) for row in public.running(viewer, at=clock.now())]


@router.get("/rosters/{code}", response=list[ShiftOut], summary="The days of a roster")
def list_shifts(request: HttpRequest, code: str, asked: Query[RosterQuery]) -> list[dict[str, Any]]:
    """Its shifts from a day on; plans only for whoever plans."""
    viewer = actor_in(request)
    roster = public.roster_for(viewer, code)
    days = public.week(viewer, first=asked.first or clock.today(), days=asked.days, roster=roster)[0][1]
    return [_told(row) for day in days for row in day.shifts]


@router.post("/watches/{watch_id}/acknowledge", response=WatchState, summary="Acknowledge a watch")
def acknowledge_watch(request: HttpRequest, watch_id: UUID) -> dict[str, Any]:
    """One's own; a second time changes nothing."""
    row = public.acknowledge(watch_id=watch_id, by=actor_in(request))
    return {"id": row.pk, "acknowledged_at": row.acknowledged_at, "late": row.acknowledged_late}


@router.post("/swaps/{swap_id}/answer", response=SwapOut, summary="Answer a swap")
def answer_swap(request: HttpRequest, swap_id: UUID, asked: SwapIn) -> dict[str, Any]:
    """Accept or reject what was asked of one, or withdraw what one asked."""
    by = actor_in(request)
    if asked.answer == "reject":
        row = public.reject_swap(swap_id=swap_id, reason=asked.reason, by=by)
    else:
        act = public.accept_swap if asked.answer == "accept" else public.withdraw_swap
        row = act(swap_id=swap_id, by=by)
    return {"id": row.pk, "state": row.state}


@router.get("/proxies", response=list[ProxyOut], summary="Secretaries' acts to confirm")
def list_proxies(request: HttpRequest) -> list[dict[str, Any]]:
    """What waits for the holder of the present position."""
    viewer = actor_in(request)
    require_held(viewer, "duty.confirm")
    rows = public.proxies_to_confirm(viewer).order_by("at")[:200]
    return [
        {
            "id": row.pk,
            "event": row.event_id,
            "secretary": row.secretary.name,
            "at": row.at,
            "confirm_by": row.confirm_by,
        }
        for row in rows
    ]


@router.post("/proxies/confirm", response=ProxiesOut, summary="Confirm secretaries' acts")
def confirm_proxies(request: HttpRequest, asked: ProxiesIn) -> dict[str, int]:
    """Stand behind the acts that are named."""
    return {"confirmed": public.confirm_proxies(keys=asked.acts, by=actor_in(request))}


@router.post("/proxies/{key}/object", response=SwapOut, summary="Object to a secretary's act")
def object_to_proxy(request: HttpRequest, key: UUID, asked: ProxyObjectionIn) -> dict[str, Any]:
    """Nothing is undone by itself; the office hears of it."""
    row = public.object_to_proxy(key=key, reason=asked.reason, by=actor_in(request))
    return {"id": row.pk, "state": row.state}


def _told(row: public.ShiftRow) -> dict[str, Any]:
    return {
        "id": row.shift.pk,
        "roster": row.shift.roster.code,
        "phone": row.shift.roster.position.phone,
        "starts": row.shift.starts,
        "ends": row.shift.ends,
        "state": row.shift.state,
        "people": [
            {
                "id": one.watch.pk,
                "name": one.watch.person.name,
                "lead": one.watch.lead,
                "standing": one.standing,
            }
            for one in row.people
        ],
        "gaps": [gap.kind.value for gap in row.gaps],
    }
