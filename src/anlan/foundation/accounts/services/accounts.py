"""Making accounts, their passwords, and switching them off and on."""

from __future__ import annotations

import secrets
from uuid import UUID

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q

from anlan.core.access import Actor, Facts
from anlan.core.kernel.errors import BadInput, Conflict, NotVisible, NotYours
from anlan.foundation.accounts.models import Account, Session, normal_username
from anlan.foundation.ledger.public import record
from anlan.foundation.people.models import Person
from anlan.foundation.people.public import facts_of, require, require_at

PASSWORD_SIGNS = "23456789abcdefghjkmnpqrstuvwxyz"  # noqa: S105 - the signs, not a password
ONE_TIME_LENGTH = 14


@transaction.atomic
def create_account(
    *, username: str, person: Person, by: Actor, password: str | None = None, demo_role: str = ""
) -> Account:
    """An account for a person; without a password nobody can sign in until one is set."""
    facts = Facts(units=facts_of(person).units)
    require_at(by, "accounts.manage", kind="accounts.account", facts=facts)
    account = Account(username=normal_username(username), person=person, demo_role=demo_role)
    account.set_password(password)
    if Account.objects.filter(Q(username=account.username) | Q(person=person)).exists():
        raise Conflict("accounts.taken")
    account.save(force_insert=True)
    record("accounts.create", on=account, by=by, after={"username": account.username, "person": person.name})
    return account


@transaction.atomic
def open_account(*, username: str, person: Person, by: Actor) -> tuple[Account, str]:
    """An account with a one-time password, told once."""
    account = create_account(username=username, person=person, by=by)
    return account, _one_time_password(account)


@transaction.atomic
def reset_password(*, account_id: UUID, by: Actor) -> str:
    """A one-time password, told once; every session of the account ends."""
    account = _locked(account_id)
    require(by, "accounts.manage", account, read="accounts.manage")
    _not_own(account, by)
    password = _one_time_password(account)
    Session.objects.filter(account_id=account.pk).delete()
    record("accounts.reset_password", on=account, by=by)
    return password


@transaction.atomic
def change_password(*, account_id: UUID, old: str, new: str, by: Actor, session_key: str | None) -> Account:
    """One's own new password; the other sessions end, the one that asks stays."""
    account = _locked(account_id)
    if by.account_id != account.pk:
        raise NotVisible
    if not account.check_password(old):
        raise BadInput("accounts.wrong_password")
    _strong_enough(new, account)
    account.set_password(new)
    account.must_change_password = False
    account.save(update_fields=("password", "must_change_password"))
    Session.objects.filter(account_id=account.pk).exclude(session_key=session_key or "").delete()
    record("accounts.change_password", on=account, by=by)
    return account


@transaction.atomic
def deactivate(*, account_id: UUID, by: Actor, note: str = "") -> Account:
    """Switch an account off: it stops with the next request."""
    account = _locked(account_id)
    require(by, "accounts.manage", account, read="accounts.manage")
    _not_own(account, by)
    account.is_active = False
    account.save(update_fields=("is_active",))
    Session.objects.filter(account_id=account.pk).delete()
    record("accounts.deactivate", on=account, by=by, note=note)
    return account


@transaction.atomic
def reactivate(*, account_id: UUID, by: Actor, note: str = "") -> Account:
    """Switch an account on again."""
    account = _locked(account_id)
    require(by, "accounts.manage", account, read="accounts.manage")
    _not_own(account, by)
    account.is_active = True
    account.save(update_fields=("is_active",))
    record("accounts.reactivate", on=account, by=by, note=note)
    return account


def _one_time_password(account: Account) -> str:
    """A password that opens only the page where it is changed."""
    password = "".join(secrets.choice(PASSWORD_SIGNS) for _ in range(ONE_TIME_LENGTH))
    account.set_password(password)
    account.must_change_password = True
    account.save(update_fields=("password", "must_change_password"))
    return password


def _locked(account_id: UUID) -> Account:
    account = Account.objects.select_for_update(of=("self",)).filter(pk=account_id).first()
    if account is None:
        raise NotVisible
    return account


def _not_own(account: Account, by: Actor) -> None:
    """An administrator's own account is somebody else's to change."""
    if by.account_id == account.pk:
        raise NotYours("accounts.own_account")


def _strong_enough(password: str, account: Account) -> None:
    try:
        validate_password(password, account)
    except ValidationError as error:
        raise BadInput("accounts.weak_password", why="；".join(error.messages)) from error
