"""Reads of accounts."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from uuid import UUID

from django.conf import settings
from django.db.models import Q, QuerySet

from anlan.core.access import Actor
from anlan.core.kernel import clock
from anlan.core.kernel.errors import NotVisible
from anlan.foundation.accounts import onetime
from anlan.foundation.accounts.models import Account, RecoveryCode, SecondFactor, Session
from anlan.foundation.accounts.sealing import unseal
from anlan.foundation.people.actors import FIRST_HELD
from anlan.foundation.people.models import Appointment
from anlan.foundation.people.public import rulebook, title_of, visible
from anlan.foundation.people.rulebook import Role


@dataclass(frozen=True, slots=True)
class ReadyRole:
    """A ready account of the demo: who, as what, what it can do, and its code now if it needs one."""

    account: Account
    title: str
    role: Role
    code: str


def accounts_for(viewer: Actor, *, search: str = "") -> QuerySet[Account]:
    """The accounts that the viewer manages, by username or name."""
    rows = visible(Account.objects.all(), viewer, "accounts.manage")
    wanted = search.strip()
    if not wanted:
        return rows
    return rows.filter(Q(username__istartswith=wanted) | Q(person__name__icontains=wanted))


def account_for(viewer: Actor, account_id: UUID) -> Account:
    """One account that the viewer manages."""
    account = accounts_for(viewer).filter(pk=account_id).first()
    if account is None:
        raise NotVisible
    return account


def sessions_of(account_id: UUID) -> list[Session]:
    """The sessions of an account that have not run out, newest first."""
    rows = Session.objects.filter(account_id=account_id, expire_date__gt=clock.now())
    return list(rows.order_by("-started_at"))


def confirmed_factor(account_id: UUID) -> SecondFactor | None:
    """The factor of an account once a code has confirmed it."""
    rows = SecondFactor.objects.filter(account_id=account_id).exclude(confirmed_at=None)
    return rows.select_related("account").first()


def recovery_codes_left(account_id: UUID) -> int:
    """How many recovery codes are unused."""
    return RecoveryCode.objects.filter(account_id=account_id, used_at=None).count()


def must_have_factor(held: list[Appointment]) -> bool:
    """Whether one of the positions held enacts every day, so that the factor is given at sign-in."""
    return any(role.enacts_daily() for role in _roles(held))


def asked_at_sign_in(held: list[Appointment]) -> bool:
    """Whether somebody with a factor gives it at sign-in: all but those who need it for a rare act alone."""
    return must_have_factor(held) or not any(role.enacts() for role in _roles(held))


def secret_of(factor: SecondFactor) -> bytes:
    """The shared secret, unsealed."""
    return unseal(bytes(factor.sealed_secret), about=str(factor.pk))


def demo_code(account: Account) -> str:
    """The code that a ready role's authenticator would show now; only on the demo."""
    return _shown_code(account, confirmed_factor(account.pk))


def ready_roles() -> list[ReadyRole]:
    """The ready roles of the demo in the rulebook's order; nothing elsewhere."""
    if not settings.DEMO:
        return []
    book = rulebook().roles
    accounts = list(Account.objects.filter(is_active=True).exclude(demo_role=""))
    titles = _titles([account.person_id for account in accounts if account.person_id])
    factors = SecondFactor.objects.exclude(confirmed_at=None).in_bulk([account.pk for account in accounts])
    order = {code: index for index, code in enumerate(book)}
    rows = [
        ReadyRole(
            account,
            titles.get(account.person_id, ""),
            book[account.demo_role],
            _shown_code(account, factors.get(account.pk)),
        )
        for account in accounts
        if account.demo_role in book
    ]
    return sorted(rows, key=lambda row: (order[row.role.code], row.title, row.account.username))


def _shown_code(account: Account, factor: SecondFactor | None) -> str:
    if not settings.DEMO or not account.demo_role or factor is None:
        return ""
    return onetime.code_at(secret_of(factor), clock.now())


def _roles(held: list[Appointment]) -> list[Role]:
    known = rulebook().roles
    return [known[row.position.role] for row in held if row.position.role in known]


def _titles(person_ids: list[UUID]) -> dict[UUID | None, str]:
    """The first position of each person, in words; one query."""
    found: dict[UUID | None, list[str]] = defaultdict(list)
    rows = Appointment.objects.in_force().filter(person__in=person_ids)
    for row in rows.select_related("position__unit").order_by(*FIRST_HELD):
        found[row.person_id].append(title_of(row.position))
    return {person_id: titles[0] for person_id, titles in found.items()}
