"""One order in an English clause: whose act it is, where it begins, under which condition."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from anlan.core.minutes.body import Span, trimmed
from anlan.core.minutes.chinese.clauses import Manner
from anlan.core.minutes.draft import Unit
from anlan.core.minutes.english import vocabulary as words
from anlan.core.minutes.english.owners import owners_in
from anlan.core.minutes.model import Deadline

_ACTION_TO = re.compile(r"\s+to\s+(?=(?:\w+ly )?(?P<verb>[a-z][a-z-]+))")
_TOLD_TO = re.compile(
    r"\b(?:asked|requested|instructed|directed|required|ordered|tasked)\s+(?P<who>(?:the"
    r" )?[A-Za-z][^,.;]{2,60}?)\s+to\s+(?=[a-z])|(?P<who2>(?:[Tt]he )?[A-Z][^,.;]{2,60}?)\s+(?:is|are"
    r"|was|were) (?:asked|requested|instructed|directed|tasked|reminded) to\s+(?=[a-z])"
)
_ADVERBS = re.compile(r"(?:please |also |then |immediately |always |\w+ly )*", re.IGNORECASE)
_RESOLVED = re.compile(
    r"(?:(?:it was |be it |[A-Z][\w' -]{2,50} )?(?:also |further |then |unanimously )?(?:resolved|agreed"
    r"|decided|ruled)),?:?"
    r" (?:that |to )?",
    re.IGNORECASE,
)
_WOULD = re.compile(r"(?<![\w/-])(?P<will>would)(?![\w/-])(?P<ban> not)?(?P<be>(?!))?")
_SUBJUNCTIVE_PASSIVE = re.compile(
    r"\b(?P<ban>not )?be (?:\w+ly )?\w+(?:ed|en|wn|pt|ht|ld|nt|ut|id|de|ne|ad)\b"
)
_ADDRESSED = re.compile(r"(?P<who>[A-Z][^:.,;]{2,50}):\s+")
_FRONT_PHRASE = re.compile(
    r"(?:As|To|For|In|On|At|From|During|After|Before|With|Since|Because|Following|Given|Under|Throughout|Over"
    r"|Due to|Until|Starting|Beginning|However|Therefore|Finally|Meanwhile|Also|In addition)\b[^,;]{0,120}, "
)
_RELAY = re.compile(
    r"(?:As (?:required|directed|requested|instructed|asked|ordered|advised) by"
    r"|(?:On|At|Under|Following) the "
    r"(?:instructions?|directions?|orders?|request|directive|guidance) of)\b"
)
RELAYED = re.compile(rf"[,\s]*(?:{_RELAY.pattern})[^,;]{{2,120}}, (?:that )?", re.IGNORECASE)
_PLEASE = re.compile(r"(?:please|kindly) ", re.IGNORECASE)
_BY_OWNER = re.compile(
    r"\bby (?P<who>the [A-Za-z][\w' -]{2,50}?)(?=$|,| (?:within|before|by|on|at|every|each|in|and)\b)"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """A clause with an order: where parts begin and where its verb phrases do."""

    span: Span
    begin: int
    act: int
    owners: tuple[Span, ...]
    condition: Span | None
    front: Deadline | None
    ban: bool
    whole: bool
    explicit: bool = True
    relayed: bool = False


def order_in(body: str, clause: Span, *, unit: Unit, manner: Manner) -> Order | None:
    """The order of a clause: told to somebody, by a modal verb, or an imperative; None for a statement."""
    start, condition, front = _past_fronted(body, clause, manner=manner)
    rest = Span(start, clause.end)
    told = _TOLD_TO.search(body, rest.start, rest.end)
    if told is not None:
        return _told(body, clause, told, condition=condition, front=front, manner=manner)
    modal = words.MODAL.search(body, rest.start, rest.end)
    if words.REPORTED.search(body, rest.start, modal.start() if modal else rest.end):
        return None
    if modal is not None:
        return _modal_order(body, clause, rest, modal, condition=condition, front=front, manner=manner)
    ban = words.MAY_NOT.search(body, rest.start, rest.end)
    no_subject = words.NO_SUBJECT.match(body, rest.start, rest.end) and words.MAY.search(
        body, rest.start, rest.end
    )
    if ban is not None or no_subject:
        begin = clause.start if condition else rest.start
        return Order(
            span=clause,
            begin=begin,
            act=rest.start,
            owners=(),
            condition=condition,
            front=front,
            ban=True,
            whole=True,
        )
    return _imperative(body, clause, rest, condition=condition, front=front, unit=unit, manner=manner)


def resolutions(body: str, span: Span) -> Iterator[Span]:
    """Yield what follows each `that` of a resolution."""
    linked = "that " if body.startswith("that ", span.start) else ""
    start = span.start + len(linked)
    for joint in re.compile(r",?;? (?:and )?that ").finditer(body, span.start, span.end):
        yield trimmed(body, start=start, end=joint.start())
        start = joint.end()
    yield trimmed(body, start=start, end=span.end, also=".")


def resolution(body: str, clause: Span, *, manner: Manner) -> Order | None:
    """Resolved that the Bursar prepare …; that the fund be closed"""
    start, condition, front = _past_fronted(body, clause, manner=manner)
    whole, clause = clause, Span(start, clause.end)
    modal = words.MODAL.search(body, clause.start, clause.end) or _WOULD.search(
        body, clause.start, clause.end
    )
    if modal is not None:
        return _modal_order(body, whole, clause, modal, condition=condition, front=front, manner=manner)
    passive = _SUBJUNCTIVE_PASSIVE.search(body, clause.start, clause.end)
    if passive is not None:
        return Order(
            span=clause,
            begin=clause.start,
            act=clause.start,
            owners=(),
            condition=None,
            front=None,
            ban=passive["ban"] is not None,
            whole=True,
        )
    for word in re.compile(r" (?P<verb>[a-z][a-z-]+)\b").finditer(body, clause.start, clause.end):
        owners = owners_in(body, Span(clause.start, word.start()), units=manner.directory.units)
        if word["verb"] in words.VERBS and owners:
            act = word.start("verb")
            return Order(
                span=clause,
                begin=act,
                act=act,
                owners=owners,
                condition=None,
                front=None,
                ban=False,
                whole=False,
            )
    return None


def _past_fronted(body: str, clause: Span, *, manner: Manner) -> tuple[int, Span | None, Deadline | None]:
    """Return where the main clause begins, and the condition or deadline in front of it."""
    condition = words.CONDITION_FIRST.match(body, clause.start, clause.end)
    if condition is not None:
        where = Span(condition.start(), condition.end() - 1)
        return trimmed(body, start=condition.end(), end=clause.end).start, where, None
    for deadline in manner.times(body, clause)[:1]:
        if deadline.span.start == clause.start and body[deadline.span.end : deadline.span.end + 1] == ",":
            return trimmed(body, start=deadline.span.end + 1, end=clause.end).start, None, deadline
    return clause.start, None, None


def _told(
    body: str,
    clause: Span,
    told: re.Match[str],
    *,
    condition: Span | None,
    front: Deadline | None,
    manner: Manner,
) -> Order | None:
    """The Chair asked the Registrar to …"""
    group = "who" if told["who"] else "who2"
    owners = owners_in(body, Span(told.start(group), told.end(group)), units=manner.directory.units)
    if owners is None:
        return None
    return Order(
        span=clause,
        begin=told.end(),
        act=told.end(),
        owners=owners,
        condition=condition,
        front=front,
        ban=False,
        whole=False,
    )


def _modal_order(
    body: str,
    clause: Span,
    rest: Span,
    modal: re.Match[str],
    *,
    condition: Span | None,
    front: Deadline | None,
    manner: Manner,
) -> Order | None:
    """The Registrar shall …; waste must be …; no waste shall …; residents must not …"""
    resolved = _RESOLVED.match(body, rest.start, rest.end)
    subject = trimmed(body, start=resolved.end() if resolved else rest.start, end=modal.start())
    phrase = _FRONT_PHRASE.match(body, subject.start, subject.end)
    if phrase is not None:
        subject = Span(phrase.end(), subject.end)
    owners = owners_in(body, subject, units=manner.directory.units)
    after = trimmed(body, start=modal.end(), end=clause.end).start
    passive = words.PASSIVE.match(body, after, clause.end) is not None
    ban = modal["ban"] is not None or words.NO_SUBJECT.match(body, subject.start, subject.end) is not None
    if (modal["will"] and (owners is None or passive)) or (modal["be"] and owners is None and not passive):
        return None
    if words.SPEAKS_FOR_NOBODY.fullmatch(subject.of(body)) or not len(subject):
        return None
    as_owner = owners is not None and not passive
    begin = (modal.start() if modal["ban"] else after) if as_owner else subject.start
    agent = _BY_OWNER.search(body, after, clause.end) if passive else None
    named = (
        owners_in(body, Span(agent.start("who"), agent.end("who")), units=manner.directory.units)
        if agent
        else None
    )
    return Order(
        span=clause,
        begin=clause.start if condition else begin,
        act=begin,
        owners=(owners or ()) if as_owner else (named or ()),
        condition=condition,
        front=front,
        ban=ban,
        whole=passive or ban,
        relayed=phrase is not None and _RELAY.match(phrase.group()) is not None,
    )


def _imperative(
    body: str,
    clause: Span,
    rest: Span,
    *,
    condition: Span | None,
    front: Deadline | None,
    unit: Unit,
    manner: Manner,
) -> Order | None:
    """An action item (`X to check …`), a list item that begins with a verb, or a request."""
    addressed = _ADDRESSED.match(body, rest.start, rest.end)
    named = addressed and owners_in(body, Span(*addressed.span("who")), units=manner.directory.units)
    if addressed is not None and named:
        rest = Span(addressed.end(), rest.end)
    please = _PLEASE.match(body, rest.start, rest.end)
    if not unit.marked and not unit.demands and please is None:
        return None
    owned = _owned_action(body, clause, rest, condition=condition, front=front, manner=manner)
    if owned is not None:
        return owned
    act = please.end() if please else rest.start
    adverbs = _ADVERBS.match(body, act, rest.end)
    first = re.compile(r"[A-Za-z-]+").match(body, adverbs.end() if adverbs else act, rest.end)
    banned = re.compile(r"(?:[Dd]o not|[Nn]ever|[Dd]on't)\b").match(body, act, rest.end)
    if banned is None and (
        first is None or first.group().lower() not in words.VERBS or first.end() >= rest.end - 1
    ):
        return None
    return Order(
        span=clause,
        begin=clause.start if condition else act,
        act=act,
        owners=named or (),
        condition=condition,
        front=front,
        ban=banned is not None,
        whole=banned is not None,
        explicit=please is not None,
    )


def _owned_action(
    body: str, clause: Span, rest: Span, *, condition: Span | None, front: Deadline | None, manner: Manner
) -> Order | None:
    """``X to check …``: an action item that names its owner first."""
    action = _ACTION_TO.search(body, rest.start, min(rest.end, rest.start + 100))
    if action is None:
        return None
    owners = owners_in(body, Span(rest.start, action.start()), units=manner.directory.units)
    if owners is None:
        return None
    return Order(
        span=clause,
        begin=action.end(),
        act=action.end(),
        owners=owners,
        condition=condition,
        front=front,
        ban=False,
        whole=False,
    )
