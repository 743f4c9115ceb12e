"""What the pages of posture show: the instant asked for, the standings, and why a phase holds somewhere."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from anlan.core.access import Actor
from anlan.core.kernel import clock
from anlan.core.kernel.clock import CAMPUS_ZONE
from anlan.core.kernel.errors import NotVisible
from anlan.foundation.campus.public import Place, place_for
from anlan.foundation.posture.models import Operation
from anlan.foundation.posture.selectors.board import OperationStanding, PlaceStanding, posture_of
from anlan.foundation.posture.selectors.sight import operation_for, operations_for
from anlan.foundation.posture.selectors.standing import (
    InForce,
    MeasureInForce,
    document_for,
)
from anlan.foundation.posture.telling import Line, lines_of, said


@dataclass(frozen=True, slots=True)
class Asked:
    """What the address asks for; ``at`` is None for now."""

    at: datetime | None = None
    drill: bool = False
    operation: str = ""

    @classmethod
    def read(cls, given: Mapping[str, str]) -> Asked:
        """From the address; what cannot be read is left out."""
        return cls(
            at=_instant(given.get("at", "")),
            drill=given.get("drill") == "1",
            operation=given.get("op", "").strip().upper(),
        )

    @property
    def instant(self) -> datetime:
        """The instant meant."""
        return self.at or clock.now()

    @property
    def local(self) -> str:
        """The instant as a field of a form takes it, on the clock of the campus."""
        return self.instant.astimezone(CAMPUS_ZONE).strftime("%Y-%m-%dT%H:%M")

    def to_query(self, **changed: Any) -> str:
        """The same question as an address, with some of it changed."""
        told = {"at": self.local if self.at else "", "drill": "1" if self.drill else "", "op": self.operation}
        return urlencode({name: value for name, value in {**told, **changed}.items() if value})


@dataclass(frozen=True, slots=True)
class MeasureTold:
    """One measure in force with words."""

    title: str
    about: str
    lines: tuple[Line, ...]
    held: MeasureInForce


def standings(viewer: Actor, asked: Asked) -> tuple[OperationStanding, ...]:
    """Every operation of the world asked for that the viewer sees and that was open then."""
    seen = operations_for(viewer, drill=asked.drill)
    if asked.operation:
        seen = seen.filter(code=asked.operation)
    keys = set(seen.values_list("pk", flat=True))
    found = posture_of(asked.instant, drill=asked.drill) if keys else ()
    return tuple(one for one in found if one.operation.pk in keys)


def why_facts(viewer: Actor, *, operation: str, place: str, asked: Asked) -> dict[str, Any]:
    """The explanation of one operation at one place. Raises NotVisible."""
    found, where = operation_for(viewer, operation), place_for(viewer, place)
    document = document_for(where.pk, asked.instant, drill=found.drill)
    held = next((one for one in document.phases if one.operation.pk == found.pk), None)
    if held is None:
        raise NotVisible
    return {
        "asked": asked,
        "operation": found,
        "place": where,
        "held": held,
        "standing": _standing(found, where, asked),
        "others": [one for one in document.phases if one is not held],
        "measures": [told(one) for one in document.measures],
        "hash": document.hash,
        "confirmations": _confirmed(held),
    }


def told(held: MeasureInForce) -> MeasureTold:
    """A measure with its words in the reader's language."""
    measure = held.measure
    return MeasureTold(said(measure.title), said(measure.about), lines_of(measure, held.values), held)


def _standing(operation: Operation, place: Place, asked: Asked) -> PlaceStanding | None:
    """The standing of the board for a place that has one, for what the search went by."""
    boards = posture_of(asked.instant, drill=operation.drill, operation=operation)
    rows = [row for board in boards for row in board.places]
    return next((row for row in rows if row.place.pk == place.pk), None)


def _confirmed(held: InForce) -> list[Any]:
    return list(held.phase.confirmations.select_related("person", "position__unit").order_by("at"))


def _instant(text: str) -> datetime | None:
    try:
        read = datetime.fromisoformat(text.strip())
    except ValueError:
        return None
    return read.replace(tzinfo=CAMPUS_ZONE) if read.tzinfo is None else read
