"""Who may verify: neither the doer nor the author of the evidence, by seat and by person."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID


class Tie(StrEnum):
    """Why somebody may not verify."""

    NONE = ""
    DOER = "doer"
    AUTHOR = "author"


@dataclass(frozen=True, slots=True)
class Involved:
    """Seats and persons who did the work, and who made its evidence."""

    doer_positions: Collection[UUID] = ()
    doer_persons: Collection[UUID] = ()
    author_positions: Collection[UUID] = ()
    author_persons: Collection[UUID] = ()


def tie_of(involved: Involved, *, position_id: UUID | None, person_id: UUID | None) -> Tie:
    """What binds somebody to the work; nothing when they may verify it."""
    if position_id in involved.doer_positions or person_id in involved.doer_persons:
        return Tie.DOER
    if position_id in involved.author_positions or person_id in involved.author_persons:
        return Tie.AUTHOR
    return Tie.NONE
