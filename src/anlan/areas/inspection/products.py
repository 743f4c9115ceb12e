"""What inspection gives to headquarters' products: the circular on a period, matters of a unit, counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from anlan.areas.inspection.models import Finding
from anlan.areas.inspection.models.choices import Severity
from anlan.areas.inspection.selectors.sight import findings_seen, runs_seen
from anlan.areas.inspection.states import IN_HAND, OPEN, FindingState
from anlan.core.access import Actor
from anlan.core.kernel.clock import CAMPUS_ZONE
from anlan.core.kernel.errors import BadInput
from anlan.foundation.people.models import Unit
from anlan.foundation.products.public import (
    NO_DATA,
    Block,
    Count,
    Facts,
    Heading,
    Matter,
    Paper,
    Paragraph,
    Param,
    Params,
    ProductKind,
    Table,
    figure,
    row,
)
from anlan.foundation.ui.dates import full

WEEK = timedelta(days=6)
LONGEST_DAYS = 370
LISTED = 40
SEVERITIES = ("stop_now", "serious", "minor")


def facts(viewer: Actor, at: datetime, params: Params) -> Facts:
    """Runs and findings of a stretch of days, of one world, as the viewer sees them; no persons."""
    first, last = _day(params["since"]), _day(params["until"])
    if not 0 <= (last - first).days <= LONGEST_DAYS:
        raise BadInput("products.days_turned", field="until")
    since, until = _start(first), _start(last + timedelta(days=1))
    drill = params.get("world") == "drill"
    found = findings_seen(viewer, drill=drill).exclude(state=FindingState.OVERTURNED)
    rows = list(found.filter(raised_at__gte=since, raised_at__lt=until).select_related("place", "unit"))
    runs = runs_seen(viewer, drill=drill).filter(submitted_at__gte=since, submitted_at__lt=until)
    return {
        "drill": drill,
        "at": full(at),
        "since": first,
        "until": last,
        "issuer": _issuer(viewer),
        "runs": runs.count(),
        "places": runs.values("place").distinct().count(),
        "units_seen": runs.values("unit").distinct().count(),
        "severity": {key: sum(one.severity == key for one in rows) for key in SEVERITIES},
        "units": _by_unit(rows, at=at),
        "repeats": [_told(one) for one in rows if one.recurrence > 1][:LISTED],
        "pressing": [_told(one) for one in _pressing(rows)][:LISTED],
        "closing": _closing(rows, at=at),
    }


def paper(told: Facts) -> Paper:
    """The circular: what was seen, what was found by severity and unit, repeats, closed in time."""
    total = sum(told["severity"].values())
    kinds = "，".join(f"{Severity(key).label} {told['severity'][key]} 项" for key in SEVERITIES)
    closing = told["closing"]
    share = f"{closing['share']}%" if closing["share"] is not None else NO_DATA
    blocks: list[Block] = [
        Heading("一、总的情况"),
        Paragraph(
            f"{told['since']} 至 {told['until']}，督查 {told['runs']} 次，到 {told['places']} 个地点、"
            f"{told['units_seen']} 个单位；发现 {total} 项：{kinds}。到期的 {closing['due']} 项，"
            f"按时改好 {closing['in_time']} 项，按时率 {share}。"
        ),
        Heading("二、各单位情况"),
        _units_table(told["units"]) if told["units"] else Paragraph("没有发现。"),
        Heading("三、重复发生的"),
        _findings_table("重复", told["repeats"]) if told["repeats"] else Paragraph("没有。"),
        Heading("四、还没改好的较重问题"),
        _findings_table("较重", told["pressing"]) if told["pressing"] else Paragraph("没有。"),
    ]
    return Paper(
        issuer=told["issuer"],
        title=f"{'【演练】' if told['drill'] else ''}督查情况通报",
        dated=f"{told['since']} 至 {told['until']}，数据截至 {told['at']}",
        to="各单位",
        blocks=tuple(blocks),
    )


def matters(unit_id: UUID, since: datetime, until: datetime) -> list[Matter]:
    """Findings of a unit raised in the time, and those past their day."""
    rows = _of(unit_id).filter(drill=False, state__in=OPEN)
    shown = (
        rows.filter(raised_at__gte=since, raised_at__lt=until) | rows.filter(due_at__lt=until)
    ).distinct()
    return [
        Matter(f"督查发现：{one.text}（{one.place.name}，{full(one.due_at)} 前改好）", "inspection", one.code)
        for one in shown.select_related("place").order_by("due_at")[:LISTED]
    ]


def open_findings(unit_id: UUID | None, at: datetime) -> int:
    """Findings not closed yet."""
    return _of(unit_id).filter(drill=False, state__in=OPEN, raised_at__lte=at).count()


def late_findings(unit_id: UUID | None, at: datetime) -> int:
    """Findings past their day and still to be put right."""
    return _of(unit_id).filter(drill=False, state__in=IN_HAND, due_at__lt=at).count()


def _of(unit_id: UUID | None) -> QuerySet[Finding]:
    if unit_id is None:
        return Finding.objects.all()
    path = Unit.objects.filter(pk=unit_id).values_list("path", flat=True).first() or "-"
    return Finding.objects.filter(unit__path__startswith=path)


def _by_unit(rows: Iterable[Finding], *, at: datetime) -> list[dict[str, Any]]:
    held: dict[UUID, list[Finding]] = {}
    for one in rows:
        held.setdefault(one.unit_id, []).append(one)
    told = [
        {
            "unit": found[0].unit.name,
            "all": len(found),
            **Counter({key: sum(one.severity == key for one in found) for key in SEVERITIES}),
            "repeats": sum(one.recurrence > 1 for one in found),
            "open": sum(one.state in OPEN for one in found),
            "late": sum(one.state in IN_HAND and one.due_at < at for one in found),
        }
        for found in held.values()
    ]
    return sorted(told, key=lambda one: (-one["all"], one["unit"]))


def _closing(rows: Iterable[Finding], *, at: datetime) -> dict[str, Any]:
    """Of those whose day has come: put right in time; no share of none."""
    due = [one for one in rows if one.due_at <= at and one.state != FindingState.RISK_ACCEPTED]
    in_time = sum(one.rectified_at is not None and one.rectified_at <= one.due_at for one in due)
    return {"due": len(due), "in_time": in_time, "share": round(100 * in_time / len(due)) if due else None}


def _pressing(rows: Iterable[Finding]) -> list[Finding]:
    heavy = [one for one in rows if one.severity != Severity.MINOR and one.state in OPEN]
    return sorted(heavy, key=lambda one: (one.severity != Severity.STOP_NOW, one.due_at))


def _told(one: Finding) -> dict[str, Any]:
    return {
        "code": one.code,
        "text": one.text,
        "place": one.place.name,
        "unit": one.unit.name,
        "severity": str(one.get_severity_display()),
        "times": one.recurrence,
        "due": full(one.due_at),
        "state": str(one.get_state_display()),
    }


def _units_table(rows: list[dict[str, Any]]) -> Table:
    names = ("all", *SEVERITIES, "repeats", "open", "late")
    head = ("单位", "发现", "立即停", "较重", "一般", "重复", "没改好", "逾期")
    return Table(
        "单位", head, tuple(row(one["unit"], *(figure(one[name]) for name in names)) for one in rows)
    )


def _findings_table(name: str, rows: list[dict[str, Any]]) -> Table:
    head = ("发现", "单位", "地点", "第几次", "期限", "状态")
    return Table(
        name,
        head,
        tuple(
            row(
                f"{one['code']} {one['text']}",
                one["unit"],
                one["place"],
                figure(one["times"]),
                one["due"],
                one["state"],
            )
            for one in rows
        ),
    )


def _issuer(viewer: Actor) -> str:
    found = Unit.objects.filter(path=viewer.unit_path).first() if viewer.unit_path else None
    return found.name if found else ""


def _day(value: object) -> date:
    return value if isinstance(value, date) else date.fromisoformat(str(value))


def _start(day: date) -> datetime:
    return datetime.combine(day, time(0), tzinfo=CAMPUS_ZONE)


PRODUCT_KINDS = (
    ProductKind(
        code="inspection_circular",
        label=_("督查通报"),
        hint=_("一段时间查了哪里、发现什么、哪些单位、哪些重复、按时改好多少。"),
        facts=facts,
        paper=paper,
        params=(
            Param(
                "since", _("从哪天"), of="date", initial=lambda at: at.astimezone(CAMPUS_ZONE).date() - WEEK
            ),
            Param("until", _("到哪天"), of="date", initial=lambda at: at.astimezone(CAMPUS_ZONE).date()),
            Param(
                "world",
                _("通报哪一边"),
                of="choice",
                choices=lambda _viewer: [("actual", str(_("实际"))), ("drill", str(_("只看演练")))],
                initial=lambda _at: "actual",
            ),
        ),
        needs="inspection.read",
        order=30,
    ),
)
MATTER_SOURCES = (("inspection", matters),)
COUNTS = (
    Count("inspection.open", _("没有销号的发现数"), open_findings),
    Count("inspection.late", _("逾期没改好的发现数"), late_findings),
)
