"""Renaming, moving and closing a unit: what follows stands on the page before the button."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from anlan.core.access import Actor
from anlan.core.kernel import clock
from anlan.core.kernel.errors import NotVisible
from anlan.foundation.people.forms import NoteForm, ParentForm, UnitForm, UnitWordsForm
from anlan.foundation.people.models import Unit
from anlan.foundation.people.requests import Request, signed_in
from anlan.foundation.people.rulebook import rulebook
from anlan.foundation.people.selectors.consequences import closing, moving
from anlan.foundation.people.selectors.units import (
    editable_unit,
    edits_everything,
    names_above,
    units_to_edit,
)
from anlan.foundation.people.services.units import change_unit, close_unit, create_unit, move_unit
from anlan.foundation.people.views.answers import answer, tried
from anlan.foundation.people.views.choices import unit_choices


@require_http_methods(["GET", "POST"])
@signed_in
def new(request: Request, code: str) -> HttpResponse:
    """Open a unit below this one."""
    parent = editable_unit(request.actor, code)
    form = UnitForm(request.POST or None)
    made = tried(form, lambda: create_unit(parent_id=parent.pk, by=request.actor, **form.cleaned_data))
    if made is not None:
        messages.success(request, _("单位已建立，岗位按类型配"))
        return redirect("people:unit", code=made.code)
    facts = {"form": form, "unit": parent, "above": names_above(parent)}
    return answer(request, "people/unit_new.html", facts)


@require_http_methods(["GET", "POST"])
@signed_in
def root(request: Request) -> HttpResponse:
    """Open a unit that hangs under none; for those who edit the whole house."""
    if not edits_everything(request.actor):
        raise NotVisible
    form = UnitForm(request.POST or None)
    made = tried(form, lambda: create_unit(by=request.actor, **form.cleaned_data))
    if made is not None:
        messages.success(request, _("单位已建立，岗位按类型配"))
        return redirect("people:unit", code=made.code)
    return answer(request, "people/unit_new.html", {"form": form})


@require_http_methods(["GET", "POST"])
@signed_in
def change(request: Request, code: str) -> HttpResponse:
    """Other names, another kind."""
    unit = editable_unit(request.actor, code)
    words = {
        "name": unit.name,
        "kind": unit.kind,
        "short_name": unit.short_name,
        "name_en": unit.name_en,
        "aliases": " ".join(unit.aliases),
    }
    form = UnitWordsForm(request.POST or None, initial=words)
    if tried(form, lambda: change_unit(unit_id=unit.pk, by=request.actor, **form.cleaned_data)):
        messages.success(request, _("单位已改"))
        return redirect("people:unit", code=unit.code)
    return answer(request, "people/unit_change.html", _facts(unit) | {"form": form})


@require_http_methods(["GET", "POST"])
@signed_in
def move(request: Request, code: str) -> HttpResponse:
    """Choose a new parent, see what follows, then move."""
    unit = editable_unit(request.actor, code)
    lines = [
        line
        for line in units_to_edit(request.actor)
        if not line.unit.path.startswith(unit.path) and line.unit.pk != unit.parent_id
    ]
    asked = ParentForm(request.GET or None, parents=unit_choices(lines))
    facts = _facts(unit) | {"choose": asked, "form": NoteForm(request.POST or None)}
    parent = next((line.unit for line in lines if line.unit.code == request.GET.get("parent")), None)
    if parent is None:
        return answer(request, "people/unit_move.html", facts)
    form = NoteForm(request.POST or None)
    if tried(form, lambda: _moved(unit, parent, by=request.actor, **form.cleaned_data)):
        messages.success(request, _("单位已移动，下面的单位一起移过去"))
        return redirect("people:unit", code=unit.code)
    facts |= {"form": form, "parent": parent, "moving": moving(unit, parent)}
    return answer(request, "people/unit_move.html", facts)


@require_http_methods(["GET", "POST"])
@signed_in
def close(request: Request, code: str) -> HttpResponse:
    """What is in the way, or what ends with the unit; then the button."""
    unit = editable_unit(request.actor, code)
    form = NoteForm(request.POST or None)
    if tried(form, lambda: close_unit(unit_id=unit.pk, by=request.actor, **form.cleaned_data)):
        messages.success(request, _("单位已撤销"))
        return redirect("people:unit", code=unit.code)
    facts = _facts(unit) | {"form": form, "closing": closing(unit)}
    return answer(request, "people/unit_close.html", facts)


def _moved(unit: Unit, parent: Unit, *, by: Actor, note: str) -> Unit:
    return move_unit(unit_id=unit.pk, parent_id=parent.pk, note=note, by=by)


def _facts(unit: Unit) -> dict[str, object]:
    return {
        "unit": unit,
        "above": names_above(unit),
        "kind": rulebook().units.get(unit.kind),
        "ended": not unit.covers(clock.now()),
    }
