"""Rows of the ledger as people read them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from anlan.foundation.ledger.models import NEWEST_FIRST, Event
from anlan.foundation.ledger.naming import keys_in, names_of
from anlan.foundation.ledger.values import value_word
from anlan.foundation.ledger.words import field_word, kind_word, verb_word


@dataclass(frozen=True, slots=True)
class Changed:
    """One field before and after the act; None where it was not there."""

    field: str
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class Line:
    """One act in words. ``shredded`` lines keep what the header says and nothing about people."""

    id: UUID
    seq: int | None
    at: datetime
    verb: str
    verb_word: str
    kind: str
    kind_word: str
    object_id: str
    position_id: UUID | None
    who: str
    title: str
    by_proxy: bool
    note: str
    changes: tuple[Changed, ...]
    count: int | None
    drill: bool
    shredded: bool
    hash: str


def history(kind: str, object_id: object, /) -> QuerySet[Event]:
    """What was done to one object, newest first. Whoever calls has checked that the viewer sees it."""
    rows = Event.objects.filter(kind=kind, object_id=str(object_id))
    return rows.order_by(*NEWEST_FIRST)


def lines_of(events: Iterable[Event]) -> list[Line]:
    """The rows in words; one query for each kind of object that they name."""
    told = [(event, json.loads(event.payload) if event.payload else {}) for event in events]
    keys = {key for _event, said in told for part in ("before", "after") for key in keys_in(said.get(part))}
    names = names_of(keys)
    return [_line(event, said, names) for event, said in told]


def _line(event: Event, told: Mapping[str, Any], names: Mapping[str, str]) -> Line:
    return Line(
        id=event.id,
        seq=event.seq,
        at=event.at,
        verb=event.verb,
        verb_word=verb_word(event.verb),
        kind=event.kind,
        kind_word=kind_word(event.kind),
        object_id=event.object_id,
        position_id=event.position_id,
        who=told.get("label", ""),
        title=told.get("title", ""),
        by_proxy=bool(told.get("acting_for")),
        note=told.get("note", ""),
        changes=_changes(event.kind, told.get("before") or {}, told.get("after") or {}, names),
        count=event.count,
        drill=event.drill,
        shredded=event.payload is None,
        hash=event.hash or "",
    )


def _changes(
    kind: str, before: Mapping[str, Any], after: Mapping[str, Any], names: Mapping[str, str]
) -> tuple[Changed, ...]:
    """The fields that differ, in the order of their names."""
    return tuple(
        Changed(field_word(kind, name), _shown(kind, before, name, names), _shown(kind, after, name, names))
        for name in sorted(before.keys() | after.keys())
        if before.get(name) != after.get(name)
    )


def _shown(kind: str, values: Mapping[str, Any], name: str, names: Mapping[str, str]) -> str | None:
    value = values.get(name)
    return None if value is None else value_word(kind, name, value, names=names)
