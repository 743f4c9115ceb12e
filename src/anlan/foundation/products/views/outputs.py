"""The shapes in which a product is taken away: a page to print, .docx, PDF, a superior's .xlsx."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from anlan.foundation.people.public import Request, signed_in
from anlan.foundation.products.outputs.letter import letter_of
from anlan.foundation.products.outputs.taking import Shape, taken
from anlan.foundation.products.selectors.sight import product_seen


@require_GET
@signed_in
def print_page(request: Request, code: str, version: int) -> HttpResponse:
    """The A4 page."""
    row = product_seen(request.actor, code, version)
    context = {"product": row, "letter": letter_of(row), "intact": row.is_intact}
    return render(request, "products/print.html", context)


@require_GET
@signed_in
def docx(request: Request, code: str, version: int) -> HttpResponse:
    """The official letter as .docx."""
    return _file(request, code, version, "docx", red_head=request.GET.get("red") == "1")


@require_GET
@signed_in
def pdf(request: Request, code: str, version: int) -> HttpResponse:
    """The official letter as PDF."""
    return _file(request, code, version, "pdf")


@require_GET
@signed_in
def workbook(request: Request, code: str, version: int) -> HttpResponse:
    """The superior's own file, filled with the frozen values."""
    return _file(request, code, version, "xlsx")


def _file(request: Request, code: str, version: int, shape: Shape, *, red_head: bool = False) -> HttpResponse:
    file = taken(product_seen(request.actor, code, version), shape, red_head=red_head)
    return HttpResponse(file.data, content_type=file.kind, headers=file.headers)
