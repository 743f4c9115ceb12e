"""What is done with a heading, with several drafts, or with the whole reading."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from anlan.areas.command import public
from anlan.areas.command.forms.drafts import HeadingForm
from anlan.areas.command.selectors.picking import picks
from anlan.areas.command.views.asking import asks_about_numbers, decided
from anlan.areas.command.views.confirming import OPEN_STATES, Desk, desk
from anlan.areas.command.views.showing import back, key_in, on, told_of
from anlan.core.kernel.errors import BadInput, Conflict, NotVisible
from anlan.foundation.people.public import Request, signed_in


@require_POST
@signed_in
@asks_about_numbers
def save_heading(request: Request, draft_set_id: UUID, heading_id: UUID) -> HttpResponse:
    """Set the defaults of a heading."""
    form = HeadingForm(request.POST, picks=picks(request.actor), auto_id=HeadingForm.ids())
    here = back(request, reverse("command:confirm", args=(draft_set_id,)))
    if not form.is_valid():
        return desk(request, draft_set_id, Desk(told=_first_error(form), status=422))
    try:
        public.autosave_heading(
            heading_id,
            version=form.cleaned_data["version"],
            fields=form.changed_fields(),
            by=request.actor,
            numbers=decided(request),
        )
    except (BadInput, Conflict) as trouble:
        return desk(request, draft_set_id, Desk(told=told_of(trouble), status=409))
    if "confirm" in request.POST:
        return _confirmed(request, here, _of_heading(request, draft_set_id, heading_id))
    return on(request, here, told=_("标题默认已存，空着的要求跟着填上了"))


@require_POST
@signed_in
def confirm_heading(request: Request, draft_set_id: UUID, heading_id: UUID) -> HttpResponse:
    """Confirm every open draft of a heading as it is suggested."""
    here = back(request, reverse("command:confirm", args=(draft_set_id,)))
    return _confirmed(request, here, _of_heading(request, draft_set_id, heading_id))


@require_POST
@signed_in
@asks_about_numbers
def selected(request: Request, draft_set_id: UUID) -> HttpResponse:
    """Set fields on the ticked drafts, or confirm them."""
    chosen = [key_in(key) for key in request.POST.getlist("draft")]
    here = back(request, reverse("command:confirm", args=(draft_set_id,)))
    if not chosen:
        return on(request, here)
    form = HeadingForm(request.POST, picks=picks(request.actor), auto_id="bulk_%s")
    if not form.is_valid():
        return desk(request, draft_set_id, Desk(told=_first_error(form), status=422))
    fields = form.changed_fields()
    try:
        count = _set_on(request, chosen, fields) if fields else 0
    except (BadInput, Conflict) as trouble:
        return desk(request, draft_set_id, Desk(told=told_of(trouble), status=422))
    if "confirm" in request.POST:
        return _confirmed(request, here, chosen)
    told = ngettext("已改 %(count)s 条", "已改 %(count)s 条", count) % {"count": count}
    return on(request, here, told=told)


@require_POST
@signed_in
def add(request: Request, draft_set_id: UUID) -> HttpResponse:
    """Make a draft of words that were marked in the text."""
    numbers = [request.POST.get(name, "") for name in ("start", "end")]
    if not all(number.isdecimal() for number in numbers):
        raise BadInput("command.span_outside")
    heading = request.POST.get("heading") or None
    start, end = (int(number) for number in numbers)
    try:
        step = public.add_draft(
            draft_set_id,
            start=start,
            end=end,
            heading_id=key_in(heading) if heading else None,
            by=request.actor,
        )
    except BadInput as trouble:
        return desk(request, draft_set_id, Desk(told=told_of(trouble), status=422))
    url = reverse("command:confirm", args=(draft_set_id,))
    return on(request, f"{url}?draft={step.after[0]}", told=_("已加一条草稿"))


@require_POST
@signed_in
def undo(request: Request, draft_set_id: UUID, step_id: UUID) -> HttpResponse:
    """Take the last rearrangement back."""
    try:
        step = public.undo_step(step_id, by=request.actor)
    except Conflict as trouble:
        return desk(request, draft_set_id, Desk(told=told_of(trouble), status=409))
    url = reverse("command:confirm", args=(draft_set_id,))
    return on(request, f"{url}?draft={step.before[0]}" if step.before else url, told=_("已撤销"))


@require_POST
@signed_in
@asks_about_numbers
def sentences(request: Request, draft_set_id: UUID) -> HttpResponse:
    """Say that sentences hold no requirement."""
    chosen = [key_in(key) for key in request.POST.getlist("sentence")]
    try:
        count = public.dismiss_sentences(
            draft_set_id,
            sentence_ids=None if "all" in request.POST else chosen,
            reason=request.POST.get("reason", ""),
            by=request.actor,
            numbers=decided(request),
        )
    except BadInput as trouble:
        return desk(request, draft_set_id, Desk(told=told_of(trouble), status=422))
    told = ngettext("%(count)s 句记为不是要求", "%(count)s 句记为不是要求", count) % {"count": count}
    return on(request, back(request, reverse("command:confirm", args=(draft_set_id,))), told=told)


@require_POST
@signed_in
@asks_about_numbers
def drop(request: Request, draft_set_id: UUID) -> HttpResponse:
    """Put a whole reading aside."""
    try:
        public.drop_draft_set(
            draft_set_id,
            reason=request.POST.get("reason", ""),
            by=request.actor,
            numbers=decided(request),
        )
    except (BadInput, Conflict) as trouble:
        return desk(request, draft_set_id, Desk(told=told_of(trouble), status=422))
    return on(request, reverse("command:draft-sets"), told=_("这份草稿已放到一边"))


def _set_on(request: Request, chosen: Iterable[UUID], fields: Mapping[str, object]) -> int:
    return public.apply_to_selected(list(chosen), fields=fields, by=request.actor, numbers=decided(request))


def _of_heading(request: Request, draft_set_id: UUID, heading_id: UUID) -> list[UUID]:
    """The open drafts of a heading. Raises NotVisible for a heading of another reading."""
    page = public.confirmation(request.actor, draft_set_id)
    heading = next((one for one in page.headings if one.id == heading_id), None)
    if heading is None:
        raise NotVisible
    return [card.id for card in heading.drafts if card.state in OPEN_STATES]


def _confirmed(request: Request, here: str, keys: Iterable[UUID]) -> HttpResponse:
    """Confirm as suggested and say how many, and how many nobody is in charge of yet."""
    wanted = list(keys)
    done = public.confirm_as_suggested(wanted, by=request.actor) if wanted else public.Confirmed(0, ())
    messages.success(
        request, ngettext("已确认 %(count)s 条", "已确认 %(count)s 条", done.count) % {"count": done.count}
    )
    if done.left:
        left = ngettext("还有 %(count)s 条没有牵头单位", "还有 %(count)s 条没有牵头单位", len(done.left))
        messages.warning(request, left % {"count": len(done.left)})
    return on(request, here)


def _first_error(form: HeadingForm) -> str:
    return next((str(text) for texts in form.errors.values() for text in texts), "")
