"""What an addressed unit answers, and what the issuer answers back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from django import forms
from django.core.paginator import Page
from django.http import HttpResponse
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from anlan.areas.command import public
from anlan.areas.command.forms.acts import AnswerForm, LocalForm, ReasonForm, RelayForm
from anlan.areas.command.selectors.answers import answer_to_give
from anlan.areas.command.selectors.picking import Pick
from anlan.areas.command.selectors.sight import own_unit
from anlan.areas.command.views.asking import asks_about_numbers, decided
from anlan.areas.command.views.showing import back, blame, key_in, on, page_of, shown
from anlan.core.kernel.errors import BadInput, Conflict, IllegalMove
from anlan.foundation.people.public import Request, require_held, signed_in, unit_name
from anlan.foundation.ui.parts import Choice

A_PAGE, A_GLANCE = 100, 50
LIST_WORDS = {
    "waiting": _lazy("等签收"),
    "kept": _lazy("异议已答复，等签收"),
    "objections": _lazy("有异议，等你答复"),
    "to_relay": _lazy("还没转给下级"),
}
TROUBLES = (BadInput, Conflict, IllegalMove)


@signed_in
def inbox(request: Request) -> HttpResponse:
    """What waits for the unit: to acknowledge, to pass on, answered objections."""
    require_held(request.actor, "command.read")
    filters = public.InboxFilters.from_query(request.GET)
    a_page = A_PAGE if filters.show else A_GLANCE
    box = public.inbox(request.actor, filters, most=a_page, offset=(filters.page - 1) * a_page)
    pages = _pages(box, filters)
    if pages is not None and filters.page > pages.number:
        return on(request, f"?{filters.to_query(page=pages.number)}")
    context = {
        "box": box,
        "filters": filters,
        "pages": pages,
        "choices": _choices(box, filters),
        "query": filters.to_query(),
        "may_add": request.actor.holds("command.cascade"),
    }
    return shown(request, "command/inbox.html", context)


def _pages(box: public.Inbox, filters: public.InboxFilters) -> Page[int] | None:
    """The pages of the list that was asked for; the last one when the address reaches past it."""
    if not filters.show:
        return None
    count = box.counts[filters.show]
    last = max(1, -(-count // A_PAGE))
    return page_of(count, number=min(filters.page, last), size=A_PAGE)


def _choices(box: public.Inbox, filters: public.InboxFilters) -> list[Choice]:
    """Everything, then each list with something in it, with its whole count."""
    here = reverse("command:inbox")
    every = Choice(_("全部"), f"{here}?{filters.to_query(show='')}", not filters.show, box.count)
    return [
        every,
        *(
            Choice(str(word), f"{here}?{filters.to_query(show=name)}", filters.show == name, box.counts[name])
            for name, word in LIST_WORDS.items()
            if box.counts[name] or filters.show == name
        ),
    ]


@require_POST
@signed_in
def acknowledge(request: Request, addressee_id: UUID) -> HttpResponse:
    """Take a requirement on."""
    answer = public.acknowledge(addressee_id, by=request.actor)
    url = back(request, answer.directive.get_absolute_url())
    return on(request, url, told=_("已签收 %(code)s") % {"code": answer.directive.code})


@dataclass(frozen=True, slots=True)
class Way:
    """One way to answer in words: which act has to be possible, what is typed, what happens and is said."""

    act: str
    form: type[forms.Form]
    do: Callable[..., object]
    told: Promise
    words: str
    to_inbox: bool = False


WAYS = {
    "object": Way("object", ReasonForm, public.object_to, _lazy("异议已送到，等答复"), "command/object.html"),
    "keep": Way("keep", AnswerForm, public.keep, _lazy("已答复，要求不变"), "command/keep.html"),
    "waive": Way(
        "relay",
        ReasonForm,
        public.waive_relay,
        _lazy("已记下不转达的理由"),
        "command/waive.html",
        to_inbox=True,
    ),
}


@signed_in
@asks_about_numbers
def answer(request: Request, addressee_id: UUID, way: str) -> HttpResponse:
    """Object, answer an objection, or say why nothing is passed on; the requirement stays in force."""
    chosen = WAYS[way]
    given = answer_to_give(request.actor, addressee_id, act=chosen.act)
    form = chosen.form(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            chosen.do(addressee_id, by=request.actor, numbers=decided(request), **form.cleaned_data)
        except TROUBLES as trouble:
            blame(form, trouble)
        else:
            url = reverse("command:inbox") if chosen.to_inbox else given.directive.get_absolute_url()
            return on(request, url, told=chosen.told)
    return shown(request, chosen.words, {"answer": given, "form": form}, form)


@signed_in
@asks_about_numbers
def relay(request: Request, addressee_id: UUID) -> HttpResponse:
    """Pass a requirement on to units below."""
    answer = answer_to_give(request.actor, addressee_id, act="relay")
    form = RelayForm(request.POST or None, units=_below(request, answer.unit.path))
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            rows = public.relay(
                addressee_id,
                unit_ids=[key_in(key) for key in given["unit_ids"]],
                due_at=given["due_at"],
                later_reason=given["later_reason"],
                by=request.actor,
                numbers=decided(request),
            )
        except TROUBLES as trouble:
            blame(form, trouble)
        else:
            told = ngettext("已转给 %(count)s 个单位", "已转给 %(count)s 个单位", len(rows)) % {
                "count": len(rows)
            }
            return on(request, back(request, answer.directive.get_absolute_url()), told=told)
    return shown(request, "command/relay.html", {"answer": answer, "form": form}, form)


@signed_in
@asks_about_numbers
def local(request: Request) -> HttpResponse:
    """Add a requirement of one's own unit."""
    require_held(request.actor, "command.cascade")
    unit = own_unit(request.actor)
    units = [Pick(str(unit.pk), unit_name(unit)), *_below(request, unit.path)]
    beside = request.GET.get("beside", "")
    form = LocalForm(request.POST or None, units=units)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            row = public.add_local(
                text=given["text"],
                unit_id=key_in(given["unit_id"]),
                obligation=given["obligation"],
                due_at=given["due_at"],
                under_id=_beside(request, beside),
                by=request.actor,
                numbers=decided(request),
            )
        except TROUBLES as trouble:
            blame(form, trouble)
        else:
            return on(request, row.get_absolute_url(), told=_("已新增 %(code)s") % {"code": row.code})
    origin = public.requirement(request.actor, beside).directive if beside else None
    return shown(request, "command/local.html", {"form": form, "origin": origin, "unit": unit}, form)


def _beside(request: Request, code: str) -> UUID | None:
    return public.requirement(request.actor, code).directive.pk if code else None


def _below(request: Request, path: str) -> list[Pick]:
    """Units below the viewer's own."""
    return [Pick(str(chip.id), chip.name) for chip in public.units_below(request.actor) if path]
