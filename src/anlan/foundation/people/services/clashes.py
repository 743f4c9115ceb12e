"""Turns a broken constraint into the error that a person understands."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
from django.db import IntegrityError, transaction

from anlan.core.kernel.errors import BadInput, Conflict

CONFLICTS = {
    "people_appointment_once": "people.already_appointed",
    "people_appointment_one_seat": "people.seat_taken",
    "people_duty_once": "people.duty_overlaps",
    "people_duty_one_lead": "people.duty_has_lead",
    "people_standing_once": "people.standing_overlaps",
    "people_membership_once": "people.already_member",
    "people_unit_code_key": "people.code_taken",
    "people_unit_path_key": "people.code_taken",
    "people_position_code_key": "people.code_taken",
    "people_group_code_key": "people.code_taken",
    "people_person_number_key": "people.number_taken",
}


@contextmanager
def clashes_told() -> Iterator[None]:
    """Run a write in a savepoint; a clash with what is there becomes a Conflict, a bad window BadInput."""
    try:
        with transaction.atomic():
            yield
    except (IntegrityError, psycopg.IntegrityError) as error:
        told = error if isinstance(error, psycopg.Error) else error.__cause__
        name = getattr(getattr(told, "diag", None), "constraint_name", "") or ""
        if name.endswith("_window"):
            raise BadInput("people.window_backwards") from error
        if name not in CONFLICTS:
            raise
        raise Conflict(CONFLICTS[name]) from error
