"""Acts without an order word: requests (请甲…), bare imperatives, assignments (由甲牵头)."""

from __future__ import annotations

import re
from dataclasses import replace

from anlan.core.minutes.body import Span, trimmed
from anlan.core.minutes.chinese import acts
from anlan.core.minutes.chinese import vocabulary as words
from anlan.core.minutes.chinese.clauses import (
    Clause,
    Manner,
    Reading,
    Role,
    past_blanks,
    past_front_deadline,
    plain_reading,
)
from anlan.core.minutes.chinese.commands import BY, INTRODUCER, relay_in
from anlan.core.minutes.chinese.conditions import CONDITION_PREFIX, leading_condition

_NAME_GOES_ON = re.compile(r"[的、，]|等|和(?!解)|及(?!时|早)|与|或|组成|构成|引起|造成")
_FOR_ALL = re.compile(r"一律|方可")
_DEMANDED = re.compile(rf"(?:{words.LISTED_VERB}|整改|检查)")
_SHORTEST_DEMAND = 5
_FORMULA = re.compile(
    r"(?:各单位|各部门|各学院|你们)?(?:一并)?(?:认真)?(?:遵照|贯彻|组织|抓好)(?:认真|组织|贯彻)?(?:执行|落实|实施|贯彻执行)"
)
_THROUGH = re.compile(r"经(?![常费营理办济])")
_LONGEST_LABEL = 10
_SOMEONE_IN_CHARGE = re.compile(r"(?!由)[\u3400-\u9fff]{2,3}(?<![处部院科室办组队厅局委])负责")
_TAKES_CHARGE = re.compile(
    r"(?:(?:是|为|作为)[^，。；]{0,12}(?:责任人|责任主体|责任单位|牵头单位|主责单位|主体)"
    r"|(?:具体|全面|统一|共同|总)?(?:牵头负责|牵头落实|牵头组织|负责落实|负责实施|组织实施|负责|牵头|承担"
    r"|落实|配合|协助))"
    r"(?:、|$)"
)


def assignment(body: str, clause: Clause, manner: Manner) -> Reading | None:
    """责任单位：甲、乙; 由甲牵头; 甲负责."""
    if _SOMEONE_IN_CHARGE.fullmatch(body, clause.span.start, clause.span.end):
        return plain_reading(clause, Role.STATEMENT)
    named: list[Span] = []
    start = clause.span.start
    for charge in _TAKES_CHARGE.finditer(body, clause.span.start, clause.span.end):
        by = BY.match(body, start, charge.start())
        owners = manner.directory.owners_in(body, Span(by.end() if by else start, charge.start()))
        if owners is None:
            return None
        named.extend(owners)
        start = charge.end()
    if not named or start < clause.span.end:
        return None
    return replace(plain_reading(clause, Role.ASSIGNMENT), owners=tuple(named))


def requested(body: str, clause: Clause, manner: Manner) -> Reading | None:
    """请甲…, 要求甲…, 由甲…, 希望甲…"""
    span, fronted = past_front_deadline(body, clause.span, manner=manner)
    introducer = INTRODUCER.match(body, span.start, span.end)
    by = BY.match(body, span.start, span.end)
    match = introducer or by
    if match is None:
        return None
    rest = Span(past_blanks(body, match.end(), span.end), span.end)
    if _FORMULA.fullmatch(body, rest.start, rest.end):
        return plain_reading(clause, Role.STATEMENT)
    subject = manner.directory.subject_at(body, rest, goes_on=acts.goes_on)
    if subject is not None:
        act = past_blanks(body, subject[0], span.end)
        return Reading(
            clause=clause,
            role=_role_of_act(body, Span(act, span.end)),
            begin=act,
            act=act,
            owners=subject[1],
            explicit=True,
            fronted=fronted,
        )
    if match.group() == "请" and acts.begins_act(body, rest):
        return Reading(clause=clause, role=Role.ORDER, begin=rest.start, act=rest.start, explicit=True)
    if (
        match.group() in ("要求", "责成")
        and len(rest) > _SHORTEST_DEMAND
        and _DEMANDED.search(body, rest.start, rest.end)
    ):
        return Reading(
            clause=clause, role=Role.ORDER, begin=rest.start, act=rest.start, owners=(), explicit=True
        )
    return plain_reading(clause, Role.STATEMENT) if match.group() in ("希望", "号召") else None


def _role_of_act(body: str, act: Span) -> Role:
    """Tell an act from an attitude or a result that follows a subject."""
    if words.ATTITUDES.match(body, act.start, act.end):
        return Role.ATTITUDE
    if words.RESULTS.match(body, act.start, act.end) and not words.FIRM_BAN.match(body, act.start, act.end):
        return Role.RESULT
    return Role.ORDER


def framed(body: str, clause: Clause, manner: Manner) -> Reading | None:
    """A clause that only names a time, who until when, or a superior's paper."""
    rest, fronted = past_front_deadline(body, clause.span, manner=manner)
    if fronted and not len(rest):
        return plain_reading(clause, Role.DEADLINE)
    who = _who_until_when(body, rest, manner=manner)
    if who is not None and not acts.is_statement(body, who):
        owners = () if acts.ruled_subject(body, who) else manner.directory.owners_in(body, who)
        return replace(plain_reading(clause, Role.DEADLINE), owners=owners)
    if relay_in(body, clause.span) == clause.span.end:
        return plain_reading(clause, Role.PHRASE)
    return None


def bare_order(body: str, clause: Clause, manner: Manner) -> Reading | None:
    """An imperative without an order word, where such are orders."""
    if not manner.bare:
        return None
    rest, fronted = past_front_deadline(body, clause.span, manner=manner)
    told = _told(body, rest, manner)
    if told and not acts.is_statement(body, Span(told[0].start, clause.span.end)):
        return _imperative(body, clause, clause.span, owners=told, fronted=False)
    if acts.is_statement(body, clause.span) or _is_label(clause):
        return None
    subject = manner.directory.subject_at(body, rest, goes_on=acts.goes_on)
    if subject is not None:
        act = Span(past_blanks(body, subject[0], rest.end), rest.end)
        return _of_owner(body, clause, act, owners=subject[1], fronted=fronted, manner=manner)
    return _of_nobody(body, clause, rest, told=told, manner=manner)


def _of_owner(
    body: str, clause: Clause, act: Span, *, owners: tuple[Span, ...], fronted: bool, manner: Manner
) -> Reading:
    """保卫处每晚巡逻; 各单位按照要求，"""
    if acts.is_phrase_only(body, past_front_deadline(body, act, manner=manner)[0]):
        return replace(plain_reading(clause, Role.PHRASE), owners=owners)
    return _imperative(body, clause, act, owners=owners, fronted=fronted)


def _of_nobody(
    body: str, clause: Clause, rest: Span, *, told: tuple[Span, ...] | None, manner: Manner
) -> Reading | None:
    """A phrase, an act that begins with its verb, or a thing about which something is ordered."""
    told_when = leading_condition(body, rest) is not None
    if not told_when and (acts.is_phrase_only(body, rest) or _THROUGH.match(body, rest.start, rest.end)):
        return plain_reading(clause, Role.PHRASE)
    if told_when or CONDITION_PREFIX.match(body, rest.start, rest.end):
        return _imperative(body, clause, rest, owners=None, fronted=False)
    if acts.begins_act(body, rest):
        return _imperative(body, clause, clause.span, owners=None, fronted=False)
    if told == () and acts.people_act(body, rest):
        return _imperative(body, clause, clause.span, owners=(), fronted=False)
    if acts.thing_that_acts(body, rest, base=manner.base):
        return _imperative(body, clause, clause.span, owners=told, fronted=False)
    return None


def _is_label(clause: Clause) -> bool:
    """Tell the words before a colon that name what follows: 值班电话：…"""
    return clause.mark in ("：", ":") and len(clause.span) <= _LONGEST_LABEL


def _who_until_when(body: str, span: Span, *, manner: Manner) -> Span | None:
    """Return the subject of a clause that only names who and until when: 未在校的学生在11月19日前，"""
    found = manner.times(body, span)
    if not found or found[-1].span.end != span.end:
        return None
    who = trimmed(body, start=span.start, end=found[-1].span.start, also="于在")
    return None if len(who) < 2 or acts.begins_act(body, who) else who


def _imperative(
    body: str, clause: Clause, act: Span, *, owners: tuple[Span, ...] | None, fronted: bool
) -> Reading:
    """Return an order whose own words are `act`."""
    return Reading(
        clause=clause,
        role=_role_of_act(body, act),
        begin=act.start,
        act=act.start,
        owners=owners,
        condition=leading_condition(body, act),
        explicit=_FOR_ALL.search(body, act.start, act.end) is not None,
        fronted=fronted,
    )


def _may_act(text: str) -> bool:
    """Tell whether words after 由 and an owner can be what he does: anything but the rest of a name."""
    return len(text) > 1 and _NAME_GOES_ON.match(text) is None


def _told(body: str, span: Span, manner: Manner) -> tuple[Span, ...] | None:
    """Return the owners of 沙袋由甲采购, none for people who are only ruled, and None for a mere thing."""
    for by in BY.finditer(body, span.start, span.end):
        for goes_on in (acts.goes_on, _may_act):
            subject = manner.directory.subject_at(body, Span(by.end(), span.end), goes_on=goes_on)
            if subject is not None:
                return subject[1]
    return () if acts.ruled_subject(body, span) else None
