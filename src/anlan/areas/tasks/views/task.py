"""One task: its source, how one sees that it is done, evidence, and the acts upon it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from anlan.areas.command.views.showing import back, blame, on, shown, timeline
from anlan.areas.tasks import public
from anlan.areas.tasks.forms.acts import (
    DecisionForm,
    ReasonForm,
    ReviseForm,
    UntilForm,
    VerifierForm,
    WordsForm,
)
from anlan.areas.tasks.models import Task
from anlan.areas.tasks.selectors.page import DetailPage, task_page
from anlan.areas.tasks.selectors.picking import seat_picks
from anlan.areas.tasks.selectors.sight import stands, task_by_code
from anlan.areas.tasks.states import ENDED
from anlan.areas.tasks.words import MOVE_WORDS, TIES
from anlan.core.access import Actor
from anlan.core.kernel.clock import CAMPUS_ZONE
from anlan.core.kernel.errors import BadInput, Conflict, IllegalMove, NotVisible, NotYours
from anlan.core.kernel.ids import new_id
from anlan.foundation.people.public import Request, signed_in

TROUBLES = (BadInput, Conflict, IllegalMove, NotYours)
SHOWN_HISTORY = 15
PLAIN: Mapping[str, Callable[..., object]] = {
    "accept": public.accept,
    "start": public.start,
    "recall": public.recall,
    "renew": public.renew,
}
"""Moves that need no words: one press."""
FORMS: Mapping[str, type[Form]] = {
    "submit": WordsForm,
    "verify": WordsForm,
    "close": WordsForm,
    "decline": ReasonForm,
    "object": ReasonForm,
    "return": ReasonForm,
    "keep": ReasonForm,
    "withdraw": ReasonForm,
    "conclude": ReasonForm,
    "stand_down": ReasonForm,
    "breach": ReasonForm,
    "ask_extension": UntilForm,
    "declare": UntilForm,
    "decide_extension": DecisionForm,
    "answer_objection": DecisionForm,
    "revise": ReviseForm,
}
FIRST = (
    "accept",
    "start",
    "submit",
    "verify",
    "return",
    "decide_extension",
    "answer_objection",
    "keep",
    "close",
)
"""The order of the buttons; the others follow."""


@signed_in
def task(request: Request, code: str) -> HttpResponse:
    """The page of one task."""
    return _page(request, code)


@signed_in
@require_POST
def move(request: Request, code: str, name: str) -> HttpResponse:
    """Do one act; what is wrong stands beside its form on the page."""
    found = task_by_code(request.actor, code)
    if name in PLAIN:
        PLAIN[name](found.pk, by=request.actor)
        return on(request, back(request, found.get_absolute_url()), told=_told(found, name))
    if name not in FORMS:
        raise NotVisible
    form = FORMS[name](request.POST, prefix=name)
    if form.is_valid():
        try:
            _do(name, found, given=form.cleaned_data, by=request.actor, request=request)
        except TROUBLES as trouble:
            blame(form, trouble)
        else:
            return on(request, found.get_absolute_url(), told=_told(found, name))
    return _page(request, code, open_form=(name, form))


@signed_in
def verifier(request: Request, code: str) -> HttpResponse:
    """Name another verifier."""
    found = task_by_code(request.actor, code)
    if not stands(request.actor, found, "tasks.issue") or found.state in ENDED:
        raise NotYours(verb="tasks.issue")
    form = VerifierForm(request.POST or None, seats=seat_picks(request.actor, verifying=True))
    if request.method == "POST" and form.is_valid():
        try:
            public.change_verifier(
                found.pk,
                position_id=UUID(form.cleaned_data["verifier_position"]),
                reason=form.cleaned_data["note"],
                by=request.actor,
            )
        except TROUBLES as trouble:
            blame(form, trouble)
        else:
            return on(request, found.get_absolute_url(), told=_("已换核验人"))
    return shown(request, "tasks/verifier.html", {"task": found, "form": form}, form)


def _told(found: Task, name: str) -> str:
    return f"{found.code} {MOVE_WORDS[name]}"


def _do(name: str, found: Task, *, given: dict[str, Any], by: Actor, request: HttpRequest) -> None:
    """The act of that name with what its form gave."""
    words = given.get("note", "")
    acts: dict[str, Callable[[], object]] = {
        "submit": lambda: public.submit(found.pk, note=words, by=by),
        "verify": lambda: public.verify(found.pk, note=words, by=by),
        "close": lambda: public.close(found.pk, note=words, by=by),
        "decline": lambda: public.decline(found.pk, reason=words, by=by),
        "object": lambda: public.object_to(found.pk, reason=words, by=by),
        "return": lambda: public.return_(found.pk, reason=words, by=by),
        "keep": lambda: public.keep(found.pk, answer=words, by=by),
        "withdraw": lambda: public.withdraw(found.pk, reason=words, by=by),
        "conclude": lambda: public.conclude(found.pk, reason=words, by=by),
        "stand_down": lambda: public.stand_down(found.pk, note=words, by=by),
        "breach": lambda: public.count_breach(found.pk, client_id=_sent_key(request), note=words, by=by),
        "ask_extension": lambda: public.ask_extension(found.pk, until=given["due_at"], reason=words, by=by),
        "declare": lambda: public.declare(found.pk, due_at=given["due_at"], note=words, by=by),
        "decide_extension": lambda: _answer(public.decide_extension, found.extensions, given, by=by),
        "answer_objection": lambda: _answer(public.answer_objection, found.objections, given, by=by),
        "revise": lambda: public.revise(found.pk, fields=_revised(given), answer=words, by=by),
    }
    acts[name]()


def _answer(act: Callable[..., object], asked: Any, given: dict[str, Any], *, by: Actor) -> None:
    """Answer the question that is open; Conflict when somebody did meanwhile."""
    row = asked.filter(state="asked").first()
    if row is None:
        raise Conflict("tasks.already_answered")
    act(row.pk, granted=given["granted"] == "1", answer=given["note"], by=by)


def _revised(given: dict[str, Any]) -> dict[str, Any]:
    return {name: given[name] for name in ("title", "acceptance_test", "due_at", "due_all_day")}


def _sent_key(request: HttpRequest) -> UUID:
    """The key that the page made for a breach, so that pressing twice counts once."""
    try:
        return UUID(request.POST.get("client_id", ""))
    except ValueError:
        return new_id()


def _page(request: Request, code: str, *, open_form: tuple[str, Form] | None = None) -> HttpResponse:
    page = task_page(request.actor, code)
    everything = "history" in request.GET
    lines = page.history if everything else page.history[:SHOWN_HISTORY]
    forms = [(name, MOVE_WORDS[name], _form(name, page, open_form)) for name in _sorted(page.acts)]
    context = {
        "page": page,
        "task": page.task,
        "forms": forms,
        "open_name": open_form[0] if open_form else "",
        "refused": open_form[1] if open_form else None,
        "entries": timeline(lines),
        "more_history": len(page.history) - len(lines),
        "tie": TIES.get(page.tie.value, "") if "verify" in page.row.acts else "",
        "may_change_verifier": stands(request.actor, page.task, "tasks.issue")
        and page.task.state not in ENDED,
        "client_id": new_id(),
    }
    return shown(request, "tasks/task.html", context, open_form[1] if open_form else None)


def _sorted(names: tuple[str, ...]) -> list[str]:
    places = {name: place for place, name in enumerate(FIRST)}
    return sorted(names, key=lambda name: places.get(name, len(FIRST)))


def _form(name: str, page: DetailPage, open_form: tuple[str, Form] | None) -> Form | None:
    """The form of an act; None for one that needs no words."""
    if open_form is not None and open_form[0] == name:
        return open_form[1]
    kind = FORMS.get(name)
    return kind(prefix=name, initial=_initial(name, page.task)) if kind else None


def _initial(name: str, found: Task) -> dict[str, Any]:
    if name != "revise":
        return {}
    due = _day(found.due_at, all_day=found.due_all_day)
    return {"title": found.title, "acceptance_test": found.acceptance_test} | due


def _day(due_at: datetime | None, *, all_day: bool) -> dict[str, Any]:
    if due_at is None:
        return {}
    local = due_at.astimezone(CAMPUS_ZONE)
    if all_day:
        return {"due_date": (local - timedelta(microseconds=1)).date()}
    return {"due_date": local.date(), "due_time": local.time()}
