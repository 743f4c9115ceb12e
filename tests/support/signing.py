"""Signing in by hand in a browser, as people do, and an authenticator of one's own."""

from __future__ import annotations

import time
from base64 import b32decode
from datetime import UTC, datetime, timedelta

from playwright.sync_api import Page

from anlan.core.access import Actor
from anlan.foundation.accounts.models import Session
from anlan.foundation.accounts.onetime import STEP_SECONDS, code_at
from anlan.foundation.accounts.public import Account
from anlan.foundation.accounts.sessions import SessionStore

PASSWORD = "calm-waters-2022"
BUILDER = Actor.system("tests.signing")


def give_password(account: Account, password: str = PASSWORD) -> Account:
    """Let somebody of the cast sign in with a password."""
    account.set_password(password)
    account.save(update_fields=("password",))
    return account


def enter(page: Page, username: str, password: str = PASSWORD) -> None:
    """Type the name and the password."""
    page.goto("/sign-in/")
    page.get_by_label("用户名").fill(username)
    page.get_by_label("密码").fill(password)
    page.get_by_role("button", name="登录", exact=True).click()


class Authenticator:
    """What a telephone does with the secret of the page; never the same code twice."""

    def __init__(self, typed_secret: str) -> None:
        text = typed_secret.replace(" ", "")
        self.secret = b32decode(text + "=" * (-len(text) % 8))
        self.last = ""

    def code(self) -> str:
        """The code of this half minute; the next one when this was shown already."""
        for ahead in (0, STEP_SECONDS):
            shown = code_at(self.secret, datetime.now(UTC) + timedelta(seconds=ahead))
            if shown != self.last:
                self.last = shown
                return shown
        time.sleep(STEP_SECONDS)
        return self.code()


def let_sessions_end_in(seconds: int, account: Account) -> None:
    """Bring the end of somebody's sessions near, as if the hours had passed."""
    for row in Session.objects.filter(account_id=account.pk):
        kept = SessionStore(session_key=row.session_key)
        kept.set_expiry(timedelta(seconds=seconds))
        kept.save()
