"""The cast of these tests."""

import pytest
from django.contrib.auth import get_user_model
from django.test import Client

from anlan.foundation.people.models import Person
from anlan.foundation.people.tests import cast


@pytest.fixture
def campus(db):
    return cast.campus()


@pytest.fixture
def browse(campus):
    """A client of somebody of the cast; the sign-in itself is tested with the accounts."""

    def enter(person: Person) -> Client:
        account = get_user_model().objects.create(username=person.number.lower(), person=person)
        client = Client()
        client.force_login(account, backend="django.contrib.auth.backends.ModelBackend")
        return client

    return enter
