"""Keeping checklists: load those that ship, import a workbook, publish, retire."""

from __future__ import annotations

import io
import json
from collections.abc import Mapping
from datetime import date
from hashlib import sha256
from typing import Any
from uuid import UUID

import python_calamine
from django.db import IntegrityError, transaction
from django.db.models import Max

from anlan.areas.inspection.models import Checklist, DraftEdit
from anlan.areas.inspection.rules.forms import Form
from anlan.areas.inspection.rules.xlsform.reading import Imported, read_workbook
from anlan.areas.inspection.selectors.rulebook import shipped_checklists
from anlan.areas.inspection.states import CHECKLIST, ChecklistState
from anlan.core.access import Actor
from anlan.core.kernel import clock
from anlan.core.kernel.errors import BadInput, Conflict, NotVisible, TooLarge
from anlan.foundation.campus.public import kinds
from anlan.foundation.ledger.public import record
from anlan.foundation.people.public import require, require_held

VERB = "inspection.checklists"
LARGEST = 2_000_000
MOST_ROWS, MOST_COLUMNS = 3000, 80


def read_file(data: bytes, *, name: str) -> Imported:
    """A workbook as a checklist, with every problem; nothing is kept. Raises BadInput."""
    if len(data) > LARGEST:
        raise TooLarge("inspection.file_too_large", size=len(data), limit=LARGEST)
    if not data.startswith(b"PK\x03\x04"):
        raise BadInput("inspection.file_unreadable", file=name[:120])
    try:
        book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
        sheets = {sheet: _cells(book, sheet) for sheet in book.sheet_names[:20]}
    except (python_calamine.CalamineError, python_calamine.PasswordError, OSError, ValueError) as trouble:
        raise BadInput("inspection.file_unreadable", file=name[:120]) from trouble
    return read_workbook(sheets)


def _cells(book: Any, sheet: str) -> list[list[object]]:
    found = book.get_sheet_by_name(sheet)
    rows: list[list[object]] = found.to_python(skip_empty_area=False, nrows=MOST_ROWS + 1)
    if len(rows) > MOST_ROWS or any(len(row) > MOST_COLUMNS for row in rows[:1]):
        raise TooLarge("inspection.sheet_too_long", sheet=sheet[:40], limit=MOST_ROWS)
    return rows


@transaction.atomic
def import_checklist(*, data: bytes, name: str, by: Actor) -> Checklist:
    """Keep a workbook as the next version's draft, in place of an older draft. Raises BadInput."""
    require_held(by, VERB)
    read = read_file(data, name=name)
    if read.refused:
        first = next(one for one in read.problems if one.refused)
        raise BadInput(
            "inspection.workbook_refused", sheet=first.sheet, row=first.row, count=len(read.problems)
        )
    _require_kinds(read.settings.place_kinds)
    told = read.settings
    return keep_draft(
        code=told.code,
        title=told.title,
        title_en=told.title_en,
        source=told.source,
        grade=told.grade,
        valid_from=told.valid_from or clock.today(),
        content=read.content,
        file_name=name[:200],
        by=by,
    )


def keep_draft(
    *,
    code: str,
    title: str,
    title_en: str,
    source: str,
    grade: str,
    valid_from: date,
    content: Mapping[str, Any],
    by: Actor,
    file_name: str = "",
    act: str = "inspection.import_checklist",
) -> Checklist:
    """Write the draft of the next version; an unpublished draft of the same code is filled anew."""
    mark = content_hash(content)
    draft = Checklist.objects.select_for_update().filter(code=code, state=ChecklistState.DRAFT).first()
    if draft is None:
        last = Checklist.objects.filter(code=code).aggregate(last=Max("version"))["last"] or 0
        draft = Checklist(code=code, version=last + 1)
    draft.title, draft.title_en, draft.source, draft.grade = title, title_en, source, grade
    draft.valid_from, draft.content, draft.content_hash = valid_from, dict(content), mark
    draft.made_at, draft.made_by_id, draft.file_name = clock.now(), by.position_id, file_name
    try:
        with transaction.atomic():
            draft.save()
    except IntegrityError as trouble:
        raise Conflict("inspection.checklist_in_hand") from trouble
    DraftEdit.objects.filter(checklist=draft, undone_at=None).update(undone_at=clock.now())
    record(
        act,
        on=draft,
        by=by,
        note=file_name,
        after={"code": code, "version": draft.version},
        content_hash=mark,
    )
    return draft


@transaction.atomic
def publish_checklist(checklist_id: UUID, *, by: Actor) -> Checklist:
    """Put a version into use; the one before is retired. From now on it never changes."""
    found = Checklist.objects.select_for_update().filter(pk=checklist_id).first()
    if found is None or not by.holds(VERB):
        raise NotVisible
    require(by, VERB, found)
    target = CHECKLIST.move(found.state, "publish").target.value
    if not list(Form.from_content(found.content).items()):
        raise Conflict("inspection.nothing_to_judge")
    for old in Checklist.objects.select_for_update().filter(code=found.code, state=ChecklistState.PUBLISHED):
        old.state = CHECKLIST.move(old.state, "retire").target.value
        old.save(update_fields=["state"])
    found.state, found.published_at, found.published_by_id = target, clock.now(), by.position_id
    found.save(update_fields=["state", "published_at", "published_by"])
    record(
        "inspection.publish_checklist",
        on=found,
        by=by,
        after={"code": found.code, "version": found.version},
        content_hash=found.content_hash,
    )
    return found


@transaction.atomic
def retire_checklist(checklist_id: UUID, *, by: Actor) -> Checklist:
    """Take a version out of use; runs that hold it stay readable."""
    found = Checklist.objects.select_for_update().filter(pk=checklist_id).first()
    if found is None or not by.holds(VERB):
        raise NotVisible
    require(by, VERB, found)
    found.state = CHECKLIST.move(found.state, "retire").target.value
    found.save(update_fields=["state"])
    record(
        "inspection.retire_checklist", on=found, by=by, after={"code": found.code, "version": found.version}
    )
    return found


@transaction.atomic
def load_shipped(*, by: Actor) -> int:
    """Publish the checklists that ship and are not here yet in any version; returns how many."""
    known = set(Checklist.objects.values_list("code", flat=True))
    made = 0
    for document in shipped_checklists():
        if document["code"] in known:
            continue
        content = {name: document[name] for name in ("sections", "questions", "place_kinds", "every_days")}
        draft = keep_draft(
            code=document["code"],
            title=document["title"],
            title_en=document["title_en"],
            source=document["source"],
            grade=document["grade"],
            valid_from=date.fromisoformat(document["valid_from"]),
            content=content,
            by=by,
            file_name=f"{document['code']}.json",
        )
        publish_checklist(draft.pk, by=by)
        made += 1
    return made


def content_hash(content: Mapping[str, Any]) -> str:
    """SHA-256 of the content in one fixed spelling."""
    return sha256(json.dumps(content, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def _require_kinds(given: tuple[str, ...]) -> None:
    unknown = [one for one in given if one not in kinds()]
    if unknown:
        raise BadInput("inspection.place_kind_unknown", kind=unknown[0])
