"""People who speak: names told from common words, and the titles printed beside them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from anlan.core.minutes.chinese.surnames import looks_like_a_name
from anlan.core.minutes.chinese.tagging import tagged as tagged_words


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who speaks, by name or office, with the title printed at the first mention."""

    name: str | None = None
    role: str | None = None
    superior: bool = False
    unit: bool = False


NOBODY = Speaker()

_TITLE = (
    r"(?:(?:党委|党总支|党支部|团委|纪委|常务|校|院|系|处|执行|总|第一|分管|主管|值班"
    r"|主要){0,3}(?:副)?(?:书记|校长|院长|主任|处长|部长|主席|总指挥|指挥长|组长"
    r"|科长|馆长|局长|厅长|市长|省长|区长|县长|所长|站长|队长|经理|秘书长|校务委员|总工程师|会长|理事长"
    r"|董事长|督学|调研员|巡视员|教授|研究员|老师|同志|负责人|负责同志|领导|委员"
    r"|常委))"
)
TITLE_AT_END = re.compile(rf"{_TITLE}$")
_ROLE_ALONE = re.compile(rf"[\u3400-\u9fff]{{0,16}}{_TITLE}$")
_NAME = re.compile(r"[\u3400-\u9fff]{2,4}(?:·[\u3400-\u9fff]{1,8})?$")
_ROLE_NOISE = re.compile(r"^(?:学校|我校|我院|该校|全校|本校|该院|由|经|和|与|在|会议由|会上|原|时任|现任)+")
_ROLE_STOPS = re.compile(r"[、，。；：（）()\s“”《》的]|(?:由|经|和|与|及)(?=[\u3400-\u9fff])")


def role_of(body: str, name: str) -> str | None:
    """Return the last title printed before the name at its first mention, else one printed right after it."""
    at = body.find(name)
    before = _title_before(body, len(body[:at].rstrip(" \u3000")) if at > 0 else at)
    if before is not None:
        return before
    after = re.match(_TITLE, body[at + len(name) :]) if at >= 0 else None
    return after.group() if after and after.group() != "同志" else None


def _title_before(body: str, at: int) -> str | None:
    """Return the title that ends right before a place: 党委书记 of 总指挥、党委书记某某."""
    before = re.sub(r"[（(][^（()）]{1,12}[）)]$", "", body[max(0, at - 30) : max(at, 0)])
    role = _ROLE_NOISE.sub("", _ROLE_STOPS.split(before)[-1])
    return role if role and _ROLE_ALONE.fullmatch(role) else None


def person_named(body: str, printed: str) -> Speaker | None:
    """Read 副校长, 某某副校长, 党委书记某某 and 某某."""
    title = TITLE_AT_END.search(printed)
    if title is not None:
        name = printed[: title.start()]
        if 2 <= len(name) <= 3 and _could_be_name(name) and not _is_common_noun(name):
            return Speaker(name, role_of(body, name) or title.group())
        return Speaker(printed, printed) if _ROLE_ALONE.fullmatch(printed) else None
    for size in (2, 3, 4):
        head, name = printed[:-size], printed[-size:]
        if head and TITLE_AT_END.search(head) and _NAME.fullmatch(name) and _could_be_name(name):
            return Speaker(name, role_of(body, name))
    if _NAME.fullmatch(printed) and _is_name(body, printed):
        return Speaker(printed, role_of(body, printed))
    return None


def _is_name(body: str, printed: str) -> bool:
    """Tell a name from a common noun: it carries a title somewhere, or is no word of the dictionary."""
    if not _could_be_name(printed):
        return False
    if looks_like_a_name(printed, words=len(tagged_words(printed))):
        return True
    return _title_before(body, body.find(printed)) is not None or all(
        tag in ("nr", "x", "nrt", "zg", "ng", "ag", "g", "vg", "nrfg") or len(word) == 1
        for word, tag in tagged_words(printed)
    )


def _is_common_noun(printed: str) -> bool:
    """Tell 学生 of 学生处处长 from a name: one word of the dictionary, and none for names."""
    tagged = tagged_words(printed)
    return len(tagged) == 1 and tagged[0][1] in _COMMON


_COMMON = frozenset(["n", "v", "vn", "b", "a", "nt", "ns", "nz", "j", "l"])
_FUNCTION_FIRST = re.compile(
    r"[凡如若请按非勿须让使给用在就对代还也再最要又作提传出主表与和及等为把将是的了从到向以并则都均亲特进各本该此其因由经被不没已正刚同会校院系处部全每某]"
)


_NEVER_NAMES = frozenset(
    ["d", "s", "t", "f", "p", "c", "r", "m", "ad", "q", "uj", "ul", "uv", "ud", "ug", "zg"]
)


def _could_be_name(printed: str) -> bool:
    """Tell whether the characters may be a name: no function word first, no single common word."""
    if _FUNCTION_FIRST.match(printed):
        return False
    tagged = tagged_words(printed)
    return len(tagged) > 1 or tagged[0][1] not in _NEVER_NAMES
