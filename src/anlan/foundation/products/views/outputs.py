"""The shapes in which a product is taken away: a page to print, .docx, PDF, a superior's .xlsx."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_GET

from anlan.core.kernel.errors import Conflict, NotVisible
from anlan.core.kernel.loading import library
from anlan.foundation.people.public import Request, signed_in
from anlan.foundation.products.kinds import known_kind
from anlan.foundation.products.models import Product
from anlan.foundation.products.outputs.letter import letter_of
from anlan.foundation.products.selectors.sight import product_seen

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


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
    row = _intact(request, code, version)
    red = request.GET.get("red") == "1"
    return _file(row, _written("docx").docx_of(letter_of(row), red_head=red), kind=DOCX, ending="docx")


@require_GET
@signed_in
def pdf(request: Request, code: str, version: int) -> HttpResponse:
    """The official letter as PDF."""
    row = _intact(request, code, version)
    return _file(row, _written("pdf").pdf_of(letter_of(row)), kind="application/pdf", ending="pdf")


@require_GET
@signed_in
def workbook(request: Request, code: str, version: int) -> HttpResponse:
    """The superior's own file, filled with the frozen values."""
    row = _intact(request, code, version)
    kind = known_kind(row.kind)
    if kind is None or kind.workbook is None:
        raise NotVisible
    return _file(row, kind.workbook(row.fact_values), kind=XLSX, ending="xlsx")


def _written(shape: str) -> Any:
    """The module that writes a shape: its library is loaded by the first who asks for it."""
    return library(f"anlan.foundation.products.outputs.{shape}")


def _intact(request: Request, code: str, version: int) -> Product:
    """The product, unless its stored text was changed behind its fingerprint. Raises Conflict."""
    row = product_seen(request.actor, code, version)
    if not row.is_intact:
        raise Conflict("products.tampered", code=row.code)
    return row


def _file(row: Product, data: bytes, *, kind: str, ending: str) -> HttpResponse:
    name = f"{row.title[:60]} {row.code} v{row.version}.{ending}".replace("/", "-")
    disposition = content_disposition_header(as_attachment=True, filename=name) or "attachment"
    headers = {"Content-Disposition": disposition, "Cache-Control": "private, no-store"}
    return HttpResponse(data, content_type=kind, headers=headers)
