"""From the clauses of a requirement to its parts: how far owners, deadlines and conditions reach."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from anlan.core.minutes.body import Span, sentences, trimmed
from anlan.core.minutes.chinese import acts, cutting
from anlan.core.minutes.chinese import vocabulary as words
from anlan.core.minutes.chinese.clauses import Clause, Manner, Reading, Role, clauses_in
from anlan.core.minutes.chinese.commands import relay_in
from anlan.core.minutes.chinese.duties import Duty, duties_in, without_duties
from anlan.core.minutes.chinese.readings import read_clause
from anlan.core.minutes.deadlines import deadlines_in
from anlan.core.minutes.draft import Draft, Unit
from anlan.core.minutes.model import Deadline


@dataclass(slots=True)
class _Reach:
    """What still holds while a sentence is read on."""

    owners: tuple[Span, ...] = ()
    front: Deadline | None = None
    relayed: bool = False
    held: int | None = None
    condition: Span | None = None
    ordered: bool = False
    unfinished: bool = False
    series: Span | None = None
    assigned: tuple[Span, ...] = ()
    drafts: list[Draft] = field(default_factory=list)

    def let_go(self) -> None:
        """Forget what only reached as far as the act just read."""
        self.held = self.condition = None
        self.unfinished = False
        self.assigned = ()


_JUDGES = re.compile(r"(?:就|既|也|不仅|不只)?(?:是(?!否)|事关|关系到|关乎|意味着|体现了?)")
_ASSIGNS = re.compile(r"[，,；;]由[\u3400-\u9fff0-9、]{2,40}?(?:负责|牵头)")
_MAY_STAND_BETWEEN = (Role.CONDITION, Role.PHRASE, Role.DEADLINE)
_SURE_EXPLICIT, _SURE_BARE = 0.95, 0.85


def drafts_in(body: str, unit: Unit, *, manner: Manner) -> list[Draft]:
    """Return every draft of an item or paragraph in order, attitudes and results among them."""
    duties = tuple(duties_in(body, unit.span, manner=manner))
    drafts: list[Draft] = []
    for line in unit.lines:
        for sentence in sentences(body, line):
            drafts += _sentence_parts(body, sentence, unit=unit, manner=manner, duties=duties)
    return _with_duties(drafts, duties=duties)


def _sentence_parts(
    body: str, sentence: Span, *, unit: Unit, manner: Manner, duties: tuple[Duty, ...]
) -> list[Draft]:
    demanded = unit.demands and any(opening.meets(sentence) for opening in unit.openings)
    assigned = _ASSIGNS.search(body, sentence.start, sentence.end) is not None
    reach = _Reach(ordered=unit.marked or demanded or assigned)
    for stretch in without_duties(sentence, duties):
        clauses = tuple(clauses_in(body, stretch))
        for index, clause in enumerate(clauses):
            _take(
                body,
                clause,
                reach=reach,
                unit=unit,
                manner=manner,
                following=clauses[index + 1] if index + 1 < len(clauses) else None,
            )
    return reach.drafts


def _take(
    body: str, clause: Clause, *, reach: _Reach, unit: Unit, manner: Manner, following: Clause | None
) -> None:
    """Let one clause add its parts and change what reaches on."""
    opened = unit.past_openings(clause.span)
    clause = clause if opened == clause.span else replace(clause, span=opened)
    if not len(clause.span):
        return
    here = manner if reach.ordered == manner.bare else replace(manner, bare=reach.ordered)
    reading = read_clause(body, clause, manner=here)
    if reach.unfinished and reading.role not in _MAY_STAND_BETWEEN and not reading.explicit:
        reading = replace(
            reading,
            role=Role.ORDER,
            begin=clause.span.start,
            act=clause.span.start,
            explicit=True,
            owners=None,
        )
    if not reading.explicit and following and _is_occasion(body, reading, following):
        reading = replace(reading, role=Role.CONDITION)
    if not reading.explicit and following and _JUDGES.match(body, following.span.start, following.span.end):
        reading = replace(reading, role=Role.STATEMENT)
    series = reach.series
    if series is not None and _is_object(body, reading, series, topical=body.startswith("对", series.end)):
        reading = replace(reading, role=Role.OBJECT)
    else:
        reach.series = None
    _ACTIONS.get(reading.role, _pass)(body, reading, reach, here, following)
    if clause.mark in ("；", ";"):
        reach.front, reach.relayed = None, False
        reach.let_go()


_OCCASION = re.compile(r"(?:发现|出现|发生|接到|收到|遇|遇到)(?!.*并)")
_RESPONSE = re.compile(r"(?:应|要(?!求)|须|必须|立即|及时|马上|第一时间|迅速|当场|即刻|由|向)")


def _is_occasion(body: str, reading: Reading, following: Clause) -> bool:
    """Tell 发现燃气泄漏，立即关闭阀门: the first clause is what the second answers."""
    if reading.role not in (Role.ORDER, Role.STATEMENT) or reading.owners or reading.condition:
        return False
    occasion = _OCCASION.match(body, reading.clause.span.start, reading.clause.span.end)
    return (
        occasion is not None and _RESPONSE.match(body, following.span.start, following.span.end) is not None
    )


def _pass(body: str, reading: Reading, reach: _Reach, manner: Manner, following: Clause | None) -> None:
    """A statement ends what was held."""
    reach.let_go()


def _condition(body: str, reading: Reading, reach: _Reach, manner: Manner, following: Clause | None) -> None:
    span = Span(reading.begin, reading.clause.span.end)
    if reading.owners is not None:
        reach.owners = reading.owners
    start = span.start if reach.condition is None else reach.condition.start
    reach.held = start if reach.held is None else reach.held
    reach.condition = Span(start, span.end)
    if acts.ruled_subject(body, span):
        reach.owners = ()


def _phrase(body: str, reading: Reading, reach: _Reach, manner: Manner, following: Clause | None) -> None:
    reach.relayed = reach.relayed or relay_in(body, reading.clause.span) is not None
    if reading.owners is not None:
        reach.owners = reading.owners


def _deadline(body: str, reading: Reading, reach: _Reach, manner: Manner, following: Clause | None) -> None:
    reach.front = manner.times(body, reading.clause.span)[-1]
    if reading.owners is not None:
        reach.owners = reading.owners


def _assignment(body: str, reading: Reading, reach: _Reach, manner: Manner, following: Clause | None) -> None:
    before = reach.assigned
    reach.assigned = (*before, *(reading.owners or ()))
    earlier, named = (tuple(owner.of(body) for owner in owners) for owners in (before, reach.assigned))
    reach.drafts[:] = [replace(d, owners=named) if d.owners in ((), earlier) else d for d in reach.drafts]
    reach.owners = reach.assigned


def _aim(body: str, reading: Reading, reach: _Reach, manner: Manner, following: Clause | None) -> None:
    """A result or an attitude: a part only when nothing else is left."""
    if reading.owners is not None:
        reach.owners = reading.owners
    reach.ordered = reach.ordered or reading.explicit
    reach.drafts.append(
        _draft(body, Span(reading.begin, reading.end), None, reading, reach, manner, fall_back=True)
    )
    reach.let_go()


def _object(body: str, reading: Reading, reach: _Reach, manner: Manner, following: Clause | None) -> None:
    """A further object of the verb in an earlier clause."""
    for piece in cutting.objects_of(body, reading.clause.span):
        reach.drafts.append(_draft(body, piece, reach.series, reading, reach, manner))


def _order(body: str, reading: Reading, reach: _Reach, manner: Manner, following: Clause | None) -> None:
    """An act: cut it, and give every piece what reaches it."""
    reach.ordered = True
    if reading.owners is not None:
        reach.owners = (*reading.owners, *_joined_by(body, Span(reading.act, reading.end), manner))
    if reading.owners is None and _bans_the_condition(body, reading, reach):
        reach.owners = ()
    reach.relayed = reach.relayed or reading.relayed
    if reading.fronted:
        reach.front = next(iter(manner.times(body, reading.clause.span)), reach.front)
    if reading.unfinished and following and reading.clause.mark in ("，", ",", ""):
        reach.held = reading.begin if reach.held is None else reach.held
        reach.unfinished = True
        return
    for span, lead in _pieces(body, reading, reach, manner, following):
        reach.drafts.append(_draft(body, span, lead, reading, reach, manner))
    reach.let_go()


def _bans_the_condition(body: str, reading: Reading, reach: _Reach) -> bool:
    """Tell 未经批准的，不得进入: the ban is on those whom the condition names."""
    if reach.condition is None or body[reach.condition.end - 1] != "的":
        return False
    return words.BANS.match(body, reading.act, reading.end) is not None


_TOPIC_OF_ACTION = re.compile(r"对[^，。；]{2,30}的[\u3400-\u9fff、和]{2,12}")
_TOGETHER_WITH = re.compile(r"(?:要)?(?:会同|联合|商)(?=[\u3400-\u9fff])")


def _joined_by(body: str, act: Span, manner: Manner) -> tuple[Span, ...]:
    """Return the owners that an act names beside its subject: 会同后勤处建立…"""
    joined = _TOGETHER_WITH.match(body, act.start, act.end)
    if joined is None:
        return ()
    found = manner.directory.subject_at(body, Span(joined.end(), act.end), goes_on=acts.goes_on)
    return found[1] if found else ()


def _pieces(
    body: str, reading: Reading, reach: _Reach, manner: Manner, following: Clause | None
) -> Iterator[tuple[Span, Span | None]]:
    act = Span(reading.act, reading.end)
    if reading.condition is not None and reading.condition.start <= act.start:
        act = trimmed(body, start=max(act.start, reading.condition.end), end=act.end)
    lead = cutting.lead_of(body, act)
    if lead is not None and following and _object_follows(body, act, lead, following, manner):
        reach.series = lead
        for piece in cutting.objects_of(body, trimmed(body, start=lead.end, end=act.end)):
            yield piece, lead
        return
    cuts = cutting.cut(body, act)
    begin = reading.begin if reach.held is None else reach.held
    for index, one in enumerate(cuts):
        start = begin if index == 0 and one.lead is None else one.span.start
        yield Span(min(start, one.span.start), one.span.end), one.lead


def _object_follows(body: str, act: Span, lead: Span, clause: Clause, manner: Manner) -> bool:
    """Tell whether the next clause is a further object of this clause's verb."""
    if not cutting.is_action_object(body[lead.end : act.end]):
        return False
    topical = body.startswith("对", lead.end)
    return _is_object(body, read_clause(body, clause, manner=manner), None, topical=topical)


def _is_object(body: str, reading: Reading, series: Span | None, *, topical: bool) -> bool:
    text = reading.clause.span.of(body)
    if reading.explicit or reading.owners is not None or len(text) < 4:
        return False
    if (
        series is not None
        and re.search(r"的[\u3400-\u9fff和及与、]{2,10}$", text)
        and not words.ADVERB_RUN.match(text)
    ):
        return True
    if topical and _TOPIC_OF_ACTION.fullmatch(text) and cutting.is_action_object(text):
        return True
    return (
        reading.role in (Role.STATEMENT, Role.ORDER)
        and not deadlines_in(body, reading.clause.span, base=None)
        and not acts.begins_act(body, reading.clause.span)
        and cutting.is_action_object(text)
    )


def _draft(
    body: str,
    span: Span,
    lead: Span | None,
    reading: Reading,
    reach: _Reach,
    manner: Manner,
    *,
    fall_back: bool = False,
) -> Draft:
    condition = reach.condition or reading.condition
    if lead is not None:
        condition = None
    own = _own_deadline(body, span, reading=reading, condition=condition, manner=manner)
    ban = _is_ban(body, lead or span)
    return Draft(
        span=span,
        lead=lead,
        owners=tuple(dict.fromkeys(_name(body, owner) for owner in reach.owners)),
        deadline=own or reach.front,
        condition=condition if condition is not None and span.holds(condition) else None,
        ban=ban,
        relayed=reach.relayed,
        clause=reading.clause.span,
        names_more=bool(reading.owners) or own is not None or ban,
        fall_back=fall_back,
        explicit=reading.explicit,
        sure=_SURE_EXPLICIT if reading.explicit else _SURE_BARE,
    )


def _name(body: str, owner: Span) -> str:
    """Return an owner as printed, put together where the page width broke it."""
    return owner.of(body).replace("\n", "")


def _own_deadline(
    body: str, span: Span, *, reading: Reading, condition: Span | None, manner: Manner
) -> Deadline | None:
    """Return the deadline printed in the clause itself, a condition's own times left out."""
    found = manner.times(body, reading.clause.span)
    return next((d for d in found if condition is None or not condition.meets(d.span)), None)


def _is_ban(body: str, span: Span) -> bool:
    text = re.sub(r"[“（(][^”）)]*[”）)]", "", span.of(body))
    return words.BANS.search(text) is not None


def _with_duties(drafts: list[Draft], *, duties: tuple[Duty, ...]) -> list[Draft]:
    """Give parts the owners and the time printed in a closing 责任单位 or 完成时限."""
    for duty in duties:
        drafts = [
            replace(
                d,
                owners=d.owners or duty.owners,
                deadline=d.deadline or duty.deadline,
                names_more=d.names_more or duty.of_sentence,
            )
            if duty.over.holds(d.span)
            else d
            for d in drafts
        ]
    return drafts


_ACTIONS = {
    Role.ORDER: _order,
    Role.OBJECT: _object,
    Role.CONDITION: _condition,
    Role.PHRASE: _phrase,
    Role.DEADLINE: _deadline,
    Role.ASSIGNMENT: _assignment,
    Role.RESULT: _aim,
    Role.ATTITUDE: _aim,
    Role.SLOGAN: _aim,
}
