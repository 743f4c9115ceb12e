"""Builds the synthetic university: sheets, plans, seats, accounts, then its meetings."""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Callable, Iterator
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db import connection, transaction

from anlan.core.access import Actor
from anlan.core.kernel import clock
from anlan.demo import grounds, sheets
from anlan.demo.inspecting import inspect
from anlan.demo.ruling import rules
from anlan.demo.scales import Scale
from anlan.demo.seats import fill_seats, open_roles, seat_phones
from anlan.demo.story import conclude, tell
from anlan.demo.telling import announce, measure, roster
from anlan.demo.working import work
from anlan.foundation.campus.plans import import_geojson
from anlan.foundation.intake.public import load

Step = tuple[str, Callable[[], Any]]
TERM = timedelta(days=120)
STORY: tuple[Step, ...] = (
    ("dated rules", rules),
    ("meetings and requirements", tell),
    ("tasks and evidence", work),
    ("inspections and findings", inspect),
    ("duty rosters", roster),
    ("notices", announce),
    ("measurements", measure),
    ("what is done", conclude),
)
"""What happened in the last weeks; these steps hold the clock themselves."""
COUNTED_AFTER = (tell, work)
"""Steps after which many rows are new and the next ones ask for them."""


@dataclass(frozen=True, slots=True)
class Progress:
    """One finished step: its name, what it made, seconds, and how many steps there are."""

    name: str
    made: str
    seconds: float
    number: int
    of: int


def build(scale: Scale, *, seed: int) -> Iterator[Progress]:
    """Build step by step; each step is one transaction or more, told as soon as it is done."""
    by, term_begins = Actor.system("demo"), clock.now() - TERM
    steps = list(_steps(scale, seed=seed, by=by))
    for number, (name, step) in enumerate(steps, 1):
        began = time.monotonic()
        with nullcontext() if (name, step) in STORY else clock.hold(term_begins):
            made = step()
        if step in COUNTED_AFTER:
            _count_rows()
        yield Progress(name, str(made or ""), time.monotonic() - began, number, len(steps))


def _count_rows() -> None:
    """Let the database count what has just been loaded, as it does by itself in quieter times."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _steps(scale: Scale, *, seed: int, by: Actor) -> Iterator[Step]:
    yield "units", lambda: _load(sheets.units(), by=by)
    yield "places", lambda: _places(scale, by=by)
    names = ("staff", "students", "rooms and beds", "classes and research groups")
    rows = sheets.people(scale, seed)
    for name in names:
        yield name, lambda: _load(next(rows), by=by)
    yield "seats and appointments", lambda: fill_seats(by=by)
    yield "telephones of the seats", lambda: _load(seat_phones(), by=by)
    yield "ready roles", lambda: open_roles(by=by)
    yield from STORY


def _load(given: sheets.SheetRows, *, by: Actor) -> str:
    content = json.dumps(list(given.rows), ensure_ascii=False, default=list).encode()
    report = load(
        given.sheet,
        given.rows,
        by=by,
        filename=f"demo-{given.sheet}.xlsx",
        content_hash=hashlib.sha256(content).hexdigest(),
    )
    errors = report.counts.get("error", 0)
    if errors:
        first = next(one for one in report.told if one.verdict == "error")
        raise RuntimeError(f"{given.sheet}: {errors} rows refused, first {first}")
    return f"{len(given.rows):,} rows"


@transaction.atomic
def _places(scale: Scale, *, by: Actor) -> str:
    content = grounds.plan(scale)
    report = import_geojson(content=content, filename="demo-campus.geojson", by=by, dry_run=False)
    if not report.applied:
        raise RuntimeError(f"the demo's plan was refused: {report.counts}")
    return f"{len(report.rows):,} places"
