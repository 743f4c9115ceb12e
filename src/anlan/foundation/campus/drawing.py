"""From geometry to a schematic: projection, paths, and labels that do not lie on each other. No database."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Final

from anlan.foundation.campus.geometry import LOCAL, Position, bounds, lines, middle, positions

MARGIN: Final = 26.0
FONT: Final = 14.0
GATE_HEIGHT: Final = 22.0


@dataclass(frozen=True, slots=True)
class Frame:
    """How places become picture points: metres or degrees in, points out, north up."""

    west: float
    north: float
    scale_x: float
    scale_y: float
    width: float
    height: float

    @classmethod
    def around(
        cls, geometries: list[dict[str, Any]], *, crs: str, width: float, most_height: float
    ) -> Frame | None:
        """A frame around them all with a margin; degrees are stretched by the latitude. None without any."""
        found = bounds(geometries)
        if found is None:
            return None
        west, south, east, north = found
        stretch = 1.0 if crs == LOCAL else math.cos(math.radians((south + north) / 2))
        wide = max((east - west) * stretch, 1e-9)
        high = max(north - south, 1e-9)
        scale = min((width - 2 * MARGIN) / wide, (most_height - 2 * MARGIN) / high)
        return cls(
            west=west - (width / scale - wide) / 2 / stretch,
            north=north + MARGIN / scale,
            scale_x=scale * stretch,
            scale_y=scale,
            width=width,
            height=round(high * scale + 2 * MARGIN, 1),
        )

    def point(self, position: Position) -> Position:
        """A position in the picture, to a tenth of a point."""
        x, y = position
        return round((x - self.west) * self.scale_x, 1), round((self.north - y) * self.scale_y, 1)

    def path(self, geometry: dict[str, Any]) -> str:
        """The geometry as an SVG path; a lone point draws nothing."""
        return "".join(self._line(line, closed) for line, closed in lines(geometry) if len(line) > 1)

    def _line(self, line: list[Position], closed: bool) -> str:
        points = [self.point(position) for position in (line[:-1] if closed else line)]
        kept = [here for here, before in zip(points, [None, *points], strict=False) if here != before]
        return "M" + "L".join(f"{x:g} {y:g}" for x, y in kept) + ("Z" if closed else "")

    def middle(self, geometry: dict[str, Any]) -> Position:
        """Where a sign goes."""
        return self.point(middle(geometry))

    def box(self, geometry: dict[str, Any]) -> Box:
        """The rectangle that a geometry takes up in the picture."""
        points = [self.point(position) for position in positions(geometry)]
        xs, ys = [x for x, _ in points], [y for _, y in points]
        return Box(min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys))


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle that a label takes up."""

    left: float
    top: float
    width: float
    height: float

    def meets(self, other: Box) -> bool:
        """Whether the two overlap."""
        apart_x = self.left >= other.left + other.width or other.left >= self.left + self.width
        apart_y = self.top >= other.top + other.height or other.top >= self.top + self.height
        return not (apart_x or apart_y)


def text_width(text: str, *, size: float = FONT) -> float:
    """About how wide a text is drawn: a wide sign takes one em, a narrow one a little over half."""
    return sum(size if ord(sign) > 0x2E7F else size * 0.56 for sign in text)


@dataclass(slots=True)
class Desk:
    """The taken room of a picture; labels are put down in order of weight and left out when nothing fits."""

    width: float
    height: float
    taken: list[Box] = field(default_factory=list)

    def put(self, spots: Iterable[Box]) -> Box | None:
        """The first spot that is free, now taken; None when all are taken or outside."""
        for spot in spots:
            if self._inside(spot) and not any(spot.meets(other) for other in self.taken):
                self.taken.append(spot)
                return spot
        return None

    def claim(self, box: Box) -> Box:
        """Take the spot whatever lies there, moved inside the picture."""
        left = min(max(box.left, 2.0), self.width - box.width - 2)
        top = min(max(box.top, 2.0), self.height - box.height - 2)
        moved = Box(round(left, 1), round(top, 1), box.width, box.height)
        self.taken.append(moved)
        return moved

    def _inside(self, box: Box) -> bool:
        return (
            box.left >= 0
            and box.top >= 0
            and box.left + box.width <= self.width
            and box.top + box.height <= self.height
        )


def spots_on(shape: Box, *, width: float, height: float, beside: bool = False) -> list[Box]:
    """A label's spots: on its shape unless it stands beside it, then just below, then just above."""
    left = round(shape.left + (shape.width - width) / 2, 1)
    on = Box(left, round(shape.top + (shape.height - height) / 2, 1), width, height)
    below = Box(left, round(shape.top + shape.height + 1, 1), width, height)
    above = Box(left, round(shape.top - height - 1, 1), width, height)
    return [above, below] if beside else [on, below, above]
