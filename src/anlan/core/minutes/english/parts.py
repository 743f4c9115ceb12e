"""English sentences to parts: subject, modal, coordinated verb phrases, conditions, bans, action items."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from anlan.core.minutes.body import Span, sentences, trimmed
from anlan.core.minutes.chinese.clauses import Manner
from anlan.core.minutes.draft import Draft, Unit
from anlan.core.minutes.english import vocabulary as words
from anlan.core.minutes.english.orders import RELAYED, Order, order_in, resolution, resolutions
from anlan.core.minutes.english.owners import owners_in, without_article
from anlan.core.minutes.model import Deadline

_LABEL = r"(?:Owners?|Responsible|Lead|Assigned to|Action by|Due(?: date)?|Deadline|By when|Who|When)"
_NOTE = re.compile(rf"[(\[]?\b(?P<label>{_LABEL})\s*:\s*(?P<value>[^.;|\n)\]]+)[.;)\]]?", re.IGNORECASE)
_TIME_LABEL = re.compile(r"Due|Deadline|When|By when", re.IGNORECASE)
_SPLIT = re.compile(
    r";\s*(?:and )?|,\s*(?:and|but|while|whereas) (?=[^,;]{2,70}\b(?:shall|must|will|is to|are to)\b)|"
    r",? (?:and|but) (?=no(?:body| one)?\b[^,;]{2,70}\bmay\b)|"
    r" (?:and|but) (?=(?:the |all |each |every |no )?[^,;]{2,50}\b(?:shall|must|will|is to|are to)\b)",
    re.IGNORECASE,
)
_SECOND_MODAL = re.compile(
    r",? (?:and|but) (?P<modal>(?:must|shall|will|may|do(?= not))(?P<ban> not)?) (?=[a-z])"
)
_COORDINATION = re.compile(
    r",? and (?:then |to )?(?=(?P<verb>[a-z][a-z-]+)\b)|, (?=(?P<verb2>[a-z][a-z-]+)\b)"
)
_TOLD_TO = re.compile(
    r"\b(?:asked|requested|instructed|directed|required|ordered|tasked)\s+(?P<who>(?:the"
    r" )?[A-Za-z][^,.;]{2,60}?)\s+to\s+(?=[a-z])|(?P<who2>(?:[Tt]he )?[A-Z][^,.;]{2,60}?)\s+(?:is|are"
    r"|was|were) (?:asked|requested|instructed|directed|tasked|reminded) to\s+(?=[a-z])"
)
_RESOLVED_THAT = re.compile(
    r"(?:RESOLVED|Resolved|It was (?:also |further |then )?(?:resolved|agreed|decided)"
    r"|(?:The )?[A-Z][\w' -]{2,50} (?:also |further |then |unanimously )?(?:resolved|agreed"
    r"|decided)(?= that\b))(?: unanimously)?(?:,? ?(?:that |THAT |to |: ?)|(?=, (?:as|on"
    r"|at|under|following)\b))"
)
_RESOLVED_BEFORE = re.compile(r"\b[Rr]esolved(?: that)?\s*$|\b[Rr]esolved that [^.]{0,180};\s*$")
_PLEASE = re.compile(r"(?:please|kindly) ", re.IGNORECASE)
_SURE, _SURE_BARE = 0.95, 0.85


def drafts_in(body: str, unit: Unit, *, manner: Manner) -> list[Draft]:
    """Return the parts of an item or paragraph in order."""
    drafts: list[Draft] = []
    for line in unit.lines:
        rows = _rows(body, line)
        if rows:
            drafts += [draft for row in rows for draft in _of_row(body, row, unit=unit, manner=manner)]
            continue
        for sentence in sentences(body, line):
            span = unit.past_openings(sentence)
            if len(span) and not _NOTE.match(body, span.start, span.end):
                drafts += _sentence_parts(body, _without_notes(body, span), unit=unit, manner=manner)
    return _with_notes(body, drafts, unit=unit, manner=manner)


_CELL = re.compile(r"\s*(?:(?P<label>[A-Z][A-Za-z ]{2,14}):)?\s*(?P<value>[^|\n]+)")
ROW = re.compile(r"(?=[^\n]*\bAction:)(?:Owner|Responsible|Who|Lead|Action|Assigned to): [^|\n]+\|[^\n]*")


def _rows(body: str, line: Span) -> list[Span]:
    """Return the lines with columns in a stretch; before the first may stand its marker `Action:`."""
    printed = body.rfind("\n", 0, line.start) + 1
    start = printed if body[printed : line.start].strip() == "Action:" else line.start
    if ROW.match(body, start, line.end) is None:
        return []
    return [Span(row.start(), row.end()) for row in ROW.finditer(body, start, line.end)]


def _in_a_row(body: str, note: re.Match[str]) -> bool:
    start = body.rfind("\n", 0, note.start()) + 1
    return ROW.match(body, start) is not None


def _of_row(body: str, line: Span, *, unit: Unit, manner: Manner) -> Iterator[Draft]:
    """Yield the parts of a line with columns: Owner: … | Action: … | Due: …"""
    owners: tuple[str, ...] = ()
    due: Deadline | None = None
    acts: list[Span] = []
    for cell in _CELL.finditer(body, line.start, line.end):
        value = trimmed(body, start=cell.start("value"), end=cell.end("value"), also=".;")
        if cell["label"] == "Action":
            acts.append(value)
        elif cell["label"] and _TIME_LABEL.fullmatch(cell["label"]):
            due = next(iter(manner.times(body, value)), None)
        else:
            owners += tuple(o.of(body) for o in owners_in(body, value, units=manner.directory.units) or ())
    for act in acts:
        for draft in _sentence_parts(body, act, unit=replace(unit, marked=True), manner=manner):
            yield replace(draft, owners=draft.owners or owners, deadline=draft.deadline or due, explicit=True)


def _without_notes(body: str, sentence: Span) -> Span:
    """Return the sentence up to a closing note (Owner: …)."""
    note = _NOTE.search(body, sentence.start, sentence.end)
    end = note.start() if note else sentence.end
    return trimmed(body, start=sentence.start, end=end, also=".;")


def _with_notes(body: str, drafts: list[Draft], *, unit: Unit, manner: Manner) -> list[Draft]:
    """Give the parts of an item the owner and time of its closing notes."""
    for note in _NOTE.finditer(body, unit.span.start, unit.span.end):
        if _in_a_row(body, note):
            continue
        value = Span(note.start("value"), note.end("value"))
        if _TIME_LABEL.fullmatch(note["label"]):
            due = next(iter(manner.times(body, value)), None)
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
    relayed = RELAYED.match(body, start, sentence.end) if resolved else None
    start = relayed.end() if relayed else start
    if resolved is not None or _RESOLVED_BEFORE.search(body[max(0, start - 200) : start]):
        for clause in resolutions(body, Span(start, sentence.end)):
            order = resolution(body, clause, manner=manner)
            order = replace(order, relayed=True) if order and relayed else order
            if order is not None:
                yield from _drafts(body, order, manner=manner)
        return
    for clause in _clauses(body, sentence):
        order = order_in(body, clause, unit=unit, manner=manner)
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


def _drafts(body: str, order: Order, *, manner: Manner) -> Iterator[Draft]:
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
        own = next((d for d in manner.times(body, piece)), None)
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
        if (
            _is_a_verb(body, joint, verb, act)
            and len(left) > 1
            and len(right) > 1
            and not _lists_nouns(body, joint, act)
        ):
            yield trimmed(body, start=start, end=joint.start(), also=",")
            start = joint.end()
    yield Span(start, act.end)


_TAKES_AN_OBJECT = re.compile(
    r"[a-z-]+ (?:(?:out|up|off|down|back|in|on|over|away) )?(?:the|an?|all|each|every|any|both|their|its"
    r"|no|this|these|those|them|it"
    r"|one|two|three|four|five|six|seven|eight|nine|ten|twelve|\d+)\b"
)


def _is_a_verb(body: str, joint: re.Match[str], verb: str, act: Span) -> bool:
    """Tell `and restock the shelves` from `and shelves`: a listed verb, or a word that takes an object."""
    if verb in words.VERBS:
        return True
    if not joint.group().strip(" ,").startswith("and") or verb in words.NEVER_VERBS:
        return False
    return _TAKES_AN_OBJECT.match(body, joint.end(), act.end) is not None


def _lists_nouns(body: str, joint: re.Match[str], act: Span) -> bool:
    """Tell `plans and reports of …` from `and report …`: a verb that is also a noun needs an object."""
    verb = joint["verb"] or joint["verb2"]
    if verb not in words.PHRASAL_NOUNS:
        return False
    following = body[joint.end() + len(verb) : act.end].split()
    return bool(following) and following[0].lower() in ("of", "for", "and", "on", "in", "from", "by")


def orders_by_itself(body: str, span: Span, **_: object) -> bool:
    """Tell whether a modal of duty stands in a sentence."""
    return any(
        pattern.match(body, span.start, span.end) for pattern in (_PLEASE, _RESOLVED_THAT, ROW)
    ) or any(
        pattern.search(body, span.start, span.end)
        for pattern in (words.MODAL, words.MAY_NOT, words.NOBODY_MAY, _TOLD_TO)
    )
