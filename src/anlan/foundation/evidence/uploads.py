"""Files that come in piece by piece from a phone with a poor line; exactly once on the client's id.

The length of the part file is the offset: after a cut, on either side, the next piece goes on from there.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from django.db import transaction

from anlan.core.access import Actor
from anlan.core.kernel import clock
from anlan.core.kernel.errors import BadInput, Conflict, NotVisible, TooLarge
from anlan.foundation.evidence import storage
from anlan.foundation.evidence.exif import spot_of
from anlan.foundation.evidence.models import Evidence, Upload
from anlan.foundation.evidence.preparing import digest_of, plain_name
from anlan.foundation.evidence.registry import key_of, require_may_add
from anlan.foundation.evidence.rulebook import MB, largest, limits
from anlan.foundation.evidence.services import add_file, already
from anlan.foundation.ledger.public import Ref


@dataclass(frozen=True, slots=True)
class Progress:
    """How far an upload is; ``evidence`` once it is whole and kept."""

    client_id: UUID
    offset: int
    size: int
    evidence: Evidence | None = None


def begin(
    *, client_id: UUID, subject: Ref, sha256: str, size: int, name: str, by: Actor, facts: dict[str, Any]
) -> Progress:
    """Announce a file, or ask how far it is. Raises NotVisible, NotYours, BadInput, TooLarge, Conflict."""
    ref = require_may_add(by, subject)
    done = already(client_id, by=by, ref=ref, sent=sha256)
    if done is not None:
        return Progress(client_id, size, size, done)
    if size > largest():
        raise TooLarge("evidence.too_large", name=plain_name(name), limit_mb=largest() // MB)
    upload = _announced(client_id, ref=ref, sha256=sha256, size=size, name=name, by=by, facts=facts)
    return append(client_id=upload.pk, offset=_arrived(client_id), piece=b"", by=by)


def append(*, client_id: UUID, offset: int, piece: bytes, by: Actor) -> Progress:
    """Add a piece at the offset; the last one makes the evidence. Raises Conflict with the right offset.

    What arrived whole but is not what was announced, or is refused, is dropped; the phone still has it.
    """
    try:
        with transaction.atomic():
            return _appended(client_id, offset=offset, piece=piece, by=by)
    except BadInput:
        _drop(client_id, by=by)
        raise


def sweep() -> int:
    """Drop uploads that stood still too long and what nobody owns; return how many files went."""
    before = clock.now() - limits().upload_age
    Upload.objects.filter(moved_at__lt=before).delete()
    owned = {str(key) for key in Upload.objects.values_list("pk", flat=True)}
    gone = 0
    for file in storage.parts().iterdir():
        if file.name not in owned and file.stat().st_mtime < before.timestamp():
            file.unlink(missing_ok=True)
            gone += 1
    return gone


def _announced(
    client_id: UUID, *, ref: Ref, sha256: str, size: int, name: str, by: Actor, facts: dict[str, Any]
) -> Upload:
    """The upload's row, new or as announced before. Raises Conflict when it was announced otherwise."""
    person_id = _person(by)
    if Upload.objects.filter(person_id=person_id).exclude(pk=client_id).count() >= limits().uploads_most:
        raise TooLarge("evidence.too_many_uploads", limit=limits().uploads_most)
    told = {
        "person_id": person_id,
        "subject_kind": ref.kind,
        "subject_id": key_of(ref),
        "sha256": sha256,
        "size": size,
    }
    defaults = told | {"name": plain_name(name), "facts": facts}
    upload, _made = Upload.objects.get_or_create(client_id=client_id, defaults=defaults)
    if any(getattr(upload, field) != value for field, value in told.items()):
        raise Conflict("evidence.client_id_taken")
    return upload


def _appended(client_id: UUID, *, offset: int, piece: bytes, by: Actor) -> Progress:
    upload = Upload.objects.select_for_update().filter(pk=client_id, person_id=_person(by)).first()
    if upload is None:
        return _finished_before(client_id, by=by)
    arrived = _arrived(client_id)
    if offset != arrived:
        raise Conflict("evidence.offset", offset=arrived)
    if arrived + len(piece) > upload.size:
        raise BadInput("evidence.longer_than_announced", name=upload.name)
    if piece:
        _write(_part(client_id), piece)
        Upload.objects.filter(pk=client_id).update(moved_at=clock.now())
    if arrived + len(piece) < upload.size:
        return Progress(client_id, arrived + len(piece), upload.size)
    return Progress(client_id, upload.size, upload.size, _finish(upload, by=by))


def _finish(upload: Upload, *, by: Actor) -> Evidence:
    """Check the whole against its digest and make the evidence."""
    content = _part(upload.pk).read_bytes()
    if digest_of(content) != upload.sha256:
        raise BadInput("evidence.digest_differs", name=upload.name)
    facts = upload.facts
    captured = facts.get("captured_at")
    made = add_file(
        subject=Ref(upload.subject_kind, upload.subject_id),
        data=content,
        name=upload.name,
        by=by,
        client_id=upload.pk,
        captured_at=datetime.fromisoformat(captured) if captured else None,
        place_id=UUID(facts["place_id"]) if facts.get("place_id") else None,
        note=facts.get("note") or "",
        spot=spot_of(facts.get("lat"), facts.get("lon"), facts.get("accuracy_m")),
        device_id=UUID(facts["device_id"]) if facts.get("device_id") else None,
    )
    part = _part(upload.pk)
    upload.delete()
    transaction.on_commit(lambda: part.unlink(missing_ok=True))
    return made


def _finished_before(client_id: UUID, *, by: Actor) -> Progress:
    """The last piece sent once more after its answer was lost."""
    rows = Evidence.objects.select_related("blob")
    done = rows.filter(pk=client_id, author_person_id=_person(by)).first()
    if done is None:
        raise NotVisible
    return Progress(client_id, done.size, done.size, done)


def _person(by: Actor) -> UUID:
    """Whose upload it is; jobs upload nothing."""
    if by.person_id is None:
        raise NotVisible
    return by.person_id


def _drop(client_id: UUID, *, by: Actor) -> None:
    gone, _rows = Upload.objects.filter(pk=client_id, person_id=_person(by)).delete()
    if gone:
        _part(client_id).unlink(missing_ok=True)


def _part(client_id: UUID) -> Path:
    return storage.parts() / str(client_id)


def _arrived(client_id: UUID) -> int:
    part = _part(client_id)
    return part.stat().st_size if part.is_file() else 0


def _write(part: Path, piece: bytes) -> None:
    with os.fdopen(os.open(part, os.O_CREAT | os.O_APPEND | os.O_WRONLY, 0o600), "wb") as file:
        file.write(piece)
        file.flush()
        os.fsync(file.fileno())
