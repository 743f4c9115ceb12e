"""Who is on duty, and the planning of it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.forms import Form
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from anlan.core.kernel import clock
from anlan.core.kernel.errors import NotYours
from anlan.foundation.duty import public
from anlan.foundation.duty.forms.planning import (
    AbsenceForm,
    DaysForm,
    MembersForm,
    NewRosterForm,
    RosterForm,
    SheetForm,
    numbers_of,
)
from anlan.foundation.duty.models import Roster
from anlan.foundation.duty.selectors.picking import free_desks
from anlan.foundation.duty.selectors.rota import edge
from anlan.foundation.duty.views.showing import day_of, done, on, shown
from anlan.foundation.people.public import Request, allowed, require_held, signed_in

WEEK = 7
AHEAD = timedelta(days=14)
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_GET
@signed_in
def week(request: Request) -> HttpResponse:
    """A week of every roster, today first."""
    require_held(request.actor, "duty.read")
    first = day_of(request.GET.get("from", ""))
    now = clock.now()
    facts = {
        "at": now,
        "first": first,
        "before": first - timedelta(days=WEEK),
        "after": first + timedelta(days=WEEK),
        "on_now": public.running(request.actor, at=now),
        "rosters": public.week(request.actor, first=first),
        "may_plan": request.actor.holds("duty.plan"),
        "may_confirm": request.actor.holds("duty.confirm") or request.actor.holds("duty.oversee"),
    }
    return shown(request, "duty/week.html", facts)


@require_http_methods(["GET", "POST"])
@signed_in
def new(request: Request) -> HttpResponse:
    """Open a roster."""
    if not request.actor.holds("duty.plan"):
        raise NotYours(verb="duty.plan")
    form = NewRosterForm(request.POST or None, positions=free_desks(request.actor))

    def act(given: dict[str, Any]) -> None:
        position = given.pop("position")
        public.open_roster(**given, position_id=position.pk, by=request.actor)

    if request.method == "POST" and done(form, act):
        url = reverse("duty:roster", args=(form.data["code"],))
        return on(request, url, told=_("值班表已建好，写上轮班的人"))
    return shown(request, "duty/new.html", {"form": form}, form)


@require_http_methods(["GET", "POST"])
@signed_in
def roster(request: Request, code: str) -> HttpResponse:
    """One roster: its days, what is missing, and for planners what changes it."""
    row = public.roster_for(request.actor, code)
    may_plan = allowed(request.actor, "duty.plan", row)
    forms = _forms(row) if may_plan else {}
    if request.method == "POST":
        name = request.POST.get("do", "")
        if name not in forms:
            raise NotYours(verb="duty.plan")
        forms[name] = type(forms[name])(request.POST, request.FILES, prefix=name)
        told, act = _acts(request, code)[name]
        if done(forms[name], act):
            return on(request, f"{row.get_absolute_url()}?from={_first(forms[name])}", told=told)
    first = day_of(request.GET.get("from", ""))
    facts = {
        "roster": row,
        "forms": forms,
        "may_plan": may_plan,
        "first": first,
        "before": first - timedelta(days=WEEK * 4),
        "after": first + timedelta(days=WEEK * 4),
        "days": public.week(request.actor, first=first, days=WEEK * 4, roster=row)[0][1],
        "gaps": public.gaps_between(row, since=clock.now(), until=edge(clock.today()) + AHEAD, drafts=False),
        "ahead_days": AHEAD.days,
        "members": list(row.members.select_related("person")),
        "open_name": request.POST.get("do", ""),
    }
    return shown(request, "duty/roster.html", facts, *forms.values())


@require_GET
@signed_in
def sheet(request: Request, code: str) -> HttpResponse:
    """The roster as a workbook."""
    first = day_of(request.GET.get("from", ""))
    data = public.export_roster(code=code, first=first, days=WEEK * 4, by=request.actor)
    answer = HttpResponse(data, content_type=XLSX)
    answer["Content-Disposition"] = f'attachment; filename="duty-{code}-{first:%Y%m%d}.xlsx"'
    return answer


@require_GET
@signed_in
def paper(request: Request, code: str) -> HttpResponse:
    """值班表 on paper: four weeks."""
    row = public.roster_for(request.actor, code)
    first = day_of(request.GET.get("from", ""))
    days = public.week(request.actor, first=first, days=WEEK * 4, roster=row)[0][1]
    facts = {
        "roster": row,
        "first": first,
        "last": first + timedelta(days=27),
        "days": days,
        "at": clock.now(),
    }
    return shown(request, "duty/paper.html", facts)


def _forms(row: Roster) -> dict[str, Form]:
    """The planner's forms as they begin."""
    return {
        "plan": DaysForm(prefix="plan", initial=DaysForm.next_days()),
        "publish": DaysForm(prefix="publish", initial=DaysForm.next_days()),
        "import": SheetForm(prefix="import"),
        "members": MembersForm(prefix="members", initial=MembersForm.of(row)),
        "absence": AbsenceForm(prefix="absence"),
        "change": RosterForm(prefix="change", initial=RosterForm.of(row)),
    }


Act = Callable[[dict[str, Any]], object]


def _acts(request: Request, code: str) -> dict[str, tuple[str, Act]]:
    """What each form does, and what is said afterwards."""
    by = request.actor

    def members(given: dict[str, Any]) -> None:
        rings = {ring: numbers_of(given[ring]) for ring in ("leaders", "others")}
        public.set_members(code=code, by=by, **rings)

    return {
        "plan": (_("排好了，看过再发布"), lambda given: public.plan_days(code=code, by=by, **given)),
        "publish": (_("值班表已发布"), lambda given: public.publish_days(code=code, by=by, **given)),
        "import": (
            _("表已读入，看过再发布"),
            lambda given: public.import_roster(code=code, data=given["sheet"].read(), by=by),
        ),
        "members": (_("轮班的人已记下"), members),
        "absence": (_("已记下，空出的班在下面标出"), lambda given: public.record_absence(by=by, **given)),
        "change": (_("值班表已改"), lambda given: public.change_roster(code=code, by=by, **given)),
    }


def _first(form: Form) -> str:
    day = form.cleaned_data.get("first") or clock.today()
    return f"{day:%Y-%m-%d}"
