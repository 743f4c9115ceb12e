"""What a person should look at before confirming: every code in one place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from anlan.core.minutes.body import Span
from anlan.core.minutes.deadlines import deadlines_in
from anlan.core.minutes.model import Announced, Doubt, Requirement

COUNT_MISMATCH = "minutes.count_mismatch"
NUMBER_GAP = "minutes.number_gap"
NO_DATE = "minutes.no_date"
NO_PARTS = "minutes.no_parts"
TOO_LONG = "minutes.too_long"
UNSURE = "minutes.unsure"

CODES = (COUNT_MISMATCH, NUMBER_GAP, NO_DATE, NO_PARTS, UNSURE, TOO_LONG)

_UNSURE_BELOW = 0.7
_ANY_DAY = date(2000, 1, 3)


def doubts_about(
    requirements: Sequence[Requirement],
    *,
    announced: Sequence[Announced],
    gaps: Sequence[str],
    undated: bool,
    cut: bool,
) -> tuple[Doubt, ...]:
    """Return the doubts in order of weight."""
    return (
        *([Doubt(code=TOO_LONG, text="原文太长，后面的部分没有读")] if cut else []),
        *_counts(announced),
        *(Doubt(code=NUMBER_GAP, text=f"编号不连续：{marker}前后缺号或重号") for marker in gaps),
        *_dates(requirements, undated=undated),
        *_parts(requirements),
    )


def _counts(announced: Sequence[Announced]) -> Iterator[Doubt]:
    for promise in announced:
        if promise.count != promise.found:
            who = promise.speaker or "原文"
            yield Doubt(code=COUNT_MISMATCH, text=f"{who}说有{promise.count}条，找到{promise.found}条")


def _dates(requirements: Sequence[Requirement], *, undated: bool) -> Iterator[Doubt]:
    printed = [part.deadline.text for one in requirements for part in one.parts if part.deadline]
    if undated and any(_would_have_a_day(text) for text in printed):
        yield Doubt(code=NO_DATE, text="原文没有会议日期或发布日期，期限算不出到哪一天")


def _would_have_a_day(printed: str) -> bool:
    """Tell 6月10日前 and 三天内, which need a day to count from, from 2小时内 and 开学前."""
    without, counted = (deadlines_in(printed, Span(0, len(printed)), base=base) for base in (None, _ANY_DAY))
    return any(a.due is None and b.due is not None for a, b in zip(without, counted, strict=True))


def _parts(requirements: Sequence[Requirement]) -> Iterator[Doubt]:
    for requirement in requirements:
        if not requirement.parts:
            yield Doubt(code=NO_PARTS, text=f"第{requirement.no}条没有可核查的要求点")
        elif all(part.sure < _UNSURE_BELOW for part in requirement.parts):
            yield Doubt(code=UNSURE, text=f"第{requirement.no}条只讲认识和目标，没有写具体做什么")
