"""Taking a person in, changing what is known about them, and what they are here over time."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from anlan.core.access import Actor
from anlan.core.kernel import clock
from anlan.core.kernel.errors import NotVisible
from anlan.foundation.people.forms import NewPersonForm, NoteForm, PersonForm, StandingForm
from anlan.foundation.people.models import Person, Standing
from anlan.foundation.people.permission import allowed, require, require_held
from anlan.foundation.people.requests import Request, signed_in
from anlan.foundation.people.selectors.consequences import parting
from anlan.foundation.people.selectors.persons import person_for, standing_for
from anlan.foundation.people.selectors.units import editable_unit, units_to_edit
from anlan.foundation.people.services.persons import (
    change_person,
    create_person,
    end_standing,
    give_standing,
)
from anlan.foundation.people.views.answers import answer, tried
from anlan.foundation.people.views.choices import unit_choices


@never_cache
@require_http_methods(["GET", "POST"])
@signed_in
def new(request: Request) -> HttpResponse:
    """Take somebody in at one of the units that one edits."""
    require_held(request.actor, "people.edit")
    units = unit_choices(units_to_edit(request.actor))
    form = NewPersonForm(request.POST or None, units=units, initial={"unit": request.GET.get("unit", "")})
    made = tried(form, lambda: _taken_in(by=request.actor, **form.cleaned_data))
    if made is not None:
        messages.success(request, _("人已登记"))
        return redirect("people:person", person_id=made.pk)
    return answer(request, "people/person_new.html", {"form": form})


@never_cache
@require_http_methods(["GET", "POST"])
@signed_in
def change(request: Request, person_id: UUID) -> HttpResponse:
    """Another name or telephone."""
    person = _editable(request, person_id)
    form = PersonForm(request.POST or None, initial={"name": person.name, "phone": person.phone})
    if tried(form, lambda: change_person(person_id=person.pk, by=request.actor, **form.cleaned_data)):
        messages.success(request, _("个人信息已改"))
        return redirect("people:person", person_id=person.pk)
    return answer(request, "people/person_change.html", {"form": form, "person": person})


@never_cache
@require_http_methods(["GET", "POST"])
@signed_in
def new_standing(request: Request, person_id: UUID) -> HttpResponse:
    """A further standing at one of the units that one edits."""
    person = _editable(request, person_id)
    form = StandingForm(request.POST or None, units=unit_choices(units_to_edit(request.actor)))
    if tried(form, lambda: _given(person, by=request.actor, **form.cleaned_data)):
        messages.success(request, _("身份已登记"))
        return redirect("people:person", person_id=person.pk)
    return answer(request, "people/standing_new.html", {"form": form, "person": person})


@never_cache
@require_http_methods(["GET", "POST"])
@signed_in
def close_standing(request: Request, standing_id: UUID) -> HttpResponse:
    """What the end of a standing leaves; then the button."""
    row = standing_for(request.actor, standing_id)
    require(request.actor, "people.edit", row)
    form = NoteForm(request.POST or None)
    if tried(form, lambda: end_standing(standing_id=row.pk, by=request.actor, **form.cleaned_data)):
        messages.success(request, _("身份已结束"))
        return _after(request, row.person)
    ended = row.valid_until is not None and row.valid_until <= clock.now()
    facts = {"form": form, "row": row, "person": row.person, "parting": parting(row), "ended": ended}
    return answer(request, "people/standing_end.html", facts)


def _taken_in(*, unit: str, by: Actor, **words: str) -> Person:
    return create_person(unit_id=editable_unit(by, unit).pk, by=by, **words)


def _given(
    person: Person,
    *,
    standing: str,
    unit: str,
    valid_from: datetime | None,
    valid_until: datetime | None,
    by: Actor,
) -> Standing:
    return give_standing(
        person_id=person.pk,
        standing=standing,
        unit_id=editable_unit(by, unit).pk,
        by=by,
        valid_from=valid_from,
        valid_until=valid_until,
    )


def _editable(request: Request, person_id: UUID) -> Person:
    person = person_for(request.actor, person_id)
    if not allowed(request.actor, "people.edit", person):
        raise NotVisible
    return person


def _after(request: Request, person: Person) -> HttpResponse:
    """Back to the person, or to the list when the last tie to the viewer's units has ended."""
    if allowed(request.actor, "people.read_person", person):
        return redirect("people:person", person_id=person.pk)
    return redirect("people:persons")
