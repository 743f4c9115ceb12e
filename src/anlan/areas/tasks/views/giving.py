"""Giving tasks: free, or a requirement split into several at once."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import ngettext

from anlan.areas.command.models import Directive
from anlan.areas.command.selectors.sight import directive_by_code
from anlan.areas.command.views.showing import WRONG_INPUT, blame, on
from anlan.areas.tasks import public
from anlan.areas.tasks.forms.giving import MOST_PARTS, PartForm
from anlan.areas.tasks.models import Task
from anlan.areas.tasks.selectors.picking import helper_picks, seat_picks
from anlan.core.kernel.clock import CAMPUS_ZONE
from anlan.core.kernel.errors import BadInput, Conflict, NotYours
from anlan.core.kernel.ids import new_id
from anlan.foundation.people.public import Request, require_held, signed_in

TROUBLES = (BadInput, Conflict, NotYours)


@signed_in
def give(request: Request) -> HttpResponse:
    """Give tasks; with ``requirement`` in the address they come from it."""
    require_held(request.actor, "tasks.issue")
    directive = _directive(request)
    forms = _forms(request, directive)
    if request.method == "POST" and "add" not in request.POST:
        filled = [form for place, form in enumerate(forms) if place == 0 or not form.is_blank]
        judged = [form.is_valid() for form in filled]
        if all(judged):
            done = _given(request, filled, directive)
            if done is not None:
                return done
        forms = filled
    wrong = request.method == "POST" and "add" not in request.POST
    context = {
        "forms": forms,
        "directive": directive,
        "most": len(forms) >= MOST_PARTS,
        "has_errors": wrong,
        "wrong": [line for form in forms for line in _wrong(form)] if wrong else [],
    }
    return render(request, "tasks/give.html", context, status=WRONG_INPUT if wrong else 200)


def _wrong(form: PartForm) -> list[tuple[str, str]]:
    """Each error with the field that it stands beside."""
    return [
        (str(form[name].auto_id) if name in form.fields else "", str(one))
        for name, told in form.errors.items()
        for one in told
    ]


def _given(request: Request, forms: list[PartForm], directive: Directive | None) -> HttpResponse | None:
    """Off to what was given; None with the trouble beside its field."""
    try:
        tasks = public.give(
            [form.new_task() for form in forms],
            by=request.actor,
            directive_id=directive.pk if directive else None,
        )
    except TROUBLES as trouble:
        blame(forms[0], trouble)
        return None
    told = ngettext("已派出 %(count)s 项任务", "已派出 %(count)s 项任务", len(tasks)) % {"count": len(tasks)}
    return on(request, _after(tasks, directive), told=told)


def _after(tasks: list[Task], directive: Directive | None) -> str:
    if directive is not None:
        return f"{directive.get_absolute_url()}#tasks"
    return tasks[0].get_absolute_url() if len(tasks) == 1 else f"{reverse('tasks:list')}?mine=1"


def _directive(request: Request) -> Directive | None:
    code = request.GET.get("requirement", "")
    return directive_by_code(request.actor, code) if code else None


def _forms(request: Request, directive: Directive | None) -> list[PartForm]:
    """One form a task; pressing for another one adds an empty one and keeps what was typed."""
    picks: dict[str, Any] = {
        "seats": seat_picks(request.actor),
        "verifiers": seat_picks(request.actor, verifying=True),
        "units": helper_picks(request.actor),
    }
    if request.method != "POST":
        return [PartForm(prefix="p0", initial=_initial(directive), **picks)]
    asked = request.POST.get("parts", "1")
    count = min(max(int(asked), 1), MOST_PARTS) if asked.isdecimal() and len(asked) < 4 else 1
    if "add" not in request.POST:
        return [PartForm(request.POST, prefix=f"p{place}", **picks) for place in range(count)]
    held = [PartForm(prefix=f"p{n}", initial=_typed(request, f"p{n}"), **picks) for n in range(count)]
    if count < MOST_PARTS:
        held.append(PartForm(prefix=f"p{count}", initial=_initial(directive), **picks))
    return held


def _typed(request: Request, prefix: str) -> dict[str, Any]:
    """What stood in a row, to show it again without judging it yet."""
    found: dict[str, Any] = {
        name: request.POST.get(f"{prefix}-{name}", "")
        for name in PartForm.base_fields
        if name != "helper_units"
    }
    found["helper_units"] = request.POST.getlist(f"{prefix}-helper_units")
    found["note_suffices"] = bool(found["note_suffices"])
    return found


def _initial(directive: Directive | None) -> dict[str, Any]:
    """A fresh key, and what the requirement says already."""
    if directive is None:
        return {"client_id": new_id(), "obligation": "once"}
    standing = directive.obligation == "standing"
    due = directive.due_at.astimezone(CAMPUS_ZONE) if directive.due_at else None
    return {
        "client_id": new_id(),
        "obligation": "once" if standing and not directive.repeats else directive.obligation,
        "rhythm": directive.repeats if standing else "",
        "condition": directive.condition[:300],
        "verifier_position": str(directive.verifier_id or ""),
        "due_date": due.date() if due and not directive.due_all_day else None,
        "due_time": due.time() if due and not directive.due_all_day else None,
    }
