"""Random re-checks: the drawings, and what the seat in use is to look at without the record."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest
from ninja import Query, Router

from anlan.areas.command.api.asking import actor_in
from anlan.areas.inspection import public
from anlan.areas.inspection.api.schemas import (
    AskedOut,
    JudgedIn,
    JudgedOut,
    SampleOut,
    SampleQuery,
    SamplesOut,
)
from anlan.areas.inspection.models import Sample
from anlan.foundation.indicators.public import population
from anlan.foundation.ui.wire import listed, part_of

router = Router()


@router.get("/samples", response=SamplesOut, summary="List drawings")
def list_samples(request: HttpRequest, asked: Query[SampleQuery]) -> dict[str, Any]:
    """The drawings of random re-checks, the newest first."""
    found, place = part_of(public.samples(actor_in(request), code=asked.code), asked)
    return listed([_told(one) for one in found], place)


@router.get("/samples/{sample_id}", response=SampleOut, summary="Read a drawing")
def read_sample(request: HttpRequest, sample_id: UUID) -> dict[str, Any]:
    """One drawing, drawn again; what it was drawn from once nobody is still to judge."""
    page = public.sample_page(actor_in(request), sample_id)
    return {
        **_told(page.sample),
        "holds": page.holds,
        "waiting": page.waiting,
        "judged": len(page.done),
        "agreed": sum(1 for item in page.done if item.agrees),
        "draw": public.draw_told(page.sample) if page.over else None,
    }


@router.get("/rechecks", response=list[AskedOut], summary="List what to look at again")
def list_rechecks(request: HttpRequest) -> list[dict[str, Any]]:
    """What the seat in use is to look at, without what was recorded."""
    return [
        {
            "id": one.pk,
            "code": one.sample.code,
            "question": str(known.question) if (known := population(one.sample.code)) else "",
            "title": one.title,
            "unit": one.unit.code,
            "due_at": one.due_at,
        }
        for one in public.open_samples(actor_in(request))
    ]


@router.post("/rechecks/{item_id}", response=JudgedOut, summary="Say what was found")
def judge(request: HttpRequest, item_id: UUID, given: JudgedIn) -> dict[str, Any]:
    """The answer; the record is not told."""
    done = public.judge_sample(item_id, verdict=given.verdict, note=given.note, by=actor_in(request))
    return {"id": done.pk, "verdict": done.verdict, "judged_at": done.judged_at}


def _told(one: Sample) -> dict[str, Any]:
    return {
        "id": one.pk,
        "code": one.code,
        "since": one.since,
        "until": one.until,
        "ledger_seq": one.head_seq,
        "ledger_head": one.head,
        "seed": one.seed,
        "population_hash": one.population_hash,
        "drawn": one.drawn,
    }
