"""The fifteen operators: what each means, which types it fits, and its opposite on present values."""

from __future__ import annotations

import operator as python
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

Shape = Literal["scalar", "list", "pair", "element", "none"]
"""What stands right of the operator: one value, several, two bounds, an element of the set, nothing."""

ANY = ("enum", "int", "bool", "set", "id")
SCALARS = ("enum", "int", "bool", "id")


@dataclass(frozen=True, slots=True)
class Operator:
    """An operator; ``holds`` is asked with present values only: with a missing one the answer is no."""

    name: str
    types: tuple[str, ...]
    shape: Shape
    opposite: str
    holds: Callable[[Any, Any], bool]


def _within(value: int, bounds: tuple[int, int]) -> bool:
    return bounds[0] <= value <= bounds[1]


OPERATORS = {
    one.name: one
    for one in (
        Operator("eq", SCALARS, "scalar", "ne", python.eq),
        Operator("ne", SCALARS, "scalar", "eq", python.ne),
        Operator("lt", ("int",), "scalar", "ge", python.lt),
        Operator("le", ("int",), "scalar", "gt", python.le),
        Operator("gt", ("int",), "scalar", "le", python.gt),
        Operator("ge", ("int",), "scalar", "lt", python.ge),
        Operator("in", SCALARS, "list", "nin", lambda value, many: value in many),
        Operator("nin", SCALARS, "list", "in", lambda value, many: value not in many),
        Operator("between", ("int",), "pair", "nbetween", _within),
        Operator("nbetween", ("int",), "pair", "between", lambda value, pair: not _within(value, pair)),
        Operator("has", ("set",), "element", "nhas", lambda many, value: value in many),
        Operator("nhas", ("set",), "element", "has", lambda many, value: value not in many),
        Operator("nonempty", ("set",), "none", "isnull", lambda many, _: bool(many)),
        Operator("isnull", ANY, "none", "notnull", lambda _value, _: False),
        Operator("notnull", ANY, "none", "isnull", lambda _value, _: True),
    )
}
"""By name. ``isnull`` alone holds of a missing value; the interpreter and the generators treat it apart."""
