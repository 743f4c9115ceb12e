"""The page that moves a resident, and what a person's page shows of where they live."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache

from anlan.core.kernel.errors import AnlanError, BadInput, Conflict, NotYours
from anlan.foundation.campus import residents
from anlan.foundation.campus.forms import ResidentForm
from anlan.foundation.people.public import Request, allowed, person_for, signed_in
from anlan.foundation.ui.wording import words_for


@never_cache
@signed_in
def move(request: Request, person_id: UUID) -> HttpResponse:
    """Name the bed, look at what changes, then move."""
    person = person_for(request.actor, person_id)
    if not allowed(request.actor, "people.edit", person):
        raise NotYours(verb="people.edit")
    form, target = ResidentForm(request.POST or None), None
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            target = residents.bed_for(request.actor, given["place"])
            if "move" in request.POST:
                residents.move_resident(
                    person_id=person.pk, place_code=target.code, note=given["note"], by=request.actor
                )
                told = gettext("%(person)s 已搬到 %(place)s")
                messages.success(request, told % {"person": person.name, "place": target.label})
                return redirect("people:person", person_id=person.pk)
        except (BadInput, Conflict) as error:
            target = None
            _tell(form, error)
    wrong = form.is_bound and bool(form.errors)
    context = {
        "person": person,
        "form": form,
        "now": residents.residence_of(person),
        "target": target,
        "has_errors": wrong,
    }
    return render(request, "campus/move_resident.html", context, status=422 if wrong else 200)


def lodging_of_person(request: HttpRequest, facts: Mapping[str, Any]) -> Any:
    """The card of a person's page: for themselves and for whoever keeps their data."""
    if not (facts["own"] or facts["may_edit"]):
        return None
    stays = residents.residences_through_time(facts["person"])
    if not stays and not facts["may_edit"]:
        return None
    told = {"stays": stays, "person": facts["person"], "may_edit": facts["may_edit"]}
    return render_to_string("campus/_lodging_of_person.html", told, request=request)


def _tell(form: ResidentForm, error: AnlanError) -> None:
    words = words_for(error)
    form.add_error("place", " ".join(str(part) for part in (words.title, words.do) if part))
