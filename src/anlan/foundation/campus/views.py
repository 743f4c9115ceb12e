"""Pages of places."""

from __future__ import annotations

import json
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from anlan.core.kernel.errors import AnlanError
from anlan.foundation.campus import selectors, services
from anlan.foundation.campus.forms import MovePlaceForm, NewPlaceForm, PlaceForm, PlanForm
from anlan.foundation.campus.kinds import kinds
from anlan.foundation.campus.models import Place
from anlan.foundation.campus.overview import index_of, page_of
from anlan.foundation.campus.plans import PlanReport, export_geojson, import_geojson
from anlan.foundation.campus.rows import feature_rows
from anlan.foundation.people.public import Request, allowed, require_held, signed_in
from anlan.foundation.ui.wording import words_for

PER_PAGE = 50


@require_GET
@signed_in
def index(request: Request) -> HttpResponse:
    """The campuses: a plan, what lies there, and a search."""
    actor = request.actor
    require_held(actor, "campus.read")
    return render(request, "campus/index.html", index_of(actor, request.GET))


@require_GET
@signed_in
def place(request: Request, code: str) -> HttpResponse:
    """One place: what it is, where it lies, what lies in it, what was done to it."""
    actor = request.actor
    return render(request, "campus/place.html", page_of(actor, selectors.place_for(actor, code), request.GET))


@require_http_methods(["GET", "POST"])
@signed_in
def edit(request: Request, code: str) -> HttpResponse:
    """Change what a place says of itself."""
    actor = request.actor
    found = selectors.place_for(actor, code)
    form = PlaceForm(request.POST or None, initial=_initial(found))
    if request.method == "POST" and form.is_valid():
        try:
            services.edit_place(place_id=found.pk, values=form.values(), by=actor)
        except AnlanError as error:
            _tell(form, error)
        else:
            messages.success(request, gettext("已保存 %(place)s") % {"place": found.label})
            return redirect(found)
    return _form_page(request, form, place=found, title=gettext("修改地点"))


@require_http_methods(["GET", "POST"])
@signed_in
def new(request: Request) -> HttpResponse:
    """Add a place under another one."""
    actor = request.actor
    require_held(actor, "campus.edit")
    parent = selectors.place_for(actor, request.GET["parent"]) if request.GET.get("parent") else None
    form = NewPlaceForm(request.POST or None, initial={"crs": parent.crs if parent else Place.Crs.WGS84})
    if request.method == "POST" and form.is_valid():
        values = form.values()
        try:
            made = services.create_place(
                code=form.cleaned_data["code"],
                name=values.pop("name"),
                kind=values.pop("kind"),
                parent_id=parent.pk if parent else None,
                values=values,
                by=actor,
            )
        except AnlanError as error:
            _tell(form, error)
        else:
            messages.success(request, gettext("已新增 %(place)s") % {"place": made.label})
            return redirect(made)
    return _form_page(request, form, place=parent, title=gettext("新增地点"))


@require_http_methods(["GET", "POST"])
@signed_in
def move(request: Request, code: str) -> HttpResponse:
    """Hang a place under another parent."""
    actor = request.actor
    found = selectors.place_for(actor, code)
    form = MovePlaceForm(request.POST or None, initial={"parent": found.parent.code if found.parent else ""})
    if request.method == "POST" and form.is_valid():
        parent = selectors.places_for(actor).filter(code=form.cleaned_data["parent"].strip()).first()
        if parent is None:
            form.add_error("parent", gettext("没有这个编码的地点。"))
        else:
            try:
                moved = services.move_place(
                    place_id=found.pk, parent_id=parent.pk, by=actor, note=form.cleaned_data["note"]
                )
            except AnlanError as error:
                _tell(form, error)
            else:
                return redirect(moved)
    return _form_page(request, form, place=found, title=gettext("换上级"))


@require_POST
@signed_in
def close(request: Request, code: str) -> HttpResponse:
    """End a place."""
    actor = request.actor
    found = selectors.place_for(actor, code)
    services.close_place(place_id=found.pk, by=actor, note=request.POST.get("note", "")[:200])
    messages.success(request, gettext("已停用 %(place)s") % {"place": found.label})
    return redirect(found.parent or "campus:index")


@require_http_methods(["GET", "POST"])
@signed_in
def bring_in(request: Request) -> HttpResponse:
    """Bring in a GeoJSON plan, at first without writing."""
    actor = request.actor
    require_held(actor, "campus.edit")
    form = PlanForm(request.POST or None, request.FILES or None)
    report: PlanReport | None = None
    if request.method == "POST" and form.is_valid():
        given, dry_run = form.cleaned_data["file"], form.cleaned_data["dry_run"]
        try:
            report = import_geojson(
                content=given.read(), filename=given.name[:200], by=actor, dry_run=dry_run
            )
        except AnlanError as error:
            _tell(form, error, field="file")
    page = Paginator(feature_rows(report), PER_PAGE * 4).page(1) if report else None
    faulty = form.is_bound and not form.is_valid()
    context = {"form": form, "report": report, "page": page, "has_errors": faulty}
    return render(request, "campus/import.html", context, status=422 if faulty else 200)


@require_GET
@signed_in
def export(request: Request, code: str) -> HttpResponse:
    """A place and all below it as GeoJSON; rooms and beds only when asked for."""
    actor = request.actor
    found = selectors.place_for(actor, code)
    rows = selectors.search(actor, under=found.path)
    if "rooms" not in request.GET:
        rows = rows.exclude(kind__in=[kind.code for kind in kinds().values() if not kind.layer])
    answer = JsonResponse(
        export_geojson(list(rows), crs=found.crs),
        content_type="application/geo+json",
        json_dumps_params={"ensure_ascii": False},
    )
    answer["Content-Disposition"] = 'attachment; filename="plan.geojson"'
    return answer


def _form_page(request: Request, form: Any, *, place: Place | None, title: str) -> HttpResponse:
    faulty = form.is_bound and not form.is_valid()
    may_close = place is not None and allowed(request.actor, "campus.edit", place)
    context = {"form": form, "place": place, "title": title, "has_errors": faulty, "may_close": may_close}
    return render(request, "campus/form.html", context, status=422 if faulty else 200)


def _tell(form: Any, error: AnlanError, *, field: str | None = None) -> None:
    """A refusal in the form's own place; what was typed stays."""
    words = words_for(error)
    form.add_error(field, " ".join(str(part) for part in (words.title, words.why, words.do) if part))


def _initial(place: Place) -> dict[str, Any]:
    """A place as its form shows it."""
    names = ("name", "name_en", "kind", "capacity", "floor", "order", "shut", "note", "crs")
    geometry = json.dumps(place.geometry, ensure_ascii=False) if place.geometry else ""
    owner = place.owner_unit.name if place.owner_unit else ""
    return {name: getattr(place, name) for name in names} | {"owner": owner, "geometry": geometry}
