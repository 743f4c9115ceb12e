"""Requirements over HTTP for other systems: the same acts and reads as the pages, signed in by session."""

from ninja import Router

from anlan.areas.command.api import drafts, requirements

router = Router(tags=["command"])
router.add_router("", requirements.router)
router.add_router("", drafts.router)

__all__ = ["router"]
