"""The compiler: text → paragraphs → markers → lists → speakers → requirements → parts."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from datetime import date

from anlan.core.minutes.body import Span, normal_newlines, sentences
from anlan.core.minutes.chinese.clauses import Manner
from anlan.core.minutes.chinese.subjects import Directory
from anlan.core.minutes.doubts import doubts_about, lacks_a_day
from anlan.core.minutes.front import Front, read_front
from anlan.core.minutes.language import language_of
from anlan.core.minutes.lists import Item, close_items, lists_in
from anlan.core.minutes.model import Minutes, Requirement, Sentence
from anlan.core.minutes.paragraphs import Paragraph, meeting, paragraphs
from anlan.core.minutes.requirements import Sources, announced_in, numbered, requirements_in
from anlan.core.minutes.sections import Outline, outline
from anlan.core.minutes.speakers import NOBODY
from anlan.core.minutes.turns import hear, take_floor

# Some three hundred pages; what stands beyond is kept in the body and left unread.
LONGEST_TEXT = 200_000
_LONGEST_HEADING = 40
_ADDRESSES_ALL = re.compile(
    r"(?:以上|上述)?[^，。；：]{0,8}(?:请|望|希望)(?:各|有关|相关|全校|全体)|(?:以上|上述)(?:要求|事项"
    r"|工作|任务|安排|内容)|各(?:单位|部门|学院|院系)(?:要|应|须|请|务必)"
)
_OPENS_ANEW = re.compile(r"请|各|望|以上|上述|[^，。；：]{2,24}(?:要(?!求)|请|应|须|务必)")


def read_minutes(text: str, *, units: Sequence[str] = (), now: date | None = None) -> Minutes:
    """Return everything a text orders, with exact spans.

    `units` are the organisation's own unit names and aliases; `now` is what deadlines count from
    when the text names neither a meeting day nor a day of publication.
    """
    body = normal_newlines(text)
    blocks = paragraphs(body[:LONGEST_TEXT])
    front = read_front(body, blocks)
    directory = Directory(units=frozenset(unit for unit in units if unit))
    base = front.held_on or front.published_on or now
    lists = _lists(body, blocks, front=front, directory=directory)
    floor = take_floor(body, blocks, lists.lists, front=front, headings=lists.headings, directory=directory)
    manner = Manner(directory=directory, base=base, bare=True)
    sources = Sources(
        body=body,
        paragraphs=blocks,
        lists=lists.lists,
        accounts=lists.accounts,
        floor=floor,
        front=front,
        manner=manner,
    )
    found = requirements_in(sources)
    requirements = numbered(body, found)
    announced = announced_in(floor.promises, found)
    return Minutes(
        body=body,
        title=front.title,
        held_on=front.held_on.isoformat() if front.held_on else None,
        published_on=front.published_on.isoformat() if front.published_on else None,
        requirements=requirements,
        announced=announced,
        doubts=doubts_about(
            requirements,
            announced=announced,
            gaps=tuple(_gaps(body, lists.lists)),
            undated=base is None and lacks_a_day(body, requirements),
            cut=len(body) > LONGEST_TEXT,
        ),
        sentences=tuple(_covered(body, blocks, requirements)),
    )


def _lists(body: str, blocks: Sequence[Paragraph], *, front: Front, directory: Directory) -> Outline:
    """Return the lists with the end of every item, section headings dissolved."""
    anew = frozenset(
        index
        for index, block in enumerate(blocks)
        if not _begins_with_marker(block)
        and not _explains_a_heading(body, blocks, index)
        and _anew(body, block, directory=directory)
    )
    stops = [blocks[index].span.start for index in anew | front.closings]
    for block in blocks:
        stops += _new_speakers(body, block, directory=directory)
    stops.sort()
    lists = lists_in(blocks, stops=stops)
    close_items(lists, blocks, stops=stops, limit=len(body))
    trailing = list(_trailing(body, blocks, lists))
    if trailing:
        close_items(lists, blocks, stops=sorted({*stops, *trailing}), limit=len(body))
    return outline(body, blocks, lists)


def _new_speakers(body: str, block: Paragraph, *, directory: Directory) -> Iterator[int]:
    """Yield where, in a paragraph with a list in running text, another person takes the floor."""
    if not block.markers or (len(block.markers) == 1 and block.markers[0].at_line):
        return
    last = NOBODY
    for sentence in sentences(body, block.span):
        heard = hear(body, sentence, before=last, directory=directory)
        if heard is None or heard.speaker.unit:
            continue
        if last.name is not None and heard.speaker.name != last.name and sentence.start > block.span.start:
            yield sentence.start
        last = heard.speaker


def _explains_a_heading(body: str, blocks: Sequence[Paragraph], index: int) -> bool:
    """Tell the first line under a numbered heading: 一、关于实验室检查, below it 会议通报了…"""
    if index == 0 or not _begins_with_marker(blocks[index - 1]):
        return False
    before = blocks[index - 1]
    title = body[before.markers[0].text_start : before.span.end]
    language = language_of(body, before.span)
    if language.is_section_title(title) or language.is_account(title) or len(before.markers) > 1:
        return False
    return 0 < len(title) <= _LONGEST_HEADING and title[-1] not in "。；;：:！!，,."


def _begins_with_marker(block: Paragraph) -> bool:
    return bool(block.markers) and block.markers[0].at_line


def _anew(body: str, block: Paragraph, *, directory: Directory) -> bool:
    language = language_of(body, block.span)
    return language.begins_anew(body, block.span, before=NOBODY, directory=directory)


def _trailing(body: str, blocks: Sequence[Paragraph], lists: Sequence[Sequence[Item]]) -> Iterator[int]:
    """Yield where a paragraph after the last item opens anew: the items before it held fewer lines."""
    for items in lists:
        held = [
            [blocks[index].span.start for index in meeting(blocks, Span(item.start, item.end))][1:]
            for item in items
        ]
        usual = max((len(starts) for starts in held[:-1]), default=0)
        if len(items) < 2 or items[-1].children:
            continue
        even = len(held) > 2 and len({len(starts) for starts in held[:-1]}) == 1
        beyond = [start for start in held[-1][usual:] if not usual or even or _OPENS_ANEW.match(body, start)]
        told_here = body[items[-1].marker.text_start : held[-1][0] if held[-1] else 0].strip()
        own = held[-1] if told_here else held[-1][1:]
        addressed = [start for start in own if _ADDRESSES_ALL.match(body, start)]
        yield from sorted({*beyond[:1], *addressed[:1]})[:1]


def _gaps(body: str, lists: Sequence[Sequence[Item]]) -> Iterator[str]:
    """Yield the markers at which numbers do not run on."""
    for items in lists:
        for item in items:
            if item.gap:
                yield item.marker.span.of(body)
            yield from _gaps(body, item.children)


def _covered(
    body: str, blocks: Sequence[Paragraph], requirements: Sequence[Requirement]
) -> Iterator[Sentence]:
    """Yield every sentence with the requirements it belongs to."""
    for block in blocks:
        for span in sentences(body, block.span):
            first = bisect_right(requirements, span.start, key=lambda requirement: requirement.span.end)
            after = bisect_left(requirements, span.end, key=lambda requirement: requirement.span.start)
            yield Sentence(span=span, requirements=tuple(r.no for r in requirements[first:after]))
