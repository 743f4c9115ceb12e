"""A GeoJSON document read with suspicion: what each feature says, and what is wrong where."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any, Final, NoReturn

from anlan.core.kernel.errors import BadInput, TooLarge
from anlan.foundation.campus.geometry import LOCAL, WGS84, BadGeometry, cleaned

MAX_BYTES: Final = 20 * 1024 * 1024
MAX_FEATURES: Final = 50_000
_CRS_NAMES: Final = {
    "urn:ogc:def:crs:ogc:1.3:crs84": WGS84,
    "urn:ogc:def:crs:ogc::crs84": WGS84,
    "urn:ogc:def:crs:epsg::4326": WGS84,
    "epsg:4326": WGS84,
    LOCAL: LOCAL,
}
_TEXTS: Final = {"code": 60, "name": 120, "name_en": 120, "kind": 30, "parent": 60, "owner": 60, "note": 200}
_NUMBERS: Final = {"capacity": (0, 1_000_000), "floor": (-20, 200), "order": (0, 1_000_000)}


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with one feature: a code, the field, the value as read (short)."""

    code: str
    field: str
    value: str = ""


@dataclass(frozen=True, slots=True)
class FeatureRow:
    """One feature: its place in the document (from 0), what it gives, and its problems."""

    index: int
    values: dict[str, Any] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """The features of a collection and the reference system of their numbers."""

    crs: str
    features: tuple[FeatureRow, ...]


def read(content: bytes) -> Document:
    """Read a FeatureCollection; raises BadInput or TooLarge when the document as a whole cannot be used."""
    if len(content) > MAX_BYTES:
        raise TooLarge("campus.geojson_too_large", limit=MAX_BYTES, size=len(content))
    loaded = _loaded(content)
    if not isinstance(loaded, dict) or loaded.get("type") != "FeatureCollection":
        raise BadInput("campus.geojson_not_a_collection")
    features = loaded.get("features")
    if not isinstance(features, list):
        raise BadInput("campus.geojson_without_features")
    if len(features) > MAX_FEATURES:
        raise TooLarge("campus.geojson_too_many", limit=MAX_FEATURES, size=len(features))
    crs = _crs(loaded.get("crs"))
    return Document(crs, tuple(_row(index, feature, crs) for index, feature in enumerate(features)))


def _loaded(content: bytes) -> Any:
    try:
        return json.loads(content.decode("utf-8-sig"), parse_constant=_refuse_constant)
    except UnicodeDecodeError as error:
        raise BadInput("campus.geojson_not_utf8", byte=error.start) from None
    except RecursionError:
        raise BadInput("campus.geojson_too_deep") from None
    except json.JSONDecodeError as error:
        raise BadInput("campus.geojson_not_json", line=error.lineno, column=error.colno) from None
    except ValueError as error:
        raise BadInput("campus.geojson_bad_number", value=str(error)[:40]) from None


def _refuse_constant(text: str) -> NoReturn:
    """NaN and Infinity are no JSON."""
    raise ValueError(text)


def _crs(value: Any) -> str:
    """The reference system; RFC 7946 knows one, older files name theirs."""
    if value is None:
        return WGS84
    properties = value.get("properties") if isinstance(value, dict) else None
    name = properties.get("name") if isinstance(properties, dict) else value
    known = _CRS_NAMES.get(name.casefold()) if isinstance(name, str) else None
    if known is None:
        raise BadInput("campus.geojson_wrong_crs", crs=str(name)[:60])
    return known


def _row(index: int, feature: Any, crs: str) -> FeatureRow:
    if not isinstance(feature, dict) or feature.get("type") != "Feature":
        return FeatureRow(index, problems=(Problem("not_a_feature", "type"),))
    given = feature.get("properties")
    given = given if isinstance(given, dict) else {}
    problems: list[Problem] = []
    values: dict[str, Any] = {**_texts(given, problems), **_numbers(given, problems)}
    if isinstance(given.get("shut"), bool):
        values["shut"] = given["shut"]
    if feature.get("geometry") is not None:
        try:
            values["geometry"] = cleaned(feature["geometry"], crs=crs)
        except BadGeometry as bad:
            problems.append(Problem(bad.code, bad.field))
    return FeatureRow(index, values, tuple(problems))


def _texts(given: dict[str, Any], problems: list[Problem]) -> dict[str, str]:
    found: dict[str, str] = {}
    for name, longest in _TEXTS.items():
        value = given.get(name)
        if value is None or value == "":
            continue
        if isinstance(value, bool) or not isinstance(value, str | int):
            problems.append(Problem("not_a_text", f"properties.{name}"))
        elif len(str(value)) > longest or not str(value).isprintable():
            problems.append(Problem("bad_text", f"properties.{name}", str(value)[:40]))
        else:
            found[name] = str(value).strip()
    if not found.get("code"):
        problems.append(Problem("missing", "properties.code"))
    elif "/" in found["code"]:
        problems.append(Problem("slash", "properties.code", found["code"]))
    return found


def _numbers(given: dict[str, Any], problems: list[Problem]) -> dict[str, int]:
    found: dict[str, int] = {}
    for name, (least, most) in _NUMBERS.items():
        value = given.get(name)
        if value is None:
            continue
        whole = isinstance(value, int | float) and not isinstance(value, bool) and value == value // 1
        if not whole or not least <= value <= most:
            problems.append(Problem("not_in_range", f"properties.{name}", str(value)[:40]))
        else:
            found[name] = int(value)
    return found
