"""Hand-overs and oral orders."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from anlan.core.access import Actor
from anlan.core.kernel import clock
from anlan.core.kernel.errors import NotVisible
from anlan.core.kernel.ids import new_id
from anlan.foundation.duty import public
from anlan.foundation.duty.forms.standing import CorrectionForm, OrderForm, RemarksForm, WrittenForm
from anlan.foundation.duty.models import HandOver, OralOrder
from anlan.foundation.duty.selectors.handing import stands_on
from anlan.foundation.duty.selectors.picking import orderers
from anlan.foundation.duty.states import HandOverState, OrderState
from anlan.foundation.duty.views.showing import done, on, pressed, shown
from anlan.foundation.duty.words import roster_words
from anlan.foundation.people.public import Request, allowed, require_held, signed_in, visible

PER_PAGE = 50


@require_GET
@signed_in
def handovers(request: Request) -> HttpResponse:
    """The records, the newest first."""
    require_held(request.actor, "duty.read")
    rows = visible(HandOver.objects.all(), request.actor, "duty.read")
    rows = rows.select_related("shift__roster", "outgoing", "incoming")
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    return shown(request, "duty/handovers.html", {"page": page})


@require_POST
@signed_in
def draft(request: Request, shift_id: UUID) -> HttpResponse:
    """Draft the record of a shift, and go there."""
    row = public.draft_handover(shift_id=shift_id, by=request.actor)
    return on(request, row.get_absolute_url(), told=_("已按现在的情况起草"))


@require_http_methods(["GET", "POST"])
@signed_in
def handover(request: Request, handover_id: UUID) -> HttpResponse:
    """One record; what it is waiting for stands beside it."""
    row = public.handover_for(request.actor, handover_id)
    remarks = RemarksForm(initial={"remarks": row.remarks})
    correction = CorrectionForm(initial={"remarks": row.remarks})
    name = request.POST.get("do", "")
    if request.method == "POST" and name == "correct":
        correction = CorrectionForm(request.POST)
        made: list[HandOver] = []
        if done(correction, lambda given: made.append(_corrected(request.actor, row, given))):
            return on(request, made[0].get_absolute_url(), told=_("更正已起草，两个人重新签字"))
    elif request.method == "POST":
        remarks = RemarksForm(request.POST)
        told, act = _acts(request, row, name)
        if done(remarks, act):
            return on(request, row.get_absolute_url(), told=told)
    facts = _handover_facts(request.actor, row) | {"remarks": remarks, "correction": correction}
    return shown(request, "duty/handover.html", facts, remarks, correction)


@require_GET
@signed_in
def handover_paper(request: Request, handover_id: UUID) -> HttpResponse:
    """交接班记录 on paper."""
    row = public.handover_for(request.actor, handover_id)
    return shown(request, "duty/handover_paper.html", {"row": row, "body": row.body})


@require_http_methods(["GET", "POST"])
@signed_in
def orders(request: Request) -> HttpResponse:
    """Oral orders, and the form that writes one down."""
    require_held(request.actor, "duty.read")
    rosters = list(public.rosters_for(request.actor))
    choices = [(one.code, roster_words(one)) for one in rosters]
    initial = {"client_id": new_id(), "ordered_at": clock.now()}
    form = OrderForm(request.POST or None, rosters=choices, people=orderers(rosters), initial=initial)
    if request.method == "POST" and done(form, lambda given: _heard(request.actor, given)):
        return on(request, reverse("duty:orders"), told=_("已记下，等本人书面确认"))
    rows = visible(OralOrder.objects.all(), request.actor, "duty.read")
    rows = rows.select_related("roster", "ordered_by", "recorded_by")
    facts = {
        "page": Paginator(rows, PER_PAGE).get_page(request.GET.get("page")),
        "open_count": rows.filter(state=OrderState.OPEN).count(),
        "at": clock.now(),
        "form": form if rosters and (form.is_bound or _hears(request.actor)) else None,
        "written": WrittenForm(),
    }
    return shown(request, "duty/orders.html", facts, form)


@require_POST
@signed_in
def settle(request: Request, order_id: UUID, name: str) -> HttpResponse:
    """The one who gave an order puts it in writing, or says otherwise."""
    written = request.POST.get("written", "")
    by = request.actor
    if name == "confirm":
        told, act = _("已书面确认"), lambda: public.confirm_order(order_id=order_id, written=written, by=by)
    elif name == "deny":
        told, act = _("已记下你的说法"), lambda: public.deny_order(order_id=order_id, reason=written, by=by)
    else:
        raise NotVisible
    return pressed(request, reverse("duty:orders"), told=told, act=act)


def _hears(viewer: Actor) -> bool:
    """Whether the viewer may have an order to write down: on duty now, or planning."""
    now = clock.now()
    on_duty = public.watches_ahead(viewer.person_id, at=now).filter(starts__lte=now)
    return viewer.holds("duty.plan") or on_duty.exists()


def _heard(by: Actor, given: dict[str, Any]) -> None:
    public.record_order(
        client_id=given["client_id"],
        roster_code=given["roster"],
        words=given["words"],
        ordered_by=UUID(given["ordered_by"]),
        ordered_at=given["ordered_at"],
        by=by,
    )


def _corrected(by: Actor, row: HandOver, given: dict[str, Any]) -> HandOver:
    return public.correct_handover(
        handover_id=row.pk, what=given["correction"], remarks=given["remarks"], by=by
    )


def _acts(request: Request, row: HandOver, name: str) -> Any:
    """What each button of the record does, and what is said afterwards."""
    by, key = request.actor, row.pk
    acts = {
        "save": (
            _("补充的话已存下"),
            lambda given: public.write_remarks(handover_id=key, remarks=given["remarks"], by=by),
        ),
        "leave": (
            _("已签交班，等接班人签字"),
            lambda given: public.sign_out(handover_id=key, remarks=given["remarks"], by=by),
        ),
        "take": (_("已接班，你的班从现在起"), lambda _given: public.sign_in(handover_id=key, by=by)),
    }
    if name not in acts:
        raise NotVisible
    return acts[name]


def _handover_facts(viewer: Actor, row: HandOver) -> dict[str, Any]:
    following = public.next_shift(row.shift)
    on_shift = stands_on(viewer, row.shift)
    coming = following is not None and stands_on(viewer, following)
    signed = row.state == HandOverState.SIGNED and not HandOver.objects.filter(corrects=row).exists()
    part = viewer.person_id in {row.outgoing_id, row.incoming_id}
    return {
        "row": row,
        "body": row.body,
        "following": following,
        "may_leave": row.state == HandOverState.DRAFT and on_shift,
        "may_take": row.state == HandOverState.LEFT and coming and viewer.person_id != row.outgoing_id,
        "may_correct": signed and (part or allowed(viewer, "duty.plan", row)),
        "versions": row.shift.handovers.order_by("version"),
    }
