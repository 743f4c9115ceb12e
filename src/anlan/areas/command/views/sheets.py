"""Requirements from a workbook: first a verdict per row, then drafts."""

from __future__ import annotations

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt, csrf_protect

from anlan.areas.command import public
from anlan.areas.command.forms.acts import SheetForm
from anlan.areas.command.views import waiting_room
from anlan.areas.command.views.importing import refuse_early
from anlan.areas.command.views.register import XLSX
from anlan.areas.command.views.showing import blame, on, shown
from anlan.core.kernel.errors import BadInput, TooLarge
from anlan.foundation.people.public import Request, require_held, signed_in


@csrf_exempt
def sheet(request: Request) -> HttpResponse:
    """The announced length is judged before a byte of the body is read."""
    refuse_early(request)
    return _sheet(request)


@csrf_protect
@signed_in
def _sheet(request: Request) -> HttpResponse:
    """Upload, look at every row's verdict, make drafts of the usable ones."""
    require_held(request.actor, "command.draft")
    if request.method == "POST" and request.POST.get("token"):
        return _import(request)
    form = SheetForm(request.POST or None, request.FILES or None)
    context: dict[str, object] = {"form": form, "report": None}
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        data = file.read()
        try:
            report = public.check_sheet(by=request.actor, data=data, name=file.name)
        except (BadInput, TooLarge) as trouble:
            trouble.facts["field"] = "file"
            blame(form, trouble)
        else:
            token = waiting_room.put_aside(request, data=data, facts={"name": file.name})
            context |= {"report": report, "token": token, "name": file.name}
    return shown(request, "command/sheet.html", context, form)


@signed_in
def template(request: Request) -> HttpResponse:
    """An empty workbook with the heads."""
    require_held(request.actor, "command.draft")
    answer = HttpResponse(public.sheet_template(), content_type=XLSX)
    answer["Content-Disposition"] = 'attachment; filename="requirements-template.xlsx"'
    return answer


def _import(request: Request) -> HttpResponse:
    data, facts = waiting_room.fetch(request, request.POST.get("token", ""))
    report = public.import_sheet(by=request.actor, data=data, name=facts["name"])
    waiting_room.forget(request)
    if report.draft_set is None:
        raise BadInput("command.sheet_no_usable_row", count=len(report.rows))
    url = reverse("command:confirm", args=(report.draft_set.pk,))
    return on(request, f"{url}?view=list", told=_("已读成 %(count)s 条草稿") % {"count": report.usable})
