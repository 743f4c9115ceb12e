"""Letters about findings: to the unit that puts them right, to those who look, to the office."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from anlan.areas.inspection.public import (
    FindingAssigned,
    FindingLate,
    FindingRaised,
    FindingReopened,
    FindingSubmitted,
    FindingTold,
    FindingVerified,
    finding_told,
)
from anlan.surfaces.letters.seats import seats_beside, seats_of_roles, seats_with
from anlan.surfaces.letters.telling import Letter, Words, moment, short, tell

RECTIFY, STOP_NOW, MINOR = "inspection.rectify", "stop_now", "minor"
OFFICE = ("hq_office",)


def raised(event: FindingRaised) -> None:
    """The office hears of it; at once of what was stopped on the spot."""
    one = finding_told(UUID(event.finding_id))
    if one is None:
        return
    stop = one.severity == STOP_NOW
    words = _("立即停：%(text)s（%(place)s）") if stop else _("新发现待派单：%(text)s（%(place)s）")
    text = _("当场停了：%(stopped)s") if stop else ""
    _tell(one, "raised", words, seats_of_roles(*OFFICE), text=text, now=stop, stopped=one.stopped)


def assigned(event: FindingAssigned) -> None:
    """The unit, or the seat that was named, puts it right."""
    one = finding_told(UUID(event.finding_id), step="assign")
    if one is not None:
        words = _("要整改：%(text)s（%(place)s），%(due)s 前改好")
        _tell(one, f"assigned:{one.times}", words, _unit(one), now=one.severity == STOP_NOW)


def late(event: FindingLate) -> None:
    """Past its deadline: the unit and who raised it hear it, at once unless it is minor."""
    one = finding_told(UUID(event.finding_id))
    if one is not None:
        words = _("整改逾期：%(text)s（%(place)s），应在 %(due)s 前改好")
        _tell(one, "late", words, [*_unit(one), one.raised_by], now=one.severity != MINOR)


def submitted(event: FindingSubmitted) -> None:
    """Those who may look at it: the seats beside the one that raised it."""
    one = finding_told(UUID(event.finding_id), step="submit")
    if one is not None:
        seats = seats_beside(one.raised_by) if one.raised_by else seats_of_roles("inspector")
        _tell(one, f"submitted:{one.times}", _("等复核：%(text)s（%(place)s）"), seats)


def verified(event: FindingVerified) -> None:
    """The unit hears that it is put right."""
    one = finding_told(UUID(event.finding_id), step="verify")
    if one is not None:
        _tell(one, f"verified:{one.times}", _("复核通过：%(text)s（%(place)s）"), _unit(one))


def reopened(event: FindingReopened) -> None:
    """The unit has to do it again."""
    one = finding_told(UUID(event.finding_id))
    if one is not None:
        words = _("重新整改：%(text)s（%(place)s），%(due)s 前改好")
        text = _("原因：%(reason)s")
        now = one.severity == STOP_NOW
        _tell(one, f"reopened:{one.round}", words, _unit(one), text=text, now=now, reason=event.reason)


def _unit(one: FindingTold) -> list[UUID]:
    return [one.owner] if one.owner else seats_with(RECTIFY, unit_id=one.unit)


def _tell(
    one: FindingTold,
    what: str,
    title: Words,
    seats: Iterable[UUID | None],
    *,
    text: Words = "",
    now: bool = False,
    **facts: Any,
) -> None:
    known = {"text": short(one.text), "place": one.place, "code": one.code, "due": moment(one.due_at)}
    tell(
        Letter(
            about=f"inspection.{what.partition(':')[0]}",
            key=f"finding:{one.id}:{what}",
            title=title,
            text=text,
            url=one.url,
            facts=known | facts,
            facts_en={"place": one.place_en},
            now=now,
            drill=one.drill,
            times=one.times,
        ),
        seats,
    )
