"""Ending sessions."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from anlan.core.access import Actor
from anlan.core.kernel.errors import NotVisible
from anlan.foundation.accounts.models import Account, Session
from anlan.foundation.ledger.public import record


@transaction.atomic
def end_session(*, account_id: UUID, mark: str, by: Actor) -> None:
    """End one of one's own sessions, by its mark."""
    _own(account_id, by)
    rows = Session.objects.filter(account_id=account_id)
    found = next((row for row in rows if row.mark == mark), None)
    if found is None:
        raise NotVisible
    found.delete()
    record("accounts.end_session", on=Account.objects.get(pk=account_id), by=by, count=1)


@transaction.atomic
def end_other_sessions(*, account_id: UUID, keep: str | None, by: Actor) -> int:
    """End every session of one's own but the one that asks."""
    _own(account_id, by)
    ended, _ = Session.objects.filter(account_id=account_id).exclude(session_key=keep or "").delete()
    if ended:
        record("accounts.end_session", on=Account.objects.get(pk=account_id), by=by, count=ended)
    return ended


def _own(account_id: UUID, by: Actor) -> None:
    if by.account_id != account_id:
        raise NotVisible


@transaction.atomic
def note_sign_in(*, account: Account, factor_given: bool) -> None:
    """A line in the ledger that somebody signed in, with or without a second factor."""
    by = Actor(
        account_id=account.pk,
        person_id=account.person_id,
        label=account.person.name if account.person else account.username,
        second_factor=factor_given,
    )
    record("accounts.sign_in", on=account, by=by, after={"second_factor": factor_given})
