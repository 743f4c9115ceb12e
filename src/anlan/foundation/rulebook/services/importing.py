"""Bringing a file in: every version judged first, then proposed as changes that a second person decides."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any
from uuid import UUID

from django.db import transaction
from python_calamine import CalamineError, CalamineWorkbook, PasswordError

from anlan.core.access import Actor
from anlan.core.kernel import clock
from anlan.core.kernel.errors import BadInput, TooLarge
from anlan.core.kernel.ids import new_id
from anlan.foundation.ledger.public import Ref, record
from anlan.foundation.people.public import require_held
from anlan.foundation.rulebook.models import Rule
from anlan.foundation.rulebook.rules.book import Book
from anlan.foundation.rulebook.rules.judging import Judged, Verdict, counts_of, judge
from anlan.foundation.rulebook.rules.loading import MOST_BYTES, book_of, read_book
from anlan.foundation.rulebook.rules.table import NEEDED_COLUMNS, document_from, key_of
from anlan.foundation.rulebook.selectors.books import rules_with_versions
from anlan.foundation.rulebook.services.proposing import Plan, draft_change, propose
from anlan.foundation.rulebook.services.taking import add_areas, add_rules

MOST_ROWS = 2_000
MOST_UNPACKED = 50_000_000
_ZIP = b"PK\x03\x04"
PROPOSED = (Verdict.NEW, Verdict.ADDS, Verdict.CHANGES)


@dataclass(frozen=True, slots=True)
class Brought:
    """What a file would do, or did: a verdict a version, and the batch of its proposals."""

    file: str
    rows: Sequence[Judged]
    counts: dict[Verdict, int]
    batch: UUID | None = None

    @property
    def clean(self) -> bool:
        """Whether every version could be taken."""
        return not self.counts[Verdict.ERROR]


def look(content: bytes, *, file: str, by: Actor) -> Brought:
    """Judge a file without writing anything. Raises UnusableBook, BadInput, TooLarge."""
    require_held(by, "rulebook.propose")
    book = read_file(content, file=file)
    rows = judge(book, known=_known(book))
    return Brought(file, rows, counts_of(rows))


@transaction.atomic
def bring_in(content: bytes, *, file: str, reason: str, by: Actor) -> Brought:
    """Propose every version that says something else than the book; all or nothing.

    Raises UnusableBook, BadInput, NotYours.
    """
    found = look(content, file=file, by=by)
    wanted = [row for row in found.rows if row.verdict in PROPOSED]
    if not found.clean or not wanted:
        raise BadInput(
            "rulebook.nothing_to_propose" if found.clean else "rulebook.unusable", count=len(wanted)
        )
    book, at, batch = read_file(content, file=file), clock.now(), new_id()
    add_areas(book.areas, at=at)
    add_rules([book], at=at)
    drafts = [_draft(row, reason=reason, by=by, batch=batch) for row in wanted]
    for change in drafts:
        propose(change, by=by)
    record(
        "rulebook.import",
        on=Ref("rulebook.rulechange", str(batch)),
        by=by,
        note=reason,
        after={"title": file[:120]},
        count=len(wanted),
        content_hash=sha256(content).hexdigest(),
    )
    return Brought(file, found.rows, found.counts, batch)


def read_file(content: bytes, *, file: str) -> Book:
    """The rules of a .json or .xlsx file. Raises UnusableBook, BadInput, TooLarge."""
    if not content.startswith(_ZIP):
        return read_book(content, file=file)
    if len(content) > MOST_BYTES:
        raise TooLarge("rulebook.too_many_rows", limit=MOST_BYTES, size=len(content))
    return book_of(document_from(_rows(content), name="import"), file=file)


def _rows(content: bytes) -> list[dict[str, str]]:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if sum(part.file_size for part in archive.infolist()) > MOST_UNPACKED:
                raise TooLarge("rulebook.too_many_rows", limit=MOST_ROWS)
        sheet = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0)
        grid: list[list[Any]] = sheet.to_python(skip_empty_area=False)
    except (CalamineError, PasswordError, zipfile.BadZipFile, OSError, ValueError, IndexError):
        raise BadInput("rulebook.not_readable", field="file") from None
    if len(grid) > MOST_ROWS:
        raise TooLarge("rulebook.too_many_rows", limit=MOST_ROWS, size=len(grid))
    keys = [key_of(_cell(cell)) for cell in grid[0]] if grid else []
    if not set(keys) >= NEEDED_COLUMNS:
        raise BadInput("rulebook.not_readable", field="file")
    rows = [{key: _cell(cell) for key, cell in zip(keys, line, strict=False) if key} for line in grid[1:]]
    kept = [row for row in rows if any(row.values())]
    if not kept:
        raise BadInput("rulebook.no_rows", field="file")
    return kept


def _cell(value: Any) -> str:
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return value.isoformat()[:10] if hasattr(value, "isoformat") else str(value).strip()


def _known(book: Book) -> dict[str, Any]:
    rows = Rule.objects.filter(code__in=[rule.code for rule in book.rules])
    return {rule.code: rule for rule in rules_with_versions(rows)}


def _draft(row: Judged, *, reason: str, by: Actor, batch: UUID) -> UUID:
    try:
        return draft_change(Plan(row.version, reason), by=by, batch=batch).pk
    except BadInput as error:
        raise BadInput(error.code, **{**error.facts, "field": "file", "rule": row.rule.code}) from None
