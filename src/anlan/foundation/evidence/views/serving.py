"""Bytes of evidence, served so that nothing in them can run."""

from __future__ import annotations

from pathlib import Path
from uuid import UUID

from django.http import FileResponse, HttpResponse
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_GET

from anlan.core.kernel.errors import NotVisible, Unavailable
from anlan.foundation.evidence import storage
from anlan.foundation.evidence.models import Evidence, Kind
from anlan.foundation.evidence.selectors import evidence_for
from anlan.foundation.people.public import Request, signed_in

SAFETY = {
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "sandbox; default-src 'none'",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "private, no-cache",
}


@require_GET
@signed_in
def raw(request: Request, evidence_id: UUID) -> HttpResponse:
    """The kept bytes: a picture written anew is shown, everything else is downloaded."""
    row = evidence_for(request.actor, evidence_id)
    if row.blob is None:
        raise NotVisible
    attached = row.kind != Kind.PHOTO or "download" in request.GET
    return _served(request, row, storage.path_of(row.sha256), media_type=row.media_type, attached=attached)


@require_GET
@signed_in
def thumb(request: Request, evidence_id: UUID) -> HttpResponse:
    """The thumbnail of a picture."""
    row = evidence_for(request.actor, evidence_id)
    if row.kind != Kind.PHOTO:
        raise NotVisible
    return _served(request, row, storage.thumb_of(row.sha256), media_type="image/jpeg", attached=False)


def _served(request: Request, row: Evidence, path: Path, *, media_type: str, attached: bool) -> HttpResponse:
    etag = f'"{path.name}"'
    known = get_conditional_response(request, etag=etag)
    if known is not None and known.status_code == 304:
        return _safe(known, etag=etag)
    try:
        file = path.open("rb")
    except FileNotFoundError:
        raise Unavailable("evidence.bytes_missing", name=row.name) from None
    answer = FileResponse(file, as_attachment=attached, filename=row.name, content_type=media_type)
    return _safe(answer, etag=etag)


def _safe(answer: HttpResponse | FileResponse, *, etag: str) -> HttpResponse:
    for name, value in SAFETY.items():
        answer[name] = value
    answer["ETag"] = etag
    return answer  # type: ignore[return-value]
