"""Pieces of the draft's form: offers, their grounds, what the text leaves out, where it can be cut."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from anlan.areas.command import public
from anlan.areas.command.models import DraftSuggestion
from anlan.areas.command.models.choices import Direction, Repeats
from anlan.areas.command.rules.editing import Side
from anlan.areas.command.rules.filling import Ground, Lack, group_of
from anlan.areas.command.selectors.picking import Picks
from anlan.core.kernel.clock import CAMPUS_ZONE
from anlan.foundation.ui import dates

BREAKS = "，、；。,;"
SHORTEST, MOST_CUTS = 3, 8


@dataclass(frozen=True, slots=True)
class Offer:
    """Something the text or an earlier requirement proposes and the draft does not hold yet."""

    id: UUID
    label: str
    ground: str
    code: str = ""


@dataclass(frozen=True, slots=True)
class CutPoint:
    """A place where a draft can be cut, with the words on both sides."""

    at: int
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class ClashLine:
    """One field that two people set, both in words."""

    group: str
    label: str
    yours: str
    theirs: str
    who: str
    at: str


def offers_of(card: public.DraftCard, offered: Picks) -> dict[str, list[Offer]]:
    """Offers by the group of fields they fill; what the draft holds already is left out."""
    found: defaultdict[str, list[Offer]] = defaultdict(list)
    for one in card.suggestions:
        if one.value and not _held(card, one):
            group = group_of(one.field)
            found[group].append(Offer(one.pk, _in_words(one.value, offered), _ground(one), _code(one)))
    return dict(found)


def grounds_of(card: public.DraftCard) -> dict[str, str]:
    """For each filled group that no person set, where it comes from."""
    found = {}
    for group, provenance in card.grounds.items():
        if provenance.kind is Ground.HEADING:
            found[group] = _("来自标题 %(no)s 的默认") % {"no": card.heading_no}
        elif provenance.kind is not Ground.PERSON:
            found[group] = public.ground_word(provenance.kind, label=provenance.label)
    return found


def unsaid(card: public.DraftCard) -> dict[str, str]:
    """What the text does not say and a person has to decide."""
    words = {
        Lack.LEAD: ("lead_unit", _("原文没有点名由谁办")),
        Lack.DEADLINE: ("due_at", _("原文没有给期限")),
        Lack.TARGET: ("indicator_target", _("原文没有给数字")),
    }
    return dict(words[lack] for lack in card.lacks if lack in words)


def cut_points(body: str, card: public.DraftCard) -> list[CutPoint]:
    """Where the text pauses inside the draft, and both sides keep some words."""
    start, end = card.spans[0][0], card.spans[-1][1]
    found = []
    for at in range(start + SHORTEST, end - SHORTEST):
        inside = any(one <= at < other for one, other in card.spans)
        if inside and body[at] in BREAKS:
            found.append(CutPoint(at + 1, body[start:at], body[at + 1 : end]))
    return found[:MOST_CUTS]


def clash_lines(sides: tuple[Side, ...], offered: Picks) -> list[ClashLine]:
    """Both sides of each field, one line a group."""
    found: dict[str, ClashLine] = {}
    for side in sides:
        group = group_of(side.field)
        yours, theirs = (
            shown_value(side.field, side.yours, offered),
            shown_value(side.field, side.theirs, offered),
        )
        known = found.get(group)
        found[group] = ClashLine(
            group,
            group_word(group),
            " ".join(part for part in (known.yours if known else "", yours) if part),
            " ".join(part for part in (known.theirs if known else "", theirs) if part),
            side.who,
            dates.when(_instant(side.at)).text,
        )
    return list(found.values())


def group_word(group: str) -> str:
    """A group of fields as the form calls it."""
    words = {
        "text": _("可量化要求"),
        "lead_unit": _("牵头单位"),
        "helpers": _("配合单位"),
        "due_at": _("期限"),
        "verifier": _("谁来核验"),
        "places": _("适用校区"),
        "indicator_name": _("指标"),
        "indicator_direction": _("方向"),
        "indicator_target": _("目标值"),
        "indicator_unit": _("计量单位"),
        "measures": _("目录里的指标"),
        "obligation": _("类别"),
        "condition": _("前提"),
        "no_target": _("暂无目标值"),
    }
    return words.get(group, _("备注，不下发"))


def shown_value(name: str, value: Any, offered: Picks) -> str:
    """One value as a person reads it."""
    if value in (None, "", [], False):
        return ""
    if name == "due_at":
        return dates.full(_instant(value))
    if isinstance(value, list):
        return "、".join(offered.label_of(str(key)) for key in value)
    if value is True:
        return {"no_deadline": _("暂无期限"), "no_target": _("暂无目标值")}.get(name, "")
    if name == "repeats":
        return str(Repeats(value).label)
    return offered.label_of(str(value))


def _in_words(value: dict[str, Any], offered: Picks) -> str:
    if value.get("indicator_target"):
        sign = Direction(value.get("indicator_direction") or "").label
        target = f"{sign} {value['indicator_target']} {value.get('indicator_unit') or ''}".strip()
        return " ".join(part for part in (value.get("indicator_name"), target) if part)
    parts = [shown_value(name, one, offered) for name, one in value.items()]
    return " ".join(part for part in parts if part)


def _ground(one: DraftSuggestion) -> str:
    if one.ground == DraftSuggestion.Ground.HISTORY:
        return _("来自历史要求 %(code)s，相近 %(share)s%%") % {
            "code": one.label,
            "share": round(one.likeness * 100),
        }
    if one.field == "measures":
        return _("指标目录按原文的词推荐，由人决定")
    if one.field == "indicator_target":
        return _("依据：原文是禁止的事")
    return public.ground_word(Ground.TEXT, label=one.label)


def _code(one: DraftSuggestion) -> str:
    return one.directive.code if one.directive else ""


def _held(card: public.DraftCard, one: DraftSuggestion) -> bool:
    if one.field == "measures":
        return set(one.value["measures"]) <= set(card.values["measures"])
    return all((card.values.get(name) or "") == (value or "") for name, value in one.value.items())


def _instant(text: str) -> datetime:
    return datetime.fromisoformat(text).astimezone(CAMPUS_ZONE)
