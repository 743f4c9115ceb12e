"""Superiors' forms: the list, one form with its bound cells and a preview, the file as it came."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from anlan.core.kernel import clock
from anlan.foundation.people.public import Request, allowed, require_held, signed_in
from anlan.foundation.products.forms.preparing import BindForm, KeepForm
from anlan.foundation.products.models import SuperiorForm
from anlan.foundation.products.outputs.taking import TYPES
from anlan.foundation.products.outputs.workbook import open_workbook
from anlan.foundation.products.selectors.binding import newest, scopes, sources, value_of
from anlan.foundation.products.selectors.sight import form_seen, forms_seen
from anlan.foundation.products.services import sheets
from anlan.foundation.products.views.showing import REFUSALS, blame, on, said, shown

MANAGE = "products.forms"


@never_cache
@require_http_methods(["GET", "POST"])
@signed_in
def index(request: Request) -> HttpResponse:
    """Forms in use, and taking a new one in."""
    require_held(request.actor, MANAGE)
    form = KeepForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        try:
            made = sheets.keep_form(
                name=told["name"],
                sender=told["sender"],
                file_name=told["file"].name,
                data=told["file"].read(),
                by=request.actor,
            )
            return on(request, made.get_absolute_url(), told=_("表已存好，写明每一格填什么"))
        except REFUSALS as trouble:
            blame(form, trouble)
    return shown(request, "products/forms.html", {"forms": forms_seen(request.actor), "form": form}, form)


@never_cache
@require_http_methods(["GET", "POST"])
@signed_in
def one(request: Request, form_id: UUID) -> HttpResponse:
    """One form: the rules in force with their values of now, and a cell more or less."""
    row = form_seen(request.actor, form_id)
    binding = newest(row.pk)
    cells = list(binding.cells) if binding else []
    _parts, found = open_workbook(bytes(SuperiorForm.objects.only("data").get(pk=row.pk).data))
    form = BindForm(
        request.POST if "bind" in request.POST else None,
        sheets=list(found),
        sources=sources(request.actor),
        scopes=scopes(request.actor),
    )
    if request.method == "POST" and ("unbind" in request.POST or form.is_valid()):
        gone = request.POST.get("unbind")
        kept = [one for one in cells if f"{one['sheet']}!{one['cell']}" != gone]
        try:
            sheets.bind(row.pk, kept if gone else [*kept, form.bound()], by=request.actor)
            return on(request, row.get_absolute_url(), told=_("填报规则已存成新的一版"))
        except REFUSALS as trouble:
            if not form.is_bound:
                return on(request, row.get_absolute_url(), told=said(trouble), bad=True)
            blame(form, trouble)
    now, names = clock.now(), dict(scopes(request.actor))
    context = {
        "row": row,
        "binding": binding,
        "cells": [
            one | value_of(one, viewer=request.actor, at=now) | {"unit": names.get(one["scope"], "")}
            for one in cells
        ],
        "form": form,
        "may_change": allowed(request.actor, MANAGE, row) and row.retired_at is None,
    }
    return shown(request, "products/form.html", context, form)


@require_GET
@signed_in
def original(request: Request, form_id: UUID) -> HttpResponse:
    """The file as it came."""
    row = form_seen(request.actor, form_id)
    disposition = content_disposition_header(as_attachment=True, filename=row.file_name) or "attachment"
    data = bytes(SuperiorForm.objects.only("data").get(pk=row.pk).data)
    return HttpResponse(data, content_type=TYPES["xlsx"], headers={"Content-Disposition": disposition})


@require_POST
@signed_in
def retire(request: Request, form_id: UUID) -> HttpResponse:
    """Take a form out of use."""
    try:
        sheets.retire_form(form_id, by=request.actor)
    except REFUSALS as trouble:
        return on(request, reverse("products:form", args=(form_id,)), told=said(trouble), bad=True)
    return on(request, reverse("products:forms"), told=_("表已停用，填过的还在"))
