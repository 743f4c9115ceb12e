"""The demo's book of rules: the shipped sets, two values that the invented site confirmed, one that waits."""

from __future__ import annotations

from datetime import date, timedelta

from anlan.core.kernel import clock
from anlan.demo.days import hour_of
from anlan.demo.seats import acting
from anlan.foundation.rulebook.public import (
    Change,
    Plan,
    Source,
    Version,
    approve,
    draft_change,
    propose,
    shipped,
    take_in,
)

HOUSE = Source("", "物资消杀和静置办法（澜江大学指挥部第三次会议）", "应急指挥部", "2022-03-20", "A")
CITY = Source("", "疾控中心消毒指引，转载", "北京市疾病预防控制中心", "2020", "C")
SINCE = date(2022, 3, 20)
WEEK = timedelta(days=7)
OWN = "school"
CONFIRMED = (("goods.hold.ambient", 24), ("goods.hold.parcel", 6))
WAITING = ("dis.surface.strength", 500)


def rules() -> str:
    """Take the sets in through the door, then confirm and propose as people would."""
    office, clerk = acting("hq-office", "hq_office"), acting("hq-office", "hq_clerk")
    commander, today = acting("hq", "commander"), clock.today()
    with clock.hold(hour_of(today, -60, 9)):
        taken = take_in(shipped(), by=office)
        for code, hours in CONFIRMED:
            plan = Plan(_version(code, hours, HOUSE, SINCE), "会上定的静置时间", Change.CONFIRM)
            change = propose(draft_change(plan, by=clerk).pk, by=clerk)
            approve(change.pk, by=commander)
    with clock.hold(hour_of(today, -1, 16)):
        plan = Plan(
            _version(*WAITING, CITY, today + WEEK), "本校门把手、桌面的消毒浓度要有一个数，先照这份指引"
        )
        propose(draft_change(plan, by=clerk).pk, by=clerk)
    return f"{taken.rules} rules"


def _version(code: str, value: int, source: Source, starts: date) -> Version:
    return Version(code, OWN, value, starts, None, source, source.grade)
