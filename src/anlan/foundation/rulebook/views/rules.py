"""One rule: its answer on a day, its versions, and the form of a change."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from anlan.foundation.campus.public import roots_for
from anlan.foundation.people.public import Request, require_held, signed_in
from anlan.foundation.rulebook.drawing import Lane, timeline
from anlan.foundation.rulebook.forms.proposing import ProposeForm
from anlan.foundation.rulebook.models import Rule, RuleArea, RuleVersion
from anlan.foundation.rulebook.rules.book import Version
from anlan.foundation.rulebook.rules.resolving import Answer, resolve
from anlan.foundation.rulebook.rules.typing_values import written
from anlan.foundation.rulebook.rules.vocabulary import Kind
from anlan.foundation.rulebook.selectors.books import as_rule, chain_for, rule_for, standing_of
from anlan.foundation.rulebook.selectors.changes import PROPOSE, changes_of
from anlan.foundation.rulebook.selectors.listing import RuleFilters
from anlan.foundation.rulebook.selectors.previews import Preview, preview_of
from anlan.foundation.rulebook.selectors.references import references_to
from anlan.foundation.rulebook.selectors.words import passed_word, value_word
from anlan.foundation.rulebook.services import proposing
from anlan.foundation.rulebook.services.taking import OWN
from anlan.foundation.rulebook.states import ChangeAct
from anlan.foundation.rulebook.views.showing import TROUBLES, blame, on, shown


@require_GET
@signed_in
def rule(request: Request, code: str) -> HttpResponse:
    """What holds on the day, why, and every version of it."""
    found = rule_for(request.actor, code)
    filters = RuleFilters.from_query(request.GET)
    roots = list(roots_for(request.actor))
    place = next((one for one in roots if one.code == filters.place), None)
    rows = standing_of(found)
    known = as_rule(found, rows)
    answer = resolve(known, day=filters.on, chain=chain_for(place))
    deciding = answer.version.key if answer.version else None
    context = {
        "rule": found,
        "filters": filters,
        "roots": roots,
        "answer": answer,
        "standing": next((row for row in rows if row.pk == deciding), None),
        "rows": [(row, _verdict(row, answer)) for row in rows],
        "picture": timeline(_lanes(rows, known.versions, found), day=filters.on, decides=deciding)
        if rows
        else "",
        "replaced": _replaced(found),
        "changes": changes_of(request.actor, found)[:20],
        "references": references_to(found.code),
        "may_propose": request.actor.holds(PROPOSE),
    }
    return shown(request, "rulebook/rule.html", context)


@never_cache
@require_http_methods(["GET", "POST"])
@signed_in
def propose(request: Request, code: str) -> HttpResponse:
    """A change: looked at first, then kept as a draft or handed to a second person."""
    require_held(request.actor, PROPOSE)
    found = rule_for(request.actor, code)
    form = ProposeForm(
        request.POST if request.method == "POST" else None, rule=found, initial=_initial(found, request.GET)
    )
    preview: Preview | None = None
    if form.is_bound and form.is_valid():
        try:
            plan = form.plan()
            preview = preview_of(plan, rule=found, wanted=proposing.checked(plan, rule=found))
            if "look" not in request.POST:
                return _keep(request, plan)
        except TROUBLES as trouble:
            blame(form, trouble)
    context = {"form": form, "rule": found, "preview": preview, "references": references_to(found.code)}
    return shown(request, "rulebook/propose.html", context, form)


def _keep(request: Request, plan: proposing.Plan) -> HttpResponse:
    change = proposing.draft_change(plan, by=request.actor)
    if "send" not in request.POST:
        return on(request, change.get_absolute_url(), told=_("草稿存好了，还没有提出"))
    proposing.propose(change.pk, by=request.actor)
    return on(request, change.get_absolute_url(), told=_("已提出，等另一个人批准"))


def _initial(rule: Rule, query: Mapping[str, Any]) -> dict[str, Any]:
    """The form as it begins: the version that the reader came from, else the school's own from today."""
    filters = RuleFilters.from_query(query)
    rows = RuleVersion.objects.filter(rule=rule, replaced_at=None).select_related("area")
    row = next((one for one in rows if str(one.pk) == query.get("version")), None)
    act = str(query.get("act", ""))
    told: dict[str, Any] = {
        "act": act if act in set(ChangeAct) else ChangeAct.SET.value,
        "area": row.area.code if row else OWN,
        "starts": filters.on,
        "hold": row.hold if row else "free",
    }
    if row is None:
        return told
    told["value"] = written(row.value, kind=Kind(rule.kind))
    if act == ChangeAct.CONFIRM or "adopt" in query:
        told |= {name: getattr(row, name) for name in _SOURCE}
    if "adopt" in query:
        return told | {"area": OWN, "hold": "free", "reason": _("照用：%(area)s") % {"area": row.area.label}}
    return told | {"starts": row.starts if row.value is not None or filters.on < row.starts else filters.on}


_SOURCE = ("source_title", "source_publisher", "source_date", "cite", "grade")


def _verdict(row: RuleVersion, answer: Answer) -> str:
    """What a version does on the day, in a word."""
    if answer.version is not None and answer.version.key == row.pk:
        return _("这一天用这一版")
    reason = next((why for one, why in answer.others if one.key == row.pk), None)
    return passed_word(reason) if reason else ""


def _lanes(rows: list[RuleVersion], versions: tuple[Version, ...], rule: Rule) -> list[Lane]:
    areas: dict[str, RuleArea] = {row.area.code: row.area for row in rows}
    return [
        Lane(
            area.label,
            [one for one in versions if one.area == code],
            [value_word(one.value, unit=rule.unit, kind=rule.kind) for one in versions if one.area == code],
        )
        for code, area in areas.items()
    ]


def _replaced(rule: Rule) -> list[RuleVersion]:
    rows = RuleVersion.objects.filter(rule=rule).exclude(replaced_at=None).select_related("area")
    return list(rows.order_by("-replaced_at", "starts")[:50])
