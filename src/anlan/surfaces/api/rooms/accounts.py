"""Who whoever asks is, and in which position they act."""

from __future__ import annotations

from typing import Any, cast
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest
from django.middleware.csrf import get_token
from ninja import Router, Schema

from anlan.core.access import VERBS
from anlan.foundation.accounts.models import Account
from anlan.foundation.accounts.signing import HeldRequest, switch
from anlan.foundation.ui.wire import Given, example
from anlan.surfaces.api.session import actor_in

KEY = "01989a5e-7c11-7b52-9d4e-3f0c5a1b2c3d"
router = Router(tags=["accounts"])


class ChoiceOut(Schema):
    """A position to switch to."""

    model_config = example(appointment=KEY, title="计算机学院院长")

    appointment: UUID
    title: str


class WhoOut(Schema):
    """The signed-in account in its present position, and what that position may do at some reach."""

    model_config = example(
        username="dean",
        name="唐柏",
        position=KEY,
        title="计算机学院院长",
        unit_path="anlan/cs/",
        appointment=KEY,
        second_factor=False,
        verbs=["command.acknowledge", "command.read"],
        positions=[{"appointment": KEY, "title": "计算机学院院长"}],
        language="zh-hans",
    )

    username: str
    name: str
    position: UUID | None
    title: str
    unit_path: str
    appointment: UUID | None
    second_factor: bool
    verbs: list[str]
    positions: list[ChoiceOut]
    language: str


class SwitchIn(Given):
    """The appointment to act in."""

    model_config = example(appointment=KEY)

    appointment: UUID


@router.get("/me", response=WhoOut, summary="Who am I")
def read_me(request: HttpRequest) -> dict[str, Any]:
    """Account, position and verbs. The answer also sets the cookie whose value goes into `X-CSRFToken`."""
    get_token(request)
    actor = actor_in(request)
    return {
        "username": cast("Account", request.user).username,
        "name": actor.label,
        "position": actor.position_id,
        "title": actor.title,
        "unit_path": actor.unit_path,
        "appointment": actor.appointment_id,
        "second_factor": actor.second_factor,
        "verbs": sorted(verb.code for verb in VERBS if actor.holds(verb.code)),
        "positions": [
            {"appointment": held.pk, "title": held.title} for held in cast("HeldRequest", request).held
        ],
        "language": getattr(request, "LANGUAGE_CODE", settings.LANGUAGE_CODE),
    }


@router.post("/me/position", response=ChoiceOut, summary="Switch position")
def switch_position(request: HttpRequest, asked: SwitchIn) -> dict[str, Any]:
    """Act in another position held, from the next request on; somebody else's answers 404."""
    chosen = switch(cast("HeldRequest", request), str(asked.appointment))
    return {"appointment": chosen.pk, "title": chosen.title}
