"""The description of the interface: for people and for programs."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET

from anlan.core.kernel.errors import NotVisible
from anlan.foundation.people.public import Request, signed_in
from anlan.surfaces.api.document import entries, text
from anlan.surfaces.api.refusals import refuse, refuse_one_time_password


@require_GET
@signed_in
def index(request: Request) -> HttpResponse:
    """Every operation with its parameters, examples and refusals."""
    return render(request, "api/index.html", {"rooms": entries()})


@require_GET
@signed_in
def openapi(_request: Request) -> HttpResponse:
    """The OpenAPI 3.1 document."""
    return HttpResponse(text(), content_type="application/json; charset=utf-8")


@csrf_exempt
def nothing_here(_request: HttpRequest, _rest: str = "") -> HttpResponse:
    """An address of no operation; refused like everything else, so that programs can read it."""
    return refuse(NotVisible("api.no_such_address"))


nothing_here.refuse_one_time_password = refuse_one_time_password  # type: ignore[attr-defined]
