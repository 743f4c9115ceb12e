"""Units, their seats, and who holds them."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from anlan.core.kernel.errors import AnlanError, NotVisible
from anlan.foundation.ledger.public import history, lines_of
from anlan.foundation.people.forms import AppointForm, PositionForm, UnitForm
from anlan.foundation.people.models import Appointment, Position, Unit
from anlan.foundation.people.permission import allowed, require_held, visible
from anlan.foundation.people.requests import Request, signed_in
from anlan.foundation.people.rulebook import rulebook
from anlan.foundation.people.selectors.persons import person_to_appoint
from anlan.foundation.people.selectors.units import names_above, seats_of, unit_for, unit_tree
from anlan.foundation.people.services.positions import appoint, change_position, end_appointment, open_seats
from anlan.foundation.people.services.units import create_unit
from anlan.foundation.ui.wording import words_for

UNPROCESSABLE = 422
SHOWN_LINES = 30


@signed_in
def units(request: Request) -> HttpResponse:
    """The tree of units, or what a search finds."""
    require_held(request.actor, "people.read")
    search = request.GET.get("q", "")
    lines = unit_tree(request.actor, search=search)
    return render(request, "people/units.html", {"lines": lines, "search": search})


@signed_in
def unit(request: Request, code: str) -> HttpResponse:
    """A unit: its seats, telephones, who holds them now, what hangs below."""
    shown = unit_for(request.actor, code)
    return render(request, "people/unit.html", _unit_facts(request, shown))


@require_http_methods(["GET", "POST"])
@signed_in
def new_unit(request: Request, code: str) -> HttpResponse:
    """Open a unit below this one, with the seats that its kind usually has."""
    parent = _editable(request, code)
    form = UnitForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = create_unit(parent_id=parent.pk, by=request.actor, **form.cleaned_data)
        except AnlanError as error:
            form.add_error(None, _told(error))
        else:
            messages.success(request, _("单位已建立，岗位按类型配"))
            return redirect("people:unit", code=made.code)
    failed = request.method == "POST"
    facts = {"form": form, "unit": parent, "above": names_above(parent), "has_errors": failed}
    return render(request, "people/unit_new.html", facts, status=UNPROCESSABLE if failed else 200)


@require_POST
@signed_in
def fill_seats(request: Request, code: str) -> HttpResponse:
    """Give the unit the seats of its kind."""
    made = open_seats(unit_id=_editable(request, code).pk, by=request.actor)
    messages.success(request, _("新增 %(count)s 个岗位") % {"count": len(made)})
    return redirect("people:unit", code=code)


@require_http_methods(["GET", "POST"])
@signed_in
def position(request: Request, position_id: UUID) -> HttpResponse:
    """A position: who held it, what it may do; its editors appoint and change the telephone here."""
    rows = visible(Position.objects.select_related("unit"), request.actor, "people.read")
    shown = rows.filter(pk=position_id).first()
    if shown is None:
        raise NotVisible
    if request.method == "POST":
        return _appointing(request, shown)
    return render(request, "people/position.html", _position_facts(request, shown, AppointForm()))


@require_POST
@signed_in
def change(request: Request, position_id: UUID) -> HttpResponse:
    """Another title or telephone."""
    form = PositionForm(request.POST)
    shown = Position.objects.select_related("unit").filter(pk=position_id).first()
    if shown is None or not allowed(request.actor, "people.read", shown):
        raise NotVisible
    if not form.is_valid():
        facts = _position_facts(request, shown, AppointForm(), change_form=form)
        return render(request, "people/position.html", facts | {"has_errors": True}, status=UNPROCESSABLE)
    change_position(position_id=shown.pk, place_path=shown.place_path, by=request.actor, **form.cleaned_data)
    messages.success(request, _("岗位已改"))
    return redirect("people:position", position_id=shown.pk)


@require_POST
@signed_in
def end(request: Request, appointment_id: UUID) -> HttpResponse:
    """End an appointment."""
    row = visible(Appointment.objects.all(), request.actor, "people.read").filter(pk=appointment_id).first()
    if row is None:
        raise NotVisible
    end_appointment(appointment_id=row.pk, by=request.actor, note=request.POST.get("note", ""))
    messages.success(request, _("已免去，这个岗位的权限马上停"))
    return redirect("people:position", position_id=row.position_id)


def _appointing(request: Request, shown: Position) -> HttpResponse:
    form = AppointForm(request.POST)
    if form.is_valid():
        try:
            appoint(
                person_id=person_to_appoint(request.actor, form.cleaned_data["number"], at=shown.unit).pk,
                position_id=shown.pk,
                capacity=form.cleaned_data["capacity"],
                valid_until=form.cleaned_data["valid_until"],
                by=request.actor,
            )
        except NotVisible:
            form.add_error("number", _("没有这个工号或学号"))
        except AnlanError as error:
            form.add_error(None, _told(error))
        else:
            messages.success(request, _("已任命"))
            return redirect("people:position", position_id=shown.pk)
    facts = _position_facts(request, shown, form) | {"has_errors": True}
    return render(request, "people/position.html", facts, status=UNPROCESSABLE)


def _unit_facts(request: Request, shown: Unit) -> dict[str, object]:
    below = visible(Unit.objects.in_force().filter(parent=shown), request.actor, "people.read")
    return {
        "unit": shown,
        "kind": rulebook().units.get(shown.kind),
        "above": names_above(shown),
        "seats": seats_of(request.actor, shown),
        "below": below,
        "may_edit": allowed(request.actor, "people.edit", shown),
        "lines": lines_of(history("people.unit", shown.pk)[:SHOWN_LINES]),
    }


def _position_facts(
    request: Request, shown: Position, form: AppointForm, *, change_form: PositionForm | None = None
) -> dict[str, object]:
    held = Appointment.objects.filter(position=shown).select_related("person")
    words = {"title": shown.title, "title_en": shown.title_en, "phone": shown.phone}
    return {
        "position": shown,
        "unit": shown.unit,
        "above": names_above(shown.unit),
        "role": rulebook().roles.get(shown.role),
        "now_held": held.in_force(),
        "past": held.exclude(pk__in=held.in_force()).order_by("-valid_from")[:SHOWN_LINES],
        "form": form,
        "change_form": change_form or PositionForm(initial=words),
        "may_edit": allowed(request.actor, "people.edit", shown),
        "lines": lines_of(history("people.position", shown.pk)[:SHOWN_LINES]),
    }


def _editable(request: Request, code: str) -> Unit:
    shown = unit_for(request.actor, code)
    if not allowed(request.actor, "people.edit", shown):
        raise NotVisible
    return shown


def _told(error: AnlanError) -> str:
    words = words_for(error)
    return "。".join(str(part) for part in (words.title, words.do) if part)
