"""Ending what a list no longer holds, once somebody has confirmed it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from django.db import transaction

from anlan.core.access import Actor
from anlan.core.kernel import clock
from anlan.core.kernel.errors import AnlanError, Conflict, NotVisible
from anlan.foundation.campus.models import Residence
from anlan.foundation.campus.services import close_place
from anlan.foundation.intake.models import Delivery, RowVerdict
from anlan.foundation.intake.services import VERB
from anlan.foundation.intake.states import Sheet, Stage, Verdict
from anlan.foundation.ledger.public import record
from anlan.foundation.people.public import close_unit, end_memberships, end_standings, require

Closer = Callable[[Sequence[RowVerdict], Actor], list[int]]


@dataclass(frozen=True, slots=True)
class Closed:
    """How many were ended, and the rows that could not be."""

    ended: int
    refused: tuple[str, ...]


@transaction.atomic
def close_gone(
    *, delivery_id: UUID, by: Actor, verdict_ids: Iterable[int] | None = None, note: str = ""
) -> Closed:
    """End standings, stays, memberships, units or places that the applied file no longer names.

    ``verdict_ids`` chooses some of them; without it all. Nothing is deleted: each fact ends now.
    """
    delivery = Delivery.objects.select_for_update().filter(pk=delivery_id).first()
    if delivery is None:
        raise NotVisible
    require(by, VERB, delivery, read=VERB)
    if delivery.stage != Stage.APPLIED:
        raise Conflict("intake.not_applied", file=delivery.filename)
    rows = delivery.verdicts.filter(verdict=Verdict.GONE, settled=False)
    chosen = list(rows if verdict_ids is None else rows.filter(pk__in=list(verdict_ids)))
    done = _CLOSERS[Sheet(delivery.sheet)](chosen, by)
    RowVerdict.objects.filter(pk__in=done).update(settled=True)
    refused = tuple(row.key for row in chosen if row.pk not in set(done))
    if done:
        keys = sorted(row.key for row in chosen if row.pk in set(done))
        digest = hashlib.sha256("\n".join(keys).encode()).hexdigest()
        record("intake.close_gone", on=delivery, by=by, note=note, count=len(done), content_hash=digest)
    return Closed(len(done), refused)


def _id_of(row: RowVerdict) -> UUID:
    return UUID(next(detail["value"] for detail in row.details if detail["code"] == "gone"))


def _standings(rows: Sequence[RowVerdict], by: Actor) -> list[int]:
    end_standings([_id_of(row) for row in rows], by=by)
    return [row.pk for row in rows]


def _memberships(rows: Sequence[RowVerdict], by: Actor) -> list[int]:
    end_memberships([_id_of(row) for row in rows], by=by)
    return [row.pk for row in rows]


def _stays(rows: Sequence[RowVerdict], _by: Actor) -> list[int]:
    now = clock.now()
    stays = Residence.objects.in_force(now).filter(pk__in=[_id_of(row) for row in rows], valid_from__lt=now)
    stays.update(valid_until=now)
    return [row.pk for row in rows]


def _one_by_one(close: Callable[[UUID, Actor], object]) -> Closer:
    """The lowest first; what may not be closed is left and told."""

    def closer(rows: Sequence[RowVerdict], by: Actor) -> list[int]:
        done: list[int] = []
        for row in sorted(rows, key=lambda row: row.pk, reverse=True):
            try:
                with transaction.atomic():
                    close(_id_of(row), by)
            except AnlanError:
                continue
            done.append(row.pk)
        return done

    return closer


def _nothing(_rows: Sequence[RowVerdict], _by: Actor) -> list[int]:
    return []


_CLOSERS: Final[Mapping[Sheet, Closer]] = {
    Sheet.UNITS: _one_by_one(lambda key, by: close_unit(unit_id=key, by=by)),
    Sheet.PLACES: _one_by_one(lambda key, by: close_place(place_id=key, by=by)),
    Sheet.STAFF: _standings,
    Sheet.STUDENTS: _standings,
    Sheet.COURSES: _memberships,
    Sheet.ROOMS: _stays,
    Sheet.POSITIONS: _nothing,
}
