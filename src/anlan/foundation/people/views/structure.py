"""The tree of units, and one unit with its seats."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from anlan.core.kernel import clock
from anlan.foundation.ledger.public import history, lines_of
from anlan.foundation.people.models import Unit
from anlan.foundation.people.permission import allowed, require_held, visible
from anlan.foundation.people.requests import Request, signed_in
from anlan.foundation.people.rulebook import rulebook
from anlan.foundation.people.selectors.units import (
    editable_unit,
    edits_everything,
    names_above,
    seats_of,
    unit_for,
    unit_tree,
)
from anlan.foundation.people.services.positions import open_seats

SHOWN_LINES = 30


@signed_in
def units(request: Request) -> HttpResponse:
    """The tree of units, or what a search finds."""
    require_held(request.actor, "people.read")
    search = request.GET.get("q", "")
    lines = unit_tree(request.actor, search=search)
    facts = {
        "lines": lines,
        "search": search,
        "may_open": not search and not lines and edits_everything(request.actor),
    }
    return render(request, "people/units.html", facts)


@signed_in
def unit(request: Request, code: str) -> HttpResponse:
    """A unit: its seats, telephones, who holds them now, what hangs below."""
    shown = unit_for(request.actor, code)
    return render(request, "people/unit.html", _unit_facts(request, shown))


@require_POST
@signed_in
def fill_seats(request: Request, code: str) -> HttpResponse:
    """Give the unit the seats of its kind."""
    made = open_seats(unit_id=editable_unit(request.actor, code).pk, by=request.actor)
    messages.success(request, _("新增 %(count)s 个岗位") % {"count": len(made)})
    return redirect("people:unit", code=code)


def _unit_facts(request: Request, shown: Unit) -> dict[str, object]:
    below = visible(Unit.objects.in_force().filter(parent=shown), request.actor, "people.read")
    return {
        "unit": shown,
        "kind": rulebook().units.get(shown.kind),
        "above": names_above(shown),
        "seats": seats_of(request.actor, shown),
        "below": below,
        "may_edit": allowed(request.actor, "people.edit", shown),
        "ended": not shown.covers(clock.now()),
        "lines": lines_of(history("people.unit", shown.pk)[:SHOWN_LINES]),
    }
