"""From lists and turns to requirements, and their numbers."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from anlan.core.minutes.body import Span, clauses, trimmed
from anlan.core.minutes.chinese.clauses import Manner, clauses_in
from anlan.core.minutes.chinese.commands import relay_in
from anlan.core.minutes.draft import Draft, Unit, orders, settled
from anlan.core.minutes.front import Front
from anlan.core.minutes.language import language_of
from anlan.core.minutes.lists import Item
from anlan.core.minutes.model import Announced, Part, Requirement
from anlan.core.minutes.paragraphs import Paragraph, meeting
from anlan.core.minutes.sections import heading_of
from anlan.core.minutes.speakers import NOBODY, Speaker
from anlan.core.minutes.turns import Floor, Promise, Turn

_STOPS = "。；;．.！!？?，,、 \t\u3000\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A requirement before it has a number."""

    span: Span
    heading: str
    speaker: Speaker
    marker: str | None
    drafts: tuple[Draft, ...]
    list_at: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sources:
    """Everything that requirements are drawn from."""

    body: str
    paragraphs: Sequence[Paragraph]
    lists: Sequence[Sequence[Item]]
    accounts: frozenset[int]
    floor: Floor
    front: Front
    manner: Manner


def requirements_in(sources: Sources) -> list[Found]:
    """Return the requirements of lists and of running text, in order."""
    marked = [found for members in sources.lists for found in _of_list(sources, members)]
    return sorted([*marked, *_unmarked(sources, marked=marked)], key=lambda found: found.span)


def _of_list(sources: Sources, members: Sequence[Item]) -> Iterator[Found]:
    start = members[0].start
    speaker = sources.floor.speakers.get(start, NOBODY)
    strict = start in sources.accounts or _is_account_list(sources, members, speaker=speaker)
    for item in members:
        yield from _of_item(sources, item, speaker=speaker, strict=strict, list_at=start)


def _is_account_list(sources: Sources, members: Sequence[Item], *, speaker: Speaker) -> bool:
    """Tell a list that reports or muses, in which only order words make an order."""
    first = members[0]
    turns = sources.floor.turns
    index = bisect_right(turns, first.start, key=lambda turn: turn.span.end) - 1
    if index >= 0 and turns[index].paragraph >= first.paragraph - 1:
        near = turns[index]
        introduction = near.span.of(sources.body)
        told = language_of(sources.body, near.span).tells_of(introduction)
        if told and (near.paragraph == first.paragraph or introduction.endswith((":", "："))):
            return True
    return not first.marker.at_line and speaker == NOBODY and not sources.front.notice


def _of_item(
    sources: Sources, item: Item, *, speaker: Speaker, strict: bool, list_at: int
) -> Iterator[Found]:
    """Yield the item as a requirement, or its sub-items when it is only a section title."""
    body = sources.body
    span = _span_of(sources, item)
    own = _own_unit(sources, item, span)
    heading = own.heading
    language = language_of(body, span)
    account = strict or language.is_account(heading)
    children = [child for members in item.children for child in members]
    if children and language.is_section_title(heading):
        for members in item.children:
            for child in members:
                yield from _of_item(sources, child, speaker=speaker, strict=account, list_at=members[0].start)
        return
    drafts = settled(_drafts_of(sources, item, own), unit=own.unit)
    only_aims = language.is_section_title(heading) and all(d.fall_back for d in drafts)
    if orders(drafts, strict=account) or (drafts and not account and not only_aims):
        yield Found(
            span=span,
            heading=heading,
            speaker=speaker,
            marker=item.marker.span.of(body),
            drafts=_relayed(drafts, speaker),
            list_at=list_at,
        )


def _relayed(drafts: Sequence[Draft], speaker: Speaker) -> tuple[Draft, ...]:
    return tuple(replace(d, relayed=True) for d in drafts) if speaker.superior else tuple(drafts)


@dataclass(frozen=True, slots=True)
class _Own:
    heading: str
    unit: Unit


def _span_of(sources: Sources, item: Item) -> Span:
    """Return the span from the marker to the end of the last sentence of the matter."""
    end = item.start
    for piece in _lines(sources, Span(item.start, item.end)):
        end = piece.end
    return Span(
        item.start,
        trimmed(sources.body, start=item.start, end=max(end, item.marker.span.end), also="，,、").end,
    )


def _lines(sources: Sources, span: Span) -> tuple[Span, ...]:
    """Return the pieces of paragraphs inside a span that belong to the matter."""
    pieces = []
    for index in meeting(sources.paragraphs, span):
        paragraph = sources.paragraphs[index]
        if index not in sources.front.closings and index not in sources.front.outside:
            pieces.append(
                trimmed(
                    sources.body,
                    start=max(paragraph.span.start, span.start),
                    end=min(paragraph.span.end, span.end),
                )
            )
    return tuple(piece for piece in pieces if len(piece))


def _own_unit(sources: Sources, item: Item, span: Span) -> _Own:
    """Return the item's own text, before its sub-items, as one unit."""
    first_child = min((members[0].start for members in item.children), default=span.end)
    start = trimmed(sources.body, start=item.marker.text_start, end=span.end).start
    lines = _lines(sources, Span(start, max(start, first_child)))
    heading = heading_of(sources.body, lines[0]) if lines else Span(start, start)
    follows = trimmed(sources.body, start=heading.end, end=span.end, also=_STOPS)
    first = next(iter(clauses_in(sources.body, heading)), None)
    return _Own(
        heading.of(sources.body),
        Unit(
            span=Span(start, max(start, first_child)),
            lines=lines,
            first_clause=first.span if first else heading,
            text_follows=len(follows) > 0,
            marked=True,
        ),
    )


def _drafts_of(sources: Sources, item: Item, own: _Own) -> list[Draft]:
    """Return the drafts of an item and of the items inside it."""
    language = language_of(sources.body, Span(item.start, item.end))
    drafts = language.drafts_in(sources.body, own.unit, manner=sources.manner)
    for members in item.children:
        for child in members:
            inner = _own_unit(sources, child, _span_of(sources, child))
            drafts += settled(_drafts_of(sources, child, inner), unit=inner.unit)
    return drafts


@dataclass(frozen=True, slots=True)
class _Sentence:
    """A turn that orders, with its drafts."""

    turn: Turn
    drafts: tuple[Draft, ...]


def _unmarked(sources: Sources, *, marked: Sequence[Found]) -> Iterator[Found]:
    """Yield the requirements of paragraphs without markers."""
    group: list[_Sentence] = []
    last: Turn | None = None
    introduced = _introductions(marked)
    for turn in sources.floor.turns:
        if last is not None and (
            turn.paragraph != last.paragraph or (turn.opening is not None and turn.opening.says)
        ):
            yield from _grouped(sources, group)
            group = []
        last = turn
        if turn.directs and not turn.span.start < introduced.get(turn.speaker.name, 0):
            sentence = _read_turn(sources, turn)
            if orders(sentence.drafts, strict=turn.demanded and not _names_owner(sentence)):
                group.append(sentence)
    yield from _grouped(sources, group)


def _names_owner(sentence: _Sentence) -> bool:
    """Tell whether a sentence without order words, said after a demand, at least names who acts."""
    return bool(sentence.drafts) and bool(sentence.drafts[0].owners)


def _introductions(marked: Sequence[Found]) -> dict[str | None, int]:
    """Return where each speaker's first list begins: what he says before it is introduction."""
    first: dict[str | None, int] = {}
    for found in marked:
        place = found.list_at or 0
        first[found.speaker.name] = min(place, first.get(found.speaker.name, place))
    return first


def _read_turn(sources: Sources, turn: Turn) -> _Sentence:
    opening = turn.opening
    unit = Unit(
        span=turn.span,
        lines=(turn.span,),
        first_clause=Span(turn.span.start, turn.span.start),
        text_follows=False,
        marked=turn.demanded,
        openings=(opening.span,) if opening else (),
        demands=opening is not None and opening.demands,
    )
    drafts = language_of(sources.body, turn.span).drafts_in(sources.body, unit, manner=sources.manner)
    if opening is not None and relay_in(sources.body, turn.span) is not None:
        drafts = [replace(draft, relayed=True) for draft in drafts]
    return _Sentence(turn, tuple(drafts))


def _grouped(sources: Sources, group: Sequence[_Sentence]) -> Iterator[Found]:
    """Yield one requirement for a paragraph, or one for each clause when semicolons part several orders."""
    if not group:
        return
    parted = [_ordering_clauses(sources.body, sentence) for sentence in group]
    if all(len(pieces) < 2 for pieces in parted):
        span = Span(group[0].turn.span.start, group[-1].turn.span.end)
        yield _found(sources, span, group[0].turn, [d for sentence in group for d in sentence.drafts])
        return
    for sentence, pieces in zip(group, parted, strict=True):
        if len(pieces) < 2:
            yield _found(sources, sentence.turn.span, sentence.turn, sentence.drafts)
            continue
        for span in pieces:
            yield _found(sources, span, sentence.turn, _drafts_of_clause(sources, sentence.turn, span))


def _drafts_of_clause(sources: Sources, turn: Turn, span: Span) -> list[Draft]:
    """Read a clause as a requirement by itself: owners of the clause before it do not reach into it."""
    opening = turn.opening
    unit = Unit(
        span=span,
        lines=(span,),
        first_clause=Span(span.start, span.start),
        text_follows=False,
        marked=True,
        openings=(opening.span,) if opening else (),
    )
    return language_of(sources.body, span).drafts_in(sources.body, unit, manner=sources.manner)


def _ordering_clauses(body: str, sentence: _Sentence) -> list[Span]:
    """Return the clauses between semicolons that have an order of their own."""
    pieces: list[Span] = []
    for clause in clauses(body, sentence.turn.span):
        first = bisect_left(sentence.drafts, clause.start, key=lambda draft: draft.span.start)
        beyond = bisect_left(sentence.drafts, clause.end, key=lambda draft: draft.span.start)
        own = sentence.drafts[first:beyond]
        if orders(own, strict=False):
            pieces.append(clause)
    return pieces


def _found(sources: Sources, span: Span, turn: Turn, drafts: Sequence[Draft]) -> Found:
    body = sources.body
    heading = heading_of(body, span)
    unit = Unit(
        span=span,
        lines=(span,),
        first_clause=Span(span.start, span.start),
        text_follows=heading.end < trimmed(body, start=span.start, end=span.end, also=_STOPS).end,
        marked=False,
    )
    return Found(
        span=span,
        heading=heading.of(body),
        speaker=turn.speaker,
        marker=None,
        drafts=_relayed(settled(drafts, unit=unit), turn.speaker),
    )


def numbered(body: str, found: Sequence[Found]) -> tuple[Requirement, ...]:
    """Return the requirements with their numbers and those of their parts."""
    return tuple(_numbered(body, one, no=str(index)) for index, one in enumerate(found, start=1))


def _numbered(body: str, found: Found, *, no: str) -> Requirement:
    language = language_of(body, found.span)
    ordered = sorted(found.drafts, key=lambda draft: draft.span)
    parts = tuple(
        Part(
            no=f"{no}-{index}",
            text=draft.span.of(body),
            span=draft.span,
            kind=language.kind_of(body, draft),
            owners=draft.owners,
            deadline=draft.deadline,
            condition=draft.condition.of(body) if draft.condition else None,
            lead=draft.lead,
            relayed=draft.relayed,
            sure=draft.sure,
        )
        for index, draft in enumerate(ordered, start=1)
    )
    return Requirement(
        no=no,
        speaker=found.speaker.name,
        speaker_role=found.speaker.role,
        marker=found.marker,
        heading=found.heading,
        span=found.span,
        parts=parts,
        relayed=bool(parts) and all(part.relayed for part in parts),
    )


def announced_in(promises: Sequence[Promise], found: Sequence[Found]) -> tuple[Announced, ...]:
    """Return each announced count beside the number of requirements in the list that follows it."""
    rows = []
    for index, promise in enumerate(promises):
        until = promises[index + 1].at if index + 1 < len(promises) else None
        rows.append(
            Announced(
                speaker=promise.speaker.name, count=promise.count, found=_kept(promise, found, until=until)
            )
        )
    return tuple(rows)


def _kept(promise: Promise, found: Sequence[Found], *, until: int | None) -> int:
    """Return how many requirements the speaker's list has, or without a list his next requirements."""
    after = [
        one
        for one in found
        if one.span.end > promise.at
        and (until is None or one.span.start < until)
        and one.speaker.name == promise.speaker.name
    ]
    listed = [one for one in after if one.list_at is not None]
    if not listed:
        return len(after)
    return sum(one.list_at == listed[0].list_at for one in listed)
