"""Cutting the text differently, and taking it back."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest
from ninja import Router

from anlan.areas.command import public
from anlan.areas.command.api.asking import actor_in
from anlan.areas.command.api.draft_schemas import AddDraftIn, DraftsIn, SplitIn, StepOut
from anlan.areas.command.models import DraftStep

router = Router()


@router.post("/drafts/{draft_id}/split", response={201: StepOut}, summary="Split a draft")
def split_draft(request: HttpRequest, draft_id: UUID, asked: SplitIn) -> dict[str, Any]:
    """Cut a draft in two at an offset of the body; both parts keep what was filled in."""
    return _told(public.split_draft(draft_id, at=asked.at, by=actor_in(request)))


@router.post("/drafts-merged", response={201: StepOut}, summary="Merge drafts")
def merge_drafts(request: HttpRequest, asked: DraftsIn) -> dict[str, Any]:
    """Make one draft of several under one heading; it keeps what the first in the text holds."""
    return _told(public.merge_drafts(asked.drafts, by=actor_in(request)))


@router.post("/draft-sets/{draft_set_id}/drafts", response={201: StepOut}, summary="Add a draft")
def add_draft(request: HttpRequest, draft_set_id: UUID, asked: AddDraftIn) -> dict[str, Any]:
    """Make a draft of words that no other draft holds."""
    step = public.add_draft(
        draft_set_id, start=asked.start, end=asked.end, heading_id=asked.heading, by=actor_in(request)
    )
    return _told(step)


@router.post("/draft-steps/{step_id}/undo", response=StepOut, summary="Undo a rearrangement")
def undo_step(request: HttpRequest, step_id: UUID) -> dict[str, Any]:
    """Take a split, merge, addition or dismissal back; 409 when something was built on it."""
    return _told(public.undo_step(step_id, by=actor_in(request)))


def _told(step: DraftStep) -> dict[str, Any]:
    return {
        "id": step.pk,
        "kind": step.kind,
        "before": step.before,
        "after": step.after,
        "undone": step.undone_at is not None,
    }
