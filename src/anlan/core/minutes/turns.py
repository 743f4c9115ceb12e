"""Who has the floor where: the sentences outside lists, each with its speaker, and the counts announced."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from anlan.core.minutes import speech
from anlan.core.minutes.body import Span, sentences
from anlan.core.minutes.chinese.subjects import Directory
from anlan.core.minutes.front import Front
from anlan.core.minutes.language import ENGLISH, Language, language_of
from anlan.core.minutes.lists import Item
from anlan.core.minutes.paragraphs import Paragraph
from anlan.core.minutes.speakers import NOBODY, Speaker
from anlan.core.minutes.speech import Opening


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """A sentence outside lists: whose words it is, its opening, and whether it may order."""

    span: Span
    paragraph: int
    speaker: Speaker
    opening: Opening | None
    directs: bool
    demanded: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Promise:
    """An announced count and where it stands."""

    at: int
    speaker: Speaker
    count: int


@dataclass(slots=True)
class Floor:
    """Everything outside lists, and for each list who speaks it."""

    turns: list[Turn]
    promises: list[Promise]
    speakers: dict[int, Speaker]


@dataclass(slots=True)
class _Walk:
    """Where the walk through the text stands."""

    speaker: Speaker = NOBODY
    last_named: Speaker = NOBODY
    speaking: bool = False
    any_opening: bool = False
    demanded_in: int = -1
    conveyed: bool = False


def take_floor(
    body: str,
    paragraphs: Sequence[Paragraph],
    lists: Sequence[Sequence[Item]],
    *,
    front: Front,
    headings: frozenset[int],
    directory: Directory,
) -> Floor:
    """Walk through the text in order and note who speaks which sentence and which list."""
    floor = Floor([], [], {})
    walk = _Walk()
    items = sorted((item for members in lists for item in members), key=lambda item: item.start)
    starting = defaultdict(list)
    for members in lists:
        starting[members[0].paragraph].append(members[0].start)
    for index, paragraph in enumerate(paragraphs):
        if index in front.outside or index in front.closings:
            continue
        if index in headings:
            walk.speaker, walk.speaking = (
                speech.speaker_of_heading(body, paragraph.span, directory=directory),
                False,
            )
            walk.conveyed = _CONVEYS.search(paragraph.span.of(body)) is not None
            continue
        free = _outside(paragraph.span, items)
        opened_before = walk.speaking
        walk.speaking = False
        for part in free:
            floor.speakers.update(_taken(starting[index], before=part.start, speaker=walk.speaker))
            _walk_stretch(
                body,
                part,
                index,
                walk=walk,
                floor=floor,
                front=front,
                directory=directory,
                carried=opened_before,
            )
        floor.speakers.update(_taken(starting[index], before=paragraph.span.end, speaker=walk.speaker))
        walk.speaking = walk.speaking or (opened_before and not free)
    return floor


def _taken(starts: list[int], *, before: int, speaker: Speaker) -> dict[int, Speaker]:
    """Take the lists that begin before a place out of `starts` and give them to whoever has the floor."""
    taken = {start: speaker for start in starts if start < before}
    starts[:] = [start for start in starts if start >= before]
    return taken


def _outside(span: Span, items: Sequence[Item]) -> list[Span]:
    """Return the stretches of a paragraph that belong to no item."""
    start, free = span.start, []
    first = bisect_right(items, span.start, key=lambda item: item.end)
    for item in items[first : bisect_left(items, span.end, key=lambda item: item.start)]:
        if item.start > start:
            free.append(Span(start, item.start))
        start = max(start, item.end)
    if start < span.end:
        free.append(Span(start, span.end))
    return free


def _openings(
    body: str, sentence: Span, *, before: Speaker, directory: Directory
) -> tuple[Opening | None, Opening | None]:
    """Return the opening that a sentence begins with, and what it announces."""
    language = language_of(body, sentence)
    opening = language.opening_at(body, sentence, before=before, directory=directory)
    if opening is not None and opening.demands:
        return opening, None
    announced = language.announcement_in(body, sentence, before=before, directory=directory)
    if opening is not None and not opening.says and announced is not None and announced.demands:
        return announced, None
    return opening, announced


def hear(body: str, sentence: Span, *, before: Speaker, directory: Directory) -> Opening | None:
    """Return whoever takes the floor in a sentence."""
    opening, announced = _openings(body, sentence, before=before, directory=directory)
    return opening or announced


def _walk_stretch(
    body: str,
    stretch: Span,
    paragraph: int,
    *,
    walk: _Walk,
    floor: Floor,
    front: Front,
    directory: Directory,
    carried: bool,
) -> None:
    for sentence in sentences(body, stretch):
        language = language_of(body, sentence)
        opening, announced = _openings(body, sentence, before=walk.last_named, directory=directory)
        if opening is None and announced is None:
            walk.last_named = (
                speech.subject_of(body, sentence, before=walk.last_named, directory=directory)
                or walk.last_named
            )
        _hear(opening, announced, sentence, walk=walk, floor=floor)
        if opening is not None:
            walk.demanded_in = paragraph if opening.demands and opening.says else -1
        directs = (opening is None or opening.says) and _may_order(
            body, sentence, walk=walk, front=front, carried=carried, language=language, directory=directory
        )
        floor.turns.append(
            Turn(
                span=sentence,
                paragraph=paragraph,
                speaker=_speaking(walk, carried=carried),
                opening=opening,
                demanded=opening is None and walk.demanded_in == paragraph,
                directs=directs
                and not (
                    opening is None and announced is not None and announced.span.end >= sentence.end - 1
                ),
            )
        )


_CONVEYS = re.compile(r"[、.．）)\s](?:传达|学习)[\u3400-\u9fff“”《》]{2,40}(?:精神|讲话|文件|要求)$")


def _speaking(walk: _Walk, *, carried: bool) -> Speaker:
    """Return who has the floor; under a heading that conveys a superior's meeting, that superior."""
    if not (walk.speaking or carried):
        return NOBODY
    return replace(walk.speaker, superior=True) if walk.conveyed and walk.speaker.name else walk.speaker


def _hear(
    opening: Opening | None, announced: Opening | None, sentence: Span, *, walk: _Walk, floor: Floor
) -> None:
    """Hand the floor to whoever opens or announces."""
    for heard in (announced, opening):
        if heard is None:
            continue
        speaker = walk.speaker if heard.speaker == NOBODY and walk.speaking else heard.speaker
        walk.last_named = speaker if speaker != NOBODY else walk.last_named
        walk.speaker = speaker
        walk.any_opening = True
        walk.speaking = heard.says and not (heard.pledges and speaker.role is None and speaker.name != "会议")
        if heard.count is not None and not any(promise.at == sentence.start for promise in floor.promises):
            floor.promises.append(Promise(at=sentence.start, speaker=speaker, count=heard.count))


def _may_order(
    body: str,
    sentence: Span,
    *,
    walk: _Walk,
    front: Front,
    carried: bool,
    language: Language,
    directory: Directory,
) -> bool:
    """Tell whether an order in this sentence would be one of the text's own, not of a quoted passer-by."""
    if body[sentence.start] in '“"「' and not walk.speaking:
        return False
    if walk.speaking or front.notice or carried:
        return True
    by_itself = language.orders_by_itself(body, sentence, directory=directory)
    return by_itself and (language is ENGLISH or not walk.any_opening)
