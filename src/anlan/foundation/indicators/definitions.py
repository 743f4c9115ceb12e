"""The catalogue as data: what ``rulebooks/indicators.json`` says of each measurement."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from django.conf import settings

from anlan.foundation.indicators.rules.standing import Aim, Direction
from anlan.foundation.indicators.scopes import ScopeKind
from anlan.foundation.people.public import in_language


@dataclass(frozen=True, slots=True)
class Sampling:
    """How a random re-check is drawn: how often, how many recorded as good, how many others mixed in so that
    being drawn tells nothing, how long there is to look, and over how many days the answers count."""

    every_days: int
    size: int
    decoys: int
    within_hours: int
    window_days: int


@dataclass(frozen=True, slots=True)
class Definition:
    """One measurement. ``pair`` is the random re-check that tests it, ``serves`` the points of the meeting's
    text it was drawn from; ``target`` is in ``unit``, shares in percent.

    Of fewer than ``fewest`` nothing is said.
    """

    code: str
    zh: str
    en: str
    about_zh: str
    about_en: str
    unit: str
    direction: Direction
    target: Decimal | None
    margin: Decimal
    age_limit: timedelta
    every: timedelta
    source: str
    pair: str
    scopes: frozenset[ScopeKind]
    serves: tuple[int, ...]
    recheck: bool
    words: tuple[str, ...]
    fewest: int
    sample: Sampling | None
    content_hash: str

    @property
    def name(self) -> str:
        """The name in the reader's language."""
        return in_language(self.zh, self.en)

    @property
    def about(self) -> str:
        """What is counted, from which records, what is left out."""
        return in_language(self.about_zh, self.about_en)

    @property
    def aim(self) -> Aim:
        """The usual target."""
        return Aim(self.direction, self.target, self.margin)


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Every definition by code, and where they come from."""

    version: str
    valid_from: str
    source: str
    grade: str
    by_code: Mapping[str, Definition]


def definitions() -> Catalogue:
    """The catalogue of this site, read once a process."""
    return _read(settings.RULEBOOKS / "indicators.json")


@lru_cache(maxsize=4)
def _read(path: Path) -> Catalogue:
    given = json.loads(path.read_text(encoding="utf-8"), parse_float=Decimal)
    found = {code: _definition(code, {**given["usual"], **row}) for code, row in given["indicators"].items()}
    for one in found.values():
        if one.pair and (one.pair not in found or one.pair == one.code):
            raise ValueError(f"{one.code}: no measurement {one.pair} to pair it with")
        if not one.pair and not one.recheck:
            raise ValueError(f"{one.code}: nothing re-checks it")
    return Catalogue(given["version"], given["valid_from"], given["source"], given["grade"], found)


def _definition(code: str, row: Mapping[str, Any]) -> Definition:
    target = row["target"]
    return Definition(
        code=code,
        zh=row["zh"],
        en=row["en"],
        about_zh=row["about_zh"],
        about_en=row["about_en"],
        unit=row["unit"],
        direction=Direction(row["direction"]),
        target=None if target is None else Decimal(target),
        margin=Decimal(row["margin"]),
        age_limit=timedelta(minutes=row["age_limit_minutes"]),
        every=timedelta(minutes=row["every_minutes"]),
        source=row["source"],
        pair=row.get("pair", ""),
        scopes=frozenset(ScopeKind(kind) for kind in row["scopes"]),
        serves=tuple(row.get("serves", ())),
        recheck=bool(row.get("recheck", False)),
        words=tuple(row.get("words", ())),
        fewest=int(row.get("fewest", 0)),
        sample=Sampling(**row["sample"]) if "sample" in row else None,
        content_hash=sha256(json.dumps(row, sort_keys=True, default=str).encode()).hexdigest(),
    )
