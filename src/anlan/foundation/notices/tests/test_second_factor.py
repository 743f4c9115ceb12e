"""Approving and sending ask for the second factor at the act, not already at sign-in."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from anlan.core.access import Actor
from anlan.core.kernel import clock
from anlan.foundation.accounts import onetime
from anlan.foundation.accounts.models import SecondFactor
from anlan.foundation.accounts.selectors import secret_of
from anlan.foundation.accounts.services.factors import begin_enrolment, confirm_enrolment
from anlan.foundation.notices.models import Notice
from anlan.foundation.notices.public import submit
from tests.support.cast import Cast
from tests.support.signing import PASSWORD, give_password

from .desk import written


@pytest.fixture
def dean(cast: Cast, client: Client, settings: Any) -> Client:
    """The dean's browser after the password, the factor enrolled but not given."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    account = give_password(cast["dean"])
    with clock.hold(clock.now() - timedelta(minutes=5)):
        begin_enrolment(account_id=account.pk, by=Actor(account_id=account.pk))
        confirm_enrolment(account_id=account.pk, code=_code(cast), by=Actor(account_id=account.pk))
    answer = client.post("/sign-in/", {"username": account.username, "password": PASSWORD})
    assert answer["Location"] == "/"
    return client


@pytest.fixture
def waiting(cast: Cast) -> Notice:
    """A notice of the dean's own liaison that waits for approval."""
    notice = written(cast, by="liaison")
    return submit(notice.pk, by=cast.actor("liaison"))


def _code(cast: Cast) -> str:
    factor = SecondFactor.objects.get(account=cast["dean"])
    return onetime.code_at(secret_of(factor), clock.now())


def test_a_dean_gives_the_code_at_the_act_and_comes_back_to_the_notice(
    cast: Cast, dean: Client, waiting: Notice
):
    url, back = waiting.get_absolute_url(), {"Referer": f"http://testserver{waiting.get_absolute_url()}"}
    approve = reverse("notices:move", args=(waiting.code, "approve"))
    asked = dean.post(approve, headers=back)
    assert asked["Location"].startswith("/sign-in/code/?next=")
    waiting.refresh_from_db()
    assert waiting.state == "waiting"
    page = dean.get(asked["Location"])
    given = dean.post("/sign-in/code/", {"code": _code(cast), "next": page.context["next"]})
    assert given["Location"] == url
    dean.post(approve, headers=back)
    waiting.refresh_from_db()
    assert waiting.state == "approved"


def test_reading_and_drafting_ask_for_no_code(dean: Client, waiting: Notice):
    assert dean.get(waiting.get_absolute_url()).status_code == 200
    assert dean.get(reverse("notices:compose")).status_code == 200
