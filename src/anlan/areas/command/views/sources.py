"""The text a requirement comes from, and its original file."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header

from anlan.areas.command import public
from anlan.areas.command.selectors.quoting import quoting_runs
from anlan.foundation.people.public import Request, signed_in


@signed_in
def source(request: Request, source_id: UUID) -> HttpResponse:
    """The text in its own words, with what became a requirement marked."""
    text = public.source_seen(request.actor, source_id)
    context = {"source": text, "runs": quoting_runs(request.actor, text), "at": request.GET.get("r", "")}
    return render(request, "command/source.html", context)


@signed_in
def original(request: Request, source_id: UUID) -> HttpResponse:
    """The file as it came in."""
    text = public.source_seen(request.actor, source_id)
    answer = HttpResponse(public.read_original(text.file_hash), content_type="application/octet-stream")
    name = text.file_name or f"{text.body_hash[:12]}.txt"
    answer["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    return answer
