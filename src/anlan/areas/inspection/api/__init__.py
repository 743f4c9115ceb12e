"""Findings, runs and checklists over HTTP: the same acts and reads as the pages."""

from ninja import Router

from anlan.areas.inspection.api import findings, runs

router = Router(tags=["inspection"])
for room in (findings, runs):
    router.add_router("", room.router)

__all__ = ["router"]
