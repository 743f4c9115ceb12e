"""The register and one requirement."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from ninja import Query, Router

from anlan.areas.command import public
from anlan.areas.command.api.asking import actor_in, told_answer, told_units
from anlan.areas.command.api.schemas import RegisterOut, RegisterQuery, RequirementDetail
from anlan.areas.command.api.spoken import CorrectIn, LocalIn, ReasonIn
from anlan.foundation.people.public import require_held
from anlan.foundation.ui.wire import placed

router = Router()


@router.get("/requirements", response=RegisterOut, summary="List requirements")
def list_requirements(request: HttpRequest, asked: Query[RegisterQuery]) -> dict[str, Any]:
    """The register as the position in use sees it, with the filters of its page."""
    require_held(actor_in(request), "command.read")
    told = asked.model_dump(exclude={"limit", "offset"}, exclude_none=True)
    page = public.register(
        actor_in(request), public.RegisterFilters(**told), page_size=asked.limit, offset=asked.offset
    )
    return {
        **placed(page.matched, asked),
        "at": page.at,
        "counts": {status.value: number for status, number in page.counts.items()},
        "items": [_line(row) for group in page.groups for row in group.rows],
    }


@router.get("/requirements/{code}", response=RequirementDetail, summary="Read a requirement")
def read_requirement(request: HttpRequest, code: str) -> dict[str, Any]:
    """One requirement by its code, with quote, hashes, answers and what may be done with it now."""
    return _detail(public.requirement(actor_in(request), code))


@router.post("/requirements", response={201: RequirementDetail}, summary="Add a requirement of one's own")
def add_local(request: HttpRequest, asked: LocalIn) -> dict[str, Any]:
    """Give a requirement of one's own unit to it or to a unit below, apart from those of meetings."""
    actor = actor_in(request)
    made = public.add_local(
        text=asked.text,
        unit_id=asked.unit,
        under_id=public.requirement(actor, asked.beside).directive.pk if asked.beside else None,
        due_at=asked.due_at,
        obligation=asked.obligation,
        by=actor,
        numbers=asked.decided(),
    )
    return _detail(public.requirement(actor, made.code))


@router.post("/requirements/{code}/correct", response={201: RequirementDetail}, summary="Correct")
def correct(request: HttpRequest, code: str, asked: CorrectIn) -> dict[str, Any]:
    """Bring a corrected requirement into force in place of one; the old one stays readable and names it."""
    actor = actor_in(request)
    old = public.requirement(actor, code).directive
    new = public.supersede(
        old.pk, fields=asked.fields, reason=asked.reason, by=actor, numbers=asked.decided()
    )
    return _detail(public.requirement(actor, new.code))


@router.post("/requirements/{code}/withdraw", response=RequirementDetail, summary="Withdraw")
def withdraw(request: HttpRequest, code: str, said: ReasonIn) -> dict[str, Any]:
    """End a requirement; a heading takes its parts with it, what units passed on stays and says so."""
    actor = actor_in(request)
    ended = public.requirement(actor, code).directive
    public.withdraw(ended.pk, reason=said.reason, by=actor, numbers=said.decided())
    return _detail(public.requirement(actor, code))


@router.post("/requirements/{code}/fulfil", response=RequirementDetail, summary="Confirm as done")
def fulfil(request: HttpRequest, code: str, said: ReasonIn) -> dict[str, Any]:
    """Confirm that a requirement is done; everything said of it must be met with evidence."""
    actor = actor_in(request)
    done = public.requirement(actor, code).directive
    public.fulfil(done.pk, reason=said.reason, by=actor, numbers=said.decided())
    return _detail(public.requirement(actor, code))


def _line(row: public.RegisterRow) -> dict[str, Any]:
    directive, indicator = row.directive, row.indicator
    return {
        "id": directive.pk,
        "code": directive.code,
        "no": directive.no,
        "text": directive.text,
        "kind": directive.kind,
        "origin": directive.origin,
        "obligation": directive.obligation,
        "state": directive.state,
        "status": row.verdict.status,
        "status_word": public.word_of(row.verdict),
        "lead": row.lead_label,
        "leads": told_units(row.leads),
        "helpers": told_units(row.helpers),
        "due_at": directive.due_at,
        "due_all_day": directive.due_all_day,
        "repeats": directive.repeats,
        "met_at": directive.met_at,
        "late_since": directive.late_since,
        "indicator": indicator.name if indicator else "",
        "direction": indicator.direction if indicator else "",
        "target": indicator.target if indicator else "",
        "unit": indicator.unit if indicator else "",
        "answered": row.answered,
        "addressed": row.addressed,
        "meeting": directive.meeting_id,
    }


def _detail(page: public.RequirementPage) -> dict[str, Any]:
    directive = page.directive
    return {
        "id": directive.pk,
        "code": directive.code,
        "no": directive.no,
        "kind": directive.kind,
        "text": directive.text,
        "text_hash": directive.text_hash,
        "quote": directive.quote,
        "source_hash": directive.source_hash,
        "speaker": directive.speaker,
        "state": directive.state,
        "status": page.verdict.status,
        "status_word": public.word_of(page.verdict),
        "lead": page.lead_label,
        "due_at": directive.due_at,
        "repeats": directive.repeats,
        "met_at": directive.met_at,
        "late_since": directive.late_since,
        "issued_at": directive.issued_at,
        "answers": [told_answer(one.addressee) for one in page.answers],
        "children": [one.code for one, _ in page.children],
        "relayed": [one.code for one, _ in page.relayed],
        "local": [one.code for one, _ in page.local],
        "supersedes": page.predecessor.code if page.predecessor else "",
        "successor": page.successor.code if page.successor else "",
        "acts": list(page.acts),
    }
