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

HOLD_HEADER, CHANGED_KEY = "X-Hold-Topics", "anlan.changed_at"
"""What the pages and the server in front say to one another: see ``project/serving/holding.py``."""
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
    shown = {
        "board": board,
        "mark": live.mark_of_board(board.rows),
        "wall": wall,
        "address": request.get_full_path(),
        "may_draft": may_draft,
    }
    return render(request, name, shown)


def _stream_refused() -> HttpResponse:
    """A stream is read by a program: a page to sign in on would be no answer to it."""
    return HttpResponse(status=401)


@require_GET
def followed(request: Request) -> HttpResponse:
    """What changed of the things that a page follows, as server-sent events; the server may hold it."""
    if request.actor.account_id is None:
        return _stream_refused()
    last = live.read_seen(request.headers.get("Last-Event-ID", ""))
    asked = live.Asked(
        request.actor,
        meeting_id=_key(request.GET.get("meeting", "")),
        changed_at=request.META.get(CHANGED_KEY),
    )
    told, topics = live.answer_for(asked, seen=live.read_seen(request.GET.get("seen", "")) | last)
    answer = HttpResponse(told, content_type="text/event-stream")
    answer["Cache-Control"] = "no-store"
    answer[HOLD_HEADER] = " ".join(topics)
    return answer


followed.refuse_one_time_password = _stream_refused  # type: ignore[attr-defined]


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
