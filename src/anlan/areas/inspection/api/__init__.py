"""Findings, runs and checklists over HTTP: the same acts and reads as the pages."""

from ninja import Router

from anlan.areas.inspection.api import conclusions, findings, runs, samples

router = Router(tags=["inspection"])
for room in (findings, runs, samples, conclusions):
    router.add_router("", room.router)

__all__ = ["router"]
