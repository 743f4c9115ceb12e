"""Gives every request its actor."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from anlan.core.kernel.errors import NotYours
from anlan.foundation.accounts.models import Account
from anlan.foundation.accounts.signing import HeldRequest, signed_in_as
from anlan.foundation.people.requests import lead_to

FREE_UNTIL_CHANGED = frozenset(
    {
        "accounts:password",
        "accounts:session",
        "accounts:sign-out",
        "accounts:sign-in",
        "accounts:second-factor",
        "set_language",
    }
)


class ActorMiddleware:
    """Sets ``request.actor`` and ``request.held``; stands below the session, the user and PlainErrors."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        found, known = signed_in_as(request), cast("HeldRequest", request)
        known.actor, known.held = found.actor, found.held
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], _args: object, _kwargs: object
    ) -> HttpResponse | None:
        """A one-time password opens nothing but the page that changes it.

        A view that speaks to programs carries its own refusal as ``refuse_one_time_password``.
        """
        account = request.user
        if not isinstance(account, Account) or not account.must_change_password:
            return None
        name = request.resolver_match.view_name if request.resolver_match else ""
        if name in FREE_UNTIL_CHANGED:
            return None
        refuse: Callable[[], HttpResponse] | None = getattr(view, "refuse_one_time_password", None)
        return refuse() if refuse else HttpResponseRedirect(reverse("accounts:password"))

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """An enacting act without a fresh second factor asks for it, then leads back to the page."""
        if not isinstance(exception, NotYours) or exception.code != "act.second_factor_needed":
            return None
        back = request.get_full_path() if request.method == "GET" else _page_before(request)
        return lead_to(request, reverse("accounts:second-factor"), {"next": back, "act": "1"})


def _page_before(request: HttpRequest) -> str:
    """The page whose form was sent, by its path alone."""
    here, referer = f"{request.scheme}://{request.get_host()}", request.headers.get("Referer", "")
    return referer.removeprefix(here) if referer.startswith(f"{here}/") else "/"
