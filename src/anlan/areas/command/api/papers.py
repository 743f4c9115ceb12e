"""Papers from above, what they demand, and which of our requirements answer it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest
from ninja import Query, Router

from anlan.areas.command import public
from anlan.areas.command.api.asking import actor_in
from anlan.areas.command.api.paper_schemas import (
    LinkIn,
    PaperDetail,
    PaperIn,
    PaperOut,
    PapersOut,
    ReplyIn,
)
from anlan.areas.command.models import Demand, UpstreamPaper
from anlan.core.access import Actor
from anlan.core.kernel.errors import NotVisible
from anlan.foundation.people.public import require_held
from anlan.foundation.ui.wire import Window, listed, part_of

router = Router()
TOLD = ("issuer", "number", "title", "received_on", "reply_due_at", "state", "replied_at", "reply_note")


@router.get("/papers", response=PapersOut, summary="List papers from above")
def list_papers(request: HttpRequest, asked: Query[Window]) -> dict[str, Any]:
    """Papers that the position in use looks after, those that wait for a reply first."""
    require_held(actor_in(request), "command.upstream")
    rows, place = part_of(public.papers(actor_in(request)), asked)
    return listed([_paper(one) for one in rows], place)


@router.post("/papers", response={201: PaperOut}, summary="Register a paper from above")
def register_paper(request: HttpRequest, asked: PaperIn) -> dict[str, Any]:
    """Enter a paper; the same number of the same issuer answers 422."""
    told = asked.model_dump(exclude={"numbers", "numbers_reason"})
    return _paper(public.register_paper(by=actor_in(request), numbers=asked.decided(), **told))


@router.get("/papers/{paper_id}", response=PaperDetail, summary="Read a paper from above")
def read_paper(request: HttpRequest, paper_id: UUID) -> dict[str, Any]:
    """One paper with its demands and what answers them."""
    return _detail(actor_in(request), paper_id)


@router.post("/papers/{paper_id}/reply", response=PaperDetail, summary="Reply to a paper")
def reply_to_paper(request: HttpRequest, paper_id: UUID, said: ReplyIn) -> dict[str, Any]:
    """Say that the reply went out; unanswered demands need a note."""
    actor = actor_in(request)
    public.reply_to_paper(paper_id, note=said.note, by=actor, numbers=said.decided())
    return _detail(actor, paper_id)


@router.post("/papers/{paper_id}/file", response=PaperDetail, summary="File a paper")
def file_paper(request: HttpRequest, paper_id: UUID) -> dict[str, Any]:
    """Put a paper away that asks for no reply."""
    actor = actor_in(request)
    public.file_paper(paper_id, by=actor)
    return _detail(actor, paper_id)


@router.post("/demands/{demand_id}/links", response=PaperDetail, summary="Link a demand")
def link_demand(request: HttpRequest, demand_id: UUID, asked: LinkIn) -> dict[str, Any]:
    """Say that one of our requirements answers a demand; twice is once."""
    actor = actor_in(request)
    public.link_demand(demand_id, directive_id=_key(actor, asked.code), by=actor)
    return _detail(actor, _paper_of(demand_id))


@router.delete("/demands/{demand_id}/links/{code}", response=PaperDetail, summary="Unlink a demand")
def unlink_demand(request: HttpRequest, demand_id: UUID, code: str) -> dict[str, Any]:
    """Take a link back; one that does not stand answers 404."""
    actor = actor_in(request)
    public.unlink_demand(demand_id, directive_id=_key(actor, code), by=actor)
    return _detail(actor, _paper_of(demand_id))


def _key(actor: Actor, code: str) -> UUID:
    return public.requirement(actor, code).directive.pk


def _paper_of(demand_id: UUID) -> UUID:
    demand = Demand.objects.filter(pk=demand_id).first()
    if demand is None:
        raise NotVisible
    return demand.paper_id


def _paper(paper: UpstreamPaper) -> dict[str, Any]:
    return {"id": paper.pk, **{name: getattr(paper, name) for name in TOLD}}


def _detail(actor: Actor, paper_id: UUID) -> dict[str, Any]:
    page = public.paper(actor, paper_id)
    demands = [
        {
            "id": row.demand.pk,
            "order": row.demand.order,
            "text": row.demand.text,
            "answered_by": [directive.code for directive, _verdict in row.answers],
        }
        for row in page.demands
    ]
    return {
        **_paper(page.paper),
        "demands": demands,
        "unanswered": page.unanswered,
        "acts": list(page.acts),
    }
