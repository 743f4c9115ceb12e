"""Classes, courses and other groups: a list, and one group with its members."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache

from anlan.foundation.people.permission import require_held
from anlan.foundation.people.requests import Request, signed_in
from anlan.foundation.people.rulebook import rulebook
from anlan.foundation.people.selectors.groups import (
    group_for,
    groups_for,
    members_of,
    openable,
    size_of,
)
from anlan.foundation.people.selectors.units import unit_for
from anlan.foundation.people.services.reading import open_person_list

PER_PAGE = 50


@signed_in
def groups(request: Request) -> HttpResponse:
    """Groups in force by name, code, kind or unit."""
    require_held(request.actor, "people.read")
    search, kind = request.GET.get("q", ""), request.GET.get("kind", "")
    unit = unit_for(request.actor, request.GET["unit"]) if request.GET.get("unit") else None
    kinds = rulebook().groups
    rows = groups_for(request.actor, search=search, kind=kind if kind in kinds else "", unit=unit)
    facts = {
        "page": Paginator(rows, PER_PAGE).get_page(request.GET.get("page")),
        "search": search,
        "kind": kind,
        "kinds": kinds,
        "unit": unit,
    }
    return render(request, "people/groups.html", facts)


@never_cache
@signed_in
def group(request: Request, code: str) -> HttpResponse:
    """One group; the members that one may see, and looking at them is recorded."""
    found = group_for(request.actor, code)
    page = Paginator(members_of(request.actor, found), PER_PAGE).get_page(request.GET.get("page"))
    members = list(page)
    open_person_list(persons=[one.person for one in members], by=request.actor, search=found.code)
    facts = {
        "group": found,
        "kind": rulebook().groups.get(found.kind, found.kind),
        "size": size_of(found),
        "page": page,
        "members": members,
        "openable": openable(request.actor, members),
    }
    return render(request, "people/group.html", facts)
