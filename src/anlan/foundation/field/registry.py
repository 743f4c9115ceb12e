"""What parcels mean and what a phone takes along, as the rooms above say it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, Protocol
from uuid import UUID

from anlan.core.access import Actor


class Handle(Protocol):
    """Does what a parcel says and returns what the phone is told; idempotent on ``client_id``."""

    def __call__(
        self, body: Mapping[str, Any], /, *, by: Actor, made_at: datetime, client_id: UUID
    ) -> dict[str, Any]: ...


Section = Callable[[Actor, datetime], Any]

_handlers: dict[str, Handle] = {}
_sections: dict[str, Section] = {}


def register_handler(kind: str, handle: Handle) -> None:
    """Say what is done with parcels of a kind (``inspection.run``)."""
    _handlers[kind] = handle


def register_pack(name: str, section: Section) -> None:
    """Add a section to what a phone takes along; it returns plain JSON for the viewer at that moment."""
    _sections[name] = section


def handler_of(kind: str) -> Handle | None:
    """What is done with parcels of this kind, None where nobody knows it."""
    return _handlers.get(kind)


def sections() -> Mapping[str, Section]:
    """Every section by name."""
    return dict(sorted(_sections.items()))
