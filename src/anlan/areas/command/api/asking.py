"""Who asks, and what several answers are made of."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest

from anlan.areas.command.models import Addressee
from anlan.areas.command.selectors.units import Chip
from anlan.core.access import Actor


def actor_in(request: HttpRequest) -> Actor:
    """The actor of the request; nobody when signed out."""
    actor: Actor = getattr(request, "actor", Actor.nobody())
    return actor


def told_units(chips: Iterable[Chip]) -> list[dict[str, Any]]:
    """Units by key and name."""
    return [{"id": chip.id, "name": chip.name} for chip in chips]


def told_answer(row: Addressee) -> dict[str, Any]:
    """An answer as it goes over the wire."""
    return {
        "id": row.pk,
        "unit": row.unit_id,
        "role": row.role,
        "state": row.state,
        "answer_due_at": row.answer_due_at,
        "acknowledged_at": row.acknowledged_at,
        "late": row.was_late,
        "objection": row.objection,
        "answer": row.answer,
    }
