"""Reads; the viewer comes first, and sees the evidence of the subjects they see."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from functools import reduce
from operator import or_
from uuid import UUID

from django.db.models import Count, Max, Q, QuerySet

from anlan.core.access import Actor
from anlan.core.kernel.errors import NotVisible
from anlan.foundation.evidence.exif import Spot
from anlan.foundation.evidence.models import Evidence
from anlan.foundation.evidence.registry import ref_of, require_seen, seen
from anlan.foundation.ledger.public import Ref
from anlan.foundation.people.public import allowed

LOCATE = "evidence.locate"
_SHOWN = (
    "blob",
    "place",
    "author_person",
    "author_position__unit",
    "strike__by_person",
    "strike__by_position__unit",
)


def of(viewer: Actor, subjects: Iterable[Ref], *, struck: bool = False) -> dict[Ref, list[Evidence]]:
    """What each subject has, newest first; an entry for every subject the viewer may see, none for others.

    What was struck out is left out unless asked for. Two queries beside the rooms' own.
    """
    given = {ref_of(ref): ref for ref in subjects}
    found: dict[Ref, list[Evidence]] = {given[ref]: [] for ref in seen(viewer, given)}
    shown = {ref_of(ref): ref for ref in found}
    rows = _rows(shown).select_related(*_SHOWN)
    for row in rows if struck else rows.filter(strike__isnull=True):
        found[shown[row.subject]].append(row)
    return found


def counts(subjects: Iterable[Ref]) -> dict[Ref, int]:
    """How many pieces each subject has that count; one query."""
    given = {ref_of(ref): ref for ref in subjects}
    told = dict.fromkeys(given.values(), 0)
    rows = _counting(given).values_list("subject_kind", "subject_id").annotate(Count("id"))
    for kind, key, count in rows:
        told[given[Ref(kind, key)]] = count
    return told


def newest_at(subjects: Iterable[Ref]) -> dict[Ref, datetime]:
    """When the newest piece that counts was taken, for the subjects that have one; one query."""
    given = {ref_of(ref): ref for ref in subjects}
    rows = _counting(given).values_list("subject_kind", "subject_id").annotate(Max("taken_at"))
    return {given[Ref(kind, key)]: at for kind, key, at in rows}


def authors(subjects: Iterable[Ref]) -> dict[Ref, frozenset[tuple[UUID | None, UUID | None]]]:
    """Who brought each subject's evidence, as (position, person); struck-out pieces too; one query."""
    given = {ref_of(ref): ref for ref in subjects}
    told: dict[Ref, set[tuple[UUID | None, UUID | None]]] = {ref: set() for ref in given.values()}
    columns = ("subject_kind", "subject_id", "author_position_id", "author_person_id")
    for kind, key, position, person in _rows(given).order_by().values_list(*columns).distinct():
        told[given[Ref(kind, key)]].add((position, person))
    return {ref: frozenset(pairs) for ref, pairs in told.items()}


def evidence_for(viewer: Actor, evidence_id: UUID) -> Evidence:
    """One piece with everything shown of it. Raises NotVisible."""
    row = Evidence.objects.select_related(*_SHOWN).filter(pk=evidence_id).first()
    if row is None:
        raise NotVisible
    require_seen(viewer, row.subject)
    return row


def spot_for(viewer: Actor, row: Evidence) -> Spot | None:
    """The coordinates, for its author and for whoever holds ``evidence.locate`` where it stands."""
    if row.lat is None or row.lon is None:
        return None
    own = viewer.person_id is not None and viewer.person_id == row.author_person_id
    return Spot(row.lat, row.lon, row.accuracy_m) if own or allowed(viewer, LOCATE, row) else None


def _rows(subjects: Iterable[Ref]) -> QuerySet[Evidence]:
    by_kind: dict[str, list[str | UUID | int]] = {}
    for ref in subjects:
        by_kind.setdefault(ref.kind, []).append(ref.id)
    if not by_kind:
        return Evidence.objects.none()
    parts = (Q(subject_kind=kind, subject_id__in=keys) for kind, keys in by_kind.items())
    return Evidence.objects.filter(reduce(or_, parts))


def _counting(subjects: Iterable[Ref]) -> QuerySet[Evidence]:
    return _rows(subjects).filter(strike__isnull=True).order_by()
