"""One requirement: its words, who answers for it, what happened; and the acts upon it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from anlan.areas.command import public
from anlan.areas.command.forms.acts import ReasonForm
from anlan.areas.command.forms.correction import CorrectionForm
from anlan.areas.command.selectors.answers import answer_to_give
from anlan.areas.command.selectors.directive_values import directive_values
from anlan.areas.command.selectors.picking import picks
from anlan.areas.command.services.grasp import require_in_force
from anlan.areas.command.views import measures
from anlan.areas.command.views.asking import asks_about_numbers, decided
from anlan.areas.command.views.card_parts import group_word, shown_value
from anlan.areas.command.views.showing import blame, key_in, on, shown, timeline, told_of
from anlan.core.kernel.errors import BadInput, Conflict, NotYours
from anlan.foundation.people.public import Request, allowed, signed_in, title_of, unit_name
from anlan.foundation.ui.parts import Step
from anlan.foundation.ui.slots import gather

SHOWN_HISTORY = 12


@signed_in
def requirement(request: Request, code: str) -> HttpResponse:
    """The page of one requirement."""
    page = public.requirement(request.actor, code)
    everything = "history" in request.GET
    lines = page.history if everything else page.history[:SHOWN_HISTORY]
    context = {
        "page": page,
        "measures": measures.cards(request.actor, page),
        "reasons": measures.reasons(page),
        "words_only": [one for one in page.indicators if not one.measure],
        "loop": [*_loop(page), *gather("command.requirement.loop", request, page=page)],
        "entries": timeline(lines),
        "more_history": len(page.history) - len(lines),
        "mine": [row for row in page.answers if row.acts],
        "helpers": pgettext("joint", "、").join(
            unit_name(row.addressee.unit) for row in page.answers if row.addressee.role == "helper"
        ),
        "verifier": title_of(page.directive.verifier) if page.directive.verifier else "",
        "sees_source": page.directive.source is not None
        and allowed(request.actor, "command.read", page.directive.source),
    }
    return render(request, "command/requirement.html", context)


@signed_in
@asks_about_numbers
def correct(request: Request, code: str) -> HttpResponse:
    """Correct: fill in, look at before and after, issue the corrected one."""
    objection = _objection(request)
    page = public.requirement(request.actor, code) if objection else _with(request, code, "supersede")
    offered, values = picks(request.actor), directive_values(page.directive)
    form = CorrectionForm.of(values, picks=offered)
    changes: list[dict[str, str]] = []
    if request.method == "POST":
        form = CorrectionForm(request.POST, picks=offered, auto_id=CorrectionForm.ids())
        if form.is_valid():
            changes = _changes(values, form, offered)
            if "issue" in request.POST and changes:
                done = _superseded(request, page, form, objection=objection)
                if done is not None:
                    return done
            elif not changes:
                form.add_error(None, _("还没有改动"))
    context = {"page": page, "form": form, "changes": changes if form.is_bound and form.is_valid() else []}
    return shown(request, "command/correct.html", context, form)


@signed_in
@asks_about_numbers
def withdraw(request: Request, code: str) -> HttpResponse:
    """Withdraw: why, what follows, and the act."""
    page = _with(request, code, "withdraw")
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            public.withdraw(
                page.directive.pk, by=request.actor, numbers=decided(request), **form.cleaned_data
            )
            return on(request, page.directive.get_absolute_url(), told=_("已撤回 %(code)s") % {"code": code})
        except (BadInput, Conflict) as trouble:
            blame(form, trouble)
    return shown(request, "command/withdraw.html", {"page": page, "form": form}, form)


@signed_in
@asks_about_numbers
def fulfil(request: Request, code: str) -> HttpResponse:
    """Confirm that it is done: what says so, why now, and the act."""
    page = _with(request, code, "fulfil")
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            public.fulfil(page.directive.pk, by=request.actor, numbers=decided(request), **form.cleaned_data)
            told = _("已确认完成 %(code)s") % {"code": code}
            return on(request, page.directive.get_absolute_url(), told=told)
        except (BadInput, Conflict) as trouble:
            blame(form, trouble)
    return shown(request, "command/fulfil.html", {"page": page, "form": form}, form)


def _with(request: Request, code: str, act: str) -> public.RequirementPage:
    """The page, if the act is possible now. Raises NotYours or Conflict."""
    page = public.requirement(request.actor, code)
    if act not in page.acts:
        require_in_force(page.directive)
        raise NotYours(verb=f"command.{act}")
    return page


def _objection(request: Request) -> UUID | None:
    """The objection that this correction answers, if it came from one."""
    wanted = request.GET.get("answer", "")
    return answer_to_give(request.actor, key_in(wanted), act="change").pk if wanted else None


def _superseded(
    request: Request, page: public.RequirementPage, form: CorrectionForm, *, objection: UUID | None
) -> HttpResponse | None:
    reason = form.cleaned_data["reason"]
    words: dict[str, Any] = {
        "fields": form.changed_fields(),
        "by": request.actor,
        "numbers": decided(request),
    }
    try:
        if objection is not None:
            new = public.change(objection, answer=reason, **words)
        else:
            new = public.supersede(page.directive.pk, reason=reason, **words)
    except (BadInput, Conflict) as trouble:
        form.blame(str(trouble.facts.get("field", "")), told_of(trouble))
        return None
    url = reverse("command:requirement", args=(new.code,))
    return on(request, url, told=_("已更正，新编号 %(code)s") % {"code": new.code})


def _changes(values: dict[str, Any], form: CorrectionForm, offered: Any) -> list[dict[str, str]]:
    """Each field before and after, in words."""
    return [
        {
            "label": group_word(name),
            "before": shown_value(name, values.get(name), offered),
            "after": shown_value(name, after, offered),
            "name": name,
        }
        for name, after in form.changed_fields().items()
        if name != "due_all_day"
    ]


def _loop(page: public.RequirementPage) -> list[Step]:
    """The steps from requirement to verified, only those that exist now."""
    addressed = len(page.answers)
    answered = sum(1 for row in page.answers if row.addressee.acknowledged_at)
    rows = [Step(_("原文与要求"), "done", _("已下发"))]
    if addressed:
        count = f"{answered} / {addressed}"
        rows.append(Step(_("单位签收"), "done" if answered == addressed else "current", count))
    if page.relayed:
        rows.append(Step(_("转达下级"), "done", str(len(page.relayed))))
    return [*rows, measures.step(page)]
