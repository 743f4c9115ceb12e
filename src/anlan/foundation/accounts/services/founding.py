"""The first person of an empty house: a university, a seat that administers, and who takes it."""

from __future__ import annotations

from django.db import transaction

from anlan.core.access import Actor
from anlan.core.kernel.errors import Conflict
from anlan.foundation.accounts.models import Account
from anlan.foundation.accounts.services.accounts import open_account
from anlan.foundation.people.models import Appointment, Position, Unit
from anlan.foundation.people.public import appoint, create_person, create_position, create_unit, rulebook

FOUNDER = "anlan administrator"
ADMINISTERS = "accounts.manage"


@transaction.atomic
def found_house(
    *, university: str, code: str, number: str, name: str, username: str = ""
) -> tuple[Account, str]:
    """The first administrator with a one-time password; refused as soon as somebody administers."""
    if _administered():
        raise Conflict("accounts.already_founded")
    by = Actor.system(FOUNDER)
    root = Unit.objects.filter(code=code).first() or create_unit(
        code=code, name=university, kind="university", by=by
    )
    person = create_person(number=number, name=name, standing="administrator", unit_id=root.pk, by=by)
    appoint(person_id=person.pk, position_id=_seat(root, by).pk, by=by)
    return open_account(username=username or number, person=person, by=by)


def _seat(root: Unit, by: Actor) -> Position:
    """The administering seat at the university itself; a former one serves again."""
    code = f"{root.code}.sysadmin"
    return Position.objects.in_force().filter(code=code).first() or create_position(
        code=code,
        unit_id=root.pk,
        title="系统管理员",
        title_en="System administrator",
        role="sysadmin",
        by=by,
    )


def _administered() -> bool:
    """Whether somebody who can sign in holds a seat that manages accounts."""
    roles = [code for code, role in rulebook().roles.items() if ADMINISTERS in role.verbs()]
    held = Appointment.objects.in_force().filter(position__role__in=roles)
    return held.filter(person__account__is_active=True).exists()
