"""The three panes: the text with its marks, one draft, its neighbours; or all drafts as a list."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from anlan.areas.command import public
from anlan.areas.command.forms.drafts import DraftForm, HeadingForm
from anlan.areas.command.rules.coverage import Cover
from anlan.areas.command.selectors.picking import Picks, picks
from anlan.areas.command.views.card_parts import (
    ClashLine,
    cut_points,
    grounds_of,
    offers_of,
    unsaid,
)
from anlan.areas.command.views.showing import key_in
from anlan.core.kernel.errors import NotVisible
from anlan.foundation.people.public import Request, signed_in
from anlan.foundation.ui.parts import Step

OPEN_STATES = ("waiting", "lacking")
STATUS_OF_MARK = {
    "waiting": "on_track",
    "lacking": "at_risk",
    "confirmed": "met",
    "issued": "met",
    "not_a_requirement": "no_data",
}


@dataclass(slots=True)
class Desk:
    """What a page of a reading is drawn from, besides what was read."""

    draft_id: UUID | None = None
    form: DraftForm | None = None
    heading_form: HeadingForm | None = None
    clashes: Sequence[ClashLine] = ()
    told: str = ""
    status: int = 200
    facts: Mapping[str, Any] = field(default_factory=dict)


@signed_in
def draft_sets(request: Request) -> HttpResponse:
    """Readings that wait for somebody to confirm them."""
    if not request.actor.holds("command.draft"):
        raise NotVisible
    return render(request, "command/draft_sets.html", {"sets": public.draft_sets(request.actor)})


@signed_in
def confirm(request: Request, draft_set_id: UUID) -> HttpResponse:
    """One reading."""
    wanted = request.GET.get("draft", "")
    return desk(request, draft_set_id, Desk(draft_id=key_in(wanted) if wanted else None))


def desk(request: Request, draft_set_id: UUID, laid: Desk) -> HttpResponse:
    """The page of a reading with one draft open, or with all as a list."""
    page = public.confirmation(request.actor, draft_set_id)
    offered = picks(request.actor)
    card = _open_card(page, laid.draft_id)
    listing = request.GET.get("view") == "list" or card is None
    context = {
        "page": page,
        "picks": offered,
        "ways": ways(page, at="confirm"),
        "url": reverse("command:confirm", args=(draft_set_id,)),
        "pane": "source" if request.GET.get("pane") == "source" else "draft",
        "open_sentences": open_sentences(page),
        "told": laid.told,
        "last_step": page.steps[0] if page.steps else None,
        "marks": STATUS_OF_MARK,
        "has_errors": laid.status == 422,
        **(_list_parts(page, offered) if listing else _card_parts(page, card, offered, laid)),
        **laid.facts,
    }
    template = "command/confirm_list.html" if listing else "command/confirm.html"
    return render(request, template, context, status=laid.status)


def next_open(page: public.Confirmation, after: UUID | None) -> UUID | None:
    """The next draft that waits, in the order of the text, from the beginning again after the last."""
    keys = [card.id for card in page.drafts]
    start = keys.index(after) + 1 if after in keys else 0
    ordered = [*page.drafts[start:], *page.drafts[:start]]
    return next((card.id for card in ordered if card.state in OPEN_STATES), None)


def ways(page: public.Confirmation, *, at: str) -> list[Step]:
    """The four steps of an import."""
    key, done = page.draft_set.pk, page.progress.done
    checking = Step(_("核对并下发"), "todo", url=reverse("command:check", args=(key,)))
    if at == "check":
        confirming = Step(_("逐条确认"), "done", url=reverse("command:confirm", args=(key,)))
        return [*_begun(), confirming, Step(_("核对并下发"), "current")]
    return [*_begun(), Step(_("逐条确认"), "current"), checking if done else Step(_("核对并下发"), "todo")]


def open_sentences(page: public.Confirmation) -> list[dict[str, Any]]:
    """Sentences that no draft holds and nobody put aside, in their own words."""
    return [
        {"row": row, "text": page.body[row.start : row.end].strip()}
        for row, cover in page.sentences
        if cover is Cover.OPEN
    ]


def common_reasons() -> list[str]:
    """Why a passage mostly is no requirement; one press each."""
    return [_("是情况介绍，没有要办的事"), _("和另一条重复"), _("是号召，没法核对")]


def _begun() -> list[Step]:
    return [Step(_("上传原文"), "done"), Step(_("识别要求"), "done")]


def _open_card(page: public.Confirmation, draft_id: UUID | None) -> public.DraftCard | None:
    """The draft asked for, else the first that waits, else the first."""
    if draft_id is not None:
        found = next((card for card in page.drafts if card.id == draft_id), None)
        if found is None:
            raise NotVisible
        return found
    waiting = next((card for card in page.drafts if card.state in OPEN_STATES), None)
    return waiting or next(iter(page.drafts), None)


def _card_parts(
    page: public.Confirmation, card: public.DraftCard | None, offered: Picks, laid: Desk
) -> dict[str, Any]:
    """Everything about the draft that is open."""
    if card is None:
        raise NotVisible
    heading = next(one for one in page.headings if one.id == card.heading_id)
    place = [one.id for one in page.drafts].index(card.id)
    around = dict(enumerate(page.drafts))
    return {
        "card": card,
        "heading": heading,
        "form": laid.form or DraftForm.of(card.values, version=card.version, picks=offered),
        "heading_form": laid.heading_form
        or HeadingForm.of(heading.values, version=heading.version, picks=offered),
        "clashes": laid.clashes,
        "offers": offers_of(card, offered),
        "grounds": grounds_of(card),
        "unsaid": unsaid(card),
        "cuts": cut_points(page.body, card),
        "siblings": [one for one in heading.drafts if one.id != card.id and one.state != "issued"],
        "before": around.get(place - 1),
        "after": around.get(place + 1),
        "queue": _queue(page, card),
        "place": place + 1,
        "common_reasons": common_reasons(),
        "editable": card.state in (*OPEN_STATES, "confirmed"),
        "waiting_here": sum(1 for one in heading.drafts if one.state in OPEN_STATES),
    }


def _list_parts(page: public.Confirmation, offered: Picks) -> dict[str, Any]:
    """Every heading with its drafts, its defaults, and what can be set on several at once."""
    return {
        "rows": [
            {
                "heading": heading,
                "form": HeadingForm.of(heading.values, version=heading.version, picks=offered),
                "open": sum(1 for one in heading.drafts if one.state in OPEN_STATES),
            }
            for heading in page.headings
        ],
        "bulk": HeadingForm.of({}, version=1, picks=offered),
    }


def _queue(page: public.Confirmation, card: public.DraftCard) -> list[public.DraftCard]:
    """The next few that wait, after the one that is open."""
    keys = [one.id for one in page.drafts]
    start = keys.index(card.id) + 1
    ordered = [*page.drafts[start:], *page.drafts[: start - 1]]
    return [one for one in ordered if one.state in OPEN_STATES][:4]


def is_script(request: HttpRequest) -> bool:
    """Whether a script asks, which wants JSON."""
    return request.headers.get("Accept", "").startswith("application/json")
