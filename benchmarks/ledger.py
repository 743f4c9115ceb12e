"""The ledger: appends one by one, by eight threads, and a reading of the whole chain.

Runs in a database of its own, made for it and dropped after it.
``ANLAN_BENCH_ROWS`` (100000) sets the length of the chain, ``ANLAN_BENCH_ACTS`` (2000) the number of appends.
"""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from uuid import UUID

import django
from django.conf import settings

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "anlan.project.settings")
django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection, transaction  # noqa: E402

from anlan.core.access import Actor  # noqa: E402
from anlan.core.kernel.ids import new_id  # noqa: E402
from anlan.foundation.ledger.canonical import canonical  # noqa: E402
from anlan.foundation.ledger.chain import Header, digest_payload  # noqa: E402
from anlan.foundation.ledger.models import Event  # noqa: E402
from anlan.foundation.ledger.public import Ref, record, verify  # noqa: E402
from anlan.project.postgres import ensure_running  # noqa: E402

NAME = "bench_ledger"
THREADS = 8
BATCH = 10_000
CLERK = Actor(person_id=UUID(int=2), position_id=UUID(int=3), label="林安然", title="文员")


def measure() -> dict[str, float]:
    """Acts a second and rows a second."""
    rows = int(os.environ.get("ANLAN_BENCH_ROWS", "100000"))
    acts = int(os.environ.get("ANLAN_BENCH_ACTS", "2000"))
    with ensure_running(), _own_database():
        alone = _rate(acts, lambda: _append(acts))
        together = _rate(acts, lambda: _together(acts // THREADS))
        before = Event.objects.count()
        bulk = _rate(rows, lambda: _lengthen(rows))
        began = time.perf_counter()
        report = verify()
        took = time.perf_counter() - began
    if not report.holds:
        raise RuntimeError(f"the chain does not hold: {report.first_break}")
    if report.rows != before + rows:
        raise RuntimeError(f"{before + rows} rows were written, {report.rows} are in the chain")
    return {
        "appends_per_s_alone": alone,
        "appends_per_s_8_threads": together,
        "lines_per_s_in_one_transaction": bulk,
        "verified_rows": report.rows,
        "verify_s": round(took, 2),
        "verified_rows_per_s": round(report.rows / took),
    }


def _rate(number: int, work: Callable[[], None]) -> float:
    began = time.perf_counter()
    work()
    return round(number / (time.perf_counter() - began))


def _append(number: int) -> None:
    for place in range(number):
        with transaction.atomic():
            record("bench.act", on=Ref("bench.thing", place), by=CLERK, note="下发要求")


def _together(number: int) -> None:
    def run() -> None:
        _append(number)
        connection.close()

    crew = [threading.Thread(target=run) for _ in range(THREADS)]
    for one in crew:
        one.start()
    for one in crew:
        one.join()


def _lengthen(number: int) -> None:
    for done in range(0, number, BATCH):
        lines = [_line() for _ in range(min(BATCH, number - done))]
        with transaction.atomic():
            Event.objects.bulk_create(lines, batch_size=2000)


def _line() -> Event:
    payload = canonical({"label": CLERK.label, "note": "下发要求", "after": {"state": "issued"}})
    header = Header(
        seq=None,
        id=new_id(),
        at=datetime.now(UTC),
        verb="bench.act",
        kind="bench.thing",
        object_id="1",
        position_id=CLERK.position_id,
        drill=False,
        count=None,
        content_hash="",
        payload_digest=digest_payload(salt="00" * 16, payload=payload),
    )
    return Event(
        id=header.id,
        at=header.at,
        verb=header.verb,
        kind=header.kind,
        object_id=header.object_id,
        position_id=header.position_id,
        header=header.text(),
        salt="00" * 16,
        payload=payload,
        payload_digest=header.payload_digest,
    )


@contextmanager
def _own_database() -> Iterator[None]:
    """An empty database with the ledger's table alone."""
    home = settings.DATABASES["default"]["NAME"]
    _administer(f"DROP DATABASE IF EXISTS {NAME} WITH (FORCE)", f"CREATE DATABASE {NAME}")
    _use(NAME)
    try:
        call_command("migrate", "ledger", verbosity=0, skip_checks=True)
        yield
    finally:
        _use(home)
        _administer(f"DROP DATABASE {NAME} WITH (FORCE)")


def _administer(*statements: str) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def _use(name: str) -> None:
    connection.close()
    settings.DATABASES["default"]["NAME"] = name
    connection.settings_dict["NAME"] = name
