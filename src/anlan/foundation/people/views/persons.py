"""Persons: a list of those one answers for, and one person's page."""

from __future__ import annotations

from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache

from anlan.foundation.people.actors import positions_of
from anlan.foundation.people.permission import allowed, require_held
from anlan.foundation.people.requests import Request, signed_in
from anlan.foundation.people.rulebook import rulebook
from anlan.foundation.people.selectors.persons import (
    acts_on,
    groups_of,
    looks_at,
    persons_for,
    standings_through_time,
)
from anlan.foundation.people.selectors.units import unit_for
from anlan.foundation.people.services.reading import open_person, open_person_list

PER_PAGE = 50


@never_cache
@signed_in
def persons(request: Request) -> HttpResponse:
    """Those whom one may see, by name, pinyin, number, unit or standing; looking at others is recorded."""
    require_held(request.actor, "people.read_person")
    if not request.actor.holds_for_others("people.read_person"):
        return redirect("people:me")
    search, standing = request.GET.get("q", ""), request.GET.get("standing", "")
    unit = unit_for(request.actor, request.GET["unit"]) if request.GET.get("unit") else None
    rows = persons_for(request.actor, search=search, unit=unit, standing=standing)
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    open_person_list(persons=list(page), by=request.actor, search=search)
    facts = {
        "page": page,
        "search": search,
        "unit": unit,
        "standing": standing,
        "standings": rulebook().standings,
        "may_edit": request.actor.holds("people.edit"),
    }
    return render(request, "people/persons.html", facts)


@never_cache
@signed_in
def person(request: Request, person_id: UUID) -> HttpResponse:
    """One person; looking at another's page is recorded and the page says so."""
    shown = open_person(person_id=person_id, by=request.actor)
    facts = {
        "person": shown,
        "own": request.actor.person_id == shown.pk,
        "standings": standings_through_time(shown),
        "kinds": rulebook().standings,
        "held": positions_of(shown),
        "groups": groups_of(shown),
        "sees_groups": request.actor.holds_for_others("people.read"),
        "may_edit": allowed(request.actor, "people.edit", shown),
        "lines": acts_on(shown),
        "looks": looks_at(shown),
    }
    return render(request, "people/person.html", facts)


@signed_in
def me(request: Request) -> HttpResponse:
    """One's own page."""
    if request.actor.person_id is None:
        return redirect("people:units")
    return redirect("people:person", person_id=request.actor.person_id)
