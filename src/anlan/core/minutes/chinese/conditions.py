"""Conditions: whole clauses (如…，在…前提下，) and beginnings of clauses (发现险情后立即…)."""

from __future__ import annotations

import re
from dataclasses import replace

from anlan.core.minutes.body import Span
from anlan.core.minutes.chinese import vocabulary as words
from anlan.core.minutes.chinese.clauses import Clause, Manner, Reading, Role, plain_reading

_CONDITION_START = re.compile(
    r"(?:[^，。；]{0,8}如(?:果|需|有|遇|发现|出现|确需|无|未|因|发生|存在|不)|如果?(?!实|期|约|何|数|下)"
    r"|若(?!干)|倘若|假如|一旦|凡是?|遇有?(?!到)"
    r"|遇到|除非|只要|在[^，。；]{2,60}(?:前提|条件|情况)下)"
)
CONDITION_END = re.compile(
    r"(?:前提下|条件下|情况下|(?<![今会课饭最以落滞前])后|之后|以后"
    r"|(?<![同及随届按准定平小当临有实适学工课分限暂到此即顿])时|之时|之际|[^，。；]的)$"
)
_OCCASION = r"(?:发现|遇|遇到|遇有|出现|发生|接到|收到)"
_URGENT = (
    r"(?=(?:立即|及时|马上|迅速|第一时间|尽快|即刻|当场|当天|当日|方可|方能|才能|才可|再|统一|主动|自觉"
    r"|先|现场|就地|连夜|按|由|向|报|"
    r"[〇零一二两三四五六七八九十百半\d]{1,4}\s?个?(?:工作日|小时|分钟|日|天|周)[之以]?内|应|须|要|必须"
    r"|不得|严禁|一律|及早|随时|即时|逐一|妥善|认真|做好|落实|按照))"
)
CONDITION_PREFIX = re.compile(
    rf"(?:(?:如果?(?!实|期)|若(?!干)|倘若|一旦|凡|{_OCCASION})[^，。；]{{1,30}}?{_URGENT}"
    rf"|[^，。；、]{{2,30}}?(?:(?<![今会课饭最以落滞])后|之后"
    rf"|(?<![同及随届按准定平小当临有实适学工课分限暂到此即])时){_URGENT}"
    rf"|(?=(?:{words.VERBS}))[^，。；、并]{{2,10}}(?<![今会课饭最以落滞前先])后(?=(?:{words.LISTED_VERB}))"
    rf"|[^，。；、]{{1,10}}(?<![同及随届按准定平小当临有实适学工课分限暂到此即顿])时(?=(?:{words.LISTED_VERB}))"
    rf"|(?:如遇|遇有|遇到|遇)[^，。；]{{2,8}}?(?=(?:{words.ADVERBS})+(?:{words.VERBS})"
    rf"|(?:{words.LISTED_VERB}))"
    r"|[^，。；]{2,20}的(?=一律|立即|及时|当场|马上|均|都|予以|给予|不得|严禁|全校通报|取消|视为|责令"
    r"|限期|追究))"
)
CONDITION_INSIDE = re.compile(r"(?P<c>[^，。；]{2,20}后)(?=方可|方能|才能|才可)")
_HOUR_OF_DAY = re.compile(r"(?:[\d一二三四五六七八九十]{1,3}[时点日半]|[:：]\d\d)(?:以后|之后|后)$")
_OPENS_AS_CONDITION = re.compile(rf"{_OCCASION}|如(?!实|期)|若|一旦")
_LISTED = re.compile(rf"(?:{words.LISTED_VERB})")
_QUALIFIED = re.compile(r"的[\u3400-\u9fff]{2,10}$")


def whole_condition(body: str, clause: Clause, manner: Manner) -> Reading | None:
    """A clause that is nothing but a condition, perhaps after its owner: 维保单位接到报警后，"""
    reading = _condition(body, clause)
    if reading is None or _CONDITION_START.match(body, clause.span.start, clause.span.end):
        return reading
    subject = manner.directory.subject_at(body, clause.span, goes_on=_is_occasion)
    if subject is None:
        return reading
    return replace(reading, begin=subject[0], act=subject[0], owners=subject[1])


def _is_occasion(text: str) -> bool:
    """Tell whether the words after an owner are an occasion: 接到报警后."""
    return _OPENS_AS_CONDITION.match(text) is not None or _LISTED.match(text) is not None


def _condition(body: str, clause: Clause) -> Reading | None:
    text = clause.span.of(body)
    start = _CONDITION_START.match(text)
    end = CONDITION_END.search(text)
    if start is None and end is None:
        return None
    if _HOUR_OF_DAY.search(text):
        return None
    order = words.MODALS.search(text) or words.BANS.search(text)
    if order is not None and end is None:
        return None
    if start is not None and end is None and CONDITION_PREFIX.match(text):
        return None
    return plain_reading(clause, Role.CONDITION)


def condition_of_subject(body: str, span: Span) -> Span | None:
    """Return the stretch before an order word when it is a condition, and no thing that one qualifies."""
    text = span.of(body)
    if _QUALIFIED.search(text) or _HOUR_OF_DAY.search(text):
        return None
    if CONDITION_END.search(text) or _OPENS_AS_CONDITION.match(text):
        return span
    return None


def begins_as_condition(text: str) -> bool:
    """Tell whether the words open with 如, 一旦, 遇 or an occasion like 发现."""
    return _CONDITION_START.match(text) is not None or _OPENS_AS_CONDITION.match(text) is not None


def condition_inside(body: str, span: Span) -> Span | None:
    """登记上牌后方可…: the condition of an act that stands inside it."""
    match = CONDITION_INSIDE.match(body, span.start, span.end)
    return Span(match.start("c"), match.end("c")) if match else None


def leading_condition(body: str, span: Span) -> Span | None:
    """Return the condition that an act begins with; an hour of the day is none."""
    found = CONDITION_PREFIX.match(body, span.start, span.end) or CONDITION_INSIDE.match(
        body, span.start, span.end
    )
    if found is None or _HOUR_OF_DAY.search(found.group()):
        return None
    return Span(found.start(), found.end())
