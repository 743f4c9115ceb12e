"""The duty roster."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from anlan.core.kernel import clock
from anlan.core.kernel.errors import AnlanError, NotVisible
from anlan.foundation.people.forms import DutyForm
from anlan.foundation.people.models import Duty, Position
from anlan.foundation.people.permission import require_held, visible
from anlan.foundation.people.requests import Request, signed_in
from anlan.foundation.people.selectors.duty import duty_for
from anlan.foundation.people.selectors.persons import person_to_appoint
from anlan.foundation.people.services.duty import assign_duty, strike_duty
from anlan.foundation.ui.wording import words_for

UNPROCESSABLE = 422
SHOWN_DAYS = 7


@require_http_methods(["GET", "POST"])
@signed_in
def roster(request: Request) -> HttpResponse:
    """A week of duty; its editors add to it here."""
    require_held(request.actor, "people.read")
    first = _day(request.GET.get("from", ""))
    form = DutyForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and _assigned(request, form):
        messages.success(request, _("已排上"))
        return redirect("people:duty")
    starts = datetime.combine(first, time(), clock.CAMPUS_ZONE)
    now = clock.now()
    rows = duty_for(request.actor, starts=starts, ends=starts + timedelta(days=SHOWN_DAYS))
    failed = request.method == "POST"
    facts = {
        "rows": rows,
        "now_on": [row for row in rows if row.starts <= now < row.ends],
        "first": first,
        "before": first - timedelta(days=SHOWN_DAYS),
        "after": first + timedelta(days=SHOWN_DAYS),
        "form": form,
        "may_edit": request.actor.holds("people.edit"),
        "has_errors": failed,
    }
    return render(request, "people/duty.html", facts, status=UNPROCESSABLE if failed else 200)


@require_POST
@signed_in
def strike(request: Request, duty_id: UUID) -> HttpResponse:
    """Take a duty off the roster."""
    row = visible(Duty.objects.all(), request.actor, "people.read").filter(pk=duty_id).first()
    if row is None:
        raise NotVisible
    strike_duty(duty_id=row.pk, by=request.actor)
    messages.success(request, _("已从值班表撤下"))
    return redirect("people:duty")


def _assigned(request: Request, form: DutyForm) -> bool:
    """Try to put the duty on the roster; the form says what stands in the way."""
    given = form.cleaned_data
    positions = visible(Position.objects.in_force(), request.actor, "people.read").select_related("unit")
    position = positions.filter(code=given["position"].strip()).first()
    if position is None:
        form.add_error("position", _("没有这个岗位代码，单位页上能查到"))
        return False
    try:
        assign_duty(
            position_id=position.pk,
            person_id=person_to_appoint(request.actor, given["number"], at=position.unit).pk,
            starts=given["starts"],
            ends=given["ends"],
            lead=given["lead"],
            by=request.actor,
        )
    except NotVisible:
        form.add_error("number", _("没有这个工号或学号"))
    except AnlanError as error:
        form.add_error(None, str(words_for(error).title))
    return not form.errors


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return clock.today()
