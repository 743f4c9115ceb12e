"""A unit's day in one tap, and who has told."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from anlan.core.kernel import clock
from anlan.foundation.people.public import Request, require_held, signed_in
from anlan.foundation.products.forms.preparing import DayForm
from anlan.foundation.products.selectors.reports import (
    matters_of,
    own_asked,
    report_of,
    telling_of,
    window_at,
)
from anlan.foundation.products.selectors.rulebook import daily_report
from anlan.foundation.products.services.reporting import report
from anlan.foundation.products.views.showing import REFUSALS, on, said, shown


@never_cache
@require_GET
@signed_in
def day(request: Request) -> HttpResponse:
    """The newest window: one's own unit first, then the others that may be read of."""
    require_held(request.actor, "products.read")
    now = clock.now()
    window = window_at(now)
    unit = own_asked(request.actor, window) if window and request.actor.holds("products.report") else None
    told = report_of(window, unit) if window and unit else None
    context = {
        "window": window,
        "open": window is not None and window.opens_at <= now < window.closes_at,
        "hours": daily_report(),
        "unit": unit,
        "told": told,
        "matters": matters_of(unit, window, at=now) if unit and window else [],
        "told_keys": {f"{one['source']}:{one['reference']}" for one in told.matters} if told else set(),
        "telling": telling_of(request.actor, window) if window else None,
        "form": DayForm(
            initial={
                "seen_version": told.version if told else 0,
                "own": "\n".join(one["text"] for one in told.matters if not one["source"]) if told else "",
            }
        ),
    }
    return shown(request, "products/day.html", context)


@require_POST
@signed_in
def tell(request: Request, window_id: UUID) -> HttpResponse:
    """Tell the day: with ``nothing`` in one tap, else the chosen and one's own lines."""
    url = reverse("products:day")
    form = DayForm(request.POST)
    if not form.is_valid():
        return on(request, url, told=_("没有报上：内容太长"), bad=True)
    nothing = "nothing" in request.POST
    try:
        made = report(
            window_id,
            by=request.actor,
            chosen=() if nothing else request.POST.getlist("matter"),
            own=() if nothing else form.cleaned_data["own"].splitlines(),
            seen_version=form.cleaned_data["seen_version"] or 0,
        )
    except REFUSALS as trouble:
        return on(request, url, told=said(trouble), bad=True)
    told = _("已报：%(count)s 件情况") % {"count": len(made.matters)} if made.matters else _("已报：没有情况")
    return on(request, url, told=told)
