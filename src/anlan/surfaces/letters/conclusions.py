"""Letters about conclusions of inspections: to the unit, to those who answer its objection, and back."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from anlan.areas.inspection.public import (
    ConclusionIssued,
    ConclusionTold,
    ObjectionDecided,
    ObjectionFiled,
    conclusion_told,
    objection_told,
)
from anlan.surfaces.letters.seats import seats_of_roles, seats_with
from anlan.surfaces.letters.telling import Letter, Words, moment, short, tell

OBJECT = "inspection.object"
OFFICE = ("hq_office",)


def issued(event: ConclusionIssued) -> None:
    """The unit has a conclusion and so many days to object to it."""
    one = conclusion_told(UUID(event.conclusion_id))
    if one is not None:
        fresh = _("督查结论：%(place)s（%(run)s），%(until)s 前可以提异议")
        again = _("督查结论已更正：%(place)s（%(run)s），%(until)s 前可以提异议")
        _tell(one, "concluded", again if one.replaces else fresh, seats_with(OBJECT, unit_id=one.unit))


def objected(event: ObjectionFiled) -> None:
    """Others than the inspectors have to answer by a day; who concluded hears of it."""
    one = objection_told(UUID(event.objection_id))
    if one is None:
        return
    words = _("%(unit)s 对督查结论有异议：%(place)s（%(run)s），%(until)s 前复核")
    facts = {"unit": one.unit, "reason": short(one.reason), "until": moment(one.answer_until)}
    seats = [*seats_of_roles(*OFFICE), one.conclusion.issued_by]
    english = {"unit": one.unit_en}
    _tell(one.conclusion, "objected", words, seats, text=_("理由：%(reason)s"), english=english, **facts)


def decided(event: ObjectionDecided) -> None:
    """The unit and who concluded hear the answer."""
    one = objection_told(UUID(event.objection_id))
    if one is None:
        return
    held = _("对督查结论的异议成立：%(place)s（%(run)s）")
    refused = _("对督查结论的异议不成立：%(place)s（%(run)s）")
    seats = [*seats_with(OBJECT, unit_id=one.conclusion.unit), one.filed_by, one.conclusion.issued_by]
    words = held if event.upheld else refused
    _tell(one.conclusion, "answered", words, seats, text=_("复核意见：%(answer)s"), answer=short(one.answer))


def _tell(
    one: ConclusionTold,
    what: str,
    title: Words,
    seats: Iterable[UUID | None],
    *,
    text: Words = "",
    english: dict[str, str] | None = None,
    **facts: Any,
) -> None:
    known = {"place": one.place, "run": one.run, "until": moment(one.object_until)}
    tell(
        Letter(
            about=f"inspection.{what}",
            key=f"conclusion:{one.id}:{what}",
            title=title,
            text=text,
            url=one.url,
            facts=known | facts,
            facts_en={"place": one.place_en} | (english or {}),
            drill=one.drill,
        ),
        seats,
    )
