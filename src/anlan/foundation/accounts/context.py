"""What every page knows about who looks at it."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext

from anlan.core.access import Actor
from anlan.foundation.accounts.signing import seconds_left
from anlan.foundation.people.public import on_duty


def who(request: HttpRequest) -> dict[str, Any]:
    """The actor, the positions to switch to, and whether the person is on duty now."""
    actor: Actor = getattr(request, "actor", Actor.nobody())
    return {
        "actor": actor,
        "positions": getattr(request, "held", ()),
        "session_left": SimpleLazyObject(lambda: seconds_left(request)),
        "duty_label": SimpleLazyObject(lambda: _duty_label(actor)),
    }


def _duty_label(actor: Actor) -> str:
    duty = on_duty(actor.person_id)
    if duty is None:
        return ""
    return gettext("值班长") if duty.lead else gettext("值班")
