"""Parcels as they are written on the wire, read one by one so that one bad one holds up no other."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Annotated, Any
from uuid import UUID

from pydantic import AwareDatetime, Field, ValidationError

from anlan.core.kernel.errors import BadInput, TooLarge
from anlan.foundation.field.rulebook import limits
from anlan.foundation.ui.wire import Given

Number = Annotated[int, Field(ge=1, le=2_000_000_000)]
_LONGEST_ID = 60


class Wrapping(Given):
    """What every parcel says of itself; the body is the room's own."""

    id: UUID
    sequence: Number
    kind: Annotated[str, Field(pattern=r"^[a-z][a-z0-9_.-]{0,59}$")]
    made_at: AwareDatetime
    body: dict[str, Any]


class Handed(Given):
    """What a phone hands in: its id, the next number it will use, parcels in order."""

    device: UUID
    next_sequence: Number = 1
    parcels: list[Any] = Field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Unread:
    """A parcel whose wrapping cannot be read; it stays on the phone."""

    id: str


def read(text: bytes) -> tuple[Handed, list[Wrapping | Unread]]:
    """A request of parcels. Raises BadInput or TooLarge for the whole, never for a single parcel."""
    try:
        handed = Handed.model_validate(json.loads(text))
    except (ValueError, RecursionError) as error:
        raise BadInput("field.request_unreadable") from error
    if len(handed.parcels) > limits().parcels_most:
        raise TooLarge("field.too_many_parcels", limit=limits().parcels_most)
    return handed, [_one(given) for given in handed.parcels]


def storable(body: dict[str, Any]) -> tuple[dict[str, Any], bool]:
    """The body as the database can hold it, and whether it is as it was sent."""
    try:
        text = json.dumps(body, ensure_ascii=False, allow_nan=False)
        fits = len(text.encode()) <= limits().parcel_bytes and "\\u0000" not in text
    except ValueError:
        fits = False
    return (body, True) if fits else ({"unreadable": json.dumps(body)}, False)


def _one(given: Any) -> Wrapping | Unread:
    try:
        return Wrapping.model_validate(given)
    except (ValidationError, ValueError):
        known = given.get("id") if isinstance(given, dict) else ""
        return Unread(str(known or "")[:_LONGEST_ID].encode("ascii", "replace").decode())
