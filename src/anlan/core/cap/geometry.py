"""Polygons and circles as CAP writes them: WGS 84, latitude first."""

from __future__ import annotations

import re
from collections.abc import Iterable

_NUMBER = r"-?\d{1,3}(?:\.\d+)?"
_PAIR = re.compile(rf"({_NUMBER}),({_NUMBER})")
_CIRCLE = re.compile(rf"({_NUMBER},{_NUMBER}) (\d+(?:\.\d+)?)")
FEWEST = 4


def polygon_written(ring: Iterable[tuple[float, float]]) -> str:
    """A ring of (latitude, longitude), closed where it was open."""
    points = list(ring)
    closed = points if points and points[0] == points[-1] else [*points, *points[:1]]
    return " ".join(_pair_written(point) for point in closed)


def circle_written(centre: tuple[float, float], kilometres: float) -> str:
    """A centre and a radius in kilometres."""
    return f"{_pair_written(centre)} {_number_written(kilometres)}"


def polygon_fault(text: str) -> str:
    """What is wrong with a polygon: "" , ``unreadable``, ``outside``, ``too_few`` or ``not_closed``."""
    pairs = text.split()
    wrong = next((fault for pair in pairs if (fault := _pair_fault(pair))), "")
    if wrong or not pairs:
        return wrong or "unreadable"
    if len(pairs) < FEWEST:
        return "too_few"
    return "" if pairs[0] == pairs[-1] else "not_closed"


def circle_fault(text: str) -> str:
    """What is wrong with a circle: "", ``unreadable`` or ``outside``."""
    found = _CIRCLE.fullmatch(text)
    return _pair_fault(found.group(1)) if found else "unreadable"


def _pair_written(point: tuple[float, float]) -> str:
    return ",".join(_number_written(value) for value in point)


def _number_written(value: float) -> str:
    """At most six decimals, never with an exponent, which the standard does not know."""
    return f"{value:.6f}".rstrip("0").rstrip(".")


def _pair_fault(text: str) -> str:
    found = _PAIR.fullmatch(text)
    if not found:
        return "unreadable"
    latitude, longitude = float(found.group(1)), float(found.group(2))
    return "" if abs(latitude) <= 90 and abs(longitude) <= 180 else "outside"
