"""``anlan manage first_administrator``: the one account that an empty site begins with."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from anlan.core.access import Actor
from anlan.foundation.accounts.models import Account
from anlan.foundation.accounts.services.accounts import open_account
from anlan.foundation.people.models import Person, Unit
from anlan.foundation.people.public import appoint, create_person, create_unit, open_seats

JOB = "first administrator"


class Command(BaseCommand):
    """Makes the university, its information centre, and a system administrator with a one-time password."""

    help = "Make the first system administrator of an empty site and print a one-time password."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--university", required=True, help="name of the university")
        parser.add_argument("--number", required=True, help="staff number of the administrator")
        parser.add_argument("--name", required=True, help="name of the administrator")
        parser.add_argument("--username", required=True)

    def handle(self, *_args: Any, **given: Any) -> None:
        if Account.objects.exists() or Person.objects.exists():
            raise CommandError(
                "This site has people already; its system administrator opens further accounts."
            )
        password = _begin(given)
        self.stdout.write(f"Username {given['username']}, one-time password {password}")


@transaction.atomic
def _begin(given: dict[str, str]) -> str:
    by = Actor.system(JOB)
    house = create_unit(code="university", name=given["university"], kind="university", parent_id=None, by=by)
    centre = create_unit(code="information", name="信息中心", kind="information", parent_id=house.pk, by=by)
    person = _person(centre, given, by=by)
    seat = next(seat for seat in open_seats(unit_id=centre.pk, by=by) if seat.role == "sysadmin")
    appoint(person_id=person.pk, position_id=seat.pk, by=by)
    return open_account(username=given["username"], person=person, by=by)[1]


def _person(unit: Unit, given: dict[str, str], *, by: Actor) -> Person:
    return create_person(
        number=given["number"], name=given["name"], standing="administrator", unit_id=unit.pk, by=by
    )
