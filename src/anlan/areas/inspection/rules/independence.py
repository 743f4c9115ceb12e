"""Who may look: not at one's own unit, not at one's own work, not at one's own evidence."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID


class Tie(StrEnum):
    """Why somebody may not verify."""

    NONE = ""
    DOER = "doer"
    AUTHOR = "author"
    OWN_UNIT = "own_unit"


@dataclass(frozen=True, slots=True)
class Involved:
    """Seats and persons who put it right, and who brought the evidence."""

    doers: Collection[tuple[UUID | None, UUID | None]] = ()
    authors: Collection[tuple[UUID | None, UUID | None]] = ()


def is_own_unit(subject_path: str, unit_paths: Iterable[str]) -> bool:
    """Whether a unit is one's own, a part of one's own, or one that one's own is a part of.

    The house as a whole (a path of one step) is nobody's own: else nobody could look at anything.
    """
    if subject_path.count("/") <= 1:
        return False
    return any(
        path.count("/") > 1 and (subject_path.startswith(path) or path.startswith(subject_path))
        for path in unit_paths
    )


def tie_of(involved: Involved, *, position_id: UUID | None, person_id: UUID | None) -> Tie:
    """What binds somebody to the work, by seat or by person; an unnamed seat or person binds nobody."""
    if _among(involved.doers, position_id, person_id):
        return Tie.DOER
    if _among(involved.authors, position_id, person_id):
        return Tie.AUTHOR
    return Tie.NONE


def _among(
    pairs: Iterable[tuple[UUID | None, UUID | None]], position: UUID | None, person: UUID | None
) -> bool:
    return any(
        (one is not None and one == position) or (other is not None and other == person)
        for one, other in pairs
    )
