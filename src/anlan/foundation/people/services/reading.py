"""Looking at personal data of others: an act that leaves a line."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.db import transaction

from anlan.core.access import Actor
from anlan.foundation.ledger.public import Ref, record
from anlan.foundation.people.models import Person
from anlan.foundation.people.selectors.persons import person_for


@transaction.atomic
def open_person(*, person_id: UUID, by: Actor) -> Person:
    """One person for somebody who may see them; a look at another person is recorded."""
    person = person_for(by, person_id)
    if by.person_id != person.pk:
        record("people.read_person", on=person, by=by)
    return person


@transaction.atomic
def open_person_list(*, persons: Sequence[Person], by: Actor, search: str) -> None:
    """A look at a list of others: one line with the count and what was asked."""
    others = [person for person in persons if person.pk != by.person_id]
    if others:
        record("people.list_persons", on=Ref("people.person", "list"), by=by, count=len(others), note=search)
