"""The first page: the command board, or what a person without it opens."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render

from anlan.foundation.people.public import Request, mine, signed_in
from anlan.foundation.ui.navigation import links_for
from anlan.surfaces.console.board import board_for


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


def _key(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
