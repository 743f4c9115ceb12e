"""Time and place that a camera wrote into a picture; whatever is not believable is left out."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone, tzinfo
from typing import Any, Final

from PIL import Image

from anlan.core.kernel.clock import CAMPUS_ZONE

_EXIF_IFD: Final = 0x8769
_GPS_IFD: Final = 0x8825
_TAKEN, _TAKEN_OFFSET, _CHANGED = 0x9003, 0x9011, 0x0132
_LAT_REF, _LAT, _LON_REF, _LON, _ERROR_M = 1, 2, 3, 4, 31
_FAULTS = (ValueError, TypeError, ArithmeticError, LookupError, SyntaxError, OSError, AttributeError)
_FARTHEST_M: Final = 100_000.0


@dataclass(frozen=True, slots=True)
class Spot:
    """Degrees in WGS 84 and how far off they may be, in metres."""

    lat: float
    lon: float
    accuracy_m: float | None = None


@dataclass(frozen=True, slots=True)
class Capture:
    """What a picture says of itself."""

    at: datetime | None = None
    spot: Spot | None = None


def capture_of(image: Image.Image) -> Capture:
    """When and where by the picture's EXIF; a broken EXIF says nothing."""
    try:
        exif = image.getexif()
        taken, spot = exif.get_ifd(_EXIF_IFD), exif.get_ifd(_GPS_IFD)
    except _FAULTS:
        return Capture()
    return Capture(_moment({_CHANGED: exif.get(_CHANGED), **taken}), _spot(spot))


def spot_of(lat: object, lon: object, accuracy_m: object = None) -> Spot | None:
    """A spot on earth from numbers or their text; None for nonsense and for 0, 0 (unknown)."""
    north, east = _number(lat), _number(lon)
    if north is None or east is None or abs(north) > 90 or abs(east) > 180:
        return None
    if north == 0 and east == 0:
        return None
    error = _number(accuracy_m)
    believable = error is not None and 0 <= error <= _FARTHEST_M
    return Spot(round(north, 6), round(east, 6), round(error or 0.0, 1) if believable else None)


def _moment(tags: Mapping[int, Any]) -> datetime | None:
    """The taken time; a camera without an offset keeps campus time."""
    text = str(tags.get(_TAKEN) or tags.get(_CHANGED) or "").strip("\x00 ")
    try:
        zone = _zone(str(tags.get(_TAKEN_OFFSET) or ""))
        return datetime.strptime(text[:19], "%Y:%m:%d %H:%M:%S").replace(tzinfo=zone)
    except _FAULTS:
        return None


def _zone(offset: str) -> tzinfo:
    try:
        hours, minutes = offset.strip("\x00 ").split(":")
        away = timedelta(hours=abs(int(hours)), minutes=int(minutes))
        return timezone(-away if hours.startswith("-") else away)
    except _FAULTS:
        return CAMPUS_ZONE


def _spot(tags: Mapping[int, Any]) -> Spot | None:
    try:
        lat, lon = _degrees(tags[_LAT]), _degrees(tags[_LON])
        south = str(tags.get(_LAT_REF, "N")).strip("\x00 ").upper() == "S"
        west = str(tags.get(_LON_REF, "E")).strip("\x00 ").upper() == "W"
    except _FAULTS:
        return None
    return spot_of(-lat if south else lat, -lon if west else lon, tags.get(_ERROR_M))


def _degrees(parts: Any) -> float:
    degrees, minutes, seconds = (float(part) for part in parts)
    return degrees + minutes / 60 + seconds / 3600


def _number(value: object) -> float | None:
    try:
        number = float(value)  # type: ignore[arg-type]
    except _FAULTS:
        return None
    return number if math.isfinite(number) else None
