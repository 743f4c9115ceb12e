"""Meetings: planned, proposed to, called, held, minuted, worked off."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from anlan.areas.command import public
from anlan.areas.command.forms.acts import PlannedMeetingForm, ReasonForm, TopicForm
from anlan.areas.command.selectors.picking import head_picks, seats_in, series_seen
from anlan.areas.command.states import MeetingState
from anlan.areas.command.views.asking import asks_about_numbers, decided
from anlan.areas.command.views.showing import blame, key_in, on, page_of, said, shown, timeline, told_of
from anlan.core.kernel.errors import BadInput, Conflict, IllegalMove
from anlan.foundation.people.public import Request, require_held, signed_in

A_PAGE = 50
TROUBLES = (BadInput, Conflict, IllegalMove)
MOVES = {"hold": public.hold_meeting, "close": public.close_meeting}


@signed_in
def meetings(request: Request) -> HttpResponse:
    """Meetings the viewer may see, the newest first."""
    require_held(request.actor, "command.read")
    rows = public.meetings(request.actor)
    number = request.GET.get("page", "")
    pages = page_of(len(rows), number=_page(number, len(rows)), size=A_PAGE)
    first = pages.start_index() - 1 if rows else 0
    context = {"rows": rows[first : first + A_PAGE], "pages": pages, "may_plan": _may_meet(request)}
    return render(request, "command/meetings.html", context)


@signed_in
@asks_about_numbers
def plan(request: Request) -> HttpResponse:
    """Enter a meeting to come."""
    require_held(request.actor, "command.meet")
    known = series_seen(request.actor)
    form = PlannedMeetingForm(request.POST or None, initial={"series": known[0] if known else ""})
    if request.method == "POST" and form.is_valid():
        try:
            meeting = public.plan_meeting(by=request.actor, numbers=decided(request), **form.cleaned_data)
            return on(request, meeting.get_absolute_url(), told=_("会议已登记"))
        except TROUBLES as trouble:
            blame(form, trouble)
    return shown(request, "command/plan_meeting.html", {"form": form, "series": known}, form)


@signed_in
def meeting(request: Request, meeting_id: UUID) -> HttpResponse:
    """One meeting."""
    return _page_of_meeting(request, meeting_id)


@require_POST
@signed_in
@asks_about_numbers
def propose(request: Request, meeting_id: UUID) -> HttpResponse:
    """A unit hands in a topic."""
    form = TopicForm(request.POST)
    if form.is_valid():
        try:
            public.submit_slip(meeting_id, by=request.actor, numbers=decided(request), **form.cleaned_data)
            return on(request, _url(meeting_id), told=_("议题已送到"))
        except TROUBLES as trouble:
            blame(form, trouble)
    return _page_of_meeting(request, meeting_id, topic=form)


@require_POST
@signed_in
@asks_about_numbers
def decide(request: Request, meeting_id: UUID, slip_id: UUID) -> HttpResponse:
    """Put a topic on the agenda, or leave it off with a reason."""
    try:
        if "accept" in request.POST:
            public.accept_slip(slip_id, by=request.actor)
            public.set_agenda(meeting_id, by=request.actor)
        else:
            why = request.POST.get("reason", "")
            public.decline_slip(slip_id, reason=why, by=request.actor, numbers=decided(request))
    except TROUBLES as trouble:
        return _page_of_meeting(request, meeting_id, told=told_of(trouble))
    return on(request, _url(meeting_id))


@require_POST
@signed_in
def agenda(request: Request, meeting_id: UUID) -> HttpResponse:
    """Compile the agenda, or move one matter up or down."""
    item, to = request.POST.get("item", ""), request.POST.get("to", "")
    try:
        if item and to.isdecimal():
            public.move_agenda_item(key_in(item), to=int(to), by=request.actor)
        else:
            public.set_agenda(meeting_id, by=request.actor)
    except TROUBLES as trouble:
        return _page_of_meeting(request, meeting_id, told=said(trouble))
    return on(request, f"{_url(meeting_id)}#agenda")


@signed_in
def attendance(request: Request, meeting_id: UUID) -> HttpResponse:
    """The sheet at the door, made for a phone: one person, one press."""
    page = public.meeting(request.actor, meeting_id)
    require_held(request.actor, "command.meet")
    return render(request, "command/attendance.html", {"page": page, **_sheet(request, page)})


@require_POST
@signed_in
def call(request: Request, meeting_id: UUID) -> HttpResponse:
    """Call positions to the meeting."""
    keys = {key_in(key) for key in request.POST.getlist("position")}
    count = public.call_positions(meeting_id, position_ids=keys, by=request.actor) if keys else 0
    told = ngettext("已通知 %(count)s 个岗位", "已通知 %(count)s 个岗位", count) % {"count": count}
    return on(request, reverse("command:attendance", args=(meeting_id,)), told=told)


@require_POST
@signed_in
@asks_about_numbers
def sign(request: Request, meeting_id: UUID, attendance_id: UUID) -> HttpResponse:
    """Say how somebody called took part."""
    deputy = request.POST.get("deputy") or None
    try:
        public.record_attendance(
            attendance_id,
            presence=request.POST.get("presence", ""),
            deputy_position_id=key_in(deputy) if deputy else None,
            reason=request.POST.get("reason", ""),
            by=request.actor,
            numbers=decided(request),
        )
    except TROUBLES as trouble:
        form = ReasonForm(request.POST)
        form.add_error(None, told_of(trouble))
        page = public.meeting(request.actor, meeting_id)
        context = {"page": page, "form": form, "wrong": attendance_id, **_sheet(request, page)}
        return shown(request, "command/attendance.html", context, form)
    return on(request, f"{reverse('command:attendance', args=(meeting_id,))}#a-{attendance_id}")


@require_POST
@signed_in
def move(request: Request, meeting_id: UUID, name: str) -> HttpResponse:
    """The meeting took place, or its minutes are worked off."""
    act = MOVES.get(name)
    if act is None:
        raise BadInput("command.field_unusable", field="move", reason="unusable")
    try:
        act(meeting_id, by=request.actor)
    except TROUBLES as trouble:
        return _page_of_meeting(request, meeting_id, told=said(trouble))
    return on(request, _url(meeting_id))


def _page_of_meeting(
    request: Request, meeting_id: UUID, *, topic: TopicForm | None = None, told: str = ""
) -> HttpResponse:
    page = public.meeting(request.actor, meeting_id)
    open_for_topics = page.meeting.state == MeetingState.PLANNED and request.actor.holds("command.propose")
    context = {
        "page": page,
        "topic": topic or (TopicForm() if open_for_topics else None),
        "told": told,
        "entries": timeline(page.history[:12]),
        "planned": page.meeting.state == MeetingState.PLANNED,
        "places": len(page.agenda),
        "may_draft": request.actor.holds("command.draft"),
        "register_url": f"{reverse('command:register')}?meeting={meeting_id}",
    }
    return shown(request, "command/meeting.html", context, topic)


def _sheet(request: Request, page: public.MeetingPage) -> dict[str, Any]:
    """Who can sit in for whom, and whom one might still call."""
    called = {row.position_id for row in page.attendances}
    seats = seats_in(request.actor, {row.position.unit_id for row in page.attendances})
    return {
        "rows": [(row, seats.get(row.position.unit_id, ())) for row in page.attendances],
        "offered": [pick for pick in head_picks(request.actor) if UUID(pick.value) not in called],
    }


def _url(meeting_id: UUID) -> str:
    return reverse("command:meeting", args=(meeting_id,))


def _may_meet(request: Request) -> bool:
    return request.actor.holds("command.meet")


def _page(text: str, count: int) -> int:
    last = max(1, -(-count // A_PAGE))
    return min(max(int(text), 1), last) if text.isdecimal() and len(text) < 6 else 1
