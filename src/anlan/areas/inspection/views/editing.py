"""Writing a checklist in the page: one change at a time, each can be taken back, the phone's view beside."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from django.forms import Form
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from anlan.areas.command.views.showing import blame, on, shown
from anlan.areas.inspection import public
from anlan.areas.inspection.forms.checklists import (
    HeadForm,
    NewForm,
    QuestionForm,
    SectionForm,
    question_start,
)
from anlan.areas.inspection.models import Checklist
from anlan.areas.inspection.models.choices import Severity, Verdict
from anlan.areas.inspection.rules import editing
from anlan.areas.inspection.rules.answers import read_answers
from anlan.areas.inspection.rules.forms import Form as Content
from anlan.areas.inspection.selectors.running import lines_of
from anlan.areas.inspection.views.finding import TROUBLES
from anlan.areas.inspection.words import EDITS, KINDS
from anlan.core.kernel import clock
from anlan.core.kernel.errors import NotVisible
from anlan.foundation.people.public import Request, require_held, signed_in

KEEP = "inspection.checklists"
SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
Change = Callable[[Mapping[str, Any]], dict[str, Any]]
PRESSES: Mapping[str, Callable[[str], Change]] = {
    "drop-question": lambda key: partial(editing.drop_question, key=key),
    "drop-section": lambda key: partial(editing.drop_section, key=key),
    "question-up": lambda key: partial(editing.move_question, key=key, by=-1),
    "question-down": lambda key: partial(editing.move_question, key=key, by=1),
    "section-up": lambda key: partial(editing.move_section, key=key, by=-1),
    "section-down": lambda key: partial(editing.move_section, key=key, by=1),
}
"""Changes of one press."""


@signed_in
def new(request: Request) -> HttpResponse:
    """Begin a checklist."""
    require_held(request.actor, KEEP)
    form = NewForm(request.POST or None, initial={"every_days": 0, "valid_from": clock.today()})
    if request.method == "POST" and form.is_valid():
        head = form.head() | {"grade": "proposal"}
        try:
            made = public.new_checklist(
                code=form.cleaned_data["code"], head=head, places=form.places(), by=request.actor
            )
        except TROUBLES as trouble:
            blame(form, trouble)
        else:
            return on(request, _address(made.code), told=_("草稿已建好，加上题目"))
    return shown(request, "inspection/new_checklist.html", {"form": form}, form)


@signed_in
@require_POST
def begin(request: Request, code: str) -> HttpResponse:
    """Begin the next version."""
    made = public.begin_draft(code, by=request.actor)
    told = _("第 %(version)s 版草稿，发布以前随时能改") % {"version": made.version}
    return on(request, _address(made.code), told=told)


@signed_in
def edit(request: Request, code: str) -> HttpResponse:
    """The draft; which part is open stands in the address."""
    require_held(request.actor, KEEP)
    draft = _draft(code)
    part, key = request.GET.get("part", ""), request.GET.get("key", "")
    form = _form(request, draft, part, key)
    if request.method == "POST" and form is not None and form.is_valid():
        try:
            _save(request, draft, part, key, form)
        except TROUBLES as trouble:
            blame(form, trouble)
        else:
            return on(request, _address(code), told=_("已存下，可以撤销"))
    return _page(request, draft, part=part, key=key, form=form)


@signed_in
@require_POST
def press(request: Request, code: str) -> HttpResponse:
    """Move or take out a part, or take the last change back."""
    require_held(request.actor, KEEP)
    draft = _draft(code)
    name, key = request.POST.get("act", ""), request.POST.get("key", "")
    if name == "undo":
        undone = public.undo_edit(draft.pk, by=request.actor)
        told = (
            _("已撤销：%(what)s") % {"what": _edit_word(undone.what, undone.about)}
            if undone
            else _("没有可撤销的")
        )
        return on(request, _address(code), told=told)
    if name not in PRESSES:
        raise NotVisible
    public.change_draft(
        draft.pk,
        mark=request.POST.get("mark", ""),
        what=name,
        about=_label(draft, key),
        change=PRESSES[name](key),
        by=request.actor,
    )
    return on(request, _address(code), told=_("已改，可以撤销"))


@signed_in
@require_GET
def export(request: Request, code: str, number: int) -> HttpResponse:
    """A version as an XLSForm workbook."""
    data = public.checklist_workbook(request.actor, code, number)
    answer = HttpResponse(data, content_type=SHEET)
    answer["Content-Disposition"] = f'attachment; filename="{code}-{number}.xlsx"'
    return answer


def _address(code: str) -> str:
    return reverse("inspection:edit-checklist", args=(code,))


def _draft(code: str) -> Checklist:
    found = Checklist.objects.filter(code=code, state="draft").first()
    if found is None:
        raise NotVisible
    return found


def _form(request: Request, draft: Checklist, part: str, key: str) -> Form | None:
    """The form of the part that is open, filled with what stands there."""
    data = request.POST if request.method == "POST" else None
    content = draft.content
    if part == "head":
        start = {**draft.head, **{name: content.get(name) for name in ("place_kinds", "every_days")}}
        return HeadForm(data, initial=start)
    if part == "section":
        return SectionForm(data, initial=dict(_row(content, "sections", key)))
    if part == "question":
        rows = list(content.get("questions", ()))
        row = _row(content, "questions", key)
        place = next((at for at, one in enumerate(rows) if one["key"] == key), len(rows))
        start = (
            question_start(row)
            if row
            else {"kind": "judge", "required": True, "section": request.GET.get("in", "")}
        )
        return QuestionForm(data, initial=start, row=row, sections=_sections(content), earlier=rows[:place])
    return None


def _save(request: Request, draft: Checklist, part: str, key: str, form: Any) -> None:
    """One change of the draft."""
    told: dict[str, Any] = {"what": part if key or part == "head" else f"new-{part}", "by": request.actor}
    if part == "head":
        places = form.places()
        told |= {"about": form.cleaned_data["title"], "head": form.head()}
        told["change"] = lambda content: {**content, **places}
    elif part == "section":
        fields = form.cleaned_data
        told |= {"about": fields["label"], "change": partial(editing.put_section, key=key, **fields)}
    else:
        fields = form.question()
        told |= {"about": fields["label"], "change": partial(editing.put_question, key=key, **fields)}
    public.change_draft(draft.pk, mark=request.POST.get("mark", ""), **told)


def _page(request: Request, draft: Checklist, *, part: str, key: str, form: Form | None) -> HttpResponse:
    content = draft.content
    asked = Content.from_content(content)
    lines = lines_of(asked, read_answers(asked, {}, complete=False), {}, {})
    edits = list(draft.edits.filter(undone_at=None).select_related("by__unit")[:8])
    context = {
        "one": draft,
        "mark": public.mark_of(draft),
        "part": part,
        "key": key,
        "form": form,
        "groups": _groups(content),
        "lines": [(line, asked.section(line.question.section)) for line in lines],
        "verdicts": Verdict.choices,
        "severities": Severity.choices,
        "edits": [(_edit_word(one.what, one.about), one) for one in edits],
        "items": sum(1 for _one in asked.items()),
    }
    forms = (form,) if form is not None else ()
    return shown(request, "inspection/edit_checklist.html", context, *forms)


def _groups(
    content: Mapping[str, Any],
) -> list[tuple[Mapping[str, Any], list[tuple[Mapping[str, Any], str]]]]:
    """Sections with their questions and what these ask for; first those without a section."""
    rows = list(content.get("questions", ()))
    bare = [{"key": "", "label": "", "label_en": ""}] if any(not row.get("section") for row in rows) else []
    return [
        (
            section,
            [(row, str(KINDS[row["kind"]])) for row in rows if row.get("section", "") == section["key"]],
        )
        for section in (*bare, *_sections(content))
    ]


def _sections(content: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    return [{"label_en": "", **row} for row in content.get("sections", ())]


def _row(content: Mapping[str, Any], name: str, key: str) -> Mapping[str, Any]:
    """What stands there under a key; nothing for a new one. Raises NotVisible."""
    if not key:
        return {}
    found = next((row for row in content.get(name, ()) if row["key"] == key), None)
    if found is None:
        raise NotVisible
    return dict(found)


def _label(draft: Checklist, key: str) -> str:
    rows = (*draft.content.get("questions", ()), *draft.content.get("sections", ()))
    return next((str(row["label"]) for row in rows if row["key"] == key), "")


def _edit_word(what: str, about: str) -> str:
    return f"{EDITS.get(what, what)} · {about}" if about else str(EDITS.get(what, what))
