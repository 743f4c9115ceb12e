"""The first administrator of an empty house."""

import pytest

from anlan.core.access import Actor
from anlan.core.kernel.errors import Conflict
from anlan.foundation.accounts.command import main
from anlan.foundation.accounts.services.accounts import deactivate
from anlan.foundation.accounts.services.founding import found_house
from anlan.foundation.ledger.models import Event
from anlan.foundation.people.models import Appointment, Person, Position, Unit
from anlan.foundation.people.public import end_appointment

WORDS = ["--university", "澜江大学", "--code", "LJ", "--number", "T1", "--name", "齐全"]


def test_an_empty_house_gets_its_first_administrator_and_nobody_a_second_that_way(db, client, capsys):
    assert main(WORDS) == 0
    said = capsys.readouterr().out
    password = said.split("one-time password")[1].split()[0]
    assert Unit.objects.get().code == "lj"
    answer = client.post("/sign-in/", {"username": "t1", "password": password})
    assert answer.status_code == 302
    assert client.get("/people/")["Location"] == "/account/password/"
    assert main([*WORDS[:-3], "T2", "--name", "甲"]) == 1
    assert "already" in capsys.readouterr().out
    assert Person.objects.count() == 1
    assert Event.objects.filter(verb="accounts.create").count() == 1


def test_a_house_that_nobody_administers_any_more_is_opened_again_on_the_machine(db):
    first, _password = found_house(university="澜江大学", code="lj", number="T1", name="齐全")
    with pytest.raises(Conflict):
        found_house(university="澜江大学", code="lj", number="T2", name="甲")
    by = Actor.system("test")
    deactivate(account_id=first.pk, by=by)
    end_appointment(appointment_id=Appointment.objects.get().pk, by=by)
    second, _password = found_house(university="澜江大学", code="lj", number="T2", name="甲")
    assert second.username == "t2"
    assert Position.objects.count() == 1
