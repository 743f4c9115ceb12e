"""A request with its actor, and the door that lets only signed-in people through."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import urlencode

from anlan.core.access import Actor

P = ParamSpec("P")


class Request(HttpRequest):
    """What views receive once the accounts' middleware has run."""

    actor: Actor


R = TypeVar("R", bound=Request)


def signed_in(view: Callable[Concatenate[R, P], HttpResponse]) -> Callable[Concatenate[R, P], HttpResponse]:
    """Lets only those through who have signed in; others go to the sign-in page and come back."""

    @wraps(view)
    def inner(request: R, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if request.actor.account_id is None:
            return to_sign_in(request)
        return view(request, *args, **kwargs)

    return inner


def to_sign_in(request: HttpRequest) -> HttpResponse:
    """Off to the sign-in page; what was looked at comes back afterwards."""
    back = request.get_full_path() if request.method == "GET" else "/"
    return lead_to(request, str(settings.LOGIN_URL), {"next": back})


def lead_to(request: HttpRequest, path: str, query: Mapping[str, str] | None = None) -> HttpResponse:
    """A redirect; htmx follows it with the whole page."""
    url = f"{path}?{urlencode(query)}" if query else path
    if request.headers.get("HX-Request") == "true":
        return HttpResponse(headers={"HX-Redirect": url})
    return HttpResponseRedirect(url)
