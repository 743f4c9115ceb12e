"""Pages of the queue and the outbox."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from anlan.core.access import Actor
from anlan.foundation.ui.parts import Choice
from anlan.surfaces.console.operations import acts, selectors


def _viewer(request: HttpRequest) -> Actor:
    return request.actor  # type: ignore[attr-defined,no-any-return]


@require_GET
def jobs(request: HttpRequest) -> HttpResponse:
    """What waits, runs and failed, with reasons."""
    viewer = _viewer(request)
    if viewer.is_nobody:
        return redirect_to_login(request.get_full_path())
    view = request.GET.get("view", "open")
    counts = selectors.job_counts(viewer)
    shown = {
        "page": selectors.job_page(viewer, view=view, number=request.GET.get("page")),
        "counts": counts,
        "choices": _choices(selectors.VIEWS, counts, view),
        "may_steer": viewer.holds("jobs.retry"),
        "lost": selectors.delivery_counts(viewer)["open"],
    }
    return render(request, "operations/jobs.html", shown)


@require_GET
def deliveries(request: HttpRequest) -> HttpResponse:
    """Events that did not reach a listener yet, with reasons."""
    viewer = _viewer(request)
    if viewer.is_nobody:
        return redirect_to_login(request.get_full_path())
    view = request.GET.get("view", "open")
    counts = selectors.delivery_counts(viewer)
    shown = {
        "page": selectors.delivery_page(viewer, view=view, number=request.GET.get("page")),
        "counts": counts,
        "choices": _choices(selectors.DELIVERY_VIEWS, counts, view),
        "may_steer": viewer.holds("jobs.retry"),
    }
    return render(request, "operations/deliveries.html", shown)


@require_POST
def retry_job(request: HttpRequest, job_id: int) -> HttpResponse:
    """Let a failed job run again."""
    acts.retry_job(job_id=job_id, by=_viewer(request))
    messages.success(request, _("已放回队列，马上再办。"))
    return redirect("operations:jobs")


@require_POST
def give_up_job(request: HttpRequest, job_id: int) -> HttpResponse:
    """Take a job out of the queue."""
    acts.give_up_job(job_id=job_id, by=_viewer(request))
    messages.success(request, _("已放弃这项任务，在“已放弃”里还能找回。"))
    return redirect("operations:jobs")


@require_POST
def retry_delivery(request: HttpRequest, delivery_id: UUID) -> HttpResponse:
    """Hand an event over again."""
    acts.retry_delivery(delivery_id=delivery_id, by=_viewer(request))
    messages.success(request, _("已重新安排送达。"))
    return redirect("operations:deliveries")


@require_POST
def drop_delivery(request: HttpRequest, delivery_id: UUID) -> HttpResponse:
    """Give a delivery up."""
    acts.drop_delivery(delivery_id=delivery_id, by=_viewer(request))
    messages.success(request, _("已放弃这次送达，在“已放弃”里还能找回。"))
    return redirect("operations:deliveries")


def _choices(views: Mapping[str, Any], counts: Mapping[str, int], current: str) -> list[Choice]:
    chosen = current if current in views else "open"
    return [
        Choice(label, f"?view={name}", current=name == chosen, count=counts[name])
        for name, (label, _states) in views.items()
    ]
