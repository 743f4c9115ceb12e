"""What people announce after an act."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class UnitMoved:
    """A unit hangs elsewhere; every path below it changed with it."""

    unit_id: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class AppointmentEnded:
    """A person no longer holds a position; what was open stays with the position."""

    appointment_id: str
    position_id: str
    person_id: str
