"""Texts, drafts and issuing."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest
from ninja import File, Form, Query, Router, UploadedFile

from anlan.areas.command import public
from anlan.areas.command.api.asking import actor_in
from anlan.areas.command.api.draft_schemas import (
    ConfirmedOut,
    ConfirmIn,
    DraftOut,
    DraftSetOut,
    DraftSetsOut,
    DraftsIn,
    FileIn,
    FillIn,
    IssueIn,
    IssueOut,
    TextIn,
)
from anlan.areas.command.api.spoken import ReasonIn
from anlan.core.access import Actor
from anlan.foundation.people.public import require_held
from anlan.foundation.ui.wire import Window, listed, part_of

router = Router()


@router.get("/draft-sets", response=DraftSetsOut, summary="List readings")
def list_readings(request: HttpRequest, asked: Query[Window]) -> dict[str, Any]:
    """Texts that were read and may be confirmed by the position in use, the newest 200."""
    require_held(actor_in(request), "command.draft")
    left = {one.draft_set.pk: one for one in public.open_readings(actor_in(request))}
    rows, place = part_of(public.draft_sets(actor_in(request)), asked)
    lines = [
        {
            "id": row.pk,
            "title": row.source.title,
            "meeting": row.meeting_id,
            "recorded_at": row.recorded_at,
            "undecided": left[row.pk].undecided if row.pk in left else 0,
            "to_issue": left[row.pk].to_issue if row.pk in left else 0,
        }
        for row in rows
    ]
    return listed(lines, place)


@router.post("/texts", response={201: DraftSetOut}, summary="Import a text")
def read_text(request: HttpRequest, given: TextIn) -> dict[str, Any]:
    """Read a pasted text into drafts; nothing is in force before it is confirmed and issued."""
    actor = actor_in(request)
    found = public.import_text(
        by=actor,
        text=given.text,
        title=given.title,
        meeting_id=given.meeting,
        paper_id=given.paper,
        numbers=given.decided(),
    )
    return _reading(actor, found.pk)


@router.post("/files", response={201: DraftSetOut}, summary="Import a file")
def read_file(request: HttpRequest, file: File[UploadedFile], told: Form[FileIn]) -> dict[str, Any]:
    """Read an uploaded .txt, .docx or .pdf file into drafts; the original is kept under its hash."""
    actor = actor_in(request)
    found = public.import_file(
        by=actor,
        data=file.read(),
        name=file.name or "",
        meeting_id=told.meeting,
        paper_id=told.paper,
        numbers=told.decided(),
    )
    return _reading(actor, found.pk)


@router.get("/draft-sets/{draft_set_id}", response=DraftSetOut, summary="Read a reading")
def read_drafts(request: HttpRequest, draft_set_id: UUID) -> dict[str, Any]:
    """A reading with its drafts in the order of the text."""
    return _reading(actor_in(request), draft_set_id)


@router.get("/drafts/{draft_id}", response=DraftOut, summary="Read a draft")
def read_draft(request: HttpRequest, draft_id: UUID) -> dict[str, Any]:
    """One draft with the version to send back."""
    return _draft(public.draft_card(actor_in(request), draft_id))


@router.patch("/drafts/{draft_id}", response=DraftOut, summary="Fill in a draft")
def fill_draft(request: HttpRequest, draft_id: UUID, given: FillIn) -> dict[str, Any]:
    """Set fields of a draft; the same field set by somebody else meanwhile answers 409 with both sides."""
    actor = actor_in(request)
    public.autosave(draft_id, version=given.version, fields=given.fields, by=actor, numbers=given.decided())
    return _draft(public.draft_card(actor, draft_id))


@router.post("/drafts/{draft_id}/confirm", response=DraftOut, summary="Confirm a draft")
def confirm_draft(request: HttpRequest, draft_id: UUID, given: ConfirmIn) -> dict[str, Any]:
    """Confirm a draft as it was seen; another version answers 409."""
    actor = actor_in(request)
    public.confirm_draft(draft_id, version=given.version, by=actor)
    return _draft(public.draft_card(actor, draft_id))


@router.post("/drafts/{draft_id}/dismiss", response=DraftOut, summary="Dismiss a draft")
def dismiss_draft(request: HttpRequest, draft_id: UUID, said: ReasonIn) -> dict[str, Any]:
    """Say that a draft is no requirement, and why."""
    actor = actor_in(request)
    public.dismiss_draft(draft_id, reason=said.reason, by=actor, numbers=said.decided())
    return _draft(public.draft_card(actor, draft_id))


@router.post("/drafts/{draft_id}/reopen", response=DraftOut, summary="Reopen a draft")
def reopen_draft(request: HttpRequest, draft_id: UUID) -> dict[str, Any]:
    """Take a confirmation or a dismissal back; an open draft stays as it is."""
    actor = actor_in(request)
    public.reopen_draft(draft_id, by=actor)
    return _draft(public.draft_card(actor, draft_id))


@router.post("/drafts-as-suggested", response=ConfirmedOut, summary="Confirm drafts as suggested")
def confirm_as_suggested(request: HttpRequest, asked: DraftsIn) -> dict[str, Any]:
    """Fill what is empty from the best suggestion and confirm; a draft that names nobody stays open."""
    done = public.confirm_as_suggested(asked.drafts, by=actor_in(request))
    return {"confirmed": done.count, "left": list(done.left)}


@router.post("/draft-sets/{draft_set_id}/issue", response={201: IssueOut}, summary="Issue requirements")
def issue(request: HttpRequest, draft_set_id: UUID, asked: IssueIn) -> dict[str, Any]:
    """Issue the confirmed drafts, all or none; the same `client_id` again answers with the same batch."""
    batch = public.issue_drafts(
        draft_set_id, client_id=asked.client_id, by=actor_in(request), heading_ids=asked.headings
    )
    codes = list(batch.directives.order_by("order").values_list("code", flat=True))
    return {
        "batch": batch.pk,
        "issued_at": batch.issued_at,
        "content_hash": batch.content_hash,
        "codes": codes,
    }


def _reading(actor: Actor, draft_set_id: UUID) -> dict[str, Any]:
    page = public.confirmation(actor, draft_set_id)
    return {
        "id": page.draft_set.pk,
        "source": page.draft_set.source_id,
        "meeting": page.draft_set.meeting_id,
        "headings": list(page.headings),
        "drafts": [_draft(card) for card in page.drafts],
        "confirmed": page.progress.confirmed,
        "total": page.progress.total,
    }


def _draft(card: public.DraftCard) -> dict[str, Any]:
    return {
        "id": card.id,
        "no": card.no,
        "heading": card.heading_id,
        "state": card.state,
        "version": card.version,
        "quote": card.quote,
        "text": card.values["text"],
        "spans": [list(span) for span in card.spans],
        "lead": card.lead_label,
        "lacks": [lack.value for lack in card.lacks],
        "values": dict(card.values),
    }
