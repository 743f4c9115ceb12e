"""Which indicators a requirement is issued with: of the catalogue, and in its own words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from anlan.areas.command.rules.amounts import amount
from anlan.foundation.indicators.public import definitions


@dataclass(frozen=True, slots=True)
class OwnWords:
    """An indicator in words; without a source it stays without data."""

    name: str = ""
    direction: str = ""
    target: str = ""
    unit: str = ""


def bound(measures: Sequence[str], *, own: OwnWords, text: str) -> list[dict[str, str]]:
    """Rows to issue. A target without a name sets the target of the first measurement chosen."""
    known = definitions().by_code
    rows = [_of_catalogue(code) for code in measures if code in known]
    target = amount(own.target)
    if rows and not own.name and target is not None:
        rows[0] |= {"target": own.target.strip(), "direction": own.direction or rows[0]["direction"]}
        return rows
    if own.name or own.target:
        words = {"direction": own.direction, "target": own.target, "unit": own.unit, "measure": ""}
        rows.append({"name": own.name or text[:200], **words})
    return rows


def _of_catalogue(code: str) -> dict[str, str]:
    one = definitions().by_code[code]
    return {
        "name": one.zh,
        "direction": one.direction.value,
        "target": "" if one.target is None else f"{one.target:f}",
        "unit": one.unit,
        "measure": code,
    }
