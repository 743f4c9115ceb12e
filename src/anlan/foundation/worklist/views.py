"""The list, the look before acting upon many, and the mark of what was seen."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_POST

from anlan.core.kernel import clock
from anlan.core.kernel.errors import AnlanError, BadInput
from anlan.foundation.people.public import Request, require_held, signed_in
from anlan.foundation.ui.parts import Choice
from anlan.foundation.ui.wording import words_for
from anlan.foundation.worklist import services
from anlan.foundation.worklist.filters import ListFilters
from anlan.foundation.worklist.selectors import Worklist, rows, worklist
from anlan.foundation.worklist.sources import Row, sources

READ = "worklist.read"
PREVIEWED = 20
WRONG_INPUT = 422


@signed_in
def show(request: Request) -> HttpResponse:
    """What waits for the position in use."""
    require_held(request.actor, READ)
    filters = ListFilters.from_query(request.GET)
    page = worklist(request.actor, filters)
    return render(request, "worklist/list.html", _facts(page, filters))


@signed_in
@require_POST
def together(request: Request) -> HttpResponse:
    """Look at what is chosen, then do it."""
    require_held(request.actor, READ)
    query = request.POST.get("query", "")
    keys = request.POST.getlist("row")
    picked = services.chosen(rows(request.actor, clock.now()), keys)
    back = f"{reverse('worklist:list')}?{query}" if query else reverse("worklist:list")
    if not picked:
        raise BadInput("worklist.nothing_chosen")
    if "confirmed" not in request.POST:
        facts = {
            "picked": picked,
            "shown": picked[:PREVIEWED],
            "more": max(0, len(picked) - PREVIEWED),
            "left_out": len(set(keys)) - len(picked),
            "acts": _acts(picked),
            "query": query,
            "back": back,
        }
        return render(request, "worklist/together.html", facts)
    _tell(request, picked)
    return HttpResponseRedirect(back)


@signed_in
@require_POST
def seen(request: Request) -> HttpResponse:
    """What changed up to the moment the page was made has been seen."""
    require_held(request.actor, READ)
    at = _moment(request.POST.get("at", ""))
    services.mark_seen(by=request.actor, at=at)
    messages.success(request, _("已记下：看到这里"))
    return HttpResponseRedirect(f"{reverse('worklist:list')}?tab=changed")


def _moment(text: str) -> datetime:
    """The moment a page was made; now for what is none."""
    try:
        found = parse_datetime(text)
    except ValueError:
        found = None
    return found if found is not None and found.tzinfo is not None else clock.now()


def _tell(request: Request, picked: tuple[Row, ...]) -> None:
    try:
        done, refused = services.act_upon(picked, by=request.actor)
    except AnlanError as trouble:
        messages.error(request, str(words_for(trouble).title))
        return
    for bulk, count in done:
        if count:
            messages.success(request, str(bulk.told) % {"count": count})
    if refused:
        several = "；".join(dict.fromkeys(refused))
        messages.warning(
            request, _("%(count)s 项没有办成：%(why)s") % {"count": len(refused), "why": several}
        )


def _acts(picked: Iterable[Row]) -> list[tuple[str, int]]:
    """What will be done, and to how many."""
    found: dict[str, int] = {}
    for row in picked:
        code = services.bulk_code(row)
        found[code] = found.get(code, 0) + 1
    return [(str(services.bulk_of(code).label), count) for code, count in found.items()]


def _facts(page: Worklist, filters: ListFilters) -> dict[str, Any]:
    labels = {source.code: str(source.label) for source in sources()}
    return {
        "page": page,
        "filters": filters,
        "query": filters.to_query(),
        "tabs": _tabs(page, filters),
        "chips": _chips(page, filters, labels),
        "labels": labels,
        "pickable": any(services.bulk_code(row) for row in page.rows),
    }


def _tabs(page: Worklist, filters: ListFilters) -> list[Choice]:
    counted = {
        "mine": (pgettext("worklist", "该我办"), page.counts.mine),
        "late": (pgettext("worklist", "已逾期"), page.counts.late),
        "changed": (pgettext("worklist", "有变化"), page.changed),
        "waiting": (pgettext("worklist", "等别人"), page.counts.waiting),
    }
    return [
        Choice(label, f"?{filters.to_query(tab=tab, source='')}", current=tab == filters.tab, count=count)
        for tab, (label, count) in counted.items()
    ]


def _chips(page: Worklist, filters: ListFilters, labels: dict[str, str]) -> list[Choice]:
    """Rooms that have rows on this tab; none where there is only one."""
    if len(page.by_source) < 2 and not filters.source:
        return []
    everything = Choice(
        pgettext("worklist", "全部"), f"?{filters.to_query(source='')}", current=not filters.source
    )
    return [everything] + [
        Choice(labels[code], f"?{filters.to_query(source=code)}", current=code == filters.source, count=many)
        for code, many in page.by_source.items()
    ]
