"""A text comes in: paste or file, the question about numbers, the meeting it belongs to."""

from __future__ import annotations

import re
from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt, csrf_protect

from anlan.areas.command import public
from anlan.areas.command.forms.importing import (
    MEETING,
    PAPER,
    ImportForm,
    MinutedMeetingForm,
    WaitingTextForm,
)
from anlan.areas.command.models import DraftSet
from anlan.areas.command.selectors.picking import series_seen
from anlan.areas.command.views import waiting_room
from anlan.areas.command.views.asking import asks_about_numbers, decided, numbers_found
from anlan.areas.command.views.showing import blame, key_in, on, shown
from anlan.core.kernel.errors import BadInput, Conflict, TooLarge
from anlan.core.minutes import read_minutes
from anlan.core.minutes.extract import extract_text
from anlan.core.minutes.numerals import whole_number
from anlan.foundation.people.public import Request, require_held, signed_in

ROOM_FOR_A_FORM = 2 * 1024 * 1024
NUMBERED = re.compile(r"第\s?([0-9〇零一二三四五六七八九十百]{1,6})\s?次")
TROUBLES = (BadInput, TooLarge, Conflict)


@csrf_exempt
def import_page(request: Request) -> HttpResponse:
    """The announced length is judged before a byte of the body is read; the token is checked after."""
    refuse_early(request)
    return _import_page(request)


@csrf_protect
@signed_in
def _import_page(request: Request) -> HttpResponse:
    """Paste or upload; what is wrong is said beside its field."""
    require_held(request.actor, "command.draft")
    form = ImportForm(
        request.POST or None, request.FILES or None, viewer=request.actor, chosen=_chosen(request)
    )
    if request.method == "POST" and form.is_valid():
        try:
            return _read(request, form.cleaned_data)
        except TROUBLES as trouble:
            blame(form, _at_its_field(trouble, form))
    return shown(request, "command/import.html", {"form": form, **_ways(request)}, form)


@signed_in
def numbers(request: Request) -> HttpResponse:
    """Phone and identity numbers were found: mask them, or keep them for a reason."""
    require_held(request.actor, "command.draft")
    token = request.POST.get("token") or request.GET.get("token", "")
    data, facts = waiting_room.fetch(request, token)
    form = WaitingTextForm(request.POST or None, initial={"token": token})
    if request.method == "POST" and form.is_valid():
        chosen = public.PersonalNumbers(form.cleaned_data["choice"], form.cleaned_data["reason"])
        try:
            draft_set = _import(request, data=data, numbers=chosen, facts=facts)
        except TROUBLES as trouble:
            blame(form, trouble)
        else:
            waiting_room.forget(request)
            return _after(request, draft_set)
    context = {"form": form, "found": numbers_found(_text_of(data, facts)), "name": facts["name"]}
    return shown(request, "command/numbers.html", context, form)


@signed_in
@asks_about_numbers
def belongs(request: Request, draft_set_id: UUID) -> HttpResponse:
    """Which meeting these minutes are of; name and day come from the text."""
    draft_set = public.confirmation(request.actor, draft_set_id).draft_set
    form = MinutedMeetingForm(request.POST or None, initial=_meeting_in(request, draft_set))
    if request.method == "POST" and form.is_valid():
        try:
            public.meeting_from_minutes(
                draft_set_id, by=request.actor, numbers=decided(request), **form.cleaned_data
            )
            return on(request, reverse("command:confirm", args=(draft_set_id,)))
        except TROUBLES as trouble:
            blame(form, trouble)
    context = {"form": form, "draft_set": draft_set, "series": series_seen(request.actor)}
    return shown(request, "command/belongs.html", context, form)


def _read(request: Request, given: dict[str, Any]) -> HttpResponse:
    """Read the text, or first ask about the numbers in it."""
    file = given["file"]
    data = file.read() if file else given["text"].encode()
    facts = {
        "name": file.name if file else "",
        "meeting_id": given["meeting_id"],
        "paper_id": given["paper_id"],
    }
    try:
        draft_set = _import(request, data=data, numbers=public.ASK, facts=facts)
    except BadInput as trouble:
        if trouble.code != "command.personal_numbers":
            raise
        token = waiting_room.put_aside(request, data=data, facts=facts)
        return on(request, f"{reverse('command:numbers')}?token={token}")
    return _after(request, draft_set)


def _import(
    request: Request, *, data: bytes, numbers: public.PersonalNumbers, facts: dict[str, Any]
) -> DraftSet:
    meeting, paper = (key_in(facts[name]) if facts[name] else None for name in ("meeting_id", "paper_id"))
    if facts["name"]:
        return public.import_file(
            by=request.actor,
            data=data,
            name=facts["name"],
            numbers=numbers,
            meeting_id=meeting,
            paper_id=paper,
        )
    text = data.decode()
    return public.import_text(
        by=request.actor, text=text, numbers=numbers, meeting_id=meeting, paper_id=paper
    )


def _text_of(data: bytes, facts: dict[str, Any]) -> str:
    return extract_text(data, name=facts["name"]) if facts["name"] else data.decode()


def _after(request: Request, draft_set: DraftSet) -> HttpResponse:
    """To the question which meeting it was, or straight to the drafts."""
    tied = draft_set.meeting_id is not None or draft_set.upstream_paper_id is not None
    may_tie = request.actor.holds("command.meet")
    name = "command:confirm" if tied or not may_tie else "command:belongs"
    return on(request, reverse(name, args=(draft_set.pk,)))


def _meeting_in(request: Request, draft_set: DraftSet) -> dict[str, Any]:
    """What the text says of its meeting."""
    read = read_minutes(draft_set.source.body)
    series = next(iter(series_seen(request.actor)), "") or _("专题会议")
    known = [one.number for one in public.meetings(request.actor) if one.series == series]
    return {
        "title": draft_set.source.title[:200],
        "held_on": read.held_on or read.published_on,
        "series": series,
        "number": _number_in(draft_set.source.title) or max(known, default=0) + 1,
    }


def _number_in(title: str) -> int | None:
    """第九次 → 9."""
    printed = NUMBERED.search(title)
    return whole_number(printed.group(1)) if printed else None


def _chosen(request: Request) -> str:
    """What the page that led here was about."""
    for name, prefix in (("meeting", MEETING), ("paper", PAPER)):
        if request.GET.get(name):
            return f"{prefix}{request.GET[name]}"
    return ""


def _ways(request: Request) -> dict[str, Any]:
    return {
        "limit": settings.ANLAN_UPLOAD_LIMIT,
        "open_sets": [one for one in public.draft_sets(request.actor) if not one.batches.exists()][:8],
    }


def refuse_early(request: HttpRequest) -> None:
    """Raise TooLarge for a body that announces more than a file and a form."""
    length = request.META.get("CONTENT_LENGTH") or "0"
    size = int(length) if length.isdecimal() else 0
    if size > settings.ANLAN_UPLOAD_LIMIT + ROOM_FOR_A_FORM:
        raise TooLarge("minutes.file.too_large", size=size, limit=settings.ANLAN_UPLOAD_LIMIT)


def _at_its_field(trouble: BadInput | TooLarge | Conflict, form: ImportForm) -> BadInput:
    """The same error, naming the control that brought the text in."""
    field = "file" if form.cleaned_data.get("file") else "text"
    return BadInput(trouble.code, **{**trouble.facts, "field": field})
