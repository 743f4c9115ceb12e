"""What duty adds to the board: who is on duty now."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from anlan.core.access import Actor
from anlan.core.kernel import clock
from anlan.foundation.duty.public import running


def today(request: HttpRequest, _facts: Mapping[str, Any]) -> SafeString | None:
    """The desks that are staffed now with leader and phone; nothing where there is no roster."""
    actor: Actor = getattr(request, "actor", Actor.nobody())
    if not actor.holds("duty.read"):
        return None
    rows = running(actor, at=clock.now())
    return render_to_string("duty/_today.html", {"rows": rows}, request=request) if rows else None


SLOTS = (("console.board.side", today, 40),)
