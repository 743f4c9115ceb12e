"""What waits for a unit, and its answers."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from ninja import Router

from anlan.areas.command import public
from anlan.areas.command.api.asking import actor_in, told_answer, told_units
from anlan.areas.command.api.schemas import AnswerOut, InboxOut, ReasonIn, RelayIn, RelayOut
from anlan.areas.command.selectors.inbox import InboxRow
from anlan.foundation.people.public import require_held

router = Router()


@router.get("/inbox", response=InboxOut, summary="See what waits")
def read_inbox(request: HttpRequest) -> dict[str, Any]:
    """What waits for the position in use; each list holds at most 300 rows, the most pressing first."""
    require_held(actor_in(request), "command.read")
    held = public.inbox(actor_in(request))
    return {
        "at": held.at,
        "waiting": _rows(held.waiting),
        "kept": _rows(held.kept),
        "to_relay": _rows(held.to_relay),
        "objections": _rows(held.objections),
        "units_below": told_units(held.units_below),
    }


@router.post("/answers/{addressee_id}/acknowledge", response=AnswerOut, summary="Acknowledge")
def acknowledge(request: HttpRequest, addressee_id: UUID) -> dict[str, Any]:
    """Take a requirement on for the addressed unit; doing it twice changes nothing."""
    return told_answer(public.acknowledge(addressee_id, by=actor_in(request)))


@router.post("/answers/{addressee_id}/object", response=AnswerOut, summary="Object")
def object_to(request: HttpRequest, addressee_id: UUID, said: ReasonIn) -> dict[str, Any]:
    """Object to a requirement; it stays in force until its issuer answers."""
    return told_answer(public.object_to(addressee_id, reason=said.reason, by=actor_in(request)))


@router.post("/answers/{addressee_id}/relay", response={201: RelayOut}, summary="Relay to units below")
def relay(request: HttpRequest, addressee_id: UUID, asked: RelayIn) -> dict[str, Any]:
    """Pass an acknowledged requirement on, word for word; each unit gets one of its own."""
    made = public.relay(
        addressee_id,
        unit_ids=asked.units,
        due_at=asked.due_at,
        later_reason=asked.later_reason,
        by=actor_in(request),
    )
    return {"codes": [one.code for one in made]}


def _rows(rows: Iterable[InboxRow]) -> list[dict[str, Any]]:
    return [
        {
            "answer": row.addressee.pk,
            "unit": {"id": row.unit.id, "name": row.unit.name},
            "code": row.directive.code,
            "text": row.directive.text,
            "late": row.late,
        }
        for row in rows
    ]
