"""English sentences to parts: subject, modal, coordinated verb phrases, conditions, bans, action items."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from anlan.core.minutes.body import Span, sentences, trimmed
from anlan.core.minutes.chinese.clauses import Manner
from anlan.core.minutes.deadlines import deadlines_in
from anlan.core.minutes.draft import Draft, Unit
from anlan.core.minutes.english import vocabulary as words
from anlan.core.minutes.english.owners import owners_in, without_article
from anlan.core.minutes.model import Deadline

_LABEL = r"(?:Owners?|Responsible|Lead|Assigned to|Action by|Due(?: date)?|Deadline|By when|Who|When)"
_NOTE = re.compile(rf"[(\[]?\b(?P<label>{_LABEL})\s*:\s*(?P<value>[^.;\n)\]]+)[.;)\]]?", re.IGNORECASE)
_TIME_LABEL = re.compile(r"Due|Deadline|When|By when", re.IGNORECASE)
_SPLIT = re.compile(
    r";\s*(?:and )?|,\s*(?:and|but|while|whereas) (?=[^,;]{2,70}\b(?:shall|must|will|is to|are to)\b)|"
    r" (?:and|but) (?=(?:the |all |each |every |no )?[^,;]{2,50}\b(?:shall|must|will|is to|are to)\b)",
    re.IGNORECASE,
)
_SECOND_MODAL = re.compile(
    r",? (?:and|but) (?P<modal>(?:must|shall|will|may|do(?= not))(?P<ban> not)?) (?=[a-z])"
)
_COORDINATION = re.compile(r",? and (?:then )?(?=(?P<verb>[a-z][a-z-]+)\b)|, (?=(?P<verb2>[a-z][a-z-]+)\b)")
_ACTION_TO = re.compile(r"\s+to\s+(?=(?:\w+ly )?(?P<verb>[a-z][a-z-]+))")
_TOLD_TO = re.compile(
    r"\b(?:asked|requested|instructed|directed|required|ordered|tasked)\s+(?P<who>(?:the"
    r" )?[A-Za-z][^,.;]{2,60}?)\s+to\s+(?=[a-z])|(?P<who2>(?:[Tt]he )?[A-Z][^,.;]{2,60}?)\s+(?:is|are"
    r"|was|were) (?:asked|requested|instructed|directed|tasked|reminded) to\s+(?=[a-z])"
)
_ADVERBS = re.compile(r"(?:please |also |then |immediately |always |\w+ly )*", re.IGNORECASE)
_RESOLVED = re.compile(
    r"(?:(?:it was |be it )?(?:resolved|agreed|decided)),?:? (?:that |to )?", re.IGNORECASE
)
_RESOLVED_THAT = re.compile(
    r"(?:RESOLVED|Resolved|It was resolved)(?: unanimously)?,? ?(?:that |THAT |to |: ?)"
)
_SUBJUNCTIVE_PASSIVE = re.compile(
    r"\b(?P<ban>not )?be (?:\w+ly )?\w+(?:ed|en|wn|pt|ht|ld|nt|ut|id|de|ne|ad)\b"
)
_ADDRESSED = re.compile(r"(?P<who>[A-Z][^:.,;]{2,50}):\s+")
_RESOLVED_BEFORE = re.compile(r"\b[Rr]esolved(?: that)?\s*$|\b[Rr]esolved that [^.]{0,180};\s*$")
_FRONT_PHRASE = re.compile(
    r"(?:As|To|For|In|On|At|From|During|After|Before|With|Since|Because|Following|Given|Under|Throughout|Over"
    r"|Due to|Until|Starting|Beginning|However|Therefore|Finally|Meanwhile|Also|In addition)\b[^,;]{0,120}, "
)
_RELAY = re.compile(
    r"(?:As (?:required|directed|requested|instructed|asked|ordered|advised) by"
    r"|(?:On|At|Under|Following) the "
    r"(?:instructions?|directions?|orders?|request|directive|guidance) of)\b"
)
_PLEASE = re.compile(r"(?:please|kindly) ", re.IGNORECASE)
_BY_OWNER = re.compile(
    r"\bby (?P<who>the [A-Za-z][\w' -]{2,50}?)(?=$|,| (?:within|before|by|on|at|every|each|in|and)\b)"
)
_SURE, _SURE_BARE = 0.95, 0.85


@dataclass(frozen=True, slots=True, kw_only=True)
class _Order:
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


def drafts_in(body: str, unit: Unit, *, manner: Manner) -> list[Draft]:
    """Return the parts of an item or paragraph in order."""
    drafts: list[Draft] = []
    for line in unit.lines:
        for sentence in sentences(body, line):
            span = unit.past_openings(sentence)
            if len(span) and not _NOTE.match(body, span.start, span.end):
                drafts += _sentence_parts(body, _without_notes(body, span), unit=unit, manner=manner)
    return _with_notes(body, drafts, unit=unit, manner=manner)


def _without_notes(body: str, sentence: Span) -> Span:
    """Return the sentence up to a closing note (Owner: …)."""
    note = _NOTE.search(body, sentence.start, sentence.end)
    end = note.start() if note else sentence.end
    return trimmed(body, start=sentence.start, end=end, also=".;")


def _with_notes(body: str, drafts: list[Draft], *, unit: Unit, manner: Manner) -> list[Draft]:
    """Give the parts of an item the owner and time of its closing notes."""
    for note in _NOTE.finditer(body, unit.span.start, unit.span.end):
        value = Span(note.start("value"), note.end("value"))
        if _TIME_LABEL.fullmatch(note["label"]):
            due = next(iter(deadlines_in(body, value, base=manner.base)), None)
            drafts = [replace(d, deadline=d.deadline or due) for d in drafts]
        else:
            found = owners_in(body, value, units=manner.directory.units) or ()
            named = tuple(owner.of(body) for owner in found)
            drafts = [replace(d, owners=d.owners or named) for d in drafts]
    return drafts


def _sentence_parts(body: str, sentence: Span, *, unit: Unit, manner: Manner) -> Iterator[Draft]:
    if body[sentence.end - 1 : sentence.end + 1].find("?") >= 0 or not len(sentence):
        return
    resolved = _RESOLVED_THAT.match(body, sentence.start, sentence.end)
    start = resolved.end() if resolved else sentence.start
    if resolved is not None or _RESOLVED_BEFORE.search(body[max(0, start - 200) : start]):
        for clause in _resolutions(body, Span(start, sentence.end)):
            order = _resolution(body, clause, manner=manner)
            if order is not None:
                yield from _drafts(body, order, manner=manner)
        return
    for clause in _clauses(body, sentence):
        order = _order_in(body, clause, unit=unit, manner=manner)
        if order is not None:
            yield from _drafts(body, order, manner=manner)


def _clauses(body: str, sentence: Span) -> Iterator[Span]:
    """Yield the coordinate clauses: each has a subject and a modal of its own, or follows a semicolon."""
    start = sentence.start
    for joint in _SPLIT.finditer(body, sentence.start, sentence.end):
        if joint.group().startswith(";") or words.MODAL.search(body, start, joint.start()):
            yield trimmed(body, start=start, end=joint.start())
            start = joint.end()
    yield trimmed(body, start=start, end=sentence.end, also=".")


def _order_in(body: str, clause: Span, *, unit: Unit, manner: Manner) -> _Order | None:
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
        return _Order(
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


def _resolutions(body: str, span: Span) -> Iterator[Span]:
    """Yield what follows each `that` of a resolution."""
    start = span.start
    for joint in re.compile(r",?;? (?:and )?that ").finditer(body, span.start, span.end):
        yield trimmed(body, start=start, end=joint.start())
        start = joint.end()
    yield trimmed(body, start=start, end=span.end, also=".")


def _resolution(body: str, clause: Span, *, manner: Manner) -> _Order | None:
    """Resolved that the Bursar prepare …; that the fund be closed."""
    modal = words.MODAL.search(body, clause.start, clause.end)
    if modal is not None:
        return _modal_order(body, clause, clause, modal, condition=None, front=None, manner=manner)
    passive = _SUBJUNCTIVE_PASSIVE.search(body, clause.start, clause.end)
    if passive is not None:
        return _Order(
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
            return _Order(
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
    for deadline in deadlines_in(body, clause, base=manner.base)[:1]:
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
) -> _Order | None:
    """The Chair asked the Registrar to …"""
    group = "who" if told["who"] else "who2"
    owners = owners_in(body, Span(told.start(group), told.end(group)), units=manner.directory.units)
    if owners is None:
        return None
    return _Order(
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
) -> _Order | None:
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
    return _Order(
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
) -> _Order | None:
    """An action item (`X to check …`), a list item that begins with a verb, or a request."""
    addressed = _ADDRESSED.match(body, rest.start, rest.end)
    named = addressed and owners_in(body, Span(*addressed.span("who")), units=manner.directory.units)
    if addressed is not None and named:
        rest = Span(addressed.end(), rest.end)
    please = _PLEASE.match(body, rest.start, rest.end)
    if not unit.marked and not unit.demands and please is None:
        return None
    action = _ACTION_TO.search(body, rest.start, min(rest.end, rest.start + 100))
    if action is not None and action["verb"] in words.VERBS:
        owners = owners_in(body, Span(rest.start, action.start()), units=manner.directory.units)
        if owners is not None:
            return _Order(
                span=clause,
                begin=action.end(),
                act=action.end(),
                owners=owners,
                condition=condition,
                front=front,
                ban=False,
                whole=False,
            )
    act = please.end() if please else rest.start
    adverbs = _ADVERBS.match(body, act, rest.end)
    first = re.compile(r"[A-Za-z-]+").match(body, adverbs.end() if adverbs else act, rest.end)
    banned = re.compile(r"(?:[Dd]o not|[Nn]ever|[Dd]on't)\b").match(body, act, rest.end)
    if banned is None and (
        first is None or first.group().lower() not in words.VERBS or first.end() >= rest.end - 1
    ):
        return None
    return _Order(
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


def _drafts(body: str, order: _Order, *, manner: Manner) -> Iterator[Draft]:
    """Yield a part for each verb phrase that has an object of its own."""
    second = _SECOND_MODAL.search(body, order.act, order.span.end)
    if second is not None:
        yield from _drafts(body, replace(order, span=Span(order.span.start, second.start())), manner=manner)
        begin = second.start("modal") if second["ban"] else second.end()
        rest = replace(order, span=Span(begin, order.span.end), begin=begin, act=begin, condition=None)
        yield from _drafts(
            body,
            replace(rest, ban=bool(second["ban"]), whole=order.whole or bool(second["ban"])),
            manner=manner,
        )
        return
    pieces = (
        (Span(order.act, order.span.end),)
        if order.whole
        else tuple(_verb_phrases(body, Span(order.act, order.span.end)))
    )
    for index, piece in enumerate(pieces):
        begin = order.begin if index == 0 else piece.start
        span = trimmed(body, start=min(begin, piece.start), end=piece.end, also=",.;")
        if not len(span):
            continue
        condition = order.condition if index == 0 else None
        own = next((d for d in deadlines_in(body, piece, base=manner.base)), None)
        yield Draft(
            span=span,
            lead=None,
            owners=tuple(without_article(body, owner).of(body) for owner in order.owners),
            deadline=own or order.front,
            condition=condition or _later_condition(body, piece),
            ban=order.ban,
            relayed=order.relayed,
            clause=order.span,
            names_more=bool(order.owners) or own is not None or order.ban or order.explicit,
            fall_back=False,
            explicit=order.explicit,
            sure=_SURE if order.explicit else _SURE_BARE,
        )


def _later_condition(body: str, piece: Span) -> Span | None:
    found = words.CONDITION_LATER.search(body, piece.start, piece.end)
    return trimmed(body, start=found.start(), end=piece.end, also=",.") if found else None


def _verb_phrases(body: str, act: Span) -> Iterator[Span]:
    """Yield the coordinated verb phrases, cut only where each side has a verb and an object."""
    start = act.start
    for joint in _COORDINATION.finditer(body, act.start, act.end):
        verb = joint["verb"] or joint["verb2"]
        left, right = body[start : joint.start()].split(), body[joint.end() : act.end].split()
        if verb in words.VERBS and len(left) > 1 and len(right) > 1 and not _lists_nouns(body, joint, act):
            yield trimmed(body, start=start, end=joint.start(), also=",")
            start = joint.end()
    yield Span(start, act.end)


def _lists_nouns(body: str, joint: re.Match[str], act: Span) -> bool:
    """Tell `plans and reports of …` from `and report …`: a verb that is also a noun needs an object."""
    verb = joint["verb"] or joint["verb2"]
    if verb not in words.PHRASAL_NOUNS:
        return False
    following = body[joint.end() + len(verb) : act.end].split()
    return bool(following) and following[0].lower() in ("of", "for", "and", "on", "in", "from", "by")


def orders_by_itself(body: str, span: Span, **_: object) -> bool:
    """Tell whether a modal of duty stands in a sentence."""
    return any(pattern.match(body, span.start, span.end) for pattern in (_PLEASE, _RESOLVED_THAT)) or any(
        pattern.search(body, span.start, span.end)
        for pattern in (words.MODAL, words.MAY_NOT, words.NOBODY_MAY, _TOLD_TO)
    )
