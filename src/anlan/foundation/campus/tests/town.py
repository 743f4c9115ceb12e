"""A small invented campus: one document that lays it out, and those who look at it."""

from __future__ import annotations

import json
from typing import Any
from uuid import uuid4

from anlan.core.access import Actor, Grant, register
from anlan.foundation.campus.access import VERBS

register(*VERBS)

EDITOR = Actor(
    account_id=uuid4(),
    label="许明",
    title="地点管理员",
    grants=(Grant("campus.read", unit="", place=""), Grant("campus.edit", unit="", place="")),
)
READER = Actor(account_id=uuid4(), label="陈立", grants=(Grant("campus.read", unit="", place=""),))
STRANGER = Actor(account_id=uuid4(), label="路人")


def editor_under(path: str) -> Actor:
    """Somebody who reads everything and edits what lies under a place."""
    grants = (Grant("campus.read", unit="", place=""), Grant("campus.edit", place=path))
    return Actor(account_id=uuid4(), label="钱一", grants=grants)


def square(x: float, y: float, size: float) -> dict[str, Any]:
    """A square from its south-west corner."""
    ring = [[x, y], [x + size, y], [x + size, y + size], [x, y + size], [x, y]]
    return {"type": "Polygon", "coordinates": [ring]}


def feature(code: str, kind: str, *, parent: str = "", geometry: Any = None, **more: Any) -> dict[str, Any]:
    """One feature."""
    properties = {"code": code, "name": more.pop("name", f"地点{code}"), "kind": kind} | more
    return {
        "type": "Feature",
        "geometry": geometry,
        "properties": properties | ({"parent": parent} if parent else {}),
    }


def collection(*features: dict[str, Any], crs: str = "local") -> dict[str, Any]:
    """A document of features, in local metres unless told otherwise."""
    named = {"type": "name", "properties": {"name": crs}}
    return {"type": "FeatureCollection", "features": list(features), "crs": named}


def as_bytes(document: Any) -> bytes:
    """The document as a file."""
    return json.dumps(document, ensure_ascii=False).encode()


def town() -> dict[str, Any]:
    """One campus with a gate, a shut gate, a lake, a dormitory of one room with two beds, and a road."""
    return collection(
        feature("c1", "campus", name="中心校区", name_en="Central Campus", geometry=square(0, 0, 600)),
        feature(
            "c1-e", "gate", parent="c1", name="东门", geometry={"type": "Point", "coordinates": [600, 300]}
        ),
        feature(
            "c1-w",
            "gate",
            parent="c1",
            name="西门",
            shut=True,
            geometry={"type": "Point", "coordinates": [0, 300]},
        ),
        feature("c1-lake", "water", parent="c1", name="澜湖", geometry=square(250, 250, 100)),
        feature(
            "c1-road",
            "road",
            parent="c1",
            geometry={"type": "LineString", "coordinates": [[0, 300], [200, 280], [600, 300]]},
        ),
        feature("c1-d1", "dormitory", parent="c1", name="北苑 1 号楼", geometry=square(80, 450, 80)),
        feature("c1-d1-101", "room", parent="c1-d1", name="101", floor=1),
        feature("c1-d1-101-1", "bed", parent="c1-d1-101", name="1 号床"),
        feature("c1-d1-101-2", "bed", parent="c1-d1-101", name="2 号床"),
    )
