"""值班表: who leads, who stands, telephones, who has not acknowledged, what is missing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from anlan.core.access import Actor
from anlan.core.kernel.clock import CAMPUS_ZONE
from anlan.core.kernel.errors import BadInput
from anlan.foundation.duty.public import Roster, ShiftRow, gaps_between, roster_for, rosters_for, week
from anlan.foundation.duty.selectors.rota import edge
from anlan.foundation.duty.states import ShiftState
from anlan.foundation.duty.words import gap_when, gap_words, roster_words
from anlan.foundation.people.models import Person
from anlan.foundation.people.public import visible
from anlan.foundation.products.kinds import About, Facts, Param, Params, ProductKind
from anlan.foundation.products.paper import (
    NO_DATA,
    Block,
    Cell,
    Heading,
    Paper,
    Paragraph,
    Table,
    row,
)
from anlan.foundation.ui.dates import full

CODE = "duty_roster"
WEEK, MOST_GAPS = 7, 20
WEEKDAYS = ("一", "二", "三", "四", "五", "六", "日")
LENGTHS = (("7", _("一周")), ("14", _("两周")), ("28", _("四周")))
PHONES = (("desk", _("只印值班电话")), ("mobile", _("连同我能看的手机")))
SAID = (
    ("absent", "不在岗", "not_met"),
    ("unanswered", "未确认到岗", "at_risk"),
    ("late", "晚确认", "at_risk"),
)
"""What has to be said of somebody on a shift, the worst first."""


def facts(viewer: Actor, at: datetime, params: Params) -> Facts:
    """The shifts of some days as the viewer sees them; mobiles only of whom they look after."""
    roster = roster_for(viewer, str(params["roster"]))
    first, days = _day(params["first"]), int(params.get("days") or WEEK)
    shifts = [one for day in week(viewer, first=first, days=days, roster=roster)[0][1] for one in day.shifts]
    until = first + timedelta(days=days)
    missing = gaps_between(roster, since=edge(first), until=edge(until), drafts=False)
    phones = _mobiles(viewer, shifts) if params.get("phones") == "mobile" else {}
    return {
        "at": full(at),
        "roster": roster_words(roster),
        "issuer": roster.position.unit.name,
        "phone": roster.position.phone,
        "first": first,
        "last": until - timedelta(days=1),
        "shifts": [_shift(one, phones=phones) for one in shifts],
        "gaps": [{"when": gap_when(one), "what": gap_words(one)} for one in missing[:MOST_GAPS]],
        "gaps_more": max(len(missing) - MOST_GAPS, 0),
    }


def paper(told: Facts) -> Paper:
    """The telephone of the desk, a row a shift, and what is missing."""
    return Paper(
        issuer=told["issuer"],
        title=f"{told['roster'].removesuffix('表').removesuffix('值班')}值班表",
        dated=f"{told['first']} 至 {told['last']}，数据截至 {told['at']}",
        blocks=tuple(_blocks(told)),
    )


def _blocks(told: Facts) -> Iterator[Block]:
    yield Paragraph(f"值班电话：{told['phone'] or NO_DATA}。")
    if told["shifts"]:
        head = ("日期", "时间", "带班领导", "值班人员", "到岗")
        rows = tuple(_row(one) for one in told["shifts"])
        yield Table("值班", head, rows, widths=(4, 6, 3, 6, 6))
    else:
        yield Paragraph(f"{NO_DATA}：这几天没有排班。")
    if told["gaps"]:
        yield Heading("缺人的班")
        yield from (Paragraph(f"{one['when']}：{one['what']}。") for one in told["gaps"])
    if told["gaps_more"]:
        yield Paragraph(f"另有 {told['gaps_more']} 处缺人。")


def _row(told: Mapping[str, Any]) -> tuple[Cell, ...]:
    leader = _person(told["leader"]) if told["leader"] else Cell("没有带班领导", mark="not_met")
    return row(told["day"], told["time"], leader, _people(told["others"]), _standing(told))


def _people(people: list[Any]) -> str:
    return "、".join(_person(one) for one in people) or "无"


def _person(told: Mapping[str, str]) -> str:
    return f"{told['name']} {told['phone']}".strip()


def _standing(told: Mapping[str, Any]) -> Cell:
    """Who has not acknowledged by name; else that all have, or that it is still to come."""
    if told["draft"]:
        return Cell("未发布", mark="no_data")
    people = [*([told["leader"]] if told["leader"] else []), *told["others"]]
    said = [
        (word, mark, [one["name"] for one in people if one["standing"] == key]) for key, word, mark in SAID
    ]
    found = [(f"{word}：{'、'.join(names)}", mark) for word, mark, names in said if names]
    if found:
        return Cell("；".join(text for text, _mark in found), mark=found[0][1])
    if people and all(one["standing"] == "acknowledged" for one in people):
        return Cell("已确认", mark="met")
    return Cell("还没到时间")


def _shift(one: ShiftRow, *, phones: Mapping[UUID, str]) -> dict[str, Any]:
    starts, ends = (at.astimezone(CAMPUS_ZONE) for at in (one.shift.starts, one.shift.ends))
    people = [
        {
            "name": stands.watch.person.name,
            "standing": stands.standing,
            "phone": phones.get(stands.watch.person_id, ""),
        }
        for stands in (*([one.leader] if one.leader else []), *one.others)
    ]
    return {
        "day": f"{starts:%m-%d} 周{WEEKDAYS[starts.weekday()]}",
        "time": f"{starts:%H:%M} 至{'次日' if ends.date() > starts.date() else ''} {ends:%H:%M}",
        "draft": one.shift.state == ShiftState.DRAFT,
        "leader": people[0] if one.leader else None,
        "others": people[1:] if one.leader else people,
    }


def _mobiles(viewer: Actor, shifts: list[ShiftRow]) -> dict[UUID, str]:
    """Mobile numbers of those whom the viewer looks after, as on a person's page; one query."""
    keys = {one.watch.person_id for shift in shifts for one in shift.people}
    return dict(visible(Person.objects.filter(pk__in=keys), viewer, "people.edit").values_list("pk", "phone"))


def _day(text: object) -> date:
    try:
        return date.fromisoformat(str(text))
    except ValueError:
        raise BadInput("products.no_day", field="first") from None


def _monday(at: datetime) -> date:
    day = at.astimezone(CAMPUS_ZONE).date()
    return day - timedelta(days=day.weekday())


def _rosters(viewer: Actor) -> list[tuple[str, str]]:
    return [(one.code, roster_words(one)) for one in rosters_for(viewer)]


def _lengths(_viewer: Actor) -> list[tuple[str, str]]:
    return [(key, str(words)) for key, words in LENGTHS]


def _phones(_viewer: Actor) -> list[tuple[str, str]]:
    return [(key, str(words)) for key, words in PHONES]


def _about(viewer: Actor, params: Params) -> About:
    roster: Roster = roster_for(viewer, str(params["roster"]))
    return About("duty.roster", roster.pk)


ROSTER_KIND = ProductKind(
    code=CODE,
    label=_("值班表"),
    hint=_("谁带班、谁值班、电话、谁没有确认到岗、哪班缺人。"),
    facts=facts,
    paper=paper,
    params=(
        Param("roster", _("哪张值班表"), of="choice", choices=_rosters),
        Param("first", _("从哪天起"), of="date", initial=_monday),
        Param("days", _("几天"), of="choice", choices=_lengths, initial=lambda _at: "7"),
        Param("phones", _("电话"), of="choice", choices=_phones, initial=lambda _at: "desk"),
    ),
    about=_about,
    needs="duty.read",
    order=30,
)
