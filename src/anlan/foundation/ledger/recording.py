"""Writing a line: in the act's transaction, sealed into the chain when it commits."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Model

from anlan.core.access import Actor
from anlan.core.kernel import clock
from anlan.core.kernel.ids import new_id
from anlan.foundation.ledger.canonical import canonical, plain
from anlan.foundation.ledger.chain import Header, digest_payload
from anlan.foundation.ledger.models import Event

SALT_BYTES = 16

Hook = Callable[[Event, Actor], None]
_hooks: list[Hook] = []


def on_record(hook: Hook) -> None:
    """Have every line shown to a room above, in the act's transaction; once, by the wiring."""
    if hook not in _hooks:
        _hooks.append(hook)


@dataclass(frozen=True, slots=True)
class Ref:
    """An object by kind and key, for acts on what has no single row (a sheet, a file, a queue)."""

    kind: str
    id: str | UUID | int


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One line that is to be written: what was done to what, before and after, why."""

    verb: str
    on: Model | Ref
    note: str = ""
    before: Mapping[str, Any] | None = None
    after: Mapping[str, Any] | None = None
    count: int | None = None
    content_hash: str | None = None
    drill: bool = False


def record(
    verb: str,
    *,
    on: Model | Ref,
    by: Actor,
    note: str = "",
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
    count: int | None = None,
    content_hash: str | None = None,
    drill: bool = False,
) -> Event:
    """Write the act's line. A bulk act is one line with ``count`` and ``content_hash``.

    Must run inside the act's transaction; ``seq`` and ``hash`` are given by the database at commit.
    """
    entry = Entry(
        verb=verb,
        on=on,
        note=note,
        before=before,
        after=after,
        count=count,
        content_hash=content_hash,
        drill=drill,
    )
    return record_all([entry], by=by)[0]


def record_all(entries: Iterable[Entry], *, by: Actor) -> list[Event]:
    """Write the lines of an act on several objects, in their order: one statement."""
    if not connection.in_atomic_block:
        raise RuntimeError("record() belongs inside the act's transaction")
    events = Event.objects.bulk_create([_line(entry, by) for entry in entries])
    for event in events:
        for hook in _hooks:
            hook(event, by)
    return events


def _line(entry: Entry, by: Actor) -> Event:
    on = entry.on
    ref = on if isinstance(on, Ref) else Ref(on._meta.label_lower, on.pk)
    salt = secrets.token_hex(SALT_BYTES)
    payload = canonical(_payload(by) | {"note": entry.note, "before": entry.before, "after": entry.after})
    header = Header(
        seq=None,
        id=new_id(),
        at=clock.now(),
        verb=entry.verb,
        kind=ref.kind,
        object_id=plain(str(ref.id)),
        position_id=by.position_id,
        drill=entry.drill,
        count=entry.count,
        content_hash=entry.content_hash or "",
        payload_digest=digest_payload(salt=salt, payload=payload),
    )
    return Event(
        id=header.id,
        at=header.at,
        verb=header.verb,
        kind=header.kind,
        object_id=header.object_id,
        position_id=header.position_id,
        drill=header.drill,
        count=header.count,
        content_hash=header.content_hash,
        header=header.text(),
        salt=salt,
        payload=payload,
        payload_digest=header.payload_digest,
    )


def _payload(by: Actor) -> dict[str, Any]:
    """Who acted, as far as it may have to be forgotten later."""
    return {
        "account": by.account_id,
        "person": by.person_id,
        "appointment": by.appointment_id,
        "acting_for": by.acting_for,
        "label": by.label,
        "title": by.title,
        "job": by.job,
    }
