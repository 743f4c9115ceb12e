"""Geometries of GeoJSON (RFC 7946), checked position by position; two dimensions, degrees or local metres."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Final

WGS84: Final = "EPSG:4326"
LOCAL: Final = "local"
MAX_POSITIONS: Final = 20_000
LOCAL_REACH_M: Final = 1_000_000.0
_DECIMALS: Final = {WGS84: 7, LOCAL: 3}

# How many lists lie around a position, and whether the innermost list is a ring.
_SHAPES: Final[dict[str, tuple[int, int]]] = {
    "Point": (0, 1),
    "MultiPoint": (1, 1),
    "LineString": (1, 2),
    "MultiLineString": (2, 2),
    "Polygon": (2, 4),
    "MultiPolygon": (3, 4),
}

Position = tuple[float, float]


class BadGeometry(Exception):
    """What is wrong with a geometry: a stable ``code``, and ``field``, where in the document."""

    def __init__(self, code: str, field: str) -> None:
        self.code, self.field = code, field
        super().__init__(f"{code} at {field}")


@dataclass(slots=True)
class _Count:
    """How many positions were read so far."""

    positions: int = 0


def cleaned(geometry: Any, *, crs: str, field: str = "geometry") -> dict[str, Any]:
    """The geometry with two finite, rounded numbers a position. Raises BadGeometry at the first fault."""
    if not isinstance(geometry, dict):
        raise BadGeometry("not_an_object", field)
    shape = geometry.get("type")
    if not isinstance(shape, str) or shape not in _SHAPES:
        raise BadGeometry("unknown_type", f"{field}.type")
    depth, least = _SHAPES[shape]
    lists = _lists(
        geometry.get("coordinates"),
        depth=depth,
        least=least,
        crs=crs,
        field=f"{field}.coordinates",
        count=_Count(),
    )
    return {"type": shape, "coordinates": lists}


def _lists(value: Any, *, depth: int, least: int, crs: str, field: str, count: _Count) -> list[Any]:
    if depth == 0:
        return _position(value, crs=crs, field=field, count=count)
    if not isinstance(value, list):
        raise BadGeometry("not_a_list", field)
    if not value or (depth == 1 and len(value) < least):
        raise BadGeometry("too_few_positions", field)
    found = [
        _lists(item, depth=depth - 1, least=least, crs=crs, field=f"{field}[{index}]", count=count)
        for index, item in enumerate(value)
    ]
    if depth == 1 and least == 4 and found[0] != found[-1]:
        raise BadGeometry("ring_open", field)
    return found


def _position(value: Any, *, crs: str, field: str, count: _Count) -> list[float]:
    count.positions += 1
    if count.positions > MAX_POSITIONS:
        raise BadGeometry("too_many_positions", field)
    if not isinstance(value, list) or not 2 <= len(value) <= 4:
        raise BadGeometry("not_a_position", field)
    return [_number(value[axis], axis=axis, crs=crs, field=f"{field}[{axis}]") for axis in (0, 1)]


def _number(value: Any, *, axis: int, crs: str, field: str) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise BadGeometry("not_a_number", field)
    reach = LOCAL_REACH_M if crs == LOCAL else (180.0, 90.0)[axis]
    if not math.isfinite(value):
        raise BadGeometry("not_finite", field)
    if abs(value) > reach:
        raise BadGeometry("out_of_reach", field)
    return round(float(value), _DECIMALS[crs])


def positions(geometry: dict[str, Any]) -> Iterator[Position]:
    """Every position of a cleaned geometry."""
    frontier = [geometry["coordinates"]]
    while frontier:
        item = frontier.pop()
        if isinstance(item[0], list):
            frontier.extend(item)
        else:
            yield item[0], item[1]


def bounds(geometries: list[dict[str, Any]]) -> tuple[float, float, float, float] | None:
    """West, south, east, north of several geometries; None without any."""
    found = [point for geometry in geometries for point in positions(geometry)]
    if not found:
        return None
    xs, ys = [x for x, _ in found], [y for _, y in found]
    return min(xs), min(ys), max(xs), max(ys)


def lines(geometry: dict[str, Any]) -> list[tuple[list[Position], bool]]:
    """The lines of a geometry and whether each is closed; a point is a line of one position."""
    shape, found = geometry["type"], geometry["coordinates"]
    closed = shape.endswith("Polygon")
    depth = _SHAPES[shape][0]
    rings = [[found]] if depth == 0 else [found] if depth == 1 else found
    if depth == 3:
        rings = [ring for polygon in found for ring in polygon]
    if shape == "MultiPoint":
        rings = [[point] for point in found]
    return [([(x, y) for x, y in ring], closed) for ring in rings]


def middle(geometry: dict[str, Any]) -> Position:
    """Where a label goes: the centroid of the largest ring, the middle of a line, the point itself."""
    parts = lines(geometry)
    if parts[0][1]:
        return _centroid(max((ring for ring, _ in parts), key=lambda ring: abs(_area(ring))))
    line = max((ring for ring, _ in parts), key=len)
    if len(line) == 2:
        return (line[0][0] + line[1][0]) / 2, (line[0][1] + line[1][1]) / 2
    return line[len(line) // 2]


def _area(ring: list[Position]) -> float:
    return sum(x0 * y1 - x1 * y0 for (x0, y0), (x1, y1) in pairwise(ring)) / 2


def _centroid(ring: list[Position]) -> Position:
    """The centroid by the shoelace formula around the first corner; a flat ring's mean corner."""
    x_first, y_first = ring[0]
    moved = [(x - x_first, y - y_first) for x, y in ring]
    area = _area(moved)
    if abs(area) < 1e-15:
        return sum(x for x, _ in ring) / len(ring), sum(y for _, y in ring) / len(ring)
    pairs = list(pairwise(moved))
    cx = sum((x0 + x1) * (x0 * y1 - x1 * y0) for (x0, y0), (x1, y1) in pairs) / (6 * area)
    cy = sum((y0 + y1) * (x0 * y1 - x1 * y0) for (x0, y0), (x1, y1) in pairs) / (6 * area)
    return cx + x_first, cy + y_first
