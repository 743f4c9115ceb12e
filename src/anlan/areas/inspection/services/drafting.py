"""Editing the draft of a checklist in the page: every change can be taken back until it is published."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any
from uuid import UUID

import xlsxwriter
from django.db import transaction
from django.db.models import Max

from anlan.areas.inspection.models import Checklist, DraftEdit
from anlan.areas.inspection.rules.forms import Form
from anlan.areas.inspection.rules.xlsform.settings import Settings
from anlan.areas.inspection.rules.xlsform.writing import write_workbook
from anlan.areas.inspection.selectors.sight import checklists_seen
from anlan.areas.inspection.services.checklists import VERB, content_hash, keep_draft
from anlan.areas.inspection.states import ChecklistState
from anlan.core.access import Actor
from anlan.core.kernel import clock
from anlan.core.kernel.errors import BadInput, Conflict, NotVisible
from anlan.foundation.ledger.public import record
from anlan.foundation.people.public import require, require_held

Change = Callable[[Mapping[str, Any]], dict[str, Any]]
EMPTY: Mapping[str, Any] = {"sections": [], "questions": [], "place_kinds": [], "every_days": 0}
_CODE = re.compile(r"[a-z0-9][a-z0-9-]{0,59}")


@transaction.atomic
def new_checklist(*, code: str, head: Mapping[str, Any], places: Mapping[str, Any], by: Actor) -> Checklist:
    """The draft of a checklist that was not there before. Raises BadInput."""
    require_held(by, VERB)
    if not _CODE.fullmatch(code):
        raise BadInput("inspection.code_unusable", field="code")
    if Checklist.objects.filter(code=code).exists():
        raise BadInput("inspection.code_taken", field="code", code=code)
    told = {**head, "valid_from": date.fromisoformat(str(head["valid_from"]))}
    return keep_draft(code=code, content={**EMPTY, **places}, by=by, act="inspection.draft_checklist", **told)


@transaction.atomic
def begin_draft(code: str, *, by: Actor) -> Checklist:
    """The draft of the next version; there is one at most, a new one begins as the newest version stands."""
    require_held(by, VERB)
    rows = Checklist.objects.filter(code=code)
    draft = rows.filter(state=ChecklistState.DRAFT).first()
    if draft is not None:
        return draft
    newest = rows.filter(state=ChecklistState.PUBLISHED).first() or rows.order_by("-version").first()
    if newest is None:
        raise NotVisible
    head = {**newest.head, "valid_from": newest.valid_from}
    return keep_draft(code=code, content=newest.content, by=by, act="inspection.draft_checklist", **head)


@transaction.atomic
def change_draft(
    checklist_id: UUID,
    *,
    mark: str,
    what: str,
    by: Actor,
    about: str = "",
    head: Mapping[str, Any] | None = None,
    change: Change | None = None,
) -> Checklist:
    """One change of a draft, which can be taken back. Raises Conflict when it was changed meanwhile."""
    draft = _held(checklist_id, by=by)
    if mark != mark_of(draft):
        raise Conflict("inspection.checklist_in_hand")
    content = change(draft.content) if change else draft.content
    told = {**draft.head, **(head or {})}
    if content == draft.content and told == draft.head:
        return draft
    last = draft.edits.aggregate(last=Max("number"))["last"] or 0
    DraftEdit.objects.create(
        checklist=draft,
        number=last + 1,
        what=what,
        about=about[:300],
        head=draft.head,
        content=draft.content,
        by_id=by.position_id,
    )
    _write(draft, told, content, by=by)
    record(
        "inspection.edit_checklist",
        on=draft,
        by=by,
        note=about[:300],
        after={"code": draft.code, "version": draft.version},
        content_hash=draft.content_hash,
    )
    return draft


@transaction.atomic
def undo_edit(checklist_id: UUID, *, by: Actor) -> DraftEdit | None:
    """Take the last change back; None when there is none. The row of it stays."""
    draft = _held(checklist_id, by=by)
    last = draft.edits.filter(undone_at=None).first()
    if last is None:
        return None
    _write(draft, last.head, last.content, by=by)
    DraftEdit.objects.filter(pk=last.pk).update(undone_at=clock.now())
    record("inspection.undo_edit", on=draft, by=by, note=last.about, content_hash=draft.content_hash)
    return last


def mark_of(draft: Checklist) -> str:
    """What a form that was opened on it carries, so that nobody's change is lost."""
    return content_hash({"head": draft.head, "content": draft.content})


def checklist_workbook(viewer: Actor, code: str, number: int) -> bytes:
    """One version as an XLSForm workbook. Raises NotVisible."""
    one = checklists_seen(viewer).filter(code=code, version=number).first()
    if one is None:
        raise NotVisible
    form = Form.from_content(one.content)
    told = Settings(
        one.code,
        one.title,
        one.title_en,
        one.source,
        one.grade,
        form.place_kinds,
        form.every_days,
        one.valid_from,
    )
    held = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    book = xlsxwriter.Workbook(held, options)
    for name, rows in write_workbook(one.content, told).items():
        sheet = book.add_worksheet(name)
        for line, row in enumerate(rows):
            for column, cell in enumerate(row):
                sheet.write_string(line, column, cell)
        sheet.freeze_panes(1, 0)
    book.close()
    return held.getvalue()


def _held(checklist_id: UUID, *, by: Actor) -> Checklist:
    """The draft, locked. Raises NotVisible; Conflict when it is no draft any more."""
    found = Checklist.objects.select_for_update().filter(pk=checklist_id).first()
    if found is None or not by.holds(VERB):
        raise NotVisible
    require(by, VERB, found)
    if found.state != ChecklistState.DRAFT:
        raise Conflict("inspection.checklist_published")
    return found


def _write(draft: Checklist, head: Mapping[str, Any], content: Mapping[str, Any], *, by: Actor) -> None:
    draft.title, draft.title_en, draft.source = head["title"], head["title_en"], head["source"]
    draft.grade, draft.valid_from = head["grade"], date.fromisoformat(head["valid_from"])
    draft.content, draft.content_hash = dict(content), content_hash(content)
    draft.made_at, draft.made_by_id = clock.now(), by.position_id
    draft.save()
