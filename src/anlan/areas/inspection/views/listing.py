"""The first page, the list of findings, its workbook and its printed form."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.timezone import localtime
from django.utils.translation import pgettext_lazy

from anlan.areas.inspection import public
from anlan.areas.inspection.models.choices import Severity
from anlan.areas.inspection.selectors.filters import WAYS, FindingFilters
from anlan.areas.inspection.selectors.listing import PAGE
from anlan.areas.inspection.selectors.sight import runs_seen
from anlan.foundation.people.public import Request, require_held, signed_in
from anlan.foundation.ui.parts import Choice

READ = "inspection.read"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MOST_PRINTED = 500
WAY_WORDS = {
    "open": pgettext_lazy("findings", "未销号"),
    "late": pgettext_lazy("findings", "逾期"),
    "raised": pgettext_lazy("findings", "待派单"),
    "submitted": pgettext_lazy("findings", "待复核"),
    "repeat": pgettext_lazy("findings", "重复"),
    "risk": pgettext_lazy("findings", "风险已接受"),
    "ended": pgettext_lazy("findings", "已了结"),
    "all": pgettext_lazy("findings", "全部"),
}
ORDER_WORDS = {
    "due": pgettext_lazy("findings", "按期限"),
    "new": pgettext_lazy("findings", "按新旧"),
    "place": pgettext_lazy("findings", "按地点"),
    "unit": pgettext_lazy("findings", "按单位"),
}


@signed_in
def overview(request: Request) -> HttpResponse:
    """How inspection stands, and what waits for the viewer."""
    require_held(request.actor, READ)
    context = {
        "page": public.overview(request.actor),
        "may_plan": request.actor.holds("inspection.plan"),
        "may_raise": request.actor.holds("inspection.inspect"),
        "may_keep": request.actor.holds("inspection.checklists"),
        "wide": request.actor.holds_for_others("inspection.export"),
    }
    return render(request, "inspection/overview.html", context)


@signed_in
def findings(request: Request) -> HttpResponse:
    """The list; filters stand in the address."""
    require_held(request.actor, READ)
    filters = FindingFilters.from_query(request.GET)
    page = public.findings(request.actor, filters)
    context = {
        **_told(filters, page),
        "pages": Paginator(range(page.total), PAGE).get_page(filters.page),
        "may_export": request.actor.holds("inspection.export"),
        "may_raise": request.actor.holds("inspection.inspect"),
    }
    return render(request, "inspection/findings.html", context)


@signed_in
def export(request: Request) -> HttpResponse:
    """Everything the filters leave, as a workbook."""
    data = public.export_findings(request.actor, FindingFilters.from_query(request.GET))
    name = f"findings-{localtime():%Y%m%d-%H%M}.xlsx"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(data, content_type=XLSX, headers=headers)


@signed_in
def printed(request: Request) -> HttpResponse:
    """The list on paper."""
    require_held(request.actor, READ)
    filters = FindingFilters.from_query(request.GET)
    page = public.findings(request.actor, filters, size=MOST_PRINTED)
    return render(request, "inspection/print.html", _told(filters, page))


@signed_in
def runs(request: Request) -> HttpResponse:
    """Runs, the newest first."""
    require_held(request.actor, READ)
    drill = request.GET.get("drill") == "1"
    rows = runs_seen(request.actor, drill=drill).select_related("checklist", "place", "unit")
    pages = Paginator(rows.order_by("-scheduled_at", "-id"), PAGE).get_page(request.GET.get("page"))
    context = {"pages": pages, "drill": drill, "may_plan": request.actor.holds("inspection.plan")}
    return render(request, "inspection/runs.html", context)


def _told(filters: FindingFilters, page: public.FindingList) -> dict[str, Any]:
    return {
        "page": page,
        "filters": filters,
        "query": filters.to_query(),
        "way": WAY_WORDS[filters.show],
        "chips": [
            Choice(
                WAY_WORDS[name],
                f"?{filters.to_query(show=name)}",
                name == filters.show,
                count=page.counts[name],
            )
            for name in WAYS
        ],
        "orders": [
            Choice(word, f"?{filters.to_query(order=name)}", name == filters.order)
            for name, word in ORDER_WORDS.items()
        ],
        "severities": Severity.choices,
    }
