"""A place by its printed code: what is due, missing, wrong here; and the label itself. Also drift."""

from __future__ import annotations

import io

import segno
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.safestring import SafeString, mark_safe

from anlan.areas.inspection import public
from anlan.areas.inspection.models import Checklist
from anlan.foundation.campus.public import kind_label, place_for
from anlan.foundation.people.public import Request, require_held, signed_in


@signed_in
def place(request: Request, code: str) -> HttpResponse:
    """Where a scanned label leads."""
    found = place_for(request.actor, code)
    context = {
        "place": found,
        "kind": kind_label(found.kind),
        "check": public.place_check(request.actor, found),
        "may_raise": request.actor.holds("inspection.inspect"),
        "may_plan": request.actor.holds("inspection.plan"),
        "may_read": request.actor.holds("inspection.read"),
    }
    return render(request, "inspection/place.html", context)


@signed_in
def label(request: Request, code: str) -> HttpResponse:
    """A label to print and put up."""
    require_held(request.actor, "inspection.read")
    found = place_for(request.actor, code)
    url = request.build_absolute_uri(f"/i/p/{found.code}")
    context = {"place": found, "kind": kind_label(found.kind), "url": url, "picture": qr(url)}
    return render(request, "inspection/label.html", context)


@signed_in
def drift(request: Request) -> HttpResponse:
    """Recorded against found."""
    page = public.drift_page(request.actor)
    titles = {one.code: one.label for one in Checklist.objects.order_by("version")}
    rows = [(titles.get(row.subject, row.subject), row, row.drift.interval()) for row in page.rows]
    checking = request.GET.get("check") == "1"
    context = {
        "page": page,
        "rows": rows,
        "whole": page.whole.drift.interval(),
        "draws": [(one, public.draw_holds(one) if checking else None) for one in page.draws],
        "checking": checking,
    }
    return render(request, "inspection/drift.html", context)


def qr(text: str) -> SafeString:
    """A code as SVG paths: no style, no script, nothing fetched."""
    held = io.BytesIO()
    made = segno.make_qr(text, error="m")
    made.save(
        held,
        kind="svg",
        xmldecl=False,
        svgns=True,
        border=4,
        scale=6,
        nl=False,
        omitsize=True,
        svgclass="qr",
        lineclass=None,
    )
    return mark_safe(held.getvalue().decode())  # noqa: S308 - our own drawing of modules
