"""How far a set of measures reaches into ordinary life, in four steps for a strip of campuses.

Neither an official warning, nor the response level of an operation, nor the grade of a room (invariant 22).
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

from anlan.foundation.posture.rules.catalogue import Catalogue

ORDINARY, LIGHT, FIRM, CLOSED = 1, 2, 3, 4
MANY: Final = 4
SHUTS: Final = frozenset({"entry_closed", "exit_closed"})


def reach_of(catalogue: Catalogue, keys: Collection[str]) -> int:
    """1 nobody is restricted, 2 by a few measures, 3 by many, 4 a way in or out is closed to somebody."""
    if SHUTS & set(keys):
        return CLOSED
    restricting = [key for key in keys if (one := catalogue.measure(key)) is not None and one.restricts]
    if not restricting:
        return ORDINARY
    return LIGHT if len(restricting) < MANY else FIRM
