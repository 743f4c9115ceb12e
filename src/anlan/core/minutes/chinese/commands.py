"""Acts under an order word (要, 须, 必须, 不得, 严禁): whose they are and where they begin."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

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
    sheltered,
)
from anlan.core.minutes.chinese.colleges import UNIVERSITY, is_of_a_college
from anlan.core.minutes.chinese.conditions import (
    CONDITION_END,
    begins_as_condition,
    condition_inside,
    condition_of_subject,
)
from anlan.core.minutes.chinese.subjects import Directory

_TOPIC_OF_WHAT_MUST = re.compile(
    r"(?:对于|针对|对|关于|除)[^，。；]{0,30}(?:需|须|应|要)[^，。；]{1,30}的[\u3400-\u9fff、]{2,14}$"
)
_BORDER = re.compile(r"后(?!勤)|之后|以后|时(?!装)|情况下|前提下|条件下")
_TOPIC = re.compile(r"(?:对(?!接|照|标|外)|将|把)")
INTRODUCER = re.compile(r"(?:请(?!示|假|销假|求|柬|教)|要求|责成|希望|委托|授权|指派|敦促|号召)")
BY = re.compile(r"(?<![自理缘事])由(?!于|来|此)")
_NAMES_A_RULE = re.compile(
    r"[^，。；]{0,14}?的(?:原则|要求|规定|精神|理念|思路|标准|目标|方针|思想|态度|决心|信念)$"
)
_FOLLOWS_A_RULE = re.compile(r"(?:按照|按|遵循|坚持|本着|秉持|落实|贯彻|以|根据|依据)")
_RELAY = re.compile(
    rf"(?:根据|按照|按|依据|遵照|遵|接到?|落实)\s?(?:{words.SUPERIORS.pattern})[^，。；]{{0,30}}?(?:要求"
    rf"|部署|通知|规定|指令|建议|安排"
    rf"|通告|指示)"
)


_RELAY_OF_UNIVERSITY = re.compile(
    rf"(?:根据|按照|按|依据|遵照|遵|接到?)\s?(?:{UNIVERSITY.pattern})[^，。；]{{0,20}}?(?:要求|部署|通知"
    rf"|规定|指令|安排|通告|指示)"
)


def commanded(body: str, clause: Clause, manner: Manner) -> Reading | None:
    """An act under an order word: 要, 须, 必须, 不得, 严禁."""
    found = order_word(body, clause.span)
    if found is None:
        return None
    word, is_ban = found
    if _TOPIC_OF_WHAT_MUST.match(body, clause.span.start, clause.span.end):
        return plain_reading(clause, Role.PHRASE)
    subject = subject_before(body, Span(clause.span.start, word.start), manner=manner)
    after = word.start if is_ban else past_blanks(body, word.end, clause.span.end)
    if after >= clause.span.end:
        return None
    inner = None if is_ban else condition_inside(body, Span(after, clause.span.end))
    asked = None if is_ban else _asked_by(body, Span(after, clause.span.end), manner)
    if asked is not None and subject.begin is None:
        after = past_blanks(body, asked[0], clause.span.end)
    begin = after if subject.begin is None else subject.begin
    return Reading(
        clause=clause,
        role=Role.ORDER,
        begin=begin,
        act=after,
        owners=asked[1] if asked else subject.owners,
        condition=subject.condition or inner,
        explicit=True,
        unfinished=acts.is_phrase_only(
            body, past_front_deadline(body, Span(after, clause.span.end), manner=manner)[0]
        ),
        fronted=subject.fronted,
        relayed=subject.relayed,
    )


def _asked_by(body: str, span: Span, manner: Manner) -> tuple[int, tuple[Span, ...]] | None:
    """Return the end and the owners of 须由甲提出."""
    by = BY.match(body, span.start, span.end)
    if by is None:
        return None
    return manner.directory.subject_at(body, Span(by.end(), span.end), goes_on=acts.goes_on)


def order_word(body: str, span: Span) -> tuple[Span, bool] | None:
    """Return the first order word outside quotes, and whether it is a ban."""
    quoted = sheltered(body, span)
    modal, ban = (
        next(
            (
                match
                for match in pattern.finditer(body, span.start, span.end)
                if match.start() not in quoted and not _names_a_rule(body, match, span)
            ),
            None,
        )
        for pattern in (words.MODALS, words.BANS)
    )
    if modal is not None and (ban is None or modal.start() < ban.start()):
        return Span(modal.start(), modal.end()), False
    return None if ban is None else (Span(ban.start(), ban.end()), True)


_FIRM = re.compile(r"须|务必|应当|(?<![申邀聘])请各|请有关|责成")
_ONLY_SAID = re.compile(r"[^，。；：]{0,20}(?:认为|表示|说|谈到|感到|坦言|感慨)[，,：:]")


def _names_a_rule(body: str, word: re.Match[str], span: Span) -> bool:
    """Tell whether a word stands inside a rule that is named: 按照非必要不举办的原则."""
    before = body[span.start : word.start()]
    return (
        _FOLLOWS_A_RULE.match(before) is not None
        and _NAMES_A_RULE.match(body, word.end(), span.end) is not None
    )


def orders_by_itself(body: str, span: Span, *, directory: Directory) -> bool:
    """Tell whether a sentence that nobody speaks orders: a ban, a firm word, or 要 after an owner."""
    found = order_word(body, span)
    if found is None or _ONLY_SAID.match(body, span.start, span.end):
        return False
    word, is_ban = found
    if is_ban or _FIRM.search(body, span.start, span.end):
        return True
    start = max(body.rfind(mark, span.start, word.start) + 1 for mark in "，,；;：:") or span.start
    return directory.owners_in(body, Span(max(start, span.start), word.start)) is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Subject:
    """What stands before an order word: `begin` is None when the part begins after the order word."""

    begin: int | None = None
    owners: tuple[Span, ...] | None = None
    condition: Span | None = None
    fronted: bool = False
    relayed: bool = False


def subject_before(body: str, span: Span, *, manner: Manner) -> _Subject:
    """Understand the words before an order word: time, phrase, owner, condition, thing."""
    fronted = False
    for deadline in manner.times(body, span):
        if deadline.span.start <= span.start + 1:
            span, fronted = trimmed(body, start=deadline.span.end, end=span.end, also="，,"), True
        elif deadline.span.end == span.end:
            span = trimmed(body, start=span.start, end=deadline.span.start, also="于在")
    linked = words.LINK_BEFORE_MODAL.search(body[span.start : span.end])
    span = trimmed(body, start=span.start, end=span.end - (len(linked.group()) if linked else 0))
    if not len(span):
        return _Subject(fronted=fronted)
    told = relay_in(body, span)
    if told is not None:
        return replace(
            subject_before(body, Span(told, span.end), manner=manner), relayed=True, fronted=fronted
        )
    owners = manner.directory.owners_in(body, _without_introducer(body, span))
    if owners:
        return _Subject(owners=owners, fronted=fronted)
    return _complex_subject(body, span, manner=manner, fronted=fronted)


def _without_introducer(body: str, span: Span) -> Span:
    """Return the span after 请, 由, 要求."""
    match = INTRODUCER.match(body, span.start, span.end) or BY.match(body, span.start, span.end)
    return Span(match.end(), span.end) if match else span


def _complex_subject(body: str, span: Span, *, manner: Manner, fronted: bool) -> _Subject:
    """甲收到意见后, 发现险情后, 由甲…, a topic or a thing."""
    subject = manner.directory.subject_at(body, span, goes_on=_is_occasion)
    if subject is not None:
        condition = Span(subject[0], span.end)
        return _Subject(begin=subject[0], owners=subject[1], condition=condition, fronted=fronted)
    parted = _owner_after_condition(body, span, manner=manner)
    if parted is not None:
        condition = Span(span.start, parted[0].start)
        return _Subject(begin=span.start, owners=parted, condition=condition, fronted=fronted)
    whole = condition_of_subject(body, span)
    if whole is not None:
        return _Subject(begin=span.start, condition=whole, fronted=fronted)
    if acts.is_phrase_only(body, span) and not _TOPIC.match(body, span.start, span.end):
        return _Subject(begin=span.start, fronted=fronted)
    if acts.is_adverbial(body, span):
        return _Subject(fronted=fronted)
    by = next((m for m in BY.finditer(body, span.start, span.end)), None)
    named = manner.directory.owners_in(body, Span(by.end(), span.end)) if by else None
    return _Subject(begin=span.start, owners=named or (), fronted=fronted)


def _is_occasion(text: str) -> bool:
    """Tell whether the words after an owner are a condition: 收到意见后."""
    return CONDITION_END.search(text) is not None and not text.endswith("的")


def _owner_after_condition(body: str, span: Span, *, manner: Manner) -> tuple[Span, ...] | None:
    """Return the owners of 发现险情后保卫处 and 如遇暴雨后勤处."""
    text = span.of(body)
    for border in _BORDER.finditer(text):
        owners = manner.directory.owners_in(body, Span(span.start + border.end(), span.end))
        if owners:
            return owners
    if begins_as_condition(text):
        for start in range(2, len(text) - 1):
            if manner.directory.is_plain_name(text[start:]):
                return (Span(span.start + start, span.end),)
    return None


def relay_in(body: str, span: Span) -> int | None:
    """Return where a reference to a superior's order (根据市交通局通知) ends, if one begins here."""
    match = _RELAY.match(body, span.start, span.end)
    if match is None:
        match = _RELAY_OF_UNIVERSITY.match(body, span.start, span.end)
        return match.end() if match and is_of_a_college(body) else None
    return match.end()
