"""Writing lines and breaking them, for the tests of the ledger."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from uuid import UUID

from django.db import connection, transaction

from anlan.core.access import Actor
from anlan.foundation.ledger.models import Event
from anlan.foundation.ledger.public import Ref, record, verify

CLERK = Actor(
    account_id=UUID(int=1),
    person_id=UUID(int=2),
    position_id=UUID(int=3),
    appointment_id=UUID(int=4),
    label="林安然",
    title="指挥部办公室文员",
)


def write(number: int = 1, **given: Any) -> list[Event]:
    """That many committed lines, each in a transaction of its own."""
    written = []
    for place in range(number):
        with transaction.atomic():
            written.append(record("test.act", on=Ref("test.thing", place), by=CLERK, note="记一笔", **given))
    return written


def found(*expect: str) -> tuple[int, str]:
    """Where the chain breaks and how; the chain must be broken."""
    first_break = verify(expect=expect).first_break
    assert first_break is not None
    return first_break.seq or 0, first_break.fault.value


@contextmanager
def walls_down() -> Iterator[Any]:
    """A cursor as somebody has it who owns the database: no trigger runs."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("ALTER TABLE ledger_event DISABLE TRIGGER USER")
        yield cursor
        cursor.execute("ALTER TABLE ledger_event ENABLE TRIGGER USER")
        cursor.execute("ALTER TABLE ledger_event DISABLE TRIGGER ledger_event_no_truncate")
