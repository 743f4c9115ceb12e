"""Requirements over HTTP for other systems: the same acts and reads as the pages, signed in by session."""

from ninja import Router

from anlan.areas.command.api import answers, drafts, meetings, requirements

router = Router(tags=["command"])
for room in (requirements, answers, meetings, drafts):
    router.add_router("", room.router)

__all__ = ["router"]
