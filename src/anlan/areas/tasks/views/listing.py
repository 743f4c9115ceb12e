"""The list, the board, and the workbook of tasks."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from anlan.areas.command.selectors.picking import unit_picks
from anlan.areas.tasks import public
from anlan.areas.tasks.models.choices import TaskObligation
from anlan.areas.tasks.selectors.filters import STAGES, TaskFilters
from anlan.areas.tasks.selectors.listing import PAGE, board, task_list
from anlan.areas.tasks.words import STAGE_RULES, STAGE_WORDS
from anlan.foundation.people.public import Request, require_held, signed_in
from anlan.foundation.ui.parts import Choice

READ = "tasks.read"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
WINDOWS = ("overdue", "today", "week", "late")


@signed_in
def tasks(request: Request) -> HttpResponse:
    """Tasks as a list, or as a board by state."""
    require_held(request.actor, READ)
    filters = TaskFilters.from_query(request.GET)
    facts = _shared(request, filters)
    if filters.view == "board":
        page = board(request.actor, filters)
        lanes = [(lane, STAGE_WORDS[lane.stage], STAGE_RULES[lane.stage]) for lane in page.lanes]
        return render(request, "tasks/board.html", facts | {"page": page, "lanes": lanes})
    shown = task_list(request.actor, filters)
    pages = Paginator(range(shown.matched), PAGE).get_page(filters.page)
    chips = _chips(filters, shown.counts)
    return render(request, "tasks/list.html", facts | {"page": shown, "pages": pages, "chips": chips})


@signed_in
def export(request: Request) -> HttpResponse:
    """Everything the filters leave, as a workbook."""
    data = public.export_tasks(request.actor, TaskFilters.from_query(request.GET))
    name = f"tasks-{localtime():%Y%m%d-%H%M}.xlsx"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(data, content_type=XLSX, headers=headers)


def _shared(request: Request, filters: TaskFilters) -> dict[str, Any]:
    return {
        "filters": filters,
        "query": filters.to_query(),
        "views": [
            Choice(pgettext("task", "列表"), f"?{filters.to_query(view='list')}", filters.view == "list"),
            Choice(
                pgettext("task", "看板"),
                f"?{filters.to_query(view='board', stage='')}",
                filters.view == "board",
            ),
        ],
        "units": unit_picks(request.actor),
        "kinds": TaskObligation.choices,
        "windows": [(code, _windows()[code]) for code in WINDOWS],
        "may_give": request.actor.holds("tasks.issue"),
        "may_export": request.actor.holds("tasks.export"),
        "back": reverse("tasks:list"),
        "unit_word": pgettext("task", "项"),
    }


def _windows() -> dict[str, str]:
    return {
        "overdue": pgettext("task", "已逾期"),
        "today": _("24 小时内到期"),
        "week": _("7 天内到期"),
        "late": _("逾期过的"),
    }


def _chips(filters: TaskFilters, counts: Any) -> list[Choice]:
    live = sum(count for stage, count in counts.items() if stage != "ended")
    everything = Choice(
        pgettext("task", "全部未结束"), f"?{filters.to_query(stage='')}", not filters.stage, count=live
    )
    return [everything] + [
        Choice(
            STAGE_WORDS[stage],
            f"?{filters.to_query(stage=stage)}",
            stage == filters.stage,
            count=counts[stage],
        )
        for stage in STAGES
    ]
