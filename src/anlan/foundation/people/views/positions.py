"""Positions: opening, closing, changing one, and who takes or leaves it."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from anlan.core.access import Actor
from anlan.core.kernel import clock
from anlan.core.kernel.errors import AnlanError, NotVisible
from anlan.foundation.ledger.public import history, lines_of
from anlan.foundation.people.forms import AppointForm, LeavingForm, NewPositionForm, NoteForm, PositionForm
from anlan.foundation.people.models import Appointment, Position, Unit
from anlan.foundation.people.permission import allowed, require, visible
from anlan.foundation.people.requests import Request, signed_in
from anlan.foundation.people.rulebook import rulebook
from anlan.foundation.people.selectors.consequences import leaving, planned_duties
from anlan.foundation.people.selectors.persons import person_to_appoint
from anlan.foundation.people.selectors.units import editable_unit, names_above
from anlan.foundation.people.services.positions import (
    appoint,
    change_position,
    close_position,
    create_position,
    end_appointment,
)
from anlan.foundation.people.views.answers import UNPROCESSABLE, answer, told, tried
from anlan.foundation.people.views.choices import role_choices

SHOWN_LINES = 30


@require_http_methods(["GET", "POST"])
@signed_in
def position(request: Request, position_id: UUID) -> HttpResponse:
    """A position: who held it, what it may do; its editors appoint and change the telephone here."""
    shown = _shown(request, position_id)
    form = AppointForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and _appointed(request, shown, form):
        messages.success(request, _("已任命"))
        return redirect("people:position", position_id=shown.pk)
    return answer(request, "people/position.html", _position_facts(request, shown, form))


@require_POST
@signed_in
def change(request: Request, position_id: UUID) -> HttpResponse:
    """Another title or telephone."""
    form, shown = PositionForm(request.POST), _shown(request, position_id)
    if not form.is_valid():
        facts = _position_facts(request, shown, AppointForm(), change_form=form)
        return render(request, "people/position.html", facts | {"has_errors": True}, status=UNPROCESSABLE)
    change_position(position_id=shown.pk, place_path=shown.place_path, by=request.actor, **form.cleaned_data)
    messages.success(request, _("岗位已改"))
    return redirect("people:position", position_id=shown.pk)


@require_http_methods(["GET", "POST"])
@signed_in
def new(request: Request, code: str) -> HttpResponse:
    """Open one seat at a unit."""
    unit = editable_unit(request.actor, code)
    form = NewPositionForm(request.POST or None, roles=role_choices(request.actor, unit))
    made = tried(form, lambda: _opened(unit, request.actor, form))
    if made is not None:
        messages.success(request, _("岗位已设，接着任命"))
        return redirect("people:position", position_id=made.pk)
    facts = {"form": form, "unit": unit, "above": names_above(unit)}
    return answer(request, "people/position_new.html", facts)


@require_http_methods(["GET", "POST"])
@signed_in
def close(request: Request, position_id: UUID) -> HttpResponse:
    """Who still holds the seat, or what its end means; then the button."""
    shown = _editable(request, position_id)
    form = NoteForm(request.POST or None)
    if tried(form, lambda: close_position(position_id=shown.pk, by=request.actor, **form.cleaned_data)):
        messages.success(request, _("岗位已撤"))
        return redirect("people:unit", code=shown.unit.code)
    held = Appointment.objects.lasting_past(clock.now()).filter(position=shown).select_related("person")
    facts = _about(shown) | {"form": form, "held": held, "duties": planned_duties(shown)}
    return answer(request, "people/position_close.html", facts)


@require_http_methods(["GET", "POST"])
@signed_in
def end(request: Request, appointment_id: UUID) -> HttpResponse:
    """What somebody's leaving changes; then the button."""
    rows = visible(Appointment.objects.all(), request.actor, "people.read")
    row = rows.select_related("position__unit", "person").filter(pk=appointment_id).first()
    if row is None:
        raise NotVisible
    if row.person_id != request.actor.person_id:
        require(request.actor, "people.edit", row)
    form = LeavingForm(request.POST if request.method == "POST" else None)
    if tried(form, lambda: end_appointment(appointment_id=row.pk, by=request.actor, **form.cleaned_data)):
        messages.success(request, _("已免去，这个岗位的权限马上停"))
        return redirect("people:position", position_id=row.position_id)
    facts = _about(row.position) | {"form": form, "row": row, "leaving": leaving(row)}
    return answer(request, "people/appointment_end.html", facts)


def _opened(unit: Unit, by: Actor, form: NewPositionForm) -> Position:
    given = form.cleaned_data
    return create_position(
        code=f"{unit.code}.{given['code']}",
        unit_id=unit.pk,
        title=given["title"],
        title_en=given["title_en"],
        role=given["role"],
        phone=given["phone"],
        by=by,
    )


def _appointed(request: Request, shown: Position, form: AppointForm) -> bool:
    """Try to appoint; the form says what stands in the way."""
    given = form.cleaned_data
    try:
        appoint(
            person_id=person_to_appoint(request.actor, given["number"], at=shown.unit).pk,
            position_id=shown.pk,
            capacity=given["capacity"],
            valid_until=given["valid_until"],
            by=request.actor,
        )
    except NotVisible:
        form.add_error("number", _("没有这个工号或学号"))
    except AnlanError as error:
        form.add_error(None, told(error))
    return not form.errors


def _shown(request: Request, position_id: UUID) -> Position:
    rows = visible(Position.objects.select_related("unit"), request.actor, "people.read")
    shown = rows.filter(pk=position_id).first()
    if shown is None:
        raise NotVisible
    return shown


def _editable(request: Request, position_id: UUID) -> Position:
    shown = _shown(request, position_id)
    if not allowed(request.actor, "people.edit", shown):
        raise NotVisible
    return shown


def _about(shown: Position) -> dict[str, object]:
    return {
        "position": shown,
        "unit": shown.unit,
        "above": names_above(shown.unit),
        "role": rulebook().roles.get(shown.role),
        "ended": not shown.covers(clock.now()),
    }


def _position_facts(
    request: Request, shown: Position, form: AppointForm, *, change_form: PositionForm | None = None
) -> dict[str, object]:
    held = Appointment.objects.filter(position=shown).select_related("person")
    words = {"title": shown.title, "title_en": shown.title_en, "phone": shown.phone}
    return _about(shown) | {
        "now_held": held.in_force(),
        "past": held.exclude(pk__in=held.in_force()).order_by("-valid_from")[:SHOWN_LINES],
        "form": form,
        "change_form": change_form or PositionForm(initial=words),
        "may_edit": allowed(request.actor, "people.edit", shown),
        "lines": lines_of(history("people.position", shown.pk)[:SHOWN_LINES]),
    }
