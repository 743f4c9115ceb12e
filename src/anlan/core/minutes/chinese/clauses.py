"""Reading one comma clause: is it an order, whose, on what condition, and where do its own words begin."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum

from anlan.core.minutes.body import Span, trimmed
from anlan.core.minutes.chinese import acts
from anlan.core.minutes.chinese import vocabulary as words
from anlan.core.minutes.chinese.subjects import Directory
from anlan.core.minutes.deadlines import deadlines_in


class Role(Enum):
    """What a clause does in its sentence."""

    ORDER = "order"
    RESULT = "result"
    ATTITUDE = "attitude"
    SLOGAN = "slogan"
    CONDITION = "condition"
    PHRASE = "phrase"
    DEADLINE = "deadline"
    ASSIGNMENT = "assignment"
    OBJECT = "object"
    STATEMENT = "statement"


@dataclass(frozen=True, slots=True)
class Clause:
    """A stretch between commas, without the mark that closes it."""

    span: Span
    mark: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A clause understood.

    `begin` is where a part begins, `act` where its own words do (after order word or owner).
    `owners` is None when the clause names no subject, empty when its subject is no owner.
    """

    clause: Clause
    role: Role
    begin: int
    act: int
    owners: tuple[Span, ...] | None = None
    condition: Span | None = None
    explicit: bool = False
    unfinished: bool = False
    fronted: bool = False
    relayed: bool = False

    @property
    def end(self) -> int:
        """Return where the part ends."""
        return self.clause.span.end


@dataclass(frozen=True, slots=True, kw_only=True)
class Manner:
    """How to read: whether bare imperatives are orders here, and who can be an owner."""

    directory: Directory
    base: date | None
    bare: bool


_COMMAS = re.compile(r"[，,；;。！？!?：:．]|\.(?!\d)|(?<=[\u3400-\u9fff])\s+(?=[\u3400-\u9fff])")
_BRACKETS = {"“": "”", "‘": "’", "《": "》", "（": "）", "(": ")", "【": "】", "「": "」"}
_CLOSERS = frozenset(_BRACKETS.values())
_DIGIT_AROUND = re.compile(r"\d[,:：.]\s?\d")


def clauses_in(body: str, span: Span) -> Iterator[Clause]:
    """Yield the comma clauses of a stretch; what stands in quotes or brackets is not cut."""
    start = span.start
    sheltered = _sheltered(body, span)
    for mark in _COMMAS.finditer(body, span.start, span.end):
        if mark.start() < start or mark.start() in sheltered or _inside_number(body, mark):
            continue
        clause = trimmed(body, start=start, end=mark.start())
        if len(clause):
            yield Clause(clause, mark.group().strip())
        start = mark.end()
    rest = trimmed(body, start=start, end=span.end, also='”"’）)')
    if len(rest):
        yield Clause(rest, "")


def _inside_number(body: str, mark: re.Match[str]) -> bool:
    """Tell the comma of 1,204 and the colon of 22: 30 from those of a sentence; blanks between ideographs from none."""
    if not mark.group().strip():
        return True
    return _DIGIT_AROUND.match(body, max(mark.start() - 1, 0)) is not None


def _sheltered(body: str, span: Span) -> frozenset[int]:
    """Return the positions inside matched quotes and brackets."""
    positions: set[int] = set()
    open_at: list[tuple[str, int]] = []
    for position in range(span.start, span.end):
        character = body[position]
        if character in _BRACKETS:
            open_at.append((_BRACKETS[character], position))
        elif character in _CLOSERS and open_at and open_at[-1][0] == character:
            _, start = open_at.pop()
            if not open_at:
                positions.update(range(start, position))
    return frozenset(positions)


_CONDITION_START = re.compile(
    r"(?:[^，。；]{0,8}如(?:果|需|有|遇|发现|出现|确需|无|未|因|发生|存在|不)|如果?(?!实|期|约|何|数|下)|若(?!干)|倘若|假如|一旦|凡是?|遇有?(?!到)|遇到|除非|只要|在[^，。；]{2,60}(?:前提|条件|情况)下)"
)
_CONDITION_END = re.compile(
    r"(?:前提下|条件下|情况下|(?<![今会课饭最以落滞前])后|之后|以后|(?<![同及随届按准定平小当临有实适学工课分限暂到此即顿])时|之时|之际|[^，。；]的)$"
)
_OCCASION = r"(?:发现|遇|遇到|遇有|出现|发生|接到|收到)"
_URGENT = (
    r"(?=(?:立即|及时|马上|迅速|第一时间|尽快|即刻|当场|当天|当日|方可|方能|才能|才可|再|统一|主动|自觉|按|由|向|报|"
    r"[〇零一二两三四五六七八九十百半\d]{1,4}\s?个?(?:工作日|小时|分钟|日|天|周)[之以]?内|应|须|要|必须|不得|严禁|一律|及早|随时|即时|逐一|妥善|认真|做好|落实|按照))"
)
_CONDITION_PREFIX = re.compile(
    rf"(?:(?:如果?(?!实|期)|若(?!干)|倘若|一旦|凡|{_OCCASION})[^，。；]{{1,30}}?{_URGENT}"
    rf"|[^，。；、]{{2,30}}?(?:(?<![今会课饭最以落滞])后|之后|(?<![同及随届按准定平小当临有实适学工课分限暂到此即])时){_URGENT}"
    rf"|(?=(?:{words.VERBS}))[^，。；、并]{{2,10}}(?<![今会课饭最以落滞前先])后(?=(?:{words.LISTED_VERB})))"
)
_CONDITION_INSIDE = re.compile(r"(?P<c>[^，。；]{2,20}后)(?=方可|方能|才能|才可)")
_HOUR_OF_DAY = re.compile(r"(?:\d{1,2}[时点日]|[:：]\d\d)(?:以后|之后|后)$")
_TOPIC_OF_WHAT_MUST = re.compile(
    r"(?:对于|针对|对|关于|除)[^，。；]{0,30}(?:需|须|应|要)[^，。；]{1,30}的[\u3400-\u9fff、]{2,14}$"
)
_THROUGH = re.compile(r"经(?![常费营理办济])")
_LONGEST_LABEL = 10
_IN_CHARGE = re.compile(r"(?:是|为|作为)[^，。；]{0,12}(?:责任人|责任主体|责任单位|牵头单位|主责单位|主体)$")
_TOPIC = re.compile(r"(?:对(?!接|照|标|外)|将|把)")
_INTRODUCER = re.compile(r"(?:请(?!示|假|销假|求|柬|教)|要求|责成|希望|委托|授权|指派|敦促|号召)")
_BY = re.compile(r"(?<![自理缘事])由(?!于|来|此)")
_TAKES_CHARGE = re.compile(
    r"(?:具体|全面|统一|共同|总)?(?:负责|牵头|承担|落实|配合|协助|负责落实|牵头负责|牵头落实|负责实施|组织实施|牵头组织|具体负责)$"
)
_DUTY_LABEL = re.compile(
    r"[（(【\[]?\s*(?:责任单位|牵头单位|配合单位|责任部门|牵头部门|配合部门|责任人|负责人|承办单位|落实单位|协办单位|主责单位|牵头|配合)\s*[：:]\s*"
)


def read_clause(body: str, clause: Clause, *, manner: Manner) -> Reading:
    """Return what the clause does; the first reading that fits."""
    opened = replace(clause, span=_after_links(body, clause.span))
    for attempt in (_assignment, _whole_condition, _aim, _commanded, _requested, _bare):
        reading = attempt(body, opened, manner)
        if reading is not None:
            return reading
    return _nothing(opened, Role.STATEMENT)


def _nothing(clause: Clause, role: Role) -> Reading:
    return Reading(clause=clause, role=role, begin=clause.span.start, act=clause.span.start)


_MEETING_SAYS = re.compile(
    r"(?:会议|他|她)(?:还|也|同时|最后|进一步|现场|一致)*(?:要求|强调|指出|决定|明确)[，,：:]?"
)
_SAYS_ON = re.compile(r"(?:强调|指出)(?=[\u3400-\u9fff]{1,24}(?:要|须|应|必须|不得|务必))")


def _after_links(body: str, span: Span) -> Span:
    """Return the span without the conjunctions and quotes it opens with."""
    start = span.start
    while start < span.end:
        link = (
            words.CONJUNCTION.match(body, start, span.end)
            or _SAYS_ON.match(body, start, span.end)
            or _MEETING_SAYS.match(body, start, span.end)
        )
        if link is None and body[start] not in '“‘"（( \t\u3000\n':
            break
        start = link.end() if link is not None else start + 1
    return Span(start, span.end) if start < span.end else span


def _assignment(body: str, clause: Clause, manner: Manner) -> Reading | None:
    """责任单位：甲、乙; 由甲牵头; 甲负责."""
    text = clause.span.of(body)
    by = _BY.match(text)
    charge = _TAKES_CHARGE.search(text) or _IN_CHARGE.search(text)
    if charge is None:
        return None
    start = clause.span.start + (by.end() if by else 0)
    owners = manner.directory.owners_in(body, Span(start, clause.span.start + charge.start()))
    return None if owners is None else replace(_nothing(clause, Role.ASSIGNMENT), owners=owners)


def duty_label(body: str, clause: Clause) -> bool:
    """Tell whether the clause is the label before the colon of 责任单位：."""
    return clause.mark in ("：", ":") and _DUTY_LABEL.fullmatch(clause.span.of(body) + "：") is not None


def _whole_condition(body: str, clause: Clause, manner: Manner) -> Reading | None:  # noqa: ARG001
    """A clause that is nothing but a condition."""
    text = clause.span.of(body)
    start = _CONDITION_START.match(text)
    end = _CONDITION_END.search(text)
    if start is None and end is None:
        return None
    order = words.MODALS.search(text) or words.BANS.search(text)
    if order is not None and end is None:
        return None
    if end is not None and len(text) - (end.start() if text.endswith("的") else 0) < 1:
        return None
    if start is not None and end is None and _CONDITION_PREFIX.match(text):
        return None
    return _nothing(clause, Role.CONDITION)


def _aim(body: str, clause: Clause, manner: Manner) -> Reading | None:  # noqa: ARG001
    """A result, an attitude or a slogan."""
    text = clause.span.of(body)
    if words.ATTITUDES.match(text) or _attitude_of_someone(body, clause, manner):
        return _attitude(body, clause, manner)
    if words.SLOGANS.match(text) and not words.SLOGAN_BANS.search(text) and not words.BANS.search(text):
        return _nothing(clause, Role.SLOGAN)
    if words.RESULTS.match(text) and not words.FIRM_BAN.match(text):
        return _nothing(clause, Role.RESULT)
    return None


def _attitude_of_someone(body: str, clause: Clause, manner: Manner) -> bool:  # noqa: ARG001
    word = _order_word(body, clause.span)
    return word is not None and words.ATTITUDES.match(body, word[0].end, clause.span.end) is not None


def _attitude(body: str, clause: Clause, manner: Manner) -> Reading:
    """各单位要高度重视: no part, but it names the subject of what follows."""
    word = _order_word(body, clause.span)
    reading = _nothing(clause, Role.ATTITUDE)
    if word is None:
        return reading
    subject = _subject_before(body, Span(clause.span.start, word[0].start), manner=manner)
    begin = word[0].end if subject.begin is None else subject.begin
    return replace(reading, begin=begin, act=word[0].end, owners=subject.owners, explicit=True)


def _commanded(body: str, clause: Clause, manner: Manner) -> Reading | None:
    """An act under an order word: 要, 须, 必须, 不得, 严禁."""
    found = _order_word(body, clause.span)
    if found is None:
        return None
    word, is_ban = found
    if _TOPIC_OF_WHAT_MUST.match(body, clause.span.start, clause.span.end):
        return _nothing(clause, Role.PHRASE)
    subject = _subject_before(body, Span(clause.span.start, word.start), manner=manner)
    after = word.start if is_ban else _past_blanks(body, word.end, clause.span.end)
    inner = None if is_ban else _condition_inside(body, Span(after, clause.span.end))
    asked = None if is_ban else _asked_by(body, Span(after, clause.span.end), manner)
    begin = after if subject.begin is None else subject.begin
    return Reading(
        clause=clause,
        role=Role.ORDER,
        begin=begin,
        act=after,
        owners=asked or subject.owners,
        condition=subject.condition or inner,
        explicit=True,
        unfinished=acts.is_phrase_only(
            body, _past_front_deadline(body, Span(after, clause.span.end), manner=manner)[0]
        ),
        fronted=subject.fronted,
        relayed=subject.relayed,
    )


def _asked_by(body: str, span: Span, manner: Manner) -> tuple[Span, ...] | None:
    """Return the owners of 须由甲提出."""
    by = _BY.match(body, span.start, span.end)
    subject = (
        manner.directory.subject_at(body, Span(by.end(), span.end), goes_on=acts.goes_on) if by else None
    )
    return subject[1] if subject else None


_NAMES_A_RULE = re.compile(
    r"[^，。；]{0,14}?的(?:原则|要求|规定|精神|理念|思路|标准|目标|方针|思想|态度|决心|信念)$"
)


def _order_word(body: str, span: Span) -> tuple[Span, bool] | None:
    """Return the first order word outside quotes, and whether it is a ban."""
    sheltered = _sheltered(body, span)
    modal, ban = (
        next(
            (
                match
                for match in pattern.finditer(body, span.start, span.end)
                if match.start() not in sheltered and not _NAMES_A_RULE.match(body, match.end(), span.end)
            ),
            None,
        )
        for pattern in (words.MODALS, words.BANS)
    )
    if modal is not None and (ban is None or modal.start() < ban.start()):
        return Span(modal.start(), modal.end()), False
    return None if ban is None else (Span(ban.start(), ban.end()), True)


def _past_blanks(body: str, start: int, end: int) -> int:
    while start < end and body[start].isspace():
        start += 1
    return start


@dataclass(frozen=True, slots=True, kw_only=True)
class _Subject:
    """What stands before an order word: `begin` is None when the part begins after the order word."""

    begin: int | None = None
    owners: tuple[Span, ...] | None = None
    condition: Span | None = None
    fronted: bool = False
    relayed: bool = False


def _subject_before(body: str, span: Span, *, manner: Manner) -> _Subject:
    """Understand the words before an order word: time, phrase, owner, condition, thing."""
    fronted = False
    for deadline in deadlines_in(body, span, base=manner.base):
        if deadline.span.start <= span.start + 1:
            span, fronted = trimmed(body, start=deadline.span.end, end=span.end, also="，,"), True
    linked = words.LINK_BEFORE_MODAL.search(body[span.start : span.end])
    span = trimmed(body, start=span.start, end=span.end - (len(linked.group()) if linked else 0))
    if not len(span):
        return _Subject(fronted=fronted)
    told = relay_in(body, span)
    if told is not None:
        return replace(
            _subject_before(body, Span(told, span.end), manner=manner), relayed=True, fronted=fronted
        )
    owners = manner.directory.owners_in(body, _without_introducer(body, span))
    if owners:
        return _Subject(owners=owners, fronted=fronted)
    return _complex_subject(body, span, manner=manner, fronted=fronted)


def _without_introducer(body: str, span: Span) -> Span:
    """Return the span after 请, 由, 要求."""
    match = _INTRODUCER.match(body, span.start, span.end) or _BY.match(body, span.start, span.end)
    return Span(match.end(), span.end) if match else span


def _complex_subject(body: str, span: Span, *, manner: Manner, fronted: bool) -> _Subject:
    """甲收到意见后, 发现险情后, 由甲…, a topic or a thing."""
    condition = _whole_or_prefix_condition(body, span)
    if condition is not None:
        rest = Span(condition.end, span.end)
        owners = manner.directory.owners_in(body, rest) if len(rest) else None
        return _Subject(begin=span.start, owners=owners, condition=condition, fronted=fronted)
    subject = manner.directory.subject_at(
        body, span, goes_on=lambda rest: _CONDITION_END.search(rest) is not None
    )
    if subject is not None:
        condition = Span(subject[0], span.end)
        return _Subject(begin=subject[0], owners=subject[1], condition=condition, fronted=fronted)
    if acts.is_phrase_only(body, span) and not _TOPIC.match(body, span.start, span.end):
        return _Subject(begin=span.start, fronted=fronted)
    if acts.is_adverbial(body, span):
        return _Subject(fronted=fronted)
    by = next((m for m in _BY.finditer(body, span.start, span.end)), None)
    named = manner.directory.owners_in(body, Span(by.end(), span.end)) if by else None
    return _Subject(begin=span.start, owners=named or (), fronted=fronted)


_QUALIFIED = re.compile(r"的[\u3400-\u9fff]{2,10}$")


def _whole_or_prefix_condition(body: str, span: Span) -> Span | None:
    text = span.of(body)
    if _QUALIFIED.search(text):
        return None
    if _CONDITION_END.search(text) or re.match(rf"{_OCCASION}|如(?!实|期)|若|一旦|凡", text):
        return span
    return None


def _condition_inside(body: str, span: Span) -> Span | None:
    """登记上牌后方可…: the condition of an act that stands inside it."""
    match = _CONDITION_INSIDE.match(body, span.start, span.end)
    return Span(match.start("c"), match.end("c")) if match else None


_RELAY = re.compile(
    rf"(?:根据|按照|按|依据|遵照|遵|接到?|落实)\s?(?:{words.SUPERIORS.pattern})[^，。；]{{0,30}}?(?:要求|部署|通知|规定|指令|建议|安排|通告|指示)"
)


def relay_in(body: str, span: Span) -> int | None:
    """Return where a reference to a superior's order (根据市交通局通知) ends, if the stretch begins with one."""
    match = _RELAY.match(body, span.start, span.end)
    return match.end() if match else None


def _requested(body: str, clause: Clause, manner: Manner) -> Reading | None:
    """请甲…, 要求甲…, 由甲…, 希望甲…"""
    span, fronted = _past_front_deadline(body, clause.span, manner=manner)
    introducer = _INTRODUCER.match(body, span.start, span.end)
    by = _BY.match(body, span.start, span.end)
    match = introducer or by
    if match is None:
        return None
    rest = Span(_past_blanks(body, match.end(), span.end), span.end)
    subject = manner.directory.subject_at(body, rest, goes_on=lambda text: acts.goes_on(text))
    if subject is not None:
        act = _past_blanks(body, subject[0], span.end)
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
    return _nothing(clause, Role.STATEMENT) if match.group() in ("希望", "号召") else None


def _role_of_act(body: str, act: Span) -> Role:
    """Tell an act from an attitude or a result that follows a subject."""
    if words.ATTITUDES.match(body, act.start, act.end):
        return Role.ATTITUDE
    if words.RESULTS.match(body, act.start, act.end) and not words.FIRM_BAN.match(body, act.start, act.end):
        return Role.RESULT
    return Role.ORDER


def _past_front_deadline(body: str, span: Span, *, manner: Manner) -> tuple[Span, bool]:
    """Return the span after a deadline that opens it, and whether there was one."""
    first = re.match(r"(?:于|在|至|自|从)?", body[span.start : span.end])
    offset = first.end() if first else 0
    for deadline in deadlines_in(body, span, base=manner.base):
        if deadline.span.start - span.start <= offset:
            return trimmed(body, start=deadline.span.end, end=span.end), True
        break
    return span, False


def _bare(body: str, clause: Clause, manner: Manner) -> Reading | None:
    """An imperative without an order word, where such are orders."""
    rest, fronted = _past_front_deadline(body, clause.span, manner=manner)
    if fronted and not len(rest):
        return _nothing(clause, Role.DEADLINE)
    if _ends_with_deadline(body, rest, manner=manner):
        ruled = acts.ruled_subject(body, rest)
        return replace(
            _nothing(clause, Role.DEADLINE), owners=() if ruled else manner.directory.owners_in(body, rest)
        )
    if relay_in(body, clause.span) == clause.span.end:
        return _nothing(clause, Role.PHRASE)
    if not manner.bare:
        return None
    told = _told(body, rest, manner)
    if told and not acts.is_statement(body, Span(told[0].start, clause.span.end)):
        return _bare_order(body, clause, clause.span, owners=told, fronted=False)
    if acts.is_statement(body, clause.span) or _is_label(clause):
        return None
    subject = manner.directory.subject_at(body, rest, goes_on=acts.goes_on)
    if subject is not None:
        act = Span(_past_blanks(body, subject[0], rest.end), rest.end)
        if acts.is_phrase_only(body, _past_front_deadline(body, act, manner=manner)[0]):
            return replace(_nothing(clause, Role.PHRASE), owners=subject[1])
        return _bare_order(body, clause, act, owners=subject[1], fronted=fronted)
    if acts.is_phrase_only(body, rest) or _THROUGH.match(body, rest.start, rest.end):
        return _nothing(clause, Role.PHRASE)
    if _CONDITION_PREFIX.match(body, rest.start, rest.end):
        return _bare_order(body, clause, rest, owners=None, fronted=fronted)
    if acts.begins_act(body, rest):
        return _bare_order(body, clause, clause.span, owners=None, fronted=False)
    if acts.thing_that_acts(body, rest, base=manner.base):
        return replace(_bare_order(body, clause, clause.span, owners=None, fronted=False), owners=told)
    return None


def _is_label(clause: Clause) -> bool:
    """Tell the words before a colon that name what follows: 值班电话：…"""
    return clause.mark in ("：", ":") and len(clause.span) <= _LONGEST_LABEL


def _ends_with_deadline(body: str, span: Span, *, manner: Manner) -> bool:
    """Tell whether a clause only names who and until when: 未在校的学生在11月19日前，"""
    found = deadlines_in(body, span, base=manner.base)
    if not found or found[-1].span.end != span.end:
        return False
    before = body[span.start : found[-1].span.start].rstrip("于在")
    return len(before) >= 2 and not acts.begins_act(before, Span(0, len(before)))  # noqa: PLR2004


def _bare_order(
    body: str, clause: Clause, act: Span, *, owners: tuple[Span, ...] | None, fronted: bool
) -> Reading:
    prefix = _CONDITION_PREFIX.match(body, act.start, act.end) or _CONDITION_INSIDE.match(
        body, act.start, act.end
    )
    if prefix is not None and _HOUR_OF_DAY.search(prefix.group()):
        prefix = None
    return Reading(
        clause=clause,
        role=_role_of_act(body, act),
        begin=act.start,
        act=act.start,
        owners=owners,
        condition=Span(prefix.start(), prefix.end()) if prefix else None,
        fronted=fronted,
    )


def _told(body: str, span: Span, manner: Manner) -> tuple[Span, ...] | None:
    """Return the owners of 沙袋由甲采购, none for people who are only ruled, and None for a mere thing."""
    for by in _BY.finditer(body, span.start, span.end):
        subject = manner.directory.subject_at(body, Span(by.end(), span.end), goes_on=acts.goes_on)
        if subject is not None:
            return subject[1]
    return () if acts.ruled_subject(body, span) else None


def has_order_word(body: str, span: Span) -> bool:
    """Tell whether an order word stands in a stretch outside quotes."""
    return _order_word(body, span) is not None
