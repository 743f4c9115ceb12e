"""Pages of posture: which phase is in force where, and why."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from anlan.foundation.people.public import Request, require_held, signed_in
from anlan.foundation.posture.pages import Asked, standings, why_facts
from anlan.foundation.ui.parts import Choice


@require_GET
@signed_in
def index(request: Request) -> HttpResponse:
    """Every open operation with the phase of each campus and of each place that has its own."""
    require_held(request.actor, "posture.read")
    asked = Asked.read(request.GET)
    facts = {
        "asked": asked,
        "standings": standings(request.actor, asked),
        "worlds": [
            Choice(_("实际"), f"?{asked.to_query(drill='', op='')}", current=not asked.drill),
            Choice(_("演练"), f"?{asked.to_query(drill='1', op='')}", current=asked.drill),
        ],
    }
    return render(request, "posture/index.html", facts)


@require_GET
@signed_in
def why(request: Request, operation: str, place: str) -> HttpResponse:
    """Why this phase holds at a place: the search up the tree, the measures, who confirmed."""
    asked = Asked.read(request.GET)
    facts = why_facts(request.actor, operation=operation, place=place, asked=asked)
    return render(request, "posture/why.html", facts)
