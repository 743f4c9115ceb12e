"""Uploads in pieces, as the phone asks for them: JSON in and out, the offset in a header."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from django.http import HttpResponse, JsonResponse
from django.views.decorators.http import require_http_methods, require_POST
from pydantic import AwareDatetime, Field, ValidationError

from anlan.core.kernel.errors import BadInput, Conflict, TooLarge
from anlan.foundation.evidence import uploads
from anlan.foundation.evidence.rulebook import limits
from anlan.foundation.evidence.uploads import Progress
from anlan.foundation.ledger.public import Ref
from anlan.foundation.people.public import Request, signed_in
from anlan.foundation.ui.answers import answer_to
from anlan.foundation.ui.wire import Given

Words = Annotated[str, Field(max_length=500, pattern=r"^[^\x00]*$")]


class Announced(Given):
    """A file that is about to come."""

    client_id: UUID
    subject_kind: Annotated[str, Field(max_length=60)]
    subject_id: UUID
    sha256: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
    size: Annotated[int, Field(gt=0)]
    name: Annotated[str, Field(max_length=200, pattern=r"^[^\x00]*$")] = ""
    captured_at: AwareDatetime | None = None
    lat: float | None = None
    lon: float | None = None
    accuracy_m: float | None = None
    place_id: UUID | None = None
    note: Words = ""
    device_id: UUID | None = None

    def facts(self) -> dict[str, object]:
        """What goes with the file, as it is kept until the last piece."""
        about = {"captured_at", "lat", "lon", "accuracy_m", "place_id", "note", "device_id"}
        return self.model_dump(mode="json", include=about, exclude_none=True)


@require_POST
@signed_in
def begin(request: Request) -> HttpResponse:
    """Announce a file, or learn how far it is after a cut."""
    try:
        given = Announced.model_validate_json(request.body)
    except ValidationError as error:
        field = ".".join(str(part) for part in error.errors()[0]["loc"])
        raise BadInput("evidence.request_unreadable", field=field) from error
    progress = uploads.begin(
        client_id=given.client_id,
        subject=Ref(given.subject_kind, given.subject_id),
        sha256=given.sha256,
        size=given.size,
        name=given.name,
        by=request.actor,
        facts=given.facts(),
    )
    return _told(progress)


@require_http_methods(["PUT"])
@signed_in
def piece(request: Request, client_id: UUID) -> HttpResponse:
    """One piece at ``Upload-Offset``; a wrong offset is answered with the right one."""
    offset = request.headers.get("Upload-Offset", "")
    if not offset.isascii() or not offset.isdigit() or len(offset) > 15:
        raise BadInput("evidence.request_unreadable", field="Upload-Offset")
    if int(request.headers.get("Content-Length") or 0) > limits().piece_bytes:
        raise TooLarge("evidence.piece_too_large", limit_mb=limits().piece_bytes // 1024**2)
    try:
        progress = uploads.append(
            client_id=client_id, offset=int(offset), piece=request.body, by=request.actor
        )
    except Conflict as error:
        answer = answer_to(request, error)
        answer["Upload-Offset"] = str(error.facts.get("offset", ""))
        return answer
    return _told(progress)


def _told(progress: Progress) -> HttpResponse:
    done = progress.evidence
    body = {
        "client_id": str(progress.client_id),
        "offset": progress.offset,
        "size": progress.size,
        "piece": limits().piece_bytes,
        "done": done is not None,
        "url": done.get_absolute_url() if done else "",
        "sha256": done.sha256 if done else "",
    }
    return JsonResponse(body, status=201 if done else 200, headers={"Upload-Offset": str(progress.offset)})
