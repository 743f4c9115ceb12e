"""Which way a change goes: parameter by parameter, and as a whole. A mixed change counts as loosening."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import cast

from anlan.foundation.posture.rules.catalogue import Catalogue, Param, ParamType, Stricter
from anlan.foundation.posture.rules.values import MeasureSet, Value


class Way(StrEnum):
    """What a change does to those it concerns."""

    SAME = "same"
    TIGHTER = "tighter"
    LOOSER = "looser"
    MIXED = "mixed"


@dataclass(frozen=True, slots=True)
class Change:
    """One line of a comparison; ``param`` is "" where the measure itself comes or goes."""

    measure: str
    param: str
    old: Value | None
    new: Value | None
    way: Way


def way_of(param: Param, old: Value, new: Value) -> Way:
    """The way from one value to another."""
    if old == new:
        return Way.SAME
    more, less = _more_and_less(param, old, new)
    if more and less:
        return Way.MIXED
    return Way.TIGHTER if more == (param.stricter is Stricter.HIGHER) else Way.LOOSER


def _more_and_less(param: Param, old: Value, new: Value) -> tuple[bool, bool]:
    """Whether the new value reaches further somewhere, and less far somewhere."""
    if param.type is ParamType.LIST:
        before, after = set(cast("tuple[str, ...]", old)), set(cast("tuple[str, ...]", new))
        return bool(after - before), bool(before - after)
    if param.type is ParamType.WINDOW:
        was, will = cast("tuple[int, int]", old), cast("tuple[int, int]", new)
        return _reaches_past(will, was), _reaches_past(was, will)
    if param.type is ParamType.CHOICE:
        before_at, after_at = param.codes.index(str(old)), param.codes.index(str(new))
        return after_at > before_at, after_at < before_at
    return cast("int", new) > cast("int", old), cast("int", new) < cast("int", old)


def _reaches_past(one: tuple[int, int], other: tuple[int, int]) -> bool:
    """Whether a window holds a minute that the other does not; one that ends before it starts holds none."""
    if one[0] > one[1]:
        return False
    return other[0] > other[1] or one[0] < other[0] or one[1] > other[1]


def changes(catalogue: Catalogue, old: MeasureSet, new: MeasureSet) -> tuple[Change, ...]:
    """Everything that a switch from one set to another changes, in the order of the catalogue."""
    return tuple(_changes(catalogue, old, new))


def _changes(catalogue: Catalogue, old: MeasureSet, new: MeasureSet) -> Iterator[Change]:
    for key, measure in catalogue.measures.items():
        if key not in old and key not in new:
            continue
        if key not in old:
            yield Change(key, "", None, None, Way.TIGHTER)
        elif key not in new:
            yield Change(key, "", None, None, Way.LOOSER)
        for param in measure.params:
            before = old.get(key, {}).get(param.key)
            after = new.get(key, {}).get(param.key)
            if before is None or after is None:
                way = Way.LOOSER if after is None else Way.TIGHTER
                yield Change(key, param.key, before, after, way)
            elif before != after:
                yield Change(key, param.key, before, after, way_of(param, before, after))


def overall(found: tuple[Change, ...]) -> Way:
    """The way of the whole: tighter only when every line is."""
    ways = {change.way for change in found}
    if not ways:
        return Way.SAME
    if ways == {Way.TIGHTER}:
        return Way.TIGHTER
    return Way.LOOSER if ways == {Way.LOOSER} else Way.MIXED


def loosens(way: Way) -> bool:
    """Whether the change as a whole counts as loosening, which needs an assessment."""
    return way in {Way.LOOSER, Way.MIXED}


def is_no_stricter(catalogue: Catalogue, new: MeasureSet, than: MeasureSet) -> bool:
    """Whether a set is nowhere stricter than another."""
    return all(change.way is Way.LOOSER for change in changes(catalogue, than, new))
