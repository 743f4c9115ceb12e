"""Accounts of the cast, with a fast hasher."""

import pytest
from django.test import Client

from anlan.core.access import Actor
from anlan.foundation.accounts.models import Account
from anlan.foundation.accounts.public import create_account
from anlan.foundation.people.tests import cast

PASSWORD = "calm-waters-2022"


@pytest.fixture(autouse=True)
def fast_hasher(settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def campus(db):
    return cast.campus()


@pytest.fixture
def account_of(campus):
    """Make an account for somebody of the cast."""

    def make(person, *, demo_role: str = "") -> Account:
        return create_account(
            username=person.number,
            person=person,
            password=PASSWORD,
            demo_role=demo_role,
            by=Actor.system("test"),
        )

    return make


@pytest.fixture
def signed_in(account_of):
    """A browser in which somebody of the cast has given the right password."""

    def enter(person, **headers) -> Client:
        account = Account.objects.filter(person=person).first() or account_of(person)
        client = Client(headers=headers)
        answer = client.post("/sign-in/", {"username": account.username, "password": PASSWORD})
        assert answer.status_code == 302
        return client

    return enter
