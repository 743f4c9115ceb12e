"""Requirements listed in an Excel sheet become drafts: a verdict per row, then the same confirmation."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

import python_calamine
import xlsxwriter
from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from anlan.areas.command.models import DraftHeading, DraftItem, DraftSentence, DraftSet, Meeting, Source
from anlan.areas.command.models.choices import Obligation, Repeats, SourceKind
from anlan.areas.command.rules.deadlines import end_of_day
from anlan.areas.command.rules.filling import Ground
from anlan.areas.command.rules.hashing import text_hash
from anlan.areas.command.selectors.sight import own_unit
from anlan.areas.command.services.grasp import hold, require_in_unit
from anlan.areas.command.services.keeping import keep_original
from anlan.areas.command.services.personal import holds_numbers
from anlan.areas.command.services.reading import Names, Owner
from anlan.areas.command.services.recalling import recall
from anlan.core.access import Actor
from anlan.core.kernel.errors import BadInput, TooLarge
from anlan.foundation.ledger.public import record

COLUMNS = ("要点", "要求", "牵头单位", "配合单位", "期限", "重复", "指标", "目标值", "单位", "类别", "前提")
NEEDED = ("要求",)
MOST_ROWS = 2000
LONGEST_CELL = 4000
_REPEATS = {"每日": Repeats.DAILY, "每天": Repeats.DAILY, "每周": Repeats.WEEKLY, "": Repeats.NEVER}
_KINDS = {
    "": Obligation.STANDING,
    "长期": Obligation.STANDING,
    "一次": Obligation.ONCE,
    "有前提": Obligation.CONDITIONAL,
    "禁止": Obligation.PROHIBITION,
}


@dataclass(frozen=True, slots=True)
class RowVerdict:
    """What is to be said about one row of the sheet; ``line`` as Excel counts. Errors keep the row out."""

    line: int
    text: str
    errors: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SheetReport:
    """Verdicts of all rows; after the real run also the reading that came of it."""

    rows: tuple[RowVerdict, ...]
    draft_set: DraftSet | None = None

    @property
    def usable(self) -> int:
        """Rows without an error."""
        return sum(1 for row in self.rows if not row.errors)

    @property
    def refused(self) -> int:
        """Rows with an error."""
        return len(self.rows) - self.usable


@dataclass(slots=True)
class _Row:
    line: int
    cells: Mapping[str, str]
    due_at: datetime | None = None
    due_all_day: bool = False
    lead: Owner | None = None
    helpers: list[Owner] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)

    def verdict(self) -> RowVerdict:
        return RowVerdict(self.line, self.cells["要求"][:80], tuple(self.errors), tuple(self.warnings))


def check_sheet(*, by: Actor, data: bytes, name: str) -> SheetReport:
    """The dry run: nothing is written. Raises BadInput or TooLarge when the file is no such sheet."""
    require_in_unit(by, "command.draft", kind="command.draftset", unit=own_unit(by))
    return SheetReport(tuple(row.verdict() for row in _judged(_rows(data, name=name))))


@transaction.atomic
def import_sheet(*, by: Actor, data: bytes, name: str, meeting_id: UUID | None = None) -> SheetReport:
    """Make drafts of the usable rows; refused rows are told. Raises BadInput when none is usable."""
    unit = own_unit(by)
    require_in_unit(by, "command.draft", kind="command.draftset", unit=unit)
    rows = _judged(_rows(data, name=name))
    usable = [row for row in rows if not row.errors]
    verdicts = tuple(row.verdict() for row in rows)
    if not usable:
        raise BadInput("command.sheet_no_usable_row", count=len(rows))
    meeting = hold(Meeting, meeting_id, verb="command.meet", by=by) if meeting_id else None
    body = "\n".join(row.cells["要求"] for row in usable)
    source = Source.objects.create(
        kind=SourceKind.SHEET,
        title=name[:300],
        body=body,
        body_hash=text_hash(body),
        file_name=name[-255:],
        file_hash=keep_original(data),
        file_size=len(data),
        owner_unit=unit,
    )
    draft_set = DraftSet.objects.create(source=source, meeting=meeting, owner_unit=unit)
    items = _lay_out(draft_set, usable)
    recall(items, viewer=by)
    record("command.import", on=draft_set, by=by, note=name, count=len(items), content_hash=source.body_hash)
    return SheetReport(verdicts, draft_set)


def sheet_template() -> bytes:
    """An empty sheet with the heads, one example row and the allowed words as comments."""
    held = io.BytesIO()
    book = xlsxwriter.Workbook(held, {"in_memory": True})
    sheet = book.add_worksheet("要求")
    bold = book.add_format({"bold": True})
    example = (
        "做好汛期准备",
        "6 月 1 日前完成排水井清淤",
        "后勤保障处",
        "保卫处",
        "2022-06-01",
        "",
        "未清淤排水井",
        "0",
        "口",
        "一次",
        "",
    )
    for column, head in enumerate(COLUMNS):
        sheet.write_string(0, column, head, bold)
        sheet.write_string(1, column, example[column])
        sheet.set_column(column, column, 44 if head == "要求" else 16)
    sheet.write_comment(0, 5, _("每日、每周，或者空着"))
    sheet.write_comment(0, 9, _("长期、一次、有前提、禁止"))
    book.close()
    return held.getvalue()


def _rows(data: bytes, *, name: str) -> list[_Row]:
    if len(data) > settings.ANLAN_UPLOAD_LIMIT:
        raise TooLarge("minutes.file.too_large", size=len(data), limit=settings.ANLAN_UPLOAD_LIMIT)
    try:
        book = python_calamine.load_workbook(io.BytesIO(data))
        lines = book.get_sheet_by_index(0).to_python(skip_empty_area=False)
    except (python_calamine.CalamineError, OSError, ValueError, IndexError) as trouble:
        raise BadInput("command.sheet_unreadable", file=name) from trouble
    heads = [_cell(one) for one in lines[0]] if lines else []
    missing = [head for head in NEEDED if head not in heads]
    if missing:
        raise BadInput("command.sheet_column_missing", column=missing[0], file=name)
    if len(lines) - 1 > MOST_ROWS:
        raise TooLarge("command.sheet_too_long", count=len(lines) - 1, limit=MOST_ROWS)
    found = [_read(heads, line, number=number) for number, line in enumerate(lines[1:], start=2)]
    return [row for row in found if any(row.cells.values())]


def _read(heads: Sequence[str], line: Sequence[Any], *, number: int) -> _Row:
    given = dict(zip(heads, line, strict=False))
    row = _Row(number, {head: _cell(given.get(head)) for head in COLUMNS})
    row.due_at, row.due_all_day = _due(given.get("期限"), row=row)
    return row


def _cell(value: object) -> str:
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return (
        str("" if value is None else value)
        .replace("\x00", "")
        .strip()
        .replace("\r\n", " ")
        .replace("\n", " ")
    )


def _due(value: object, *, row: _Row) -> tuple[datetime | None, bool]:
    if value in (None, ""):
        return None, False
    if isinstance(value, datetime) and (value.hour or value.minute):
        return value.replace(tzinfo=end_of_day(value.date()).tzinfo), False
    try:
        day = value if isinstance(value, date) else date.fromisoformat(str(value).strip().replace("/", "-"))
    except ValueError:
        row.errors.append("command.sheet.deadline_unreadable")
        return None, False
    return end_of_day(day.date() if isinstance(day, datetime) else day), True


def _judged(rows: list[_Row]) -> list[_Row]:
    names, seen = Names(), set()
    for row in rows:
        text = row.cells["要求"]
        row.errors += list(_errors(row))
        if text and text in seen:
            row.warnings.append("command.sheet.repeated")
        seen.add(text)
        if row.cells["牵头单位"]:
            row.lead = names.meant(row.cells["牵头单位"])
            if not (row.lead.unit_id or row.lead.group):
                row.errors.append("command.sheet.lead_unknown")
        else:
            row.warnings.append("command.sheet.lead_missing")
        printed = [
            part.strip() for part in row.cells["配合单位"].replace("，", "、").replace(",", "、").split("、")
        ]
        row.helpers = [names.meant(part) for part in printed if part]
        if any(owner.unit_id is None for owner in row.helpers):
            row.errors.append("command.sheet.helper_unknown")
    return rows


def _errors(row: _Row) -> Iterator[str]:
    cells = row.cells
    if not cells["要求"]:
        yield "command.sheet.text_missing"
    if any(len(cell) > LONGEST_CELL for cell in cells.values()) or len(cells["指标"]) > 200:
        yield "command.sheet.cell_too_long"
    if len(cells["目标值"]) > 60 or len(cells["单位"]) > 30:
        yield "command.sheet.cell_too_long"
    if cells["重复"] not in _REPEATS:
        yield "command.sheet.repeat_unknown"
    if cells["类别"] not in _KINDS:
        yield "command.sheet.kind_unknown"
    if any(holds_numbers(cell) for cell in cells.values()):
        yield "command.sheet.personal_numbers"


def _lay_out(draft_set: DraftSet, rows: Sequence[_Row]) -> list[DraftItem]:
    """One heading for each name in the first column; the body is one line a row."""
    headings: dict[str, DraftHeading] = {}
    items, sentences, at = [], [], 0
    for row in rows:
        text = row.cells["要求"]
        start, end = at, at + len(text)
        name = row.cells["要点"]
        heading = headings.setdefault(
            name, _heading(draft_set, name or text, order=len(headings) + 1, start=start)
        )
        heading.end = end
        items.append(_item(heading, row, start=start))
        sentences.append(DraftSentence(draft_set=draft_set, start=start, end=end))
        at = end + 1
    DraftHeading.objects.bulk_create(headings.values())
    DraftItem.objects.bulk_create(items)
    DraftSentence.objects.bulk_create(sentences)
    return items


def _heading(draft_set: DraftSet, text: str, *, order: int, start: int) -> DraftHeading:
    return DraftHeading(
        draft_set=draft_set, no=str(order), order=order, text=text, start=start, end=start + 1
    )


def _item(heading: DraftHeading, row: _Row, *, start: int) -> DraftItem:
    cells = row.cells
    item = DraftItem(
        heading=heading,
        start=start,
        spans=[[start, start + len(cells["要求"])]],
        text=cells["要求"],
        obligation=_KINDS[cells["类别"]],
        condition=cells["前提"],
        due_at=row.due_at,
        due_all_day=row.due_all_day,
        repeats=_REPEATS[cells["重复"]],
        indicator_name=cells["指标"],
        indicator_target=cells["目标值"],
        indicator_unit=cells["单位"],
        helper_ids=[owner.unit_id for owner in row.helpers if owner.unit_id],
    )
    if row.lead is not None:
        item.lead_unit_id, item.lead_group = row.lead.unit_id, row.lead.group
    filled = {"lead_unit": row.lead, "helpers": row.helpers, "due_at": row.due_at or item.repeats}
    item.grounds = {
        name: {"kind": Ground.PERSON.value, "label": cells["要点"]} for name, value in filled.items() if value
    }
    return item
