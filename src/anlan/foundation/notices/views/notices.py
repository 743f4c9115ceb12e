"""Notices: the list, one with its ledger, writing and moving it on."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from anlan.core.kernel.errors import NotVisible
from anlan.core.kernel.ids import new_id
from anlan.foundation.notices.forms.channels import ReasonForm
from anlan.foundation.notices.forms.compose import ComposeForm
from anlan.foundation.notices.models import Notice
from anlan.foundation.notices.models.choices import DELIVERY_STATES, NOTICE_STATES
from anlan.foundation.notices.selectors.cap import cap_xml, validate_cap
from anlan.foundation.notices.selectors.page import deliveries_of, notice_page
from anlan.foundation.notices.selectors.register import NoticeFilters, counts_by_state, listed
from anlan.foundation.notices.selectors.sight import notice_for
from anlan.foundation.notices.services import drafting, sending, settling
from anlan.foundation.notices.views.showing import (
    TROUBLES,
    blame,
    class_words,
    on,
    said,
    shown,
    timeline,
)
from anlan.foundation.people.public import Request, require_held, signed_in
from anlan.foundation.ui.parts import Choice

PER_PAGE = 50
MOVES = {
    "submit": sending.submit,
    "approve": sending.approve,
    "reopen": sending.reopen,
    "drop": sending.drop,
    "send": sending.send,
}
UNREMARKABLE = {
    "status": "Actual",
    "level": "digest",
    "response": "Monitor",
    "category": "Other",
    "urgency": "Future",
    "severity": "Minor",
    "certainty": "Observed",
}
"""What a new form starts with: nothing graver than its author chooses."""
FOLLOWERS = {
    "update": drafting.update_notice,
    "cancel": drafting.cancel,
    "all_clear": drafting.all_clear,
}


@require_GET
@signed_in
def register(request: Request) -> HttpResponse:
    """Notices that were drafted, sent and ended; filters live in the address."""
    require_held(request.actor, "notices.read")
    filters = NoticeFilters.read(request.GET.dict())
    rows = listed(request.actor, filters)
    context = {
        "page": Paginator(rows, PER_PAGE).get_page(request.GET.get("page")),
        "filters": filters,
        "chips": _state_chips(request, filters),
        "worlds": [
            Choice(_("实际"), "?", current=not filters.drill),
            Choice(pgettext("notice", "演练"), "?drill=1", current=filters.drill),
        ],
        "may_draft": request.actor.holds("notices.draft"),
        "may_manage": request.actor.holds("notices.channels"),
    }
    return shown(request, "notices/register.html", context)


@require_http_methods(["GET", "POST"])
@signed_in
def compose(request: Request) -> HttpResponse:
    """Write a notice; it is kept as a draft and checked on its own page."""
    require_held(request.actor, "notices.draft")
    start = {**UNREMARKABLE, "client_id": new_id()}
    form = ComposeForm(request.POST or None, viewer=request.actor, initial=start)
    if request.method == "POST" and form.is_valid():
        try:
            notice = drafting.draft_notice(
                by=request.actor,
                audience=form.audience() or {},
                status=form.cleaned_data["status"],
                client_id=form.cleaned_data["client_id"],
                **form.words(),
            )
            return redirect(notice)
        except TROUBLES as trouble:
            blame(form, trouble)
    return shown(request, "notices/compose.html", {"form": form, "notice": None}, form)


@require_http_methods(["GET", "POST"])
@signed_in
def edit(request: Request, code: str) -> HttpResponse:
    """Change a draft."""
    require_held(request.actor, "notices.draft")
    notice = notice_for(request.actor, code)
    if notice.state != "draft":
        return redirect(notice)
    form = ComposeForm(request.POST or None, viewer=request.actor, notice=notice)
    if request.method == "POST" and form.is_valid():
        try:
            drafting.change_draft(
                notice.pk,
                by=request.actor,
                version=form.cleaned_data["version"] or 0,
                audience=form.audience(),
                **form.words(),
            )
            return redirect(notice)
        except TROUBLES as trouble:
            blame(form, trouble)
    return shown(request, "notices/compose.html", {"form": form, "notice": notice}, form)


@require_GET
@signed_in
def notice(request: Request, code: str) -> HttpResponse:
    """One notice: as it is read, to whom, what came of it."""
    return _page(request, code)


@require_POST
@signed_in
def move(request: Request, code: str, name: str) -> HttpResponse:
    """Hand in, approve, take back, drop or send."""
    row = notice_for(request.actor, code)
    act = MOVES.get(name)
    if act is None:
        raise NotVisible
    try:
        done = act(row.pk, by=request.actor)
    except TROUBLES as trouble:
        return on(request, row.get_absolute_url(), told=said(trouble), bad=True)
    return on(request, row.get_absolute_url(), told=_done_words(name, done))


@require_POST
@signed_in
def send_back(request: Request, code: str) -> HttpResponse:
    """Give a notice back with a reason."""
    row = notice_for(request.actor, code)
    form = ReasonForm(request.POST)
    if form.is_valid():
        try:
            sending.send_back(row.pk, by=request.actor, **form.cleaned_data)
            return on(request, row.get_absolute_url(), told=_("已退回给起草人"))
        except TROUBLES as trouble:
            blame(form, trouble)
    return _page(request, code, form=form)


@require_POST
@signed_in
def follow(request: Request, code: str, name: str) -> HttpResponse:
    """Draft what updates, cancels or clears a sent notice."""
    row = notice_for(request.actor, code)
    act = FOLLOWERS.get(name)
    if act is None:
        raise NotVisible
    try:
        made = act(row.pk, by=request.actor)
    except TROUBLES as trouble:
        return on(request, row.get_absolute_url(), told=said(trouble), bad=True)
    return redirect("notices:edit", code=made.code)


@require_GET
@signed_in
def cap(request: Request, code: str) -> HttpResponse:
    """The notice as CAP 1.2."""
    row = notice_for(request.actor, code)
    text = cap_xml(row, request.actor)
    answer = HttpResponse(text, content_type="application/cap+xml; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{row.code}.xml"'
    return answer


@require_GET
@signed_in
def deliveries(request: Request, code: str) -> HttpResponse:
    """The delivery ledger of one notice, by person and channel."""
    row = notice_for(request.actor, code)
    state, q = request.GET.get("state", ""), request.GET.get("q", "")
    rows = deliveries_of(request.actor, row, channel=_key(request.GET.get("channel", "")), state=state, q=q)
    context = {
        "notice": row,
        "page": Paginator(rows, PER_PAGE).get_page(request.GET.get("page")),
        "states": DELIVERY_STATES,
        "state": state,
        "q": q,
        "channel": request.GET.get("channel", ""),
        "may_send": request.actor.holds("notices.send"),
    }
    return shown(request, "notices/deliveries.html", context)


@require_POST
@signed_in
def retry(request: Request, delivery_id: UUID) -> HttpResponse:
    """Try one delivery again."""
    row = settling.retry(delivery_id, by=request.actor)
    if row.notice is None:
        raise NotVisible
    return on(request, reverse("notices:deliveries", args=(row.notice.code,)), told=_("已重新排队发送"))


@require_POST
@signed_in
def retry_all(request: Request, code: str) -> HttpResponse:
    """Try every given-up delivery of a notice again."""
    row = notice_for(request.actor, code)
    try:
        count = settling.retry_given_up(row.pk, by=request.actor)
    except TROUBLES as trouble:
        return on(request, row.get_absolute_url(), told=said(trouble), bad=True)
    words = ngettext("%(count)s 条已重新排队发送", "%(count)s 条已重新排队发送", count)
    return on(request, row.get_absolute_url(), told=words % {"count": count})


def _page(request: Request, code: str, *, form: ReasonForm | None = None) -> HttpResponse:
    page = notice_page(request.actor, code)
    context = {
        "page": page,
        "notice": page.notice,
        "classes": class_words(page.classes),
        "faults": validate_cap(cap_xml(page.notice, request.actor)),
        "form": form or ReasonForm(),
        "entries": timeline(page.history),
        "needs_other": page.notice.state == "waiting" and "approve" not in page.acts,
    }
    return shown(request, "notices/notice.html", context, form)


def _done_words(name: str, row: Notice) -> str:
    words: dict[str, Any] = {
        "submit": _("已提交审批，等另一个人批准"),
        "approve": _("已批准，可以发送"),
        "reopen": _("已取回修改，要重新审批"),
        "drop": _("草稿已作废"),
    }
    if name == "send":
        told = ngettext("已发给 %(count)s 人", "已发给 %(count)s 人", row.reached)
        return told % {"count": row.reached}
    return str(words[name])


def _state_chips(request: Request, filters: NoticeFilters) -> list[Choice]:
    counts = counts_by_state(request.actor, filters)
    kept = {"q": filters.q, "level": filters.level, "drill": "1" if filters.drill else ""}
    tail = "".join(f"&{name}={value}" for name, value in kept.items() if value)
    found = [
        Choice(pgettext("notice", "全部"), f"?{tail}", current=not filters.state, count=sum(counts.values()))
    ]
    for state, word in NOTICE_STATES:
        if counts.get(state) or state == filters.state:
            url = f"?state={state}{tail}"
            found.append(Choice(word, url, current=state == filters.state, count=counts.get(state, 0)))
    return found


def _key(text: str) -> UUID | None:
    try:
        return UUID(text) if text else None
    except ValueError:
        return None
