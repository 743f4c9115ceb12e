"""Who may come in: somebody signed in by the session of the pages, with the same token against forgery."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest
from ninja.errors import AuthenticationError, HttpError
from ninja.security import APIKeyCookie

from anlan.core.access import Actor
from anlan.core.kernel.errors import TooLarge

ROOM_FOR_A_FORM = 256 * 1024
FORBIDDEN = 403


def actor_in(request: HttpRequest) -> Actor:
    """The actor of the request; nobody when signed out."""
    actor: Actor = getattr(request, "actor", Actor.nobody())
    return actor


class ForgeryRefused(HttpError):
    """An unsafe request without the token that only our own pages can read."""


class SessionCookie(APIKeyCookie):
    """The session cookie; a request that changes something also carries ``X-CSRFToken``."""

    param_name = settings.SESSION_COOKIE_NAME

    def __call__(self, request: HttpRequest) -> Actor:
        """The actor; a stranger's body is never read, nor one that announces more than a file."""
        if actor_in(request).account_id is None:
            raise AuthenticationError
        refuse_early(request)
        try:
            self._get_key(request)
        except HttpError as error:
            raise ForgeryRefused(FORBIDDEN, str(error)) from error
        return actor_in(request)

    def authenticate(self, request: HttpRequest, key: str | None) -> Actor:
        """The middleware has read the session already."""
        return actor_in(request)


def refuse_early(request: HttpRequest) -> None:
    """Raise TooLarge for a body that announces more than a file and a form."""
    length = request.META.get("CONTENT_LENGTH") or "0"
    size = int(length) if length.isdecimal() else 0
    if size > settings.ANLAN_UPLOAD_LIMIT + ROOM_FOR_A_FORM:
        raise TooLarge(size=size, limit=settings.ANLAN_UPLOAD_LIMIT)
