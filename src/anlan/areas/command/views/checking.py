"""The check before issuing, the act, and the word afterwards."""

from __future__ import annotations

from collections import defaultdict
from uuid import UUID, uuid4

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST

from anlan.areas.command import public
from anlan.areas.command.selectors.batches import issued_batch
from anlan.areas.command.selectors.checking import Problem
from anlan.areas.command.views.confirming import STATUS_OF_MARK, open_sentences, ways
from anlan.areas.command.views.showing import key_in, on, said
from anlan.core.kernel.errors import BadInput, Conflict
from anlan.foundation.people.public import Request, signed_in

ALL, CHOSEN, HEADINGS = "all", "chosen", "headings"


@signed_in
def check(request: Request, draft_set_id: UUID) -> HttpResponse:
    """Heading by heading: what is ready, what lacks something, what happens on issue."""
    return _page(request, draft_set_id)


@require_POST
@signed_in
def issue(request: Request, draft_set_id: UUID) -> HttpResponse:
    """Bring the confirmed drafts into force; sending twice issues once."""
    chosen = [key_in(key) for key in request.POST.getlist("heading")]
    extent = request.POST.get("extent", ALL)
    key, by = key_in(request.POST.get("client_id", "")), request.actor
    try:
        if extent == HEADINGS:
            batch = public.issue_headings(draft_set_id, client_id=key, heading_ids=chosen, by=by)
        else:
            limited = chosen if extent == CHOSEN else None
            batch = public.issue_drafts(draft_set_id, client_id=key, heading_ids=limited, by=by)
    except (BadInput, Conflict) as trouble:
        return _page(request, draft_set_id, told=said(trouble), status=409)
    return on(request, reverse("command:issued", args=(batch.pk,)))


@signed_in
def issued(request: Request, batch_id: UUID) -> HttpResponse:
    """How many went out, to whom, and what comes next."""
    return render(request, "command/issued.html", {"batch": issued_batch(request.actor, batch_id)})


def _page(request: Request, draft_set_id: UUID, *, told: str = "", status: int = 200) -> HttpResponse:
    page = public.check_page(request.actor, draft_set_id)
    reading = public.confirmation(request.actor, draft_set_id)
    context = {
        "page": page,
        "reading": reading,
        "ways": ways(reading, at="check"),
        "problems": _by_draft(page),
        "whole": [one for one in (*page.blocking, *page.warnings) if one.draft_id is None],
        "headings": [one for one in page.headings if one.drafts],
        "units": _units(page),
        "open_sentences": open_sentences(reading),
        "client_id": uuid4(),
        "marks": STATUS_OF_MARK,
        "told": told,
        "may_issue": request.actor.holds("command.issue"),
    }
    return render(request, "command/check.html", context, status=status)


def _by_draft(page: public.CheckPage) -> dict[UUID, list[Problem]]:
    found: defaultdict[UUID, list[Problem]] = defaultdict(list)
    for one in (*page.blocking, *page.warnings):
        if one.draft_id is not None:
            found[one.draft_id].append(one)
    return dict(found)


def _units(page: public.CheckPage) -> list[str]:
    """Lead units and groups that will be told, and the helpers beside them."""
    helpers = {chip.name for share in page.shares for draft in share.drafts for chip in draft.helpers}
    leads = [share.label for share in page.shares]
    return [*leads, *sorted(helpers - set(leads))]
