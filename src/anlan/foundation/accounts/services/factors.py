"""Enrolling, checking and dropping second factors."""

from __future__ import annotations

from datetime import timedelta
from hmac import compare_digest
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils.crypto import salted_hmac

from anlan.core.access import Actor
from anlan.core.kernel import clock
from anlan.core.kernel.errors import BadInput, Conflict, NotVisible, NotYours
from anlan.foundation.accounts import onetime
from anlan.foundation.accounts.models import Account, RecoveryCode, SecondFactor
from anlan.foundation.accounts.sealing import seal
from anlan.foundation.accounts.selectors import secret_of
from anlan.foundation.ledger.public import record
from anlan.foundation.people.public import require

FAILURES_ALLOWED = 5
LOCKED_FOR = timedelta(minutes=15)


@transaction.atomic
def begin_enrolment(*, account_id: UUID, by: Actor) -> SecondFactor:
    """A secret to put into an authenticator; the same one until a code confirms it."""
    _own(account_id, by)
    factor = SecondFactor.objects.select_for_update().filter(account_id=account_id).first()
    if factor is not None and factor.confirmed_at is not None:
        raise Conflict("accounts.already_enrolled")
    return factor or SecondFactor.objects.create(
        account_id=account_id, sealed_secret=seal(onetime.new_secret(), about=str(account_id))
    )


@transaction.atomic
def confirm_enrolment(*, account_id: UUID, code: str, by: Actor) -> list[str]:
    """The first right code turns the factor on; gives the recovery codes, told once."""
    _own(account_id, by)
    factor = SecondFactor.objects.select_for_update().filter(account_id=account_id).first()
    if factor is None or factor.confirmed_at is not None:
        raise Conflict("accounts.already_enrolled")
    step = onetime.matching_step(secret_of(factor), code, at=clock.now(), after=factor.last_step)
    if step is None:
        raise BadInput("accounts.wrong_code")
    factor.confirmed_at, factor.last_step = clock.now(), step
    factor.save(update_fields=("confirmed_at", "last_step"))
    record("accounts.enrol_second_factor", on=factor, by=by)
    return _fresh_recovery_codes(account_id)


@transaction.atomic
def accept_code(*, account_id: UUID, code: str) -> bool:
    """Whether the code is right now: a one-time code or a recovery code, each once.

    After five wrong ones the factor waits a quarter of an hour, right codes included.
    """
    factor = SecondFactor.objects.select_for_update().filter(account_id=account_id).first()
    if factor is None or factor.confirmed_at is None:
        return False
    now = clock.now()
    if factor.locked_until is not None and now < factor.locked_until:
        return False
    step = onetime.matching_step(secret_of(factor), code, at=now, after=_replayed(factor))
    if step is None and not _use_recovery_code(account_id, code):
        factor.failures += 1
        if factor.failures >= FAILURES_ALLOWED:
            factor.failures, factor.locked_until = 0, now + LOCKED_FOR
        factor.save(update_fields=("failures", "locked_until"))
        return False
    factor.failures, factor.locked_until = 0, None
    factor.last_step = max(factor.last_step, step or 0)
    factor.save(update_fields=("failures", "locked_until", "last_step"))
    return True


@transaction.atomic
def renew_recovery_codes(*, account_id: UUID, by: Actor) -> list[str]:
    """Ten new recovery codes; the old ones stop working."""
    _own(account_id, by)
    if not SecondFactor.objects.filter(account_id=account_id).exclude(confirmed_at=None).exists():
        raise NotVisible
    _fresh_factor_given(by)
    account = Account.objects.get(pk=account_id)
    record("accounts.renew_recovery_codes", on=account, by=by)
    return _fresh_recovery_codes(account_id)


@transaction.atomic
def drop_own_factor(*, account_id: UUID, by: Actor) -> None:
    """Take one's own factor off, to enrol another device."""
    _own(account_id, by)
    _fresh_factor_given(by)
    _drop(account_id, by=by, note="")


@transaction.atomic
def drop_factor(*, account_id: UUID, by: Actor, note: str) -> None:
    """An administrator takes a lost factor off; the reason is told, never for oneself."""
    account = Account.objects.filter(pk=account_id).first()
    if account is None:
        raise NotVisible
    require(by, "accounts.manage", account, read="accounts.manage")
    if by.account_id == account_id:
        raise NotYours("accounts.own_account")
    if not note.strip():
        raise BadInput("accounts.reason_missing")
    _drop(account_id, by=by, note=note)


@transaction.atomic
def give_demo_factor(*, account_id: UUID, by: Actor) -> SecondFactor:
    """A confirmed factor for a ready role of the demo, so that its codes can be shown."""
    account = Account.objects.filter(pk=account_id).first()
    if account is None:
        raise NotVisible
    require(by, "accounts.manage", account, read="accounts.manage")
    if not account.demo_role:
        raise NotYours("accounts.not_a_ready_role")
    factor, _ = SecondFactor.objects.update_or_create(
        account=account,
        defaults={
            "sealed_secret": seal(onetime.new_secret(), about=str(account_id)),
            "confirmed_at": clock.now(),
            "last_step": 0,
        },
    )
    record("accounts.enrol_second_factor", on=factor, by=by, note="demo")
    return factor


def _replayed(factor: SecondFactor) -> int:
    """The newest step that counts as used. Strangers share a ready role of the demo within half a minute."""
    shared = settings.DEMO and factor.account.demo_role
    return 0 if shared else factor.last_step


def _drop(account_id: UUID, *, by: Actor, note: str) -> None:
    factor = SecondFactor.objects.select_for_update().filter(account_id=account_id).first()
    if factor is None:
        raise NotVisible
    record("accounts.drop_second_factor", on=factor, by=by, note=note)
    RecoveryCode.objects.filter(account_id=account_id).delete()
    factor.delete()


def _own(account_id: UUID, by: Actor) -> None:
    if by.account_id != account_id:
        raise NotVisible


def _fresh_factor_given(by: Actor) -> None:
    if not by.second_factor:
        raise NotYours("act.second_factor_needed")


def _fresh_recovery_codes(account_id: UUID) -> list[str]:
    RecoveryCode.objects.filter(account_id=account_id).delete()
    codes = onetime.new_recovery_codes()
    RecoveryCode.objects.bulk_create(
        RecoveryCode(account_id=account_id, digest=_digest(account_id, code)) for code in codes
    )
    return codes


def _use_recovery_code(account_id: UUID, typed: str) -> bool:
    digest = _digest(account_id, onetime.normal_recovery_code(typed))
    for row in RecoveryCode.objects.filter(account_id=account_id, used_at=None):
        if compare_digest(row.digest, digest):
            row.used_at = clock.now()
            row.save(update_fields=("used_at",))
            return True
    return False


def _digest(account_id: UUID, code: str) -> str:
    return salted_hmac("anlan.accounts.recovery", f"{account_id}:{code}", algorithm="sha256").hexdigest()
