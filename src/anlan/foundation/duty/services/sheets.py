"""The roster as an Excel workbook, out and in."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from hashlib import sha256
from typing import Any
from uuid import UUID

import python_calamine
import xlsxwriter
from django.db import transaction
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from anlan.core.access import Actor
from anlan.core.kernel import clock
from anlan.core.kernel.errors import BadInput, TooLarge
from anlan.foundation.duty.models import Shift
from anlan.foundation.duty.selectors.rota import edge, shifts_between, watches_of
from anlan.foundation.duty.selectors.sight import roster_for
from anlan.foundation.duty.services.planning import Line, draw_up, hold_roster
from anlan.foundation.ledger.public import record
from anlan.foundation.people.models import Person

MOST_BYTES, MOST_ROWS = 2_000_000, 400
COLUMNS = 6
DAY_MINUTES = 1440
WIDTHS = (12, 9, 9, 22, 44, 10)


@transaction.atomic
def export_roster(*, code: str, first: date, days: int, by: Actor) -> bytes:
    """The shifts from a day on, one a line; the same sheet can be read in again."""
    roster = roster_for(by, code)
    until = edge(first + timedelta(days=days))
    shifts = shifts_between([roster.pk], since=edge(first), until=until, drafts=by.holds("duty.plan"))
    data = _workbook(roster.name, [shift for shift in shifts if shift.starts >= edge(first)])
    record(
        "duty.export",
        on=roster,
        by=by,
        count=len(shifts),
        content_hash=sha256(data).hexdigest(),
    )
    return data


@transaction.atomic
def import_roster(*, code: str, data: bytes, by: Actor) -> list[Shift]:
    """Read a sheet in as the plan of its days; nothing is published by it."""
    roster = hold_roster(by, code)
    if len(data) > MOST_BYTES:
        raise TooLarge("duty.sheet_too_large", most=MOST_BYTES)
    rows = list(_read(data))
    known = _people(number for _, _, leader, others in rows for number in (leader, *others))
    lines = []
    for line, (starts, ends, leader, others) in enumerate(rows, start=2):
        unknown = [number for number in (leader, *others) if number and number not in known]
        if unknown:
            raise BadInput("duty.sheet_unknown", line=line, numbers=" ".join(unknown))
        lines.append(Line(starts, ends, known.get(leader), tuple(known[one] for one in others)))
    return draw_up(roster, lines, by=by, verb="duty.import")


def heads() -> tuple[str, ...]:
    """The heads of the columns."""
    return (
        pgettext("duty", "日期"),
        pgettext("duty", "从"),
        pgettext("duty", "到"),
        _("带班领导（工号 姓名）"),
        _("值班人（工号 姓名，分号隔开）"),
        pgettext("duty", "状态"),
    )


def _workbook(name: str, shifts: list[Shift]) -> bytes:
    held = io.BytesIO()
    book = xlsxwriter.Workbook(
        held, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    sheet = book.add_worksheet(_sheet_name(name))
    bold = book.add_format({"bold": True})
    for column, (head, width) in enumerate(zip(heads(), WIDTHS, strict=True)):
        sheet.set_column(column, column, width)
        sheet.write_string(0, column, head, bold)
    for line, shift in enumerate(shifts, start=1):
        for column, cell in enumerate(_cells(shift)):
            sheet.write_string(line, column, cell)
    sheet.freeze_panes(1, 0)
    book.close()
    return held.getvalue()


def _sheet_name(name: str) -> str:
    kept = "".join(sign for sign in name if sign not in "[]:*?/\\'")
    return kept[:31] or "1"


def _cells(shift: Shift) -> tuple[str, ...]:
    starts, ends = localtime(shift.starts, clock.CAMPUS_ZONE), localtime(shift.ends, clock.CAMPUS_ZONE)
    said: dict[bool, list[str]] = {True: [], False: []}
    for watch in watches_of(shift):
        said[watch.lead].append(f"{watch.person.number} {watch.person.name}")
    return (
        f"{starts:%Y-%m-%d}",
        f"{starts:%H:%M}",
        f"{ends:%H:%M}",
        "；".join(said[True]),
        "；".join(said[False]),
        str(shift.get_state_display()),
    )


def _read(data: bytes) -> Iterator[tuple[datetime, datetime, str, tuple[str, ...]]]:
    """The lines of the first sheet: stretch, leader's number, the others' numbers. Raises BadInput."""
    try:
        book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
        rows = book.get_sheet_by_index(0).to_python(skip_empty_area=False)
    except (
        python_calamine.CalamineError,
        python_calamine.PasswordError,
        OSError,
        ValueError,
        IndexError,
    ) as trouble:
        raise BadInput("duty.sheet_unreadable") from trouble
    if len(rows) > MOST_ROWS:
        raise TooLarge("duty.sheet_too_long", most=MOST_ROWS)
    for line, cells in enumerate(rows[1:], start=2):
        padded = [*cells, *[""] * COLUMNS][:COLUMNS]
        if not any(str(cell).strip() for cell in padded):
            continue
        try:
            starts, ends = _stretch(padded)
        except (ValueError, TypeError) as trouble:
            raise BadInput("duty.sheet_time", line=line) from trouble
        yield starts, ends, _numbers(padded[3])[0] if _numbers(padded[3]) else "", _numbers(padded[4])


def _stretch(cells: list[Any]) -> tuple[datetime, datetime]:
    """From a day and two hours; an end that is not later is that of the next day."""
    day, begin, end = _day(cells[0]), _hour(cells[1]), _hour(cells[2])
    starts = datetime.combine(day, begin, tzinfo=clock.CAMPUS_ZONE)
    ends = datetime.combine(day, end, tzinfo=clock.CAMPUS_ZONE)
    return starts, ends if ends > starts else ends + timedelta(days=1)


def _day(cell: Any) -> date:
    if isinstance(cell, datetime):
        return cell.date()
    return cell if isinstance(cell, date) else date.fromisoformat(str(cell).strip())


def _hour(cell: Any) -> time:
    if isinstance(cell, float):
        minutes = round(cell % 1 * DAY_MINUTES) % DAY_MINUTES
        return time(minutes // 60, minutes % 60)
    if isinstance(cell, datetime):
        return cell.time().replace(second=0, microsecond=0)
    return cell if isinstance(cell, time) else time.fromisoformat(str(cell).strip())


def _numbers(cell: Any) -> tuple[str, ...]:
    """The numbers of a cell: the first word of each part, whatever name follows."""
    text = str(int(cell)) if isinstance(cell, float) and cell == int(cell) else str(cell)
    parts = text.replace(";", "；").replace("\n", "；").split("；")
    return tuple(part.split()[0] for part in parts if part.split())


def _people(numbers: Iterator[str]) -> dict[str, UUID]:
    wanted = {number for number in numbers if number}
    return dict(Person.objects.filter(number__in=wanted).values_list("number", "pk"))
