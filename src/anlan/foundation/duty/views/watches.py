"""One's own watches, and one shift."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from anlan.core.kernel import clock
from anlan.core.kernel.errors import NotVisible
from anlan.foundation.duty import public
from anlan.foundation.duty.forms.planning import AbsenceForm, AddForm, ReplaceForm
from anlan.foundation.duty.forms.standing import ReasonForm, SwapForm
from anlan.foundation.duty.models import Absence, Swap
from anlan.foundation.duty.rules.icalendar import Occasion, icalendar
from anlan.foundation.duty.selectors import mine as asked
from anlan.foundation.duty.selectors.picking import stand_ins
from anlan.foundation.duty.selectors.rota import shift_rows
from anlan.foundation.duty.selectors.sight import own_watch, watch_for
from anlan.foundation.duty.views.showing import done, on, pressed, shown
from anlan.foundation.duty.words import roster_words
from anlan.foundation.ledger.public import history, lines_of
from anlan.foundation.people.models import Person
from anlan.foundation.people.public import Request, allowed, require_held, signed_in

SHOWN_SWAPS = 20
EARLY = timedelta(hours=12)


@require_http_methods(["GET", "POST"])
@signed_in
def mine(request: Request) -> HttpResponse:
    """What duty asks of the viewer, and when they stand next."""
    require_held(request.actor, "duty.stand")
    person = Person.objects.filter(pk__in=[request.actor.person_id]).first()
    if person is None:
        raise NotVisible
    form = AbsenceForm(request.POST or None, initial={"number": person.number})
    if request.method == "POST" and done(form, lambda given: _away(request, person, given)):
        return on(request, reverse("duty:mine"), told=_("已记下，办公室会找人替你"))
    now = clock.now()
    facts = {
        "at": now,
        "watches": list(asked.watches_ahead(person.pk, at=now)[:30]),
        "may_acknowledge": set(asked.to_acknowledge(person.pk, at=now).values_list("pk", flat=True)),
        "swaps": list(asked.swaps_asked(person.pk, at=now)),
        "asked": _asked_by(person, at=now),
        "handovers": list(asked.handovers_to_sign(person.pk, at=now)),
        "orders": list(asked.orders_to_confirm(person.pk)),
        "absences": list(Absence.objects.filter(person=person, withdrawn_at=None, ends__gt=now)),
        "form": form,
    }
    return shown(request, "duty/mine.html", facts, form)


@require_GET
@signed_in
def calendar(request: Request) -> HttpResponse:
    """One's watches as a calendar file."""
    require_held(request.actor, "duty.stand")
    rows = asked.watches_ahead(request.actor.person_id, at=clock.now() - timedelta(days=31))
    occasions = [
        Occasion(
            key=str(row.pk),
            starts=row.starts,
            ends=row.ends,
            title=f"{roster_words(row.shift.roster)}{_('（带班）') if row.lead else ''}",
            about=row.shift.roster.position.phone,
        )
        for row in rows
    ]
    text = icalendar(occasions, domain=request.get_host(), at=clock.now(), name=_("我的班"))
    answer = HttpResponse(text, content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="duty.ics"'
    return answer


@require_GET
@signed_in
def shift(request: Request, shift_id: UUID) -> HttpResponse:
    """One shift: who stands it, who answered, who was called."""
    return _shift_page(request, shift_id)


@require_POST
@signed_in
def replace(request: Request, watch_id: UUID) -> HttpResponse:
    """Put another person in somebody's place."""
    row = watch_for(request.actor, watch_id)
    form = ReplaceForm(request.POST, prefix=f"replace-{watch_id}")
    if done(form, lambda given: public.replace(watch_id=watch_id, by=request.actor, **given)):
        return on(request, row.shift.get_absolute_url(), told=_("已换人，两个人都收到通知"))
    return _shift_page(request, row.shift_id, wrong=form, wrong_at=row.pk)


@require_POST
@signed_in
def add(request: Request, shift_id: UUID) -> HttpResponse:
    """Put one more person on a shift."""
    row = public.shift_for(request.actor, shift_id)
    form = AddForm(request.POST, prefix="add")
    if done(form, lambda given: public.add_person(shift_id=shift_id, by=request.actor, **given)):
        return on(request, row.get_absolute_url(), told=_("已加上"))
    return _shift_page(request, shift_id, wrong=form)


@require_POST
@signed_in
def acknowledge(request: Request, watch_id: UUID) -> HttpResponse:
    """我已到岗."""
    return pressed(
        request,
        reverse("duty:mine"),
        told=_("已确认到岗"),
        act=lambda: public.acknowledge(watch_id=watch_id, by=request.actor),
    )


@require_http_methods(["GET", "POST"])
@signed_in
def swap(request: Request, watch_id: UUID) -> HttpResponse:
    """Ask somebody to take one's watch."""
    watch = own_watch(request.actor, watch_id)
    people = stand_ins(watch)
    form = SwapForm(request.POST or None, people=people)

    def act(given: dict[str, Any]) -> None:
        public.ask_swap(watch_id=watch_id, of=UUID(given["of"]), reason=given["reason"], by=request.actor)

    if request.method == "POST" and done(form, act):
        return on(request, reverse("duty:mine"), told=_("已问，等对方答复"))
    return shown(request, "duty/swap.html", {"form": form, "watch": watch, "people": people}, form)


@require_POST
@signed_in
def answer(request: Request, swap_id: UUID, name: str) -> HttpResponse:
    """Accept, reject or withdraw a swap."""
    by = request.actor
    if name == "reject":
        form = ReasonForm(request.POST)
        reason = form.cleaned_data["reason"] if form.is_valid() else ""
        told, act = _("已答复：不换"), lambda: public.reject_swap(swap_id=swap_id, reason=reason, by=by)
    elif name == "accept":
        told, act = _("已换班，办公室会知道"), lambda: public.accept_swap(swap_id=swap_id, by=by)
    elif name == "withdraw":
        told, act = _("已撤回换班"), lambda: public.withdraw_swap(swap_id=swap_id, by=by)
    else:
        raise NotVisible
    return pressed(request, reverse("duty:mine"), told=told, act=act)


@require_POST
@signed_in
def back(request: Request, absence_id: UUID) -> HttpResponse:
    """Somebody can stand after all."""
    return pressed(
        request,
        reverse("duty:mine"),
        told=_("已撤销，照常值班"),
        act=lambda: public.withdraw_absence(absence_id=absence_id, by=request.actor),
    )


def _away(request: Request, person: Person, given: dict[str, Any]) -> None:
    """Only about oneself from this page."""
    public.record_absence(**(given | {"number": person.number}), by=request.actor)


def _asked_by(person: Person, *, at: object) -> list[Swap]:
    rows = Swap.objects.filter(watch__person=person, asked_at__gte=clock.now() - timedelta(days=30))
    return list(rows.select_related("watch__shift__roster", "asked_of")[:SHOWN_SWAPS])


def _shift_page(
    request: Request, shift_id: UUID, *, wrong: Any = None, wrong_at: UUID | None = None
) -> HttpResponse:
    viewer, row = request.actor, public.shift_for(request.actor, shift_id)
    now = clock.now()
    whole = shift_rows([row], at=now)[0]
    may_plan = allowed(viewer, "duty.plan", row) and row.ends > now
    own = next((one.watch for one in whole.people if one.watch.person_id == viewer.person_id), None)
    facts = {
        "row": whole,
        "shift": row,
        "own": own,
        "may_acknowledge": own is not None
        and own.acknowledged_at is None
        and row.starts - now <= EARLY < row.ends - now + EARLY,
        "may_swap": own is not None and row.starts > now and row.state == "published",
        "may_hand_over": own is not None and row.starts <= now and row.state == "published",
        "handovers": row.handovers.select_related("outgoing", "incoming").order_by("-version"),
        "calls": [call for one in whole.people for call in one.watch.calls.all()],
        "swaps": Swap.objects.filter(watch__shift=row).select_related("watch__person", "asked_of"),
        "gone": row.watches.exclude(left_at=None).select_related("person"),
        "replace": [
            (one, wrong if wrong_at == one.watch.pk else ReplaceForm(prefix=f"replace-{one.watch.pk}"))
            for one in whole.people
        ]
        if may_plan
        else [],
        "add": (wrong if wrong is not None and wrong_at is None else AddForm(prefix="add"))
        if may_plan
        else None,
        "lines": lines_of(history("duty.shift", row.pk)[:15]),
    }
    return shown(request, "duty/shift.html", facts, wrong)
