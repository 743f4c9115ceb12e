"""Reading the whole chain from its first row and saying what, if anything, was changed."""

from __future__ import annotations

import json
from collections.abc import Collection, Generator
from contextlib import closing
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from uuid import UUID, uuid4

from django.db import connection, transaction

from anlan.foundation.ledger.chain import START, Header, digest_payload, digest_row

BATCH = 2000
_COLUMNS = (
    "id, seq, at, verb, kind, object_id, position_id, drill, count, content_hash, "
    "header, salt, payload, payload_digest, prev, hash"
)


class Fault(StrEnum):
    """What is wrong with a row, or with the end of the chain."""

    REMOVED = "removed"
    TAIL = "tail"
    UNSEALED = "unsealed"
    LINK = "link"
    HEADER = "header"
    COLUMN = "column"
    PAYLOAD = "payload"


@dataclass(frozen=True, slots=True)
class Break:
    """The first place where the chain does not hold; ``seq`` is the row that shows it."""

    seq: int | None
    fault: Fault
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """What a reading found: the head it ends with, rows read, shredded payloads among them."""

    head: str
    rows: int
    shredded: int
    first_break: Break | None

    @property
    def broken(self) -> int | None:
        """The first broken row; None when the chain holds (0 when only its end is missing)."""
        return None if self.first_break is None else self.first_break.seq or 0

    @property
    def holds(self) -> bool:
        """Whether nothing was found."""
        return self.first_break is None


@dataclass(frozen=True, slots=True)
class Row:
    """One row as it stands in the database."""

    id: UUID
    seq: int | None
    at: datetime
    verb: str
    kind: str
    object_id: str
    position_id: UUID | None
    drill: bool
    count: int | None
    content_hash: str
    header: str
    salt: str | None
    payload: str | None
    payload_digest: str
    prev: str | None
    hash: str | None

    def header_of_columns(self) -> Header:
        """The header that the columns ask for."""
        return Header(
            seq=self.seq,
            id=self.id,
            at=self.at,
            verb=self.verb,
            kind=self.kind,
            object_id=self.object_id,
            position_id=self.position_id,
            drill=self.drill,
            count=self.count,
            content_hash=self.content_hash,
            payload_digest=self.payload_digest,
        )


@dataclass(slots=True)
class Reading:
    """The state of a reading: where the chain stands and which expected heads are still missing."""

    expected: set[str] = field(default_factory=set)
    head: str = START
    rows: int = 0
    shredded: int = 0

    def take(self, row: Row) -> Break | None:
        """Check one row against the one before it."""
        found = self._place(row) or _chain(row, self.head) or _columns(row) or _payload(row)
        if found is None:
            self.rows += 1
            self.head = row.hash or ""
            self.shredded += row.payload is None
            self.expected.discard(self.head)
        return found

    def _place(self, row: Row) -> Break | None:
        if row.seq is None:
            return Break(None, Fault.UNSEALED, str(row.id))
        if row.seq != self.rows + 1:
            return Break(self.rows + 1, Fault.REMOVED, f"{self.rows + 1}-{row.seq - 1}")
        return None


def verify(*, expect: Collection[str] = ()) -> Report:
    """Read every row in order. ``expect`` are heads kept outside the database: each must be in the chain.

    Streams through a cursor on the server, so memory does not grow with the ledger. Inside a
    transaction its own lines are sealed first.
    """
    if connection.in_atomic_block:
        connection.check_constraints()
    reading = Reading(expected={head.strip().lower() for head in expect} - {START})
    with closing(_rows()) as rows:
        first_break = next((found for row in rows if (found := reading.take(row))), None)
    if first_break is None and reading.expected:
        first_break = Break(None, Fault.TAIL, min(reading.expected))
    return Report(reading.head, reading.rows, reading.shredded, first_break)


def head() -> tuple[int, str]:
    """The place and the hash of the newest sealed row; (0, 64 zeros) for an empty ledger."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT seq, hash FROM ledger_event WHERE seq IS NOT NULL ORDER BY seq DESC LIMIT 1")
        found = cursor.fetchone()
    return (found[0], found[1]) if found else (0, START)


def _rows() -> Generator[Row]:
    """Every row in the order of the chain, unsealed ones last."""
    with transaction.atomic():
        connection.ensure_connection()
        with connection.connection.cursor(name=f"ledger_{uuid4().hex}") as cursor:
            cursor.itersize = BATCH
            cursor.execute(f"SELECT {_COLUMNS} FROM ledger_event ORDER BY seq NULLS LAST")  # noqa: S608
            for values in cursor:
                yield Row(*values)


def _chain(row: Row, head: str) -> Break | None:
    """Whether the row follows the one before, and its hash its own content."""
    if row.prev != head:
        return Break(row.seq, Fault.LINK)
    try:
        made = digest_row(prev=row.prev, header=row.header, payload_digest=row.payload_digest)
    except (ValueError, UnicodeEncodeError):
        return Break(row.seq, Fault.HEADER)
    return None if made == row.hash else Break(row.seq, Fault.HEADER)


def _columns(row: Row) -> Break | None:
    """Whether the columns that queries use say what the hashed header says."""
    wanted = row.header_of_columns().text()
    if wanted == row.header:
        return None
    said, shown = json.loads(row.header), json.loads(wanted)
    names = sorted(name for name in said.keys() | shown.keys() if said.get(name) != shown.get(name))
    return Break(row.seq, Fault.COLUMN, ", ".join(names))


def _payload(row: Row) -> Break | None:
    """Whether the payload is the one that was sealed, or was shredded whole."""
    if row.payload is None and row.salt is None:
        return None
    if row.payload is None or row.salt is None:
        return Break(row.seq, Fault.PAYLOAD, "half shredded")
    try:
        made = digest_payload(salt=row.salt, payload=row.payload)
        written_once = bytes.fromhex(row.salt).hex() == row.salt
    except (ValueError, UnicodeEncodeError):
        return Break(row.seq, Fault.PAYLOAD)
    return None if made == row.payload_digest and written_once else Break(row.seq, Fault.PAYLOAD)
