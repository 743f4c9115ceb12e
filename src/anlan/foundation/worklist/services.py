"""Marking as seen, and acts upon many rows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db import transaction

from anlan.core.access import Actor
from anlan.core.kernel import clock
from anlan.core.kernel.errors import BadInput, NotVisible
from anlan.foundation.worklist.models import SeenMark
from anlan.foundation.worklist.sources import Bulk, Outcome, Row, sources

MOST_AT_ONCE = 300


@transaction.atomic
def mark_seen(*, by: Actor, at: datetime) -> SeenMark:
    """The viewer has seen what changed up to an instant; the mark only moves forward."""
    if by.position_id is None or by.person_id is None:
        raise NotVisible
    now = min(at, clock.now())
    mark, made = SeenMark.objects.select_for_update().get_or_create(
        position_id=by.position_id, person_id=by.person_id, defaults={"seen_at": now}
    )
    if not made and mark.seen_at < now:
        mark.seen_at = now
        mark.save(update_fields=["seen_at"])
    return mark


def bulk_of(code: str) -> Bulk:
    """The bulk act of that code. Raises NotVisible."""
    found = next((bulk for source in sources() for bulk in source.bulk if bulk.code == code), None)
    if found is None:
        raise NotVisible
    return found


def act_upon(rows: Sequence[Row], *, by: Actor) -> tuple[list[tuple[Bulk, int]], tuple[str, ...]]:
    """Do to each row the bulk act that it offers; what was done, and the words for what was not."""
    if len(rows) > MOST_AT_ONCE:
        raise BadInput("worklist.too_many_at_once", count=len(rows), limit=MOST_AT_ONCE)
    wanted: defaultdict[str, list[str]] = defaultdict(list)
    for row in rows:
        code = bulk_code(row)
        if code:
            wanted[code].append(row.key)
    done: list[tuple[Bulk, int]] = []
    refused: list[str] = []
    for code, keys in wanted.items():
        bulk = bulk_of(code)
        outcome: Outcome = bulk.run(keys, by)
        done.append((bulk, outcome.done))
        refused.extend(outcome.refused)
    return done, tuple(refused)


def bulk_code(row: Row) -> str:
    """The act that a row offers to be done together with others; empty for none."""
    return next((act.bulk for act in row.acts if act.bulk), "")


def chosen(rows: Iterable[Row], keys: Iterable[str]) -> tuple[Row, ...]:
    """The rows of some keys that may be acted upon together, in their order."""
    wanted = set(keys)
    return tuple(row for row in rows if row.key in wanted and bulk_code(row))
