"""Rows of the ledger for a spreadsheet."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from itertools import islice

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from anlan.foundation.ledger.lines import Changed, Line, lines_of
from anlan.foundation.ledger.models import Event

_BYTE_ORDER_MARK = "\ufeff"
_CHUNK = 1000
_STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")


class _Echo:
    """A file that hands back what is written to it."""

    def write(self, text: str) -> str:
        return text


def rows_as_csv(events: QuerySet[Event]) -> Iterator[str]:
    """A heading and one row an act, as Excel opens it; nothing in it starts a formula."""
    writer = csv.writer(_Echo())
    yield _BYTE_ORDER_MARK + writer.writerow(_heading())
    rows = events.iterator(chunk_size=_CHUNK)
    while chunk := list(islice(rows, _CHUNK)):
        for line in lines_of(chunk):
            yield writer.writerow([_harmless(cell) for cell in _cells(line)])


def _heading() -> list[str]:
    return [
        _("序号"),
        _("时间"),
        _("做了什么"),
        _("动作代码"),
        _("对象类别"),
        _("对象编号"),
        _("谁"),
        _("岗位"),
        _("说明"),
        _("改动"),
        _("条数"),
        _("演练"),
        _("内容已销毁"),
        _("本行哈希"),
    ]


def _cells(line: Line) -> list[str]:
    return [
        str(line.seq or ""),
        timezone.localtime(line.at).isoformat(timespec="seconds"),
        line.verb_word,
        line.verb,
        line.kind_word,
        line.object_id,
        line.who,
        line.title,
        line.note,
        "; ".join(map(_told, line.changes)),
        "" if line.count is None else str(line.count),
        _("是") if line.drill else "",
        _("是") if line.shredded else "",
        line.hash,
    ]


def _told(change: Changed) -> str:
    return f"{change.field}: {change.before or '--'} → {change.after or '--'}"


def _harmless(cell: str) -> str:
    return "'" + cell if cell.startswith(_STARTS_A_FORMULA) else cell
