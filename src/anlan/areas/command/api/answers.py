"""What waits for a unit, and its answers."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from ninja import Query, Router

from anlan.areas.command import public
from anlan.areas.command.api.asking import actor_in, told_answer, told_units
from anlan.areas.command.api.schemas import AnswerOut, InboxOut, InboxQuery, RelayIn, RelayOut
from anlan.areas.command.api.spoken import AnswerIn, ChangeIn, ReasonIn
from anlan.areas.command.models import Addressee
from anlan.areas.command.selectors.inbox import InboxRow
from anlan.foundation.people.public import require_held

router = Router()


@router.get("/inbox", response=InboxOut, summary="See what waits")
def read_inbox(request: HttpRequest, asked: Query[InboxQuery]) -> dict[str, Any]:
    """What waits for the position in use, the most pressing first; `counts` and `late` are of everything."""
    require_held(actor_in(request), "command.read")
    filters = public.InboxFilters(show=asked.show, q=asked.q, late=asked.late)
    held = public.inbox(actor_in(request), filters, most=asked.limit, offset=asked.offset)
    return {
        "at": held.at,
        "counts": dict(held.counts),
        "late": held.late,
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
    return told_answer(_spoken(public.object_to, request, addressee_id, said))


@router.post("/answers/{addressee_id}/keep", response=AnswerOut, summary="Answer: it stands")
def keep(request: HttpRequest, addressee_id: UUID, said: AnswerIn) -> dict[str, Any]:
    """Answer an objection as the issuer: the requirement stands, the unit acknowledges it then."""
    return told_answer(
        public.keep(addressee_id, answer=said.answer, by=actor_in(request), numbers=said.decided())
    )


@router.post("/answers/{addressee_id}/change", response={201: RelayOut}, summary="Answer: it is corrected")
def change(request: HttpRequest, addressee_id: UUID, said: ChangeIn) -> dict[str, Any]:
    """Answer an objection as the issuer by a corrected requirement, told by its code."""
    made = public.change(
        addressee_id, answer=said.answer, fields=said.fields, by=actor_in(request), numbers=said.decided()
    )
    return {"codes": [made.code]}


@router.post("/answers/{addressee_id}/waive", response=AnswerOut, summary="Relay is not needed")
def waive_relay(request: HttpRequest, addressee_id: UUID, said: ReasonIn) -> dict[str, Any]:
    """Say why a requirement need not be passed on."""
    return told_answer(_spoken(public.waive_relay, request, addressee_id, said))


@router.post("/answers/{addressee_id}/relay", response={201: RelayOut}, summary="Relay to units below")
def relay(request: HttpRequest, addressee_id: UUID, asked: RelayIn) -> dict[str, Any]:
    """Pass an acknowledged requirement on, word for word; each unit gets one of its own."""
    made = public.relay(
        addressee_id,
        unit_ids=asked.units,
        due_at=asked.due_at,
        later_reason=asked.later_reason,
        by=actor_in(request),
        numbers=asked.decided(),
    )
    return {"codes": [one.code for one in made]}


def _spoken(
    act: Callable[..., Addressee], request: HttpRequest, addressee_id: UUID, said: ReasonIn
) -> Addressee:
    return act(addressee_id, reason=said.reason, by=actor_in(request), numbers=said.decided())


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
