"""Papers from above: entered, broken down, answered."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from anlan.areas.command import public
from anlan.areas.command.forms.acts import NoteForm, PaperForm
from anlan.areas.command.selectors.sight import directive_by_code
from anlan.areas.command.views.asking import asks_about_numbers, decided
from anlan.areas.command.views.showing import blame, on, said, shown, timeline
from anlan.core.kernel import clock
from anlan.core.kernel.errors import BadInput, Conflict, IllegalMove, NotVisible
from anlan.foundation.people.public import Request, require_held, signed_in

TROUBLES = (BadInput, Conflict, IllegalMove)


@signed_in
def papers(request: Request) -> HttpResponse:
    """Papers from above, those that wait for a reply first."""
    require_held(request.actor, "command.upstream")
    return render(request, "command/papers.html", {"rows": public.papers(request.actor)})


@signed_in
@asks_about_numbers
def enter(request: Request) -> HttpResponse:
    """Enter a paper."""
    require_held(request.actor, "command.upstream")
    form = PaperForm(request.POST or None, initial={"received_on": clock.today()})
    if request.method == "POST" and form.is_valid():
        names = ("issuer", "number", "title", "received_on", "reply_due_at")
        given = {name: form.cleaned_data[name] for name in names}
        try:
            row = public.register_paper(by=request.actor, numbers=decided(request), **given)
            return on(request, row.get_absolute_url(), told=_("来文已登记"))
        except TROUBLES as trouble:
            blame(form, trouble)
    return shown(request, "command/enter_paper.html", {"form": form}, form)


@signed_in
def paper(request: Request, paper_id: UUID) -> HttpResponse:
    """One paper, its demands and our answers."""
    return _page(request, paper_id)


@require_POST
@signed_in
@asks_about_numbers
def reply(request: Request, paper_id: UUID) -> HttpResponse:
    """The reply went out."""
    form = NoteForm(request.POST)
    if form.is_valid():
        try:
            public.reply_to_paper(paper_id, by=request.actor, numbers=decided(request), **form.cleaned_data)
            return on(request, _url(paper_id), told=_("已记下回复"))
        except TROUBLES as trouble:
            blame(form, trouble)
    return _page(request, paper_id, form=form)


@require_POST
@signed_in
def put_away(request: Request, paper_id: UUID) -> HttpResponse:
    """Put a paper away that asks for no reply."""
    try:
        public.file_paper(paper_id, by=request.actor)
    except TROUBLES as trouble:
        return _page(request, paper_id, told=said(trouble))
    return on(request, _url(paper_id), told=_("来文已存档"))


@require_POST
@signed_in
def link(request: Request, paper_id: UUID, demand_id: UUID) -> HttpResponse:
    """Say which of our requirements answers a demand, or take it back."""
    try:
        row = directive_by_code(request.actor, request.POST.get("code", ""))
        act = public.unlink_demand if "remove" in request.POST else public.link_demand
        act(demand_id, directive_id=row.pk, by=request.actor)
    except NotVisible:
        return _page(
            request, paper_id, told=_("没有这个编号的要求，或者你看不到它。照要求页上的编号再填一次。")
        )
    return on(request, f"{_url(paper_id)}#d-{demand_id}")


def _page(request: Request, paper_id: UUID, *, form: NoteForm | None = None, told: str = "") -> HttpResponse:
    page = public.paper(request.actor, paper_id)
    context = {
        "page": page,
        "form": form or NoteForm(),
        "told": told,
        "entries": timeline(page.history[:12]),
    }
    return shown(request, "command/paper.html", context, form)


def _url(paper_id: UUID) -> str:
    return reverse("command:upstream-paper", args=(paper_id,))
