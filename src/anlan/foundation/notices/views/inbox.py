"""One's own inbox."""

from __future__ import annotations

from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from anlan.foundation.notices.forms.channels import AddressForm
from anlan.foundation.notices.selectors import inbox as selectors
from anlan.foundation.notices.selectors.bell import bell
from anlan.foundation.notices.selectors.sight import letter_for
from anlan.foundation.notices.services import settling
from anlan.foundation.notices.services.channels import give_address
from anlan.foundation.notices.views.showing import TROUBLES, blame, on, shown
from anlan.foundation.people.public import Request, signed_in
from anlan.foundation.ui.parts import Choice

PER_PAGE = 50
SHOWS = ("", "unread", "asked", "coming")


@require_GET
@signed_in
def inbox(request: Request) -> HttpResponse:
    """What has come, the actual and the drill each in a list of its own."""
    drill = request.GET.get("drill") == "1"
    show = request.GET.get("show", "") if request.GET.get("show", "") in SHOWS else ""
    facts = selectors.inbox_facts(request.actor, drill=drill)
    rows = selectors.letters(request.actor, drill=drill, show=show)
    context = {
        "page": Paginator(rows, PER_PAGE).get_page(request.GET.get("page")),
        "facts": facts,
        "drill": drill,
        "show": show,
        "chips": _chips(drill=drill, show=show, unread=facts.bell.drill if drill else facts.bell.unread),
        "worlds": _worlds(drill=drill, facts=facts),
    }
    return shown(request, "notices/inbox.html", context)


@require_GET
@signed_in
def bell_part(request: Request) -> HttpResponse:
    """The bell alone, for a page that stays open."""
    return render(request, "notices/_bell.html", {"bell": bell(request.actor)})


@require_GET
@signed_in
def letter(request: Request, letter_id: UUID) -> HttpResponse:
    """One letter; opening it marks it read."""
    row = letter_for(request.actor, letter_id)
    settling.read(row)
    return shown(request, "notices/letter.html", {"letter": row, "notice": row.notice})


@require_POST
@signed_in
def acknowledge(request: Request, letter_id: UUID) -> HttpResponse:
    """Confirm that one has taken note."""
    row = settling.acknowledge(letter_id, by=request.actor)
    return on(request, reverse("notices:letter", args=(row.pk,)), told=_("已确认收到"))


@require_POST
@signed_in
def read_all(request: Request) -> HttpResponse:
    """Mark everything read that asks for no answer."""
    drill = request.POST.get("drill") == "1"
    settling.read_all(by=request.actor, drill=drill)
    return redirect(reverse("notices:inbox") + ("?drill=1" if drill else ""))


@require_http_methods(["GET", "POST"])
@signed_in
def address(request: Request) -> HttpResponse:
    """Where one wants e-mail."""
    given = selectors.inbox_facts(request.actor, drill=False).email
    form = AddressForm(request.POST or None, initial={"address": given})
    if request.method == "POST" and form.is_valid():
        try:
            give_address(form.cleaned_data["address"], by=request.actor)
            return on(request, reverse("notices:inbox"), told=_("邮箱已更新"))
        except TROUBLES as trouble:
            blame(form, trouble)
    return shown(request, "notices/address.html", {"form": form}, form)


def _chips(*, drill: bool, show: str, unread: int) -> list[Choice]:
    tail = "&drill=1" if drill else ""
    words = {
        "": pgettext("notice", "全部"),
        "unread": _("未读"),
        "asked": _("等我确认"),
        "coming": _("等待汇总"),
    }
    return [
        Choice(word, f"?show={key}{tail}", current=key == show, count=unread if key == "unread" else None)
        for key, word in words.items()
    ]


def _worlds(*, drill: bool, facts: selectors.InboxFacts) -> list[Choice]:
    return [
        Choice(_("实际"), "?", current=not drill, count=facts.bell.unread or None),
        Choice(pgettext("notice", "演练"), "?drill=1", current=drill, count=facts.bell.drill or None),
    ]
