"""The ledger's page and its export."""

from __future__ import annotations

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from anlan.core.access import Actor
from anlan.foundation.ledger.export import rows_as_csv
from anlan.foundation.ledger.filters import Filters
from anlan.foundation.ledger.lines import lines_of
from anlan.foundation.ledger.selectors import LedgerPages, events_for
from anlan.foundation.ledger.verification import head


@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """Every act, newest first, narrowed by what the address asks for."""
    viewer: Actor = request.actor  # type: ignore[attr-defined]
    if viewer.is_nobody:
        return redirect_to_login(request.get_full_path())
    filters = Filters(request.GET)
    pages = LedgerPages(events_for(viewer, filters), whole=not filters.in_use)
    page = pages.get_page(request.GET.get("page"))
    rows, digest = head()
    shown = {
        "filters": filters,
        "page": page,
        "lines": lines_of(page.object_list),
        "rows": rows,
        "head": digest,
        "query": request.GET.urlencode(),
    }
    return render(request, "ledger/index.html", shown)


@require_GET
def export(request: HttpRequest) -> HttpResponseBase:
    """The same rows as a file for a spreadsheet, streamed."""
    viewer: Actor = request.actor  # type: ignore[attr-defined]
    if viewer.is_nobody:
        return redirect_to_login(request.get_full_path())
    events = events_for(viewer, Filters(request.GET))
    answer = StreamingHttpResponse(rows_as_csv(events), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="ledger.csv"'
    return answer
