"""A duty desk of the headquarters office: four leaders, six others, a month to plan."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime

import pytest

from anlan.core.access import Actor
from anlan.core.kernel import clock
from anlan.foundation.duty import public
from anlan.foundation.duty.models import Roster, Watch
from anlan.foundation.people.models import Person
from tests.support.cast import Cast

MORNING = datetime(2031, 5, 19, 2, 0, tzinfo=UTC)
"""10:00 on the campus, a Monday on which every appointment of the cast is in force."""
FIRST, LAST = date(2031, 5, 19), date(2031, 5, 25)
LEADERS = ("commander", "deputy", "hq_head", "security_head")
OTHERS = ("clerk2", "inspector", "dean", "liaison", "logistics_head", "hospital_head")


@pytest.fixture
def held_clock() -> Iterator[datetime]:
    """A Monday morning."""
    with clock.hold(MORNING):
        yield MORNING


@dataclass(frozen=True, slots=True)
class Desk:
    """The roster and who plans it: the clerk."""

    cast: Cast
    roster: Roster

    @property
    def planner(self) -> Actor:
        """Who plans."""
        return self.cast.actor("clerk")

    def published(self, first: date = FIRST, last: date = LAST) -> None:
        """Plan and publish some days."""
        public.plan_days(code=self.roster.code, first=first, last=last, by=self.planner)
        public.publish_days(code=self.roster.code, first=first, last=last, by=self.planner)

    def watch(self, *, lead: bool, day: int = 0) -> Watch:
        """The standing watch of a day, counted from the first."""
        rows = Watch.objects.filter(shift__roster=self.roster, lead=lead, left_at=None)
        return rows.select_related("shift__roster", "person").order_by("starts")[day]

    def who(self, person: Person) -> str:
        """The name in the cast of a person."""
        return next(who for who in (*LEADERS, *OTHERS) if self.cast.person(who).pk == person.pk)

    def actor(self, watch: Watch) -> Actor:
        """Whoever stands a watch."""
        return self.cast.actor(self.who(watch.person))


def build_desk(cast: Cast) -> Desk:
    """A desk with members, nothing planned yet."""
    by = cast.actor("clerk")
    roster = public.open_roster(
        code="hq",
        name="指挥部值班",
        name_en="Headquarters duty",
        position_id=cast.position("hq_head").pk,
        by=by,
    )
    numbers = {who: cast.person(who).number for who in (*LEADERS, *OTHERS)}
    public.set_members(
        code="hq", leaders=[numbers[w] for w in LEADERS], others=[numbers[w] for w in OTHERS], by=by
    )
    return Desk(cast, roster)
