"""Markers of list items: a table of families, and every place where one may stand."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import Enum

from anlan.core.minutes.body import Span
from anlan.core.minutes.numerals import whole_number


class Place(Enum):
    """Where a marker of a family may stand: only where a line begins, or also inside running text."""

    LINE = "line"
    ANYWHERE = "anywhere"


@dataclass(frozen=True, slots=True)
class Family:
    """A way of numbering; families of one `kin` may take turns in one list (一要…三要…四是)."""

    name: str
    kin: str
    pattern: re.Pattern[str]
    ordinal: Callable[[str], int | None]
    place: Place


@dataclass(frozen=True, slots=True)
class Marker:
    """A marker as printed: `span` is what is shown, the item's own text begins at `text_start`."""

    family: Family
    ordinal: int
    span: Span
    text_start: int
    at_line: bool


_HAN = r"[一二三四五六七八九十]{1,3}"
_LOOKS_LIKE_DIGIT = str.maketrans("ＯOoIl丨|０１２３４５６７８９", "0001111" + "0123456789")
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_BRACKETED = "⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇"
_DOTTED = "⒈⒉⒊⒋⒌⒍⒎⒏⒐⒑⒒⒓⒔⒕⒖⒗⒘⒙⒚⒛"
_BRACKETED_HAN = "㈠㈡㈢㈣㈤㈥㈦㈧㈨㈩"
_SPOKEN = {"首先": 1, "其次": 2, "再次": 3, "再者": 3, "第三": 3, "最后": 0}
_ENGLISH = {
    "first": 1,
    "second": 2,
    "third": 3,
    "fourth": 4,
    "fifth": 5,
    "sixth": 6,
    "finally": 0,
    "lastly": 0,
}
_LAST = 0
_ROMANS = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6, "vii": 7, "viii": 8, "ix": 9, "x": 10}


def _number(printed: str) -> int | None:
    return whole_number(printed.translate(_LOOKS_LIKE_DIGIT))


def _han_number(printed: str) -> int | None:
    """Read a Chinese numeral; dashes printed for 一 are a common fault."""
    return whole_number(re.sub(r"[—―－ー]+", "一", printed))


def _symbol(printed: str) -> int | None:
    rows = (_CIRCLED, _BRACKETED, _DOTTED, _BRACKETED_HAN)
    return next((row.index(printed) + 1 for row in rows if printed in row), None)


def _letter(printed: str) -> int | None:
    return ord(printed.lower()) - ord("a") + 1


def _roman(printed: str) -> int | None:
    return _ROMANS.get(printed.lower())


def _spoken(printed: str) -> int | None:
    return _SPOKEN.get(printed)


def _english(printed: str) -> int | None:
    return _ENGLISH.get(
        printed.lower().removesuffix("ly") if printed.lower() not in _ENGLISH else printed.lower()
    )


def _family(
    name: str,
    pattern: str,
    ordinal: Callable[[str], int | None],
    *,
    place: Place = Place.ANYWHERE,
    kin: str = "",
) -> Family:
    return Family(name=name, kin=kin or name, pattern=re.compile(pattern), ordinal=ordinal, place=place)


# Each pattern has the group `n` (what is counted) and `m` (the marker as printed).
_MEASURE = "[年月日时点分秒个名人天号周楼次级届项条位台间所栋条万千余多元米]"
_SPACE = r"[ \t\u3000]*"
FAMILIES = (
    _family("一是", rf"(?P<m>(?P<n>{_HAN}|[—―－ー]){_SPACE}是)(?!否|非|的)", _han_number, kin="running"),
    _family("一要", rf"(?P<m>(?P<n>{_HAN}){_SPACE}要)(?!求|点|素|件|闻)", _han_number, kin="running"),
    _family("其一", rf"(?P<m>其(?P<n>{_HAN}))(?=[，,：:、是要])", _han_number, kin="running"),
    _family("第一", rf"(?P<m>第(?P<n>{_HAN}))(?=[，,：:、]|是|要|\s)", _han_number, kin="running"),
    _family(
        "首先", r"(?P<m>(?P<n>首先|其次|再次|再者|最后))(?=[，,：:]|要|是|必须|应)", _spoken, kin="running"
    ),
    _family(
        "第一条", rf"(?P<m>第(?P<n>{_HAN}|[\d零〇百]{{1,4}})条)(?=\s|[：:])", _han_number, place=Place.LINE
    ),
    _family("（一）", rf"(?P<m>[（(]{_SPACE}(?P<n>{_HAN}){_SPACE}[）)])", _han_number),
    _family("（一）", rf"(?P<m>(?P<n>[{_BRACKETED_HAN}]))", _symbol),
    _family("一、", rf"(?P<m>(?P<n>{_HAN}|[—―－ー]){_SPACE}、)", _han_number),
    _family("一、", rf"(?P<m>(?P<n>{_HAN}){_SPACE}[.．，,：:])", _han_number, place=Place.LINE),
    _family("(1)", rf"(?P<m>[（(]{_SPACE}(?P<n>[\dlＯO０-９]{{1,3}}){_SPACE}[）)])", _number),
    _family("(1)", rf"(?P<m>(?P<n>[{_BRACKETED}]))", _symbol),
    _family("①", rf"(?P<m>(?P<n>[{_CIRCLED}]))", _symbol),
    _family("1)", rf"(?P<m>(?P<n>[\d０-９]{{1,2}}){_SPACE}[）)])", _number),
    _family("1.", rf"(?P<m>(?P<n>[{_DOTTED}]))", _symbol),
    _family("1.", rf"(?P<m>(?P<n>[\d０-９lI丨]{{1,2}}){_SPACE}(?:[、．]|[.](?![\d０-９])))", _number),
    _family(
        "01",
        rf"(?P<m>(?P<n>[0０OＯo][1-9１-９lI]|[1-9]\d)){_SPACE}(?=$|(?!{_MEASURE})[\u3400-\u9fff])",
        _number,
        place=Place.LINE,
    ),
    _family(
        "1",
        rf"(?P<m>(?P<n>\d{{1,2}}))[ \t\u3000]+(?=(?!{_MEASURE})[\u3400-\u9fff])",
        _number,
        place=Place.LINE,
    ),
    _family("1", r"(?P<m>(?P<n>\d{1,2}))$", _number, place=Place.LINE),
    _family("(i)", r"(?P<m>\((?P<n>[ivx]{1,4})\))", _roman, kin="(i)"),
    _family("(a)", r"(?P<m>\((?P<n>[a-zA-Z])\))(?=\s)", _letter),
    _family("a)", r"(?P<m>(?P<n>[a-zA-Z])\))(?=\s)", _letter, place=Place.LINE),
    _family("a.", r"(?P<m>(?P<n>[a-hA-H])\.)(?=\s)", _letter, place=Place.LINE),
    _family(
        "First",
        r"(?P<m>(?P<n>(?:First|Second|Third|Fourth|Fifth|Sixth)(?:ly)?|Finally|Lastly))(?=,)",
        _english,
    ),
    _family(
        "Action",
        r"(?P<m>(?:ACTION|Action|AGREED|Agreed)(?: (?:item )?(?P<n>\d{1,2}))?:)",
        _number,
        place=Place.LINE,
    ),
    _family(
        "•",
        r"(?P<m>(?P<n>[-*•·–●○■□◆◇▪▲►➢✓★☐∙・‧]|—{1,2}(?=\s)))(?=\s|[\u3400-\u9fff])",
        _number,
        place=Place.LINE,
    ),
)

# What any marker in running text begins with; most places are done with at this one look.
_MAY_BEGIN = re.compile(
    rf"[一二三四五六七八九十—―－ー其第首再最（(\d０-９lI丨FSTL{_CIRCLED}{_BRACKETED}{_DOTTED}{_BRACKETED_HAN}]"
)
_AFTER_MARKER = re.compile(r"[ \t\u3000、，：:,]*")
_INLINE_PLACE = re.compile(r"[。；;！？!?：:，,、）)”\s]\s*")
_BULLETS = ("•", "Action")


def is_bullet(family: Family) -> bool:
    """Tell whether the family counts nothing, so that its items are only told by their sign."""
    return family.name in _BULLETS


def markers_in(body: str, line: Span) -> Iterator[Marker]:
    """Yield every place of a line where an item may begin, in order; false ones are weeded out by `lists`."""
    taken = line.start
    opening = _marker_at(body, line.start, line=line, at_line=True)
    if opening is not None:
        yield opening
        taken = opening.text_start
    for place in _INLINE_PLACE.finditer(body, line.start, line.end):
        if place.end() >= taken and place.end() < line.end:
            marker = _marker_at(body, place.end(), line=line, at_line=False)
            if marker is not None and not _is_a_number(body, place, marker, line=line):
                yield marker
                taken = marker.text_start


_COUNTED_BEFORE = re.compile(
    r"\b(?:Jan\w*|Feb\w*|Mar\w*|Apr\w*|May|June?|July?|Aug\w*|Sept?\w*|Oct\w*|Nov\w*|Dec\w*"
    r"|No|Room|Section|Article|Level|Floor|Phase|Building|Hall|Annex|Appendix|Page|Paragraph|Item|Block"
    r"|to|and|of)$"
)


def _is_a_number(body: str, place: re.Match[str], marker: Marker, *, line: Span) -> bool:
    """Tell the day of `by August 4.` and the end of a line from a marker in running text."""
    if marker.text_start >= line.end:
        return True
    before = body[max(line.start, place.start() - 12) : place.start()]
    return _COUNTED_BEFORE.search(before) is not None


def _marker_at(body: str, start: int, *, line: Span, at_line: bool) -> Marker | None:
    """Return the marker that begins here, if one does."""
    if not at_line and _MAY_BEGIN.match(body, start, line.end) is None:
        return None
    for family in FAMILIES:
        if family.place is Place.LINE and not at_line:
            continue
        match = family.pattern.match(body, start, line.end)
        ordinal = None if match is None else _ordinal(family, match)
        if match is not None and ordinal is not None:
            after = _AFTER_MARKER.match(body, match.end("m"), line.end)
            return Marker(
                family=family,
                ordinal=ordinal,
                span=Span(match.start("m"), match.end("m")),
                text_start=after.end() if after else match.end("m"),
                at_line=at_line,
            )
    return None


def _ordinal(family: Family, match: re.Match[str]) -> int | None:
    return 1 if is_bullet(family) else family.ordinal(match["n"])
