"""Tasks over HTTP for other systems: the same acts and reads as the pages, signed in by session."""

from ninja import Router

from anlan.areas.tasks.api import tasks

router = Router(tags=["tasks"])
router.add_router("", tasks.router)

__all__ = ["router"]
