"""What the session knows: who signed in, in which position, and when a second factor was given."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib.auth import login
from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme

from anlan.core.access import Actor
from anlan.core.kernel import clock
from anlan.core.kernel.errors import NotVisible
from anlan.foundation.accounts.models import Account
from anlan.foundation.accounts.sessions import DEVICE_KEY, STARTED_KEY
from anlan.foundation.people.models import Appointment
from anlan.foundation.people.public import actor_of, positions_of, standings_of, title_of
from anlan.foundation.people.requests import Request

APPOINTMENT_KEY = "appointment"
FACTOR_KEY = "second_factor_at"
PENDING_KEY = "pending"
FACTOR_LASTS = timedelta(hours=12)
PENDING_LASTS = timedelta(minutes=5)
BACKEND = "django.contrib.auth.backends.ModelBackend"


@dataclass(frozen=True, slots=True)
class Held:
    """A position that one may switch to, as the menu shows it."""

    pk: UUID
    title: str
    appointment: Appointment

    def __str__(self) -> str:
        return self.title


class HeldRequest(Request):
    """A request that also knows which positions its actor may switch to."""

    held: tuple[Held, ...]


@dataclass(frozen=True, slots=True)
class SignedIn:
    """The actor of a request and the positions it may switch to."""

    actor: Actor
    held: tuple[Held, ...] = ()


NOBODY = SignedIn(Actor.nobody())


def signed_in_as(request: HttpRequest) -> SignedIn:
    """Who this request is; three queries, none for somebody who has not signed in."""
    account = request.user
    if not isinstance(account, Account):
        return NOBODY
    if account.person is None:
        return SignedIn(actor_of(account, None))
    held = positions_of(account.person)
    actor = actor_of(
        account,
        _chosen(held, str(request.session.get(APPOINTMENT_KEY, ""))),
        standings=standings_of(account.person),
        second_factor=factor_is_fresh(request),
    )
    return SignedIn(actor, tuple(Held(row.pk, title_of(row.position), row) for row in held))


def enter(request: HttpRequest, account: Account, *, factor_given: bool) -> None:
    """Sign the account in under a new session key."""
    device = device_of(request.headers.get("User-Agent", ""))
    login(request, account, backend=BACKEND)
    for key in (PENDING_KEY, APPOINTMENT_KEY, FACTOR_KEY):
        request.session.pop(key, None)
    request.session[DEVICE_KEY] = device
    request.session[STARTED_KEY] = clock.now().timestamp()
    prolong(request)
    if factor_given:
        mark_factor(request)


def prolong(request: HttpRequest) -> None:
    """Let the session last its full time again from now."""
    request.session.set_expiry(timedelta(seconds=settings.SESSION_COOKIE_AGE))


def seconds_left(request: HttpRequest) -> int:
    """How long the session still lasts; none where a request has no session."""
    session = getattr(request, "session", None)
    return 0 if session is None else max(0, session.get_expiry_age())


def mark_factor(request: HttpRequest) -> None:
    """Remember that a second factor was given now."""
    request.session[FACTOR_KEY] = clock.now().timestamp()


def factor_is_fresh(request: HttpRequest) -> bool:
    """Whether a second factor was given within the last twelve hours."""
    given = request.session.get(FACTOR_KEY)
    if not isinstance(given, int | float):
        return False
    age = clock.now().timestamp() - given
    return 0 <= age < FACTOR_LASTS.total_seconds()


def hold_pending(request: HttpRequest, account: Account) -> None:
    """Remember who gave the right password and still owes a code; nobody is signed in yet."""
    request.session.flush()
    request.session[PENDING_KEY] = {
        "account": str(account.pk),
        "hash": account.get_session_auth_hash(),
        "at": clock.now().timestamp(),
    }


def pending_account(request: HttpRequest) -> Account | None:
    """The account that owes a code, for five minutes and while its password stays."""
    kept: dict[str, Any] = request.session.get(PENDING_KEY) or {}
    if not kept or clock.now().timestamp() - float(kept["at"]) > PENDING_LASTS.total_seconds():
        return None
    account = Account.objects.filter(pk=kept["account"], is_active=True).first()
    if account is None or account.get_session_auth_hash() != kept["hash"]:
        return None
    return account


def switch(request: HeldRequest, appointment_id: str) -> Held:
    """Act in another position held; somebody else's or an ended one looks missing."""
    chosen = next((held for held in request.held if str(held.pk) == appointment_id), None)
    if chosen is None:
        raise NotVisible
    request.session[APPOINTMENT_KEY] = str(chosen.pk)
    return chosen


def safe_next(request: HttpRequest, default: str = "/") -> str:
    """Where ``next`` leads, if it stays in the house."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    safe = url_has_allowed_host_and_scheme(
        wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return wanted if safe else default


def device_of(agent: str) -> str:
    """A device in two words, so that one recognises one's own; the full text is not kept."""
    browser = next((name for mark, name in _BROWSERS if mark in agent), "")
    system = next((name for mark, name in _SYSTEMS if mark in agent), "")
    return " · ".join(part for part in (browser, system) if part)


def _chosen(held: list[Appointment], wanted: str) -> Appointment | None:
    """The appointment of the session, or the first in force."""
    return next((row for row in held if str(row.pk) == wanted), held[0] if held else None)


_BROWSERS = (
    ("MicroMessenger", "WeChat"),
    ("Edg/", "Edge"),
    ("Firefox/", "Firefox"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
)
_SYSTEMS = (
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Mac OS X", "Mac"),
    ("Linux", "Linux"),
)
