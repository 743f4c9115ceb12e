"""The first page: the command board, or what a person without it opens."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.timezone import localtime
from django.views.decorators.http import require_GET

from anlan.core.kernel import clock
from anlan.foundation.people.public import Request, mine, require_held, signed_in
from anlan.foundation.ui.navigation import links_for
from anlan.surfaces.console import live
from anlan.surfaces.console.board import board_for
from anlan.surfaces.console.scorecards import columns, export_scorecards, scorecards

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@signed_in
def front(request: Request) -> HttpResponse:
    """The board for those who may read requirements; for others the places that are theirs."""
    if not request.actor.holds("command.read"):
        links = [link for link in links_for(request.actor, path=request.path) if link.url != request.path]
        return render(request, "console/home.html", {"links": links, "mine": mine(request.actor)})
    board = board_for(
        request.actor, campus=request.GET.get("campus", ""), meeting_id=_key(request.GET.get("meeting", ""))
    )
    wall = request.GET.get("wall") == "1"
    part = request.headers.get("HX-Target") == "board"
    name = "console/_board.html" if part else "console/wall.html" if wall else "console/board.html"
    may_draft = request.actor.holds("command.draft")
    shown = {"board": board, "wall": wall, "address": request.get_full_path(), "may_draft": may_draft}
    return render(request, name, shown)


@require_GET
@signed_in
def events(request: Request) -> HttpResponse:
    """Whether the board has changed since the browser last heard, as one server-sent event."""
    require_held(request.actor, "command.read")
    mark = live.mark_for(request.actor, meeting_id=_key(request.GET.get("meeting", "")))
    told = live.event_of(mark, seen=request.headers.get("Last-Event-ID", ""))
    answer = HttpResponse(told, content_type="text/event-stream")
    answer["Cache-Control"] = "no-store"
    return answer


@require_GET
@signed_in
def units(request: Request) -> HttpResponse:
    """Units side by side."""
    return render(request, "console/scorecards.html", _compared(request))


@require_GET
@signed_in
def units_printed(request: Request) -> HttpResponse:
    """The same on paper."""
    return render(request, "console/scorecards_print.html", _compared(request))


@require_GET
@signed_in
def units_export(request: Request) -> HttpResponse:
    """The same as a workbook."""
    require_held(request.actor, "command.export")
    answer = HttpResponse(export_scorecards(request.actor, at=clock.now()), content_type=XLSX)
    answer["Content-Disposition"] = f'attachment; filename="units-{localtime():%Y%m%d-%H%M}.xlsx"'
    return answer


def _compared(request: Request) -> dict[str, object]:
    require_held(request.actor, "command.read")
    require_held(request.actor, "indicators.units")
    at = clock.now()
    return {"at": at, "columns": columns(), "cards": scorecards(request.actor, at=at)}


def _key(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
