"""What a cell of a superior's form may be bound to, and the values for an instant."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from anlan.core.access import Actor
from anlan.core.kernel.errors import BadInput
from anlan.foundation.indicators.public import WHOLE, catalogue, definitions, latest, unit
from anlan.foundation.people.public import units_for
from anlan.foundation.products.kinds import counts
from anlan.foundation.products.models import Binding
from anlan.foundation.products.paper import NO_DATA

INDICATOR, COUNT = "indicator", "count"
WHOLE_HOUSE = ""


def sources(viewer: Actor) -> list[tuple[str, str]]:
    """Indicators and counts that a cell may show, with their names."""
    measured = [(f"{INDICATOR}:{one.code}", one.name) for one in catalogue(viewer)]
    counted = [(f"{COUNT}:{one.code}", str(one.label)) for one in counts().values()]
    return [*sorted(counted), *measured]


def scopes(viewer: Actor) -> list[tuple[str, str]]:
    """The whole house and the units that the viewer sees."""
    rows = units_for(viewer).values_list("pk", "name")
    return [(WHOLE_HOUSE, ""), *((str(key), name) for key, name in rows)]


def newest(form_id: UUID) -> Binding | None:
    """The rules in force."""
    return Binding.objects.filter(form=form_id).order_by("-version").first()


def value_of(bound: Mapping[str, Any], *, viewer: Actor, at: datetime) -> dict[str, Any]:
    """A bound cell with its value: text, whether a number, data time, "no data" where there is none."""
    told = {"sheet": bound["sheet"], "cell": bound["cell"], "what": bound["what"], "scope": bound["scope"]}
    source, _, code = bound["what"].partition(":")
    key = UUID(bound["scope"]) if bound["scope"] else None
    if key is not None and not units_for(viewer).filter(pk=key).exists():
        raise BadInput("products.unit_out_of_reach", cell=bound["cell"])
    value = _counted(code, key, at=at) if source == COUNT else _measured(code, key, at=at)
    text = NO_DATA if value is None else format(value, "f")
    return told | {"text": text, "number": value is not None}


def _counted(code: str, key: UUID | None, *, at: datetime) -> Decimal | None:
    count = counts().get(code)
    found = count.value(key, at) if count else None
    return None if found is None else Decimal(found)


def _measured(code: str, key: UUID | None, *, at: datetime) -> Decimal | None:
    """A value that is too old is no value."""
    scope = unit(key) if key else WHOLE
    definition = definitions().by_code.get(code)
    reading = latest([code], [scope], at).get((code, scope))
    if definition is None or reading is None or at - reading.as_of > definition.age_limit:
        return None
    return reading.value
