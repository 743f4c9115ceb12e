"""Who asks, and what they decided about personal numbers."""

from __future__ import annotations

from django.http import HttpRequest

from anlan.areas.command import public
from anlan.core.access import Actor


def actor_in(request: HttpRequest) -> Actor:
    """The actor of the request; nobody when signed out."""
    actor: Actor = getattr(request, "actor", Actor.nobody())
    return actor


def numbers_of(choice: str, reason: str) -> public.PersonalNumbers:
    """The decision by its name; whatever else is asked about."""
    known = {"mask": public.MASK, "keep": public.PersonalNumbers("keep", reason)}
    return known.get(choice, public.ASK)
