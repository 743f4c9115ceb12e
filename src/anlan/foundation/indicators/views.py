"""Pages of measurements."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.timezone import localtime
from django.views.decorators.http import require_GET

from anlan.core.kernel import clock
from anlan.foundation.indicators import pages
from anlan.foundation.indicators.catalogue import definition_for
from anlan.foundation.indicators.exporting import TYPES, export_series
from anlan.foundation.people.public import Request, signed_in


@require_GET
@signed_in
def index(request: Request) -> HttpResponse:
    """The catalogue with last values; what narrows it stands in the address."""
    at = clock.now()
    context = pages.index_page(request.actor, request.GET, at=at)
    return render(request, "indicators/index.html", {"at": at, **context})


@require_GET
@signed_in
def one(request: Request, code: str) -> HttpResponse:
    """One measurement."""
    at = clock.now()
    context = pages.one_page(request.actor, code, request.GET, at=at)
    return render(request, "indicators/one.html", {"at": at, **context})


@require_GET
@signed_in
def printed(request: Request, code: str) -> HttpResponse:
    """The same on paper."""
    at = clock.now()
    context = pages.one_page(request.actor, code, request.GET, at=at)
    return render(request, "indicators/print.html", {"at": at, **context})


@require_GET
@signed_in
def definitions(request: Request) -> HttpResponse:
    """Every definition on one printable page."""
    return render(request, "indicators/definitions.html", pages.definitions_page(request.actor))


@require_GET
@signed_in
def export(request: Request, code: str, form: str) -> HttpResponse:
    """The values of the page to take along."""
    definition, focus = definition_for(request.actor, code), pages.Focus.of(request.actor, request.GET)
    readings = pages.course(definition, focus, at=clock.now())
    data = export_series(request.actor, definition, readings, scope_name=focus.name, form=form)
    answer = HttpResponse(data, content_type=TYPES[form])
    answer["Content-Disposition"] = f'attachment; filename="{code}-{localtime():%Y%m%d-%H%M}.{form}"'
    return answer
