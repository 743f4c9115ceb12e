"""Pages of first data."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from anlan.core.kernel.errors import BadInput, NotVisible
from anlan.foundation.intake import selectors, services
from anlan.foundation.intake.book import book
from anlan.foundation.intake.closing import close_gone
from anlan.foundation.intake.forms import UploadForm
from anlan.foundation.intake.jobs import apply_delivery, check_delivery
from anlan.foundation.intake.models import Delivery
from anlan.foundation.intake.pages import delivery_page, index_page, line_of, sheet_name
from anlan.foundation.intake.spec import SheetSpec
from anlan.foundation.intake.states import Sheet
from anlan.foundation.intake.workbooks import template, verdict_sheet
from anlan.foundation.people.public import Request, require_held, signed_in
from anlan.foundation.ui.wording import words_for

CHECK_APART_FROM = 60_000
APPLY_APART_FROM = 20_000
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_GET
@signed_in
def index(request: Request) -> HttpResponse:
    """The seven sheets."""
    require_held(request.actor, services.VERB)
    return render(request, "intake/index.html", index_page(request.actor))


@require_http_methods(["GET", "POST"])
@signed_in
def sheet(request: Request, name: str) -> HttpResponse:
    """One sheet: its template, its columns, and a file of it."""
    require_held(request.actor, services.VERB)
    spec = _spec(name)
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            return redirect(_received(request, spec, form))
        except BadInput as error:
            words = words_for(error)
            form.add_error("file", " ".join(str(part) for part in (words.title, words.why, words.do) if part))
    faulty = form.is_bound and not form.is_valid()
    context = {"spec": spec, "name": sheet_name(spec), "form": form, "has_errors": faulty}
    return render(request, "intake/sheet.html", context, status=422 if faulty else 200)


@require_GET
@signed_in
def template_file(request: Request, name: str) -> HttpResponse:
    """The empty template of a sheet in the reader's language."""
    require_held(request.actor, services.VERB)
    spec = _spec(name)
    return _download(template(spec), f"{spec.sheet}.xlsx")


@require_GET
@signed_in
def delivery(request: Request, delivery_id: UUID) -> HttpResponse:
    """One file and the verdict on each of its rows."""
    found = selectors.delivery_for(request.actor, delivery_id)
    return render(request, "intake/delivery.html", delivery_page(request.actor, found, request.GET))


@require_GET
@signed_in
def verdicts_file(request: Request, delivery_id: UUID) -> HttpResponse:
    """The verdicts as a workbook, with the page's filter."""
    found = selectors.delivery_for(request.actor, delivery_id)
    spec = book()[Sheet(found.sheet)]
    rows = selectors.verdicts_for(request.actor, found, verdict=request.GET.get("verdict", ""))
    return _download(
        verdict_sheet(line_of(row, spec) for row in rows.iterator()), f"{spec.sheet}-verdicts.xlsx"
    )


@require_POST
@signed_in
def act(request: Request, delivery_id: UUID, what: str) -> HttpResponse:
    """Try again, write, or discard a file; large ones apart from the request."""
    found = selectors.delivery_for(request.actor, delivery_id)
    if what == "discard":
        services.discard(delivery_id=found.pk, by=request.actor)
        messages.success(request, gettext("已放弃 %(file)s，内容已删除。") % {"file": found.filename})
        return redirect("intake:index")
    _do(request, found, what)
    return redirect(found)


@require_POST
@signed_in
def decide(request: Request, delivery_id: UUID) -> HttpResponse:
    """One person or two."""
    found = selectors.delivery_for(request.actor, delivery_id)
    try:
        row, same = int(request.POST.get("row", "")), {"1": True, "0": False}[request.POST.get("same", "")]
    except (ValueError, KeyError):
        raise BadInput from None
    services.decide(delivery_id=found.pk, verdict_id=row, same=same, by=request.actor)
    messages.success(request, gettext("记下了。再试读一次后生效。"))
    return HttpResponseRedirect(f"{found.get_absolute_url()}?verdict=twin")


@require_POST
@signed_in
def close(request: Request, delivery_id: UUID) -> HttpResponse:
    """End those that the file no longer names: the chosen, or all."""
    found = selectors.delivery_for(request.actor, delivery_id)
    chosen = [int(key) for key in request.POST.getlist("row") if key.isdigit()]
    everything = request.POST.get("all") == "1"
    closed = close_gone(delivery_id=found.pk, by=request.actor, verdict_ids=None if everything else chosen)
    told = ngettext("已结束 %(count)s 项。", "已结束 %(count)s 项。", closed.ended) % {"count": closed.ended}
    if closed.refused:
        told += gettext("这些还不能结束：%(keys)s") % {"keys": " ".join(closed.refused[:10])}
    messages.success(request, told)
    return HttpResponseRedirect(f"{found.get_absolute_url()}?verdict=gone")


@require_GET
@signed_in
def decisions(request: Request) -> HttpResponse:
    """What was decided about double numbers."""
    require_held(request.actor, services.VERB)
    return render(request, "intake/decisions.html", {"rows": selectors.decisions_for(request.actor)[:500]})


@require_POST
@signed_in
def withdraw(request: Request, alias_id: UUID) -> HttpResponse:
    """Take a decision back."""
    services.withdraw_decision(alias_id=alias_id, by=request.actor)
    messages.success(request, gettext("判定已收回。已写入的不变。"))
    return redirect("intake:decisions")


def _spec(name: str) -> SheetSpec:
    try:
        return book()[Sheet(name)]
    except ValueError:
        raise NotVisible from None


def _received(request: Request, spec: SheetSpec, form: UploadForm) -> Delivery:
    """Take the file in and try it at once, or hand a large one to a job."""
    given = form.cleaned_data["file"]
    found = services.receive(
        sheet=spec.sheet,
        filename=given.name,
        content=given.read(),
        whole=form.cleaned_data["whole"],
        by=request.actor,
    )
    _do(request, found, "check")
    return found


def _do(request: Request, found: Delivery, what: str) -> None:
    apart = {"check": CHECK_APART_FROM, "apply": APPLY_APART_FROM}[what]
    job = {"check": check_delivery, "apply": apply_delivery}[what]
    if found.row_count > apart and found.sheet != Sheet.POSITIONS:
        with transaction.atomic():
            services.hand_over(delivery_id=found.pk, what=what, by=request.actor)
            job.enqueue(delivery_id=str(found.pk))
        return
    if what == "check":
        services.check(delivery_id=found.pk, by=request.actor)
    else:
        services.apply(delivery_id=found.pk, by=request.actor)


def _download(content: bytes, name: str) -> HttpResponse:
    answer = HttpResponse(content, content_type=XLSX)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
