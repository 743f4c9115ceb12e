"""The protected channel: reporting, following by receipt code, and the desk of its readers."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from anlan.areas.command.views.showing import blame, key_in, on, said, shown
from anlan.areas.inspection import public
from anlan.areas.inspection.forms.acts import SupplementForm
from anlan.areas.inspection.forms.planning import CodeForm, ReportForm
from anlan.areas.inspection.selectors.picking import Pick
from anlan.areas.inspection.selectors.protected import messages_of, reports_for
from anlan.areas.inspection.states import REPORT
from anlan.areas.inspection.views.finding import TROUBLES
from anlan.areas.inspection.words import HISTORY
from anlan.core.kernel.errors import NotVisible
from anlan.foundation.people.models import Unit
from anlan.foundation.people.public import Request, require_held, signed_in, title_of, unit_name

HELD = "inspection.protected"
MOVES = frozenset({"take_in_hand", "conclude", "take_up_again"})


@never_cache
def report(request: Request) -> HttpResponse:
    """Report hidden or forged figures; nobody has to sign in, no name is asked."""
    known = request.actor.person_id is not None
    units = [
        Pick(str(unit.pk), unit_name(unit))
        for unit in Unit.objects.in_force().exclude(kind="university").order_by("order", "path")
    ]
    form = ReportForm(request.POST or None, units=units, signed_in=known)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            code = public.report_hidden(
                unit_id=key_in(given["unit_id"]),
                matter=given["matter"],
                text=given["text"],
                person_id=request.actor.person_id if given.get("named") else None,
            )
        except TROUBLES as trouble:
            blame(form, trouble)
        else:
            return shown(request, "inspection/protected_done.html", {"code": code})
    return shown(request, "inspection/protected.html", {"form": form}, form)


@never_cache
def receipt(request: Request) -> HttpResponse:
    """Follow a report by its receipt code, and add to it; the code is never in an address."""
    form = CodeForm(request.POST or None)
    adding = SupplementForm(request.POST if "text" in request.POST else None)
    context: dict[str, object] = {"form": form, "adding": adding}
    if request.method == "POST" and form.is_valid():
        code = form.cleaned_data["code"]
        try:
            found = public.follow(code)
            if adding.is_bound and adding.is_valid():
                public.add_by_reporter(code, text=adding.cleaned_data["text"])
                context["adding"] = SupplementForm()
            context |= {
                "report": found,
                "code": code,
                "lines": [(one, HISTORY.get(one.kind, "")) for one in messages_of(found, for_reporter=True)],
            }
        except NotVisible:
            form.add_error("code", _("没有这个回执码。核对一遍，字母里没有 I、O、S、Z"))
        except TROUBLES as trouble:
            form.add_error(None, said(trouble))
    return shown(request, "inspection/protected_receipt.html", context, form)


@never_cache
@signed_in
def desk(request: Request) -> HttpResponse:
    """What the reader may read."""
    require_held(request.actor, HELD)
    return shown(request, "inspection/protected_desk.html", {"rows": reports_for(request.actor)[:200]})


@never_cache
@signed_in
def case(request: Request, report_id: UUID) -> HttpResponse:
    """One report; that it was read is kept."""
    require_held(request.actor, HELD)
    found = public.read_report(report_id, by=request.actor)
    lines = [
        (one, HISTORY.get(one.kind, ""), title_of(one.position) if one.position else "")
        for one in messages_of(found, for_reporter=False)
    ]
    context = {
        "report": found,
        "lines": lines,
        "acts": [move.name for move in REPORT.moves_from(found.state)],
        "form": SupplementForm(),
    }
    return shown(request, "inspection/protected_case.html", context)


@never_cache
@signed_in
@require_POST
def handle(request: Request, report_id: UUID, name: str) -> HttpResponse:
    """Answer the reporter, or move the report along."""
    require_held(request.actor, HELD)
    text = request.POST.get("text", "")
    if name == "answer":
        public.answer_report(report_id, text=text, by=request.actor)
    elif name in MOVES:
        public.move_report(report_id, name, note=text, by=request.actor)
    else:
        raise NotVisible
    return on(request, reverse("inspection:protected-case", args=(report_id,)), told=_("已记下"))
