"""Units side by side: facts with a way to each, no scores."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

import xlsxwriter
from django.db import transaction
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from anlan.areas.command.public import STATUS_WORDS, Status, facts_by_unit
from anlan.areas.inspection.public import open_by_unit
from anlan.areas.tasks.public import overdue_by_unit
from anlan.core.access import Actor
from anlan.foundation.indicators.public import units_seen
from anlan.foundation.ledger.public import Ref, record
from anlan.foundation.people.models import Unit
from anlan.foundation.people.public import unit_name

ORDER = (Status.NOT_MET, Status.AT_RISK, Status.NO_DATA, Status.ON_TRACK, Status.MET)


@dataclass(frozen=True, slots=True)
class Fact:
    """A figure and the list behind it; None where the viewer may not see such things."""

    number: int | None
    url: str = ""


@dataclass(frozen=True, slots=True)
class Scorecard:
    """One unit with everything below it."""

    unit: Unit
    name: str
    total: int
    statuses: tuple[tuple[Status, Fact], ...]
    tasks_late: Fact
    findings_open: Fact
    answers_late: Fact


def scorecards(viewer: Actor, *, at: datetime) -> list[Scorecard]:
    """The units right below the university that the viewer may compare: a constant number of queries."""
    requirements = facts_by_unit(viewer, at=at)
    tasks = overdue_by_unit(viewer, at=at) if viewer.holds("tasks.read") else None
    findings = open_by_unit(viewer) if viewer.holds("inspection.read") else None
    found = []
    for unit in units_seen(viewer):
        below = [facts for path, facts in requirements.items() if path.startswith(unit.path)]
        led = {key: status for facts in below for key, status in facts.statuses.items()}
        counts = Counter(led.values())
        found.append(
            Scorecard(
                unit=unit,
                name=unit_name(unit),
                total=len(led),
                statuses=tuple((status, _requirements(unit, status, counts[status])) for status in ORDER),
                tasks_late=Fact(_sum(tasks, unit), _to("tasks:list", unit=str(unit.pk), due="overdue")),
                findings_open=Fact(_sum(findings, unit), _to("inspection:findings", unit=unit.code)),
                answers_late=Fact(sum(facts.answers_late for facts in below)),
            )
        )
    return found


@transaction.atomic
def export_scorecards(viewer: Actor, *, at: datetime) -> bytes:
    """The same table as a workbook; the ledger keeps who took it and its hash."""
    cards = scorecards(viewer, at=at)
    held = io.BytesIO()
    with xlsxwriter.Workbook(held, {"in_memory": True, "strings_to_formulas": False}) as book:
        sheet, bold = book.add_worksheet(_("单位对照")), book.add_format({"bold": True})
        sheet.set_column(0, 0, 24)
        sheet.write_string(0, 0, _("数据截至 %(at)s") % {"at": f"{localtime(at):%Y-%m-%d %H:%M}"})
        for column, title in enumerate(columns()):
            sheet.write_string(1, column, title, bold)
        for line, card in enumerate(cards, start=2):
            sheet.write_string(line, 0, card.name)
            for column, number in enumerate(_numbers(card), start=1):
                if number is not None:
                    sheet.write_number(line, column, number)
    data = held.getvalue()
    record(
        "console.export_scorecards",
        on=Ref("people.unit", "scorecards"),
        by=viewer,
        count=len(cards),
        content_hash=sha256(data).hexdigest(),
    )
    return data


def columns() -> tuple[str, ...]:
    """The heads of the columns."""
    statuses = (str(STATUS_WORDS[status]) for status in ORDER)
    return (_("单位"), _("牵头的要求"), *statuses, _("逾期任务"), _("未销号发现"), _("迟到的签收"))


def _numbers(card: Scorecard) -> tuple[int | None, ...]:
    facts = (fact.number for _status, fact in card.statuses)
    return (
        card.total,
        *facts,
        card.tasks_late.number,
        card.findings_open.number,
        card.answers_late.number,
    )


def _requirements(unit: Unit, status: Status, number: int) -> Fact:
    query = {"unit": str(unit.pk), "role": "lead", "status": status.value, "origin": "all"}
    return Fact(number, f"{reverse('command:register')}?{urlencode(query)}")


def _sum(counted: Mapping[str, int] | None, unit: Unit) -> int | None:
    if counted is None:
        return None
    return sum(number for path, number in counted.items() if path.startswith(unit.path))


def _to(name: str, **query: str) -> str:
    return f"{reverse(name)}?{urlencode(query)}"
