"""A short text, read; a meeting's worth of requirements, issued: what page tests begin with."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID, uuid4

from django.test import Client

from anlan.areas.command import public
from anlan.areas.command.models import Addressee, Directive, Meeting
from tests.support.cast import Cast, sign_in

TEXT = """澜江大学召开防汛专题会议

会议提出两点要求。一是要做好防汛准备。后勤保障部要在6月1日前完成排水口清淤，备足沙袋和水泵。汛期每天巡查一次。二是要守牢校门。保卫处要坚决防止翻越围墙，对进校车辆逐车登记。

各单位负责人参加会议。
"""


@dataclass(frozen=True, slots=True)
class Reading:
    """A reading with its page as the clerk sees it."""

    draft_set_id: UUID
    cast: Cast

    @property
    def page(self) -> public.Confirmation:
        return public.confirmation(self.cast.actor("clerk"), self.draft_set_id)

    @property
    def url(self) -> str:
        return f"/command/drafts/{self.draft_set_id}/"

    def card(self, place: int = 0) -> public.DraftCard:
        return self.page.drafts[place]


def read(cast: Cast, text: str = TEXT) -> Reading:
    """The text as the clerk imported it."""
    draft_set = public.import_text(by=cast.actor("clerk"), text=text)
    return Reading(draft_set.pk, cast)


def clerk(cast: Cast) -> Any:
    """A browser in which the clerk has signed in."""
    return signed_in_as(cast, "clerk")


def signed_in_as(cast: Cast, who: str) -> Any:
    """A browser in which somebody has signed in."""
    return sign_in(Client(), cast[who])


def shown_form(answer: Any, name: str = "form") -> dict[str, Any]:
    """What the browser would send back of a form if nothing were touched."""
    form = answer.context[name]
    sent: dict[str, Any] = {}
    for bound in form:
        value = bound.value()
        if value is True:
            sent[bound.html_name] = "on"
        elif value not in (None, False, ""):
            sent[bound.html_name] = value
    return sent


@dataclass(frozen=True, slots=True)
class Issued:
    """A meeting whose requirements are in force, all led by the computing college."""

    cast: Cast
    meeting: Meeting
    reading: Reading

    def rows(self, unit: str = "cs") -> list[Addressee]:
        """What a unit leads, in order."""
        mine = Addressee.objects.filter(unit=self.cast.units[unit], role="lead")
        return list(mine.select_related("directive").order_by("directive__order"))

    @property
    def directives(self) -> list[Directive]:
        return list(Directive.objects.filter(kind="item", origin="central").order_by("order"))


def issue(cast: Cast, text: str = TEXT, *, lead: str = "cs", number: int = 1) -> Issued:
    """Read, confirm and issue everything with one lead unit."""
    by, reading = cast.actor("clerk"), read(cast, text)
    meeting = public.meeting_from_minutes(
        reading.draft_set_id,
        by=by,
        series="专题会议",
        number=number,
        title="防汛专题会议",
        held_on=date(2022, 5, 19),
        kind="special",
    )
    keys = [card.id for card in reading.page.drafts]
    public.apply_to_selected(keys, fields={"lead_unit": str(cast.units[lead].pk)}, by=by)
    public.confirm_as_suggested(keys, by=by)
    public.issue_drafts(reading.draft_set_id, client_id=uuid4(), by=by)
    return Issued(cast, meeting, reading)
