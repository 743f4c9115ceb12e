"""Planning a run, filling it in, handing it in, reviewing it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from anlan.areas.command.views.showing import WRONG_INPUT, blame, on, said, shown
from anlan.areas.inspection import public
from anlan.areas.inspection.forms.acts import ConclusionForm, ReasonForm, SupplementForm, WordsForm
from anlan.areas.inspection.forms.planning import PlanForm
from anlan.areas.inspection.forms.sheets import sheet_of
from anlan.areas.inspection.models.choices import Presence, Severity, Verdict
from anlan.areas.inspection.rules.answers import read_answers
from anlan.areas.inspection.selectors.picking import checklist_picks, inspector_picks, place_picks, unit_picks
from anlan.areas.inspection.selectors.running import RunPage, lines_of
from anlan.areas.inspection.views.finding import TROUBLES, directive_named
from anlan.areas.inspection.words import FOUND
from anlan.core.kernel.errors import NotVisible
from anlan.core.kernel.ids import new_id
from anlan.foundation.indicators.public import population
from anlan.foundation.people.public import Request, require_held, signed_in

MARKS = {"pass": "met", "fail": "not_met", "na": "no_data"}


@signed_in
def plan(request: Request) -> HttpResponse:
    """Plan a run; the address may name the place, the checklist and the requirement."""
    require_held(request.actor, "inspection.plan")
    directive = directive_named(request)
    picks: dict[str, Any] = {
        "checklists": checklist_picks(),
        "places": place_picks(request.actor),
        "units": unit_picks(request.actor),
        "inspectors": inspector_picks(),
    }
    start = {
        "client_id": new_id(),
        "place_id": request.GET.get("place", ""),
        "checklist_id": request.GET.get("checklist", ""),
    }
    form = PlanForm(request.POST or None, initial=start, **picks)
    if request.method == "POST" and form.is_valid():
        try:
            run = public.schedule_run(
                by=request.actor, directive_ids=[directive.pk] if directive else (), **form.cleaned_data
            )
        except TROUBLES as trouble:
            blame(form, trouble)
        else:
            return on(request, run.get_absolute_url(), told=_("已安排 %(code)s") % {"code": run.code})
    return shown(request, "inspection/plan.html", {"form": form, "directive": directive}, form)


@signed_in
def run(request: Request, run_id: UUID) -> HttpResponse:
    """The page of one run; while it runs it is the sheet to fill in."""
    return _shown(request, public.run_page(request.actor, run_id))


@signed_in
@require_POST
def start(request: Request, run_id: UUID) -> HttpResponse:
    """Begin."""
    done = public.start_run(run_id, by=request.actor)
    return on(request, done.get_absolute_url(), told=_("已开始 %(code)s") % {"code": done.code})


@signed_in
@require_POST
def fill(request: Request, run_id: UUID) -> HttpResponse:
    """Keep what is filled in, or hand it in; what is wrong stands on top of the sheet."""
    page = public.run_page(request.actor, run_id)
    sheet = sheet_of(page.form, request.POST)
    try:
        if "submit" not in request.POST:
            public.keep_answers(run_id, answers=sheet.answers, notes=sheet.notes, by=request.actor)
            return on(request, page.run.get_absolute_url(), told=_("已存下，还没有提交"))
        done = public.submit_run(run_id, sheet=sheet, by=request.actor)
    except TROUBLES as trouble:
        field = str(trouble.facts.get("field", ""))
        target = f"q-{field}" if page.form.question(field) else field
        return _shown(request, page, sheet=sheet, wrong=[(target, said(trouble))])
    told = _("已提交 %(code)s，开了 %(count)s 条发现") % {"code": done.code, "count": done.findings.count()}
    return on(request, done.get_absolute_url(), told=told)


@signed_in
@require_POST
def act(request: Request, run_id: UUID, name: str) -> HttpResponse:
    """Review, cancel, add to, or conclude a run."""
    page = public.run_page(request.actor, run_id)
    forms = _forms(page, request, bound=name)
    if name not in forms:
        raise NotVisible
    form = forms[name]
    if form.is_valid():
        given = form.cleaned_data
        try:
            match name:
                case "review":
                    public.review_run(run_id, note=given["note"], by=request.actor)
                case "cancel":
                    public.cancel_run(run_id, reason=given["reason"], by=request.actor)
                case "supplement":
                    public.add_supplement(run_id, text=given["text"], by=request.actor)
                case _:
                    made = public.issue_conclusion(run_id, by=request.actor, **given)
                    return on(request, made.get_absolute_url(), told=_("结论已发出"))
        except TROUBLES as trouble:
            blame(form, trouble)
        else:
            return on(request, page.run.get_absolute_url(), told=_("已办"))
    return _shown(request, page, forms=forms, open_name=name)


@signed_in
def rechecks(request: Request) -> HttpResponse:
    """Items to be judged blind."""
    require_held(request.actor, "inspection.recheck")
    rows = []
    for one in public.open_rechecks(request.actor):
        questions = one.judgement.run.checklist.questions
        item = next((row for row in questions if row["key"] == one.judgement.item_key), {})
        rows.append((one, item))
    asked = [
        (one, known.question if (known := population(one.sample.code)) else "")
        for one in public.open_samples(request.actor)
    ]
    context = {
        "rows": rows,
        "samples": asked,
        "verdicts": Verdict.choices,
        "sample_verdicts": FOUND,
        "may_read": request.actor.holds("inspection.read"),
    }
    return shown(request, "inspection/rechecks.html", context)


@signed_in
@require_POST
def judge(request: Request, recheck_id: UUID) -> HttpResponse:
    """Judge one item again."""
    public.judge_recheck(
        recheck_id,
        verdict=request.POST.get("verdict", ""),
        note=request.POST.get("note", ""),
        by=request.actor,
    )
    return on(request, reverse("inspection:rechecks"), told=_("已记下。第一次的结果不显示"))


def _forms(page: RunPage, request: Request, *, bound: str = "") -> dict[str, Any]:
    kinds = {
        "review": WordsForm,
        "supplement": SupplementForm,
        "conclude": ConclusionForm,
        "cancel": ReasonForm,
    }
    return {
        name: kind(request.POST, prefix=name) if name == bound else kind(prefix=name)
        for name, kind in kinds.items()
        if name in page.acts
    }


def _shown(
    request: Request,
    page: RunPage,
    *,
    sheet: Any = None,
    wrong: list[tuple[str, str]] | None = None,
    forms: dict[str, Any] | None = None,
    open_name: str = "",
) -> HttpResponse:
    lines, judged = page.lines, page.read.judged
    if sheet is not None:
        read = read_answers(page.form, sheet.answers, complete=False)
        lines, judged = lines_of(page.form, read, sheet.answers, sheet.notes), read.judged
    shown_forms = forms if forms is not None else _forms(page, request)
    verdicts = list(judged.values())
    context = {
        "page": page,
        "run": page.run,
        "lines": [(line, page.form.section(line.question.section)) for line in lines],
        "filling": page.run.state == "started" and "submit" in page.acts,
        "judged": len(verdicts),
        "items": sum(1 for _one in page.form.items()),
        "tally": [(Verdict(code), MARKS[code], verdicts.count(code)) for code in MARKS],
        "verdicts": Verdict.choices,
        "severities": Severity.choices,
        "presences": [choice for choice in Presence.choices if choice[0]],
        "presence": sheet.witness.presence if sheet else "",
        "present_name": sheet.witness.name if sheet else "",
        "wrong": wrong or [],
        "forms": shown_forms,
        "open_name": open_name,
    }
    answer = shown(request, "inspection/run.html", context, *shown_forms.values())
    if wrong:
        answer.status_code = WRONG_INPUT
    return answer
