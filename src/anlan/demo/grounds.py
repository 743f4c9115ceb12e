"""The plans of the six campuses: one drawn by hand, five laid out on a grid."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import pairwise
from typing import Any

from anlan.demo.scales import Scale

Feature = dict[str, Any]

FLOORS = 6
BEDS_A_ROOM = 4


@dataclass(frozen=True, slots=True)
class Campus:
    """One campus: code, names, dormitories, and where its plan begins (metres)."""

    code: str
    name: str
    name_en: str
    dormitories: int
    west: float


CAMPUSES = (
    Campus("centre", "中心校区", "Central Campus", 11, 0),
    Campus("south", "南苑校区", "South Garden Campus", 7, 2000),
    Campus("east", "东湖校区", "East Lake Campus", 5, 4000),
    Campus("medical", "医学校区", "Medical Campus", 4, 6000),
    Campus("west", "西河校区", "West River Campus", 3, 8000),
    Campus("north", "北辰校区", "North Star Campus", 2, 10000),
)


@cache
def data(name: str) -> Any:
    """A data file of the demo, parsed."""
    return json.loads((files("anlan.demo") / "data" / name).read_text(encoding="utf-8"))


def plan(scale: Scale) -> bytes:
    """Every outdoor place and building of the scale as one GeoJSON document in local metres."""
    features = [feature for campus in CAMPUSES[: scale.campuses] for feature in _campus(campus)]
    document = {
        "type": "FeatureCollection",
        "crs": {"type": "name", "properties": {"name": "local"}},
        "features": [{"type": "Feature", **feature} for feature in features],
    }
    return json.dumps(document, ensure_ascii=False).encode()


def dormitories(campus: Campus) -> list[str]:
    """The codes of a campus's dormitories."""
    if campus.code == "centre":
        return [row["code"] for row in _drawn() if row["kind"] == "dormitory"]
    return [f"{campus.code}-dorm-{n}" for n in range(1, campus.dormitories + 1)]


def colleges_at(campus: Campus) -> list[dict[str, Any]]:
    """The colleges that work on a campus."""
    units = data("units.json")["units"]
    return [unit for unit in units if unit["kind"] == "college" and unit["campus"] == campus.code]


@cache
def share_of(campus: Campus) -> float:
    """The part of all students whose college works on the campus."""
    colleges = [unit for unit in data("units.json")["units"] if unit["kind"] == "college"]
    whole = sum(unit["students"] for unit in colleges)
    return float(sum(unit["students"] for unit in colleges_at(campus)) / whole)


def _drawn() -> list[dict[str, Any]]:
    return [feature["properties"] for feature in data("central.json")["features"]]


def _campus(campus: Campus) -> Iterator[Feature]:
    if campus.code == "centre":
        yield from data("central.json")["features"]
    else:
        yield from _grid(campus)


def _grid(campus: Campus) -> Iterator[Feature]:
    """A plain campus: dormitories in the west, teaching in the middle, colleges in the east."""
    at = _Drafting(campus)
    whole = (0, 0, 900, 700)
    order = CAMPUSES.index(campus) + 1
    yield at.place(
        "", campus.name, campus.name_en, "campus", whole, owner=f"office-{campus.code}", order=order
    )
    yield at.place("green", "中心绿地", "Central Green", "green", (360, 260, 180, 180))
    yield at.road("road-1", "东西路", "East–West Road", ((0, 240), (900, 240)))
    yield at.road("road-2", "南北路", "North–South Road", ((330, 0), (330, 700)))
    for n in range(1, campus.dormitories + 1):
        box = (40, 40 + (n - 1) % 5 * 130, 110, 36) if n <= 5 else (190, 40 + (n - 6) * 130, 110, 36)
        yield at.place(f"dorm-{n}", f"{n}号学生公寓", f"Dormitory {n}", "dormitory", box, owner="dormitories")
    yield at.place("teach", "教学楼", "Teaching Building", "building", (370, 480, 160, 60), 2200, "academic")
    yield at.place("library", "分馆", "Branch Library", "building", (370, 580, 160, 70), 900, "library")
    yield at.place("canteen", "食堂", "Canteen", "canteen", (370, 120, 160, 80), 700, "catering")
    yield at.place("clinic", "医务室", "Clinic", "clinic", (370, 40, 90, 40), 20, "hospital")
    yield at.place("hold", "静置区", "Hold Area", "hold_area", (720, 30, 120, 60), 30, "supplies")
    yield at.place("stadium", "运动场", "Sports Ground", "ground", (600, 40, 100, 160), 1500, "sports")
    for n, college in enumerate(colleges_at(campus)):
        box = (590 + n % 2 * 150, 270 + n // 2 * 105, 120, 60)
        yield at.place(
            college["code"],
            f"{college['short_name']}楼",
            f"{college['name_en']} Building",
            "building",
            box,
            500,
            college["code"],
        )
    yield at.point("gate-main", "正门", "Main Gate", "gate", (900, 240), "gates")
    yield at.point("gate-back", "后门", "Back Gate", "gate", (330, 700), "gates", shut=True)
    yield at.point("drain-1", "一号排水口", "Drain 1", "drain", (540, 250), "utilities")
    yield at.point("pump", "泵房", "Pump Room", "pump", (860, 120), "utilities")
    yield from at.fence()


class _Drafting:
    """Draws one campus: boxes are (x, y, width, height) in metres from its south-west corner."""

    def __init__(self, campus: Campus) -> None:
        self._campus = campus

    def whole(self) -> Feature:
        here, order = self._campus, CAMPUSES.index(self._campus) + 1
        box, owner = (0, 0, 900, 700), f"office-{here.code}"
        return self.place("", here.name, here.name_en, "campus", box, owner=owner, order=order)

    def place(
        self,
        code: str,
        name: str,
        name_en: str,
        kind: str,
        box: tuple[float, float, float, float],
        capacity: int = 0,
        owner: str = "",
        order: int = 0,
    ) -> Feature:
        x, y, width, height = box
        corners = ((x, y), (x + width, y), (x + width, y + height), (x, y + height), (x, y))
        shape = {"type": "Polygon", "coordinates": [[self._at(corner) for corner in corners]]}
        return self._feature(code, name, name_en, kind, shape, capacity=capacity, owner=owner, order=order)

    def point(
        self,
        code: str,
        name: str,
        name_en: str,
        kind: str,
        at: tuple[float, float],
        owner: str,
        *,
        shut: bool = False,
    ) -> Feature:
        return self._feature(
            code, name, name_en, kind, {"type": "Point", "coordinates": self._at(at)}, owner=owner, shut=shut
        )

    def road(self, code: str, name: str, name_en: str, points: tuple[tuple[float, float], ...]) -> Feature:
        return self._feature(code, name, name_en, "road", self._line(points))

    def fence(self) -> Iterator[Feature]:
        corners = ((0, 0), (900, 0), (900, 700), (0, 700), (0, 0))
        for n, (start, end) in enumerate(pairwise(corners), 1):
            yield self._feature(
                f"fence-{n}",
                f"围墙 {n} 号段",
                f"Fence Segment {n}",
                "fence",
                self._line((start, end)),
                owner="patrol",
            )

    def _line(self, points: tuple[tuple[float, float], ...]) -> dict[str, Any]:
        return {"type": "LineString", "coordinates": [self._at(point) for point in points]}

    def _at(self, point: tuple[float, float]) -> list[float]:
        return [self._campus.west + point[0], point[1]]

    def _feature(
        self, code: str, name: str, name_en: str, kind: str, shape: dict[str, Any], **more: Any
    ) -> Feature:
        own = {
            "code": f"{self._campus.code}-{code}" if code else self._campus.code,
            "name": name,
            "name_en": name_en,
            "kind": kind,
        }
        parent = {"parent": self._campus.code if code else None}
        return {
            "properties": own | parent | {key: value for key, value in more.items() if value},
            "geometry": shape,
        }
