"""What notices add to places of the shell: the bell in the top bar."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string

from anlan.core.access import Actor
from anlan.foundation.notices.selectors.bell import bell


def top_bell(request: HttpRequest, _facts: Mapping[str, Any]) -> str | None:
    """The bell with what waits; nothing for somebody without an inbox."""
    actor: Actor = getattr(request, "actor", Actor.nobody())
    if actor.person_id is None:
        return None
    return render_to_string("notices/_bell.html", {"bell": bell(actor)}, request=None)


SLOTS = (("ui.top", top_bell, 20),)
