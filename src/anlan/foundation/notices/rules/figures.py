"""The figures that the site confirms, as frozen rows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import time
from typing import Any


@dataclass(frozen=True, slots=True)
class Hours:
    """When people may be interrupted, and when digests go out; hours of the campus day."""

    digest_hours: tuple[time, ...]
    quiet_from: time
    quiet_until: time
    interrupts_a_day: int
    site_url: str = ""


@dataclass(frozen=True, slots=True)
class Bucket:
    """How fast a channel may speak: so many at once, so many a minute."""

    capacity: float
    per_minute: float


@dataclass(frozen=True, slots=True)
class Patience:
    """How often and when a failed delivery is tried again, and how long a dispatcher may take."""

    retries: int
    first_wait_seconds: float
    longest_wait_seconds: float
    hold_seconds: float
    work_seconds: float


@dataclass(frozen=True, slots=True)
class Identity:
    """The domain of senders and the area where a notice names none."""

    domain: str
    area_zh: str
    area_en: str


@dataclass(frozen=True, slots=True)
class Figures:
    """Everything that ``rulebooks/notices.json`` says."""

    hours: Hours
    always_through: frozenset[str]
    patience: Patience
    buckets: Mapping[str, Bucket]
    identity: Identity

    @classmethod
    def from_rulebook(cls, document: Mapping[str, Any]) -> Figures:
        """The figures of a rulebook document, each under ``values.<name>.value``."""
        given = {name: row["value"] for name, row in document["values"].items()}
        hours = Hours(
            digest_hours=tuple(sorted(time.fromisoformat(hour) for hour in given["digest_hours"])),
            quiet_from=time.fromisoformat(given["quiet_from"]),
            quiet_until=time.fromisoformat(given["quiet_until"]),
            interrupts_a_day=given["interrupts_a_day"],
        )
        buckets = {
            code: Bucket(capacity=row["capacity"], per_minute=row["per_minute"])
            for code, row in document["buckets"].items()
        }
        named = {name: document["identity"][name] for name in Identity.__slots__}
        return cls(
            hours=hours,
            always_through=frozenset(given["always_through"]),
            patience=Patience(**{name: given[name] for name in Patience.__slots__}),
            buckets=buckets,
            identity=Identity(**named),
        )
