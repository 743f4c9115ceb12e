"""The queue of changes, one change with its preview, and the acts upon it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.db.models import Count
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from anlan.core.access import Actor
from anlan.core.kernel.errors import NotVisible
from anlan.foundation.ledger.public import history, lines_of
from anlan.foundation.people.public import Request, signed_in
from anlan.foundation.rulebook.forms.bringing import DecideForm
from anlan.foundation.rulebook.models import RuleChange
from anlan.foundation.rulebook.models.choices import CHANGE_STATES
from anlan.foundation.rulebook.selectors.changes import (
    APPROVE,
    PROPOSE,
    acts_on,
    change_for,
    changes_seen,
    waiting,
)
from anlan.foundation.rulebook.selectors.previews import preview_of
from anlan.foundation.rulebook.selectors.references import references_to
from anlan.foundation.rulebook.services import deciding, proposing
from anlan.foundation.rulebook.states import ChangeState
from anlan.foundation.rulebook.views.showing import REFUSALS, on, said, shown
from anlan.foundation.ui.parts import Choice

PAGE = 40
OPEN = (ChangeState.DRAFT, ChangeState.PROPOSED)
Act = Callable[[UUID, Actor, str], RuleChange]
ACTS: dict[str, Act] = {
    "propose": lambda key, by, _note: proposing.propose(key, by=by),
    "withdraw": lambda key, by, _note: proposing.withdraw(key, by=by),
    "approve": lambda key, by, note: deciding.approve(key, by=by, note=note),
    "reject": lambda key, by, note: deciding.reject(key, by=by, note=note),
}


@require_GET
@signed_in
def queue(request: Request) -> HttpResponse:
    """Changes that wait, and those that were decided."""
    if not (request.actor.holds(PROPOSE) or request.actor.holds(APPROVE)):
        raise NotVisible
    state = str(request.GET.get("state", ""))
    state = state if state in set(ChangeState) else ChangeState.PROPOSED.value
    rows = changes_seen(request.actor)
    counts = dict(rows.order_by().values_list("state").annotate(count=Count("pk", distinct=True)))
    context = {
        "state": state,
        "page": Paginator(rows.filter(state=state).order_by("-recorded_at", "-pk"), PAGE).get_page(
            request.GET.get("page")
        ),
        "chips": [
            Choice(label, f"?state={code}", current=code == state, count=counts.get(code, 0))
            for code, label in CHANGE_STATES
        ],
        "batches": _batches(request.actor) if state == ChangeState.PROPOSED else [],
        "waiting": waiting(request.actor).count(),
    }
    return shown(request, "rulebook/changes.html", context)


@never_cache
@require_GET
@signed_in
def change(request: Request, change_id: UUID) -> HttpResponse:
    """One change: before and after, its source, who proposed and decided."""
    row = change_for(request.actor, change_id)
    plan = proposing.plan_of(row)
    context: dict[str, Any] = {
        "change": row,
        "preview": preview_of(plan, rule=row.rule, wanted=plan.version) if row.state in OPEN else None,
        "acts": acts_on(request.actor, row),
        "own": row.proposer_id == request.actor.person_id,
        "may_approve": request.actor.holds(APPROVE),
        "references": references_to(row.rule.code),
        "form": DecideForm(),
        "history": lines_of(history("rulebook.rulechange", row.pk)[:50]),
    }
    return shown(request, "rulebook/change.html", context)


@require_POST
@signed_in
def act(request: Request, change_id: UUID, act: str) -> HttpResponse:
    """Propose, withdraw, approve or reject."""
    if act not in ACTS:
        raise Http404
    row = change_for(request.actor, change_id)
    form = DecideForm(request.POST)
    note = form.cleaned_data["note"] if form.is_valid() else ""
    try:
        ACTS[act](row.pk, request.actor, note)
    except REFUSALS as trouble:
        return on(request, row.get_absolute_url(), told=said(trouble), bad=True)
    told = {
        "propose": _("已提出，等另一个人批准"),
        "withdraw": _("已撤回，规则没有变"),
        "approve": _("已批准，新的版本生效"),
        "reject": _("没有批准，规则没有变"),
    }
    return on(request, row.get_absolute_url(), told=told[act])


@require_POST
@signed_in
def approve_together(request: Request, batch: UUID) -> HttpResponse:
    """Approve what one import proposed."""
    url = reverse("rulebook:changes")
    try:
        count = deciding.approve_batch(batch, by=request.actor)
    except REFUSALS as trouble:
        return on(request, url, told=said(trouble), bad=True)
    return on(request, url, told=pgettext("rulebook", "已批准 %(count)s 条") % {"count": count})


def _batches(viewer: Actor) -> list[Mapping[str, Any]]:
    """Imports that wait for this viewer, and how many changes each holds."""
    rows = waiting(viewer).exclude(batch=None).order_by().values("batch", "reason")
    return [{**row} for row in rows.annotate(count=Count("pk")).order_by("batch")]
