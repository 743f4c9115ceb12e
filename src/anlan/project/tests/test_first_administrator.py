from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from anlan.foundation.accounts.models import Account
from anlan.foundation.ledger.models import Event
from anlan.foundation.people.public import positions_of

GIVEN = {"university": "澜江大学", "number": "T000001", "name": "潘立霖", "username": "first"}
pytestmark = pytest.mark.django_db


def test_an_empty_site_gets_one_system_administrator_with_a_one_time_password():
    said = StringIO()
    call_command("first_administrator", **GIVEN, stdout=said)
    account = Account.objects.get()
    password = said.getvalue().rsplit(maxsplit=1)[-1]
    assert account.check_password(password)
    assert account.must_change_password
    assert account.person is not None
    assert [held.position.role for held in positions_of(account.person)] == ["sysadmin"]
    assert Event.objects.filter(verb="people.appoint").exists()


def test_a_site_with_people_gets_no_second_first_administrator():
    call_command("first_administrator", **GIVEN, stdout=StringIO())
    with pytest.raises(CommandError, match="has people already"):
        call_command("first_administrator", **(GIVEN | {"username": "second"}), stdout=StringIO())
    assert Account.objects.count() == 1
