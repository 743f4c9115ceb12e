"""Lists: markers whose numbers run on become items of one list; nesting, restarts, mixed families, gaps."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from anlan.core.minutes.markers import Marker, is_bullet
from anlan.core.minutes.paragraphs import Paragraph

_FINAL = 0
_WIDEST_GAP = 2
# Words that hardly mean anything else, so that a missing number does not end the list.
_PLAIN_ANYWHERE = ("一是", "第一")
_LISTS_LOOKED_BACK = 20
_ALONE_ALLOWED = ("一、", "（一）", "1.", "(1)", "第一条", "Action", "•", "①")
_NEEDS_ALL = ("1", "01", "a.", "a)", "(a)", "(i)", "First", "首先")


@dataclass(slots=True)
class Item:
    """An item of a list: where it begins, its sub-items, and where its text ends once that is known."""

    marker: Marker
    paragraph: int
    gap: bool = False
    children: list[list[Item]] = field(default_factory=list)
    end: int = 0

    @property
    def start(self) -> int:
        """Return the first character of the marker."""
        return self.marker.span.start


@dataclass(slots=True)
class _Open:
    """A list that may still go on."""

    items: list[Item]

    @property
    def kin(self) -> str:
        return self.items[0].marker.family.kin

    def number(self) -> int:
        """Return how far the list has counted."""
        return self.items[-1].marker.ordinal


def lists_in(paragraphs: Sequence[Paragraph], *, stops: Sequence[int]) -> list[list[Item]]:
    """Return the outermost lists; none runs over a position in `stops`, stray markers are dropped."""
    found = _assemble(paragraphs, stops=stops, dropped=frozenset())
    stray = frozenset(_strays(found))
    return _assemble(paragraphs, stops=stops, dropped=stray) if stray else found


def _assemble(
    paragraphs: Sequence[Paragraph], *, stops: Sequence[int], dropped: frozenset[int]
) -> list[list[Item]]:
    outermost: list[list[Item]] = []
    stack: list[_Open] = []
    passed = 0
    for index, paragraph in enumerate(paragraphs):
        for marker in paragraph.markers:
            if bisect_right(stops, marker.span.start) > passed:
                passed = bisect_right(stops, marker.span.start)
                stack.clear()
            if marker.span.start not in dropped:
                _place(Item(marker, index), stack=stack, outermost=outermost)
    return outermost


def _place(item: Item, *, stack: list[_Open], outermost: list[list[Item]]) -> None:
    """Add an item to the list it continues, or begin a new one with it."""
    depth = _continued(item, stack)
    if depth is not None:
        del stack[depth + 1 :]
        item.gap = _skips(item.marker, stack[depth])
        stack[depth].items.append(item)
        return
    if item.marker.ordinal != 1 and not item.marker.at_line:
        return
    if item.marker.at_line and _resumes(item, outermost, stack):
        return
    _leave(item, stack)
    items = [item]
    (stack[-1].items[-1].children if stack else outermost).append(items)
    stack.append(_Open(items))


def _resumes(item: Item, outermost: list[list[Item]], stack: list[_Open]) -> bool:
    """Go on with an outermost list that a speaker interrupted, when the number is its next."""
    if item.marker.ordinal <= 1:
        return False
    for items in outermost[: -_LISTS_LOOKED_BACK - 1 : -1]:
        last = items[-1].marker
        if (
            last.at_line
            and last.family.kin == item.marker.family.kin
            and item.marker.ordinal == last.ordinal + 1
        ):
            items.append(item)
            stack[:] = [_Open(items)]
            return True
    return False


def _leave(item: Item, stack: list[_Open]) -> None:
    """Close the lists that a new one cannot stand in: its own kind, and those of earlier running text."""
    for depth, opened in enumerate(stack):
        ended = item.paragraph != opened.items[-1].paragraph and not opened.items[-1].marker.at_line
        if opened.kin == item.marker.family.kin or ended:
            del stack[depth:]
            return


def _continued(item: Item, stack: list[_Open]) -> int | None:
    """Return the depth of the innermost list that the item goes on with."""
    by_kin = [d for d, opened in enumerate(stack) if _runs_on(item.marker, opened)]
    if by_kin:
        return by_kin[-1]
    if not item.marker.at_line or item.marker.ordinal <= 1:
        return None
    any_kin = [
        d
        for d, opened in enumerate(stack)
        if opened.items[-1].marker.at_line and item.marker.ordinal == opened.number() + 1
    ]
    return any_kin[-1] if any_kin else None


def _runs_on(marker: Marker, opened: _Open) -> bool:
    """Tell whether the marker is the next of the list; where lines begin a small gap is forgiven."""
    if marker.family.kin != opened.kin:
        return False
    if is_bullet(marker.family):
        return len(marker.span) == len(opened.items[-1].marker.span) or marker.family.name == "Action"
    if marker.ordinal == _FINAL:
        return True
    step = marker.ordinal - opened.number()
    at_lines = marker.at_line and opened.items[-1].marker.at_line
    forgiving = at_lines or marker.family.name in _PLAIN_ANYWHERE
    return step == 1 or (forgiving and 0 <= step <= _WIDEST_GAP and marker.ordinal > 1)


def _skips(marker: Marker, opened: _Open) -> bool:
    if is_bullet(marker.family) or marker.ordinal == _FINAL:
        return False
    return marker.ordinal != opened.number() + 1


def _strays(lists: Sequence[Sequence[Item]]) -> Collection[int]:
    """Return the places of markers that make no list: alone in running text, or without a first."""
    stray: set[int] = set()
    for items in lists:
        first = items[0].marker
        alone = len(items) == 1 and not (first.at_line and first.family.name in _ALONE_ALLOWED)
        headless = first.family.name in _NEEDS_ALL and first.ordinal != 1
        if alone or headless or (first.ordinal != 1 and not first.at_line):
            stray |= {item.marker.span.start for item in items}
        for item in items:
            stray |= set(_strays(item.children))
    return stray


def close_items(
    lists: Sequence[Sequence[Item]], paragraphs: Sequence[Paragraph], *, stops: Sequence[int], limit: int
) -> None:
    """Set where every item ends: at the next marker, a stop (a new speaker, a closing line), or `limit`.

    An item that begins in running text ends with its paragraph at the latest.
    """
    starts = sorted(item.start for items in lists for item in items)
    for items in lists:
        for item in items:
            following = _first_stop(starts, item.start, limit=limit)
            end = min(following, limit, _first_stop(stops, item.start, limit=limit))
            paragraph_end = paragraphs[item.paragraph].span.end
            item.end = end if item.marker.at_line else min(end, paragraph_end)
            close_items(item.children, paragraphs, stops=stops, limit=item.end)


def _first_stop(stops: Sequence[int], start: int, *, limit: int) -> int:
    """Return the first of the ordered positions after `start`."""
    index = bisect_right(stops, start)
    return stops[index] if index < len(stops) else limit
