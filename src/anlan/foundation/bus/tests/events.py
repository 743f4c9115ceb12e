"""Events and listeners for the tests of the bus."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from uuid import UUID

from anlan.foundation.jobs.models import Mishap


class Colour(StrEnum):
    RED = "red"
    BLUE = "blue"


@dataclass(frozen=True, slots=True)
class RoomOpened:
    """A small event."""

    room_id: UUID


@dataclass(frozen=True, slots=True)
class Everything:
    """One field of each type an event may carry."""

    id: UUID
    at: datetime
    day: date
    price: Decimal
    colour: Colour
    words: str
    number: int
    yes: bool
    nothing: UUID | None
    several: tuple[UUID, ...]
    some: frozenset[int]
    named: Mapping[str, Decimal]
    late: str = "default"
    more: tuple[str, ...] = field(default_factory=tuple)


HEARD: list[object] = []


def hear(event: object) -> None:
    """Remember the event."""
    HEARD.append(event)


def write(event: RoomOpened) -> None:
    """Write one row for each time it is heard."""
    Mishap.objects.create(queued_job_id=0, name=str(event.room_id), attempt=1, code="heard")


def write_and_break(event: RoomOpened) -> None:
    """Write a row, then fail."""
    write(event)
    raise ValueError("the mail server is away")
