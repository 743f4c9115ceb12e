"""The figures of ``rulebooks/field.json``."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.conf import settings


@dataclass(frozen=True, slots=True)
class Limits:
    """How many and how large."""

    parcels_most: int
    parcel_bytes: int
    devices_most: int


@cache
def limits() -> Limits:
    """The figures in force."""
    document = json.loads((Path(settings.RULEBOOKS) / "field.json").read_text(encoding="utf-8"))
    values = {name: row["value"] for name, row in document["values"].items()}
    return Limits(values["parcels_most"], values["parcel_kb"] * 1024, values["devices_most"])
