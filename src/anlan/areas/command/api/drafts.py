"""Texts, drafts and issuing."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest
from ninja import File, Router, UploadedFile

from anlan.areas.command import public
from anlan.areas.command.api.asking import actor_in, numbers_of
from anlan.areas.command.api.schemas import (
    ConfirmIn,
    DraftOut,
    DraftSetOut,
    FillIn,
    IssueIn,
    IssueOut,
    ReasonIn,
    TextIn,
)
from anlan.core.access import Actor

router = Router()


@router.post("/texts", response={201: DraftSetOut})
def read_text(request: HttpRequest, given: TextIn) -> dict[str, Any]:
    """Read a pasted text into drafts."""
    actor = actor_in(request)
    found = public.import_text(
        by=actor,
        text=given.text,
        title=given.title,
        meeting_id=given.meeting,
        paper_id=given.paper,
        numbers=numbers_of(given.numbers, given.numbers_reason),
    )
    return _reading(actor, found.pk)


@router.post("/files", response={201: DraftSetOut})
def read_file(
    request: HttpRequest,
    file: File[UploadedFile],
    meeting: UUID | None = None,
    paper: UUID | None = None,
    numbers: str = "ask",
    numbers_reason: str = "",
) -> dict[str, Any]:
    """Read an uploaded .txt, .docx or .pdf file into drafts."""
    actor = actor_in(request)
    found = public.import_file(
        by=actor,
        data=file.read(),
        name=file.name or "",
        meeting_id=meeting,
        paper_id=paper,
        numbers=numbers_of(numbers, numbers_reason),
    )
    return _reading(actor, found.pk)


@router.get("/draft-sets/{draft_set_id}", response=DraftSetOut)
def read_drafts(request: HttpRequest, draft_set_id: UUID) -> dict[str, Any]:
    """A reading with its drafts."""
    return _reading(actor_in(request), draft_set_id)


@router.patch("/drafts/{draft_id}", response=DraftOut)
def fill_draft(request: HttpRequest, draft_id: UUID, given: FillIn) -> dict[str, Any]:
    """Set fields of a draft."""
    actor = actor_in(request)
    public.autosave(draft_id, version=given.version, fields=given.fields, by=actor)
    return _draft(public.draft_card(actor, draft_id))


@router.post("/drafts/{draft_id}/confirm", response=DraftOut)
def confirm_draft(request: HttpRequest, draft_id: UUID, given: ConfirmIn) -> dict[str, Any]:
    """Confirm a draft as it was seen."""
    actor = actor_in(request)
    public.confirm_draft(draft_id, version=given.version, by=actor)
    return _draft(public.draft_card(actor, draft_id))


@router.post("/drafts/{draft_id}/dismiss", response=DraftOut)
def dismiss_draft(request: HttpRequest, draft_id: UUID, said: ReasonIn) -> dict[str, Any]:
    """Say that a draft is no requirement."""
    actor = actor_in(request)
    public.dismiss_draft(draft_id, reason=said.reason, by=actor)
    return _draft(public.draft_card(actor, draft_id))


@router.post("/draft-sets/{draft_set_id}/issue", response={201: IssueOut})
def issue(request: HttpRequest, draft_set_id: UUID, asked: IssueIn) -> dict[str, Any]:
    """Issue the confirmed drafts; the same ``client_id`` again answers with the same batch."""
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
        "drafts": [_draft(card) for card in page.drafts],
        "confirmed": page.progress.confirmed,
        "total": page.progress.total,
    }


def _draft(card: public.DraftCard) -> dict[str, Any]:
    return {
        "id": card.id,
        "no": card.no,
        "state": card.state,
        "version": card.version,
        "quote": card.quote,
        "text": card.values["text"],
        "spans": [list(span) for span in card.spans],
        "lead": card.lead_label,
        "lacks": [lack.value for lack in card.lacks],
        "values": dict(card.values),
    }
