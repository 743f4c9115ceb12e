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
        *([Doubt(code=NO_DATE, text="原文没有会议日期或发布日期，期限算不出到哪一天")] if undated else []),
        *_parts(requirements),
    )


def _counts(announced: Sequence[Announced]) -> Iterator[Doubt]:
    for promise in announced:
        if promise.count != promise.found:
            who = promise.speaker or "原文"
            yield Doubt(code=COUNT_MISMATCH, text=f"{who}说有{promise.count}条，找到{promise.found}条")


def lacks_a_day(body: str, requirements: Sequence[Requirement]) -> bool:
    """Tell whether a deadline like 6月10日前 or 三天内 waits for a day to count from (2小时内 does not)."""
    return any(
        part.deadline.due is None and _has_a_day(body, part.deadline.span)
        for requirement in requirements
        for part in requirement.parts
        if part.deadline is not None
    )


def _has_a_day(body: str, printed: Span) -> bool:
    return any(deadline.due is not None for deadline in deadlines_in(body, printed, base=_ANY_DAY))


def _parts(requirements: Sequence[Requirement]) -> Iterator[Doubt]:
    for requirement in requirements:
        if not requirement.parts:
            yield Doubt(code=NO_PARTS, text=f"第{requirement.no}条没有可核查的要求点")
        elif all(part.sure < _UNSURE_BELOW for part in requirement.parts):
            yield Doubt(code=UNSURE, text=f"第{requirement.no}条只讲认识和目标，没有写具体做什么")
