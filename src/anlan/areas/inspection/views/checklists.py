"""Checklists: what is in use, versions and what they changed, preview, import, publish."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from anlan.areas.command.views.showing import blame, on, shown
from anlan.areas.inspection import public
from anlan.areas.inspection.forms.planning import ImportForm
from anlan.areas.inspection.models import Checklist
from anlan.areas.inspection.rules.answers import read_answers
from anlan.areas.inspection.rules.differences import differences
from anlan.areas.inspection.rules.forms import Form
from anlan.areas.inspection.selectors.running import lines_of
from anlan.areas.inspection.selectors.sight import checklists_seen
from anlan.areas.inspection.views.finding import TROUBLES
from anlan.areas.inspection.words import CHANGES, FIELDS, KINDS, problem_word, where_word
from anlan.core.kernel.errors import NotVisible
from anlan.foundation.campus.public import kind_label
from anlan.foundation.people.public import Request, require_held, signed_in

KEEP = "inspection.checklists"


@signed_in
def checklists(request: Request) -> HttpResponse:
    """The newest version of each, drafts first."""
    require_held(request.actor, "inspection.read")
    rows = list(checklists_seen(request.actor).order_by("code", "-version"))
    newest: dict[str, list[Checklist]] = {}
    for row in rows:
        newest.setdefault(row.code, []).append(row)
    told = [
        (next((one for one in held if one.state == "published"), held[0]), held[0], len(held))
        for held in newest.values()
    ]
    context = {"rows": told, "may_keep": request.actor.holds(KEEP)}
    return shown(request, "inspection/checklists.html", context)


@signed_in
def version(request: Request, code: str, number: int) -> HttpResponse:
    """One version as it will be asked, what it changed, and the others."""
    seen = checklists_seen(request.actor)
    found = seen.filter(code=code, version=number).first()
    if found is None:
        raise NotVisible
    others = list(seen.filter(code=code).select_related("published_by__unit"))
    asked = request.GET.get("against", "")
    before = next((one for one in others if str(one.version) == asked), None) or next(
        (one for one in others if one.version < found.version), None
    )
    form = Form.from_content(found.content)
    context = {
        "one": found,
        "others": others,
        "before": before,
        "differences": [
            (row, CHANGES[row.change], [(FIELDS.get(name, name), old, new) for name, old, new in row.fields])
            for row in differences(before.content, found.content)
        ]
        if before
        else [],
        "lines": [
            (line, form.section(line.question.section), KINDS[line.question.kind])
            for line in lines_of(form, read_answers(form, {}, complete=False), {}, {})
        ],
        "place_kinds": [kind_label(kind) for kind in form.place_kinds],
        "every_days": form.every_days,
        "items": sum(1 for _one in form.items()),
        "may_keep": request.actor.holds(KEEP),
    }
    return shown(request, "inspection/checklist.html", context)


@signed_in
def import_(request: Request) -> HttpResponse:
    """Import a workbook: every problem by sheet and row, or the draft."""
    require_held(request.actor, KEEP)
    form = ImportForm(request.POST or None, request.FILES or None)
    problems: list[tuple[str, str, bool]] = []
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        data = file.read()
        try:
            read = public.read_file(data, name=file.name)
            problems = [(where_word(one), problem_word(one), one.refused) for one in read.problems]
            if read.refused:
                form.add_error(None, _("清单没有收。下面逐条写明了在哪里、为什么。"))
            else:
                made = public.import_checklist(data=data, name=file.name, by=request.actor)
                told = _("已收到 %(title)s 第 %(version)s 版，看过再发布")
                return on(
                    request,
                    made.get_absolute_url(),
                    told=told % {"title": made.label, "version": made.version},
                )
        except TROUBLES as trouble:
            blame(form, trouble)
    return shown(request, "inspection/import.html", {"form": form, "problems": problems}, form)


@signed_in
@require_POST
def publish(request: Request, code: str, number: int) -> HttpResponse:
    """Put a version into use, or take it out of use."""
    require_held(request.actor, KEEP)
    found = get_object_or_404(Checklist, code=code, version=number)
    if "retire" in request.POST:
        public.retire_checklist(found.pk, by=request.actor)
        return on(request, found.get_absolute_url(), told=_("已停用"))
    public.publish_checklist(found.pk, by=request.actor)
    return on(request, found.get_absolute_url(), told=_("已发布，从现在起不能改"))
