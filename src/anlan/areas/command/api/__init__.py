"""Requirements over HTTP for other systems: the same acts and reads as the pages, signed in by session."""

from ninja import Router

from anlan.areas.command.api import (
    answers,
    drafts,
    meetings,
    papers,
    rearranging,
    requirements,
    sittings,
)

router = Router(tags=["command"])
for room in (requirements, answers, meetings, sittings, papers, drafts, rearranging):
    router.add_router("", room.router)

__all__ = ["router"]
