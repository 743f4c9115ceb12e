"""What stands around the matter of a text: title, dates, meta lines, closing lines, signature."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from anlan.core.minutes.body import Span, sentences
from anlan.core.minutes.deadlines.reckoning import safe_date
from anlan.core.minutes.numerals import whole_number
from anlan.core.minutes.paragraphs import Paragraph

_LOOKS_LIKE_DIGIT = str.maketrans("ＯOoIl０１２３４５６７８９", "00011" + "0123456789")
_D = r"[\dＯOol０-９〇○零一二三四五六七八九十]"
_FULL_DATE = re.compile(
    rf"(?P<y>(?:[2２]{_D}{{3}}|二{_D}{{3}}))\s?(?:年|[-/.])\s?(?P<m>{_D}{{1,3}})\s?(?:月"
    rf"|[-/.])\s?(?P<d>{_D}{{1,3}})\s?日?"
)
_UNNAMED_DATE = re.sub(r"\?P<\w+>", "", _FULL_DATE.pattern)
_ENGLISH_DATE = re.compile(
    r"(?:(?P<d>\d{1,2})(?:st|nd|rd|th)? (?P<m>[A-Z][a-z]{2,8}),? (?P<y>20\d\d)|(?P<m2>[A-Z][a-z]{2,8})"
    r" (?P<d2>\d{1,2})(?:st|nd|rd|th)?,? (?P<y2>20\d\d))"
)
_DAY = re.compile(rf"(?P<m>{_D}{{1,3}})\s?月\s?(?P<d>{_D}{{1,3}})\s?日(?!以来|起|至|前|之前|后)")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_META = re.compile(
    r"(?:发布(?:日期|时间|者|人)?|日期|时间|会议时间|地点|会议地点|来源|编辑|责任编辑|责编|作者|记者|主持人?|主持|参加(?:人员)?|参会人员|出席(?:人员)?"
    r"|列席(?:人员)?|缺席|请假|记录人?|整理|签发|拟稿|主题|议题|浏览|点击|阅读|文号|抄送|主送|供稿|摄影|审核|当前位置|source|Source|To|From|Date"
    r"|Subject|Re|Cc|CC|cc|Present|In attendance|Attendees|Apologies|Venue|Place|Time|Chair|Minutes"
    r"|Circulation|Distribution)\s*[：:]",
)
_SOURCE = re.compile(r"[Ss]ource|来源|当前位置")
_NAVIGATION = re.compile(r"网站首页|当前位置|您现在的位置|https?://|^\s*>|>\s*正文|^\[?返回")
_DATE_LINE = re.compile(
    rf"[（(]?\s*(?:发布(?:日期"
    rf"|时间)\s*[：:]\s*)?(?:{_UNNAMED_DATE})[\s日]*(?:\d{{1,2}}[:：]\d{{2}}(?:[:：]\d{{2}})?)?[^。]{{0,40}}[）)]?"
)
_DATED_END = re.compile(
    rf"[^，。；！]{{0,40}}?(?:{_UNNAMED_DATE})\s*(?:印发"
    rf"|发布|制|印制|拟|发)?"
)
_ENGLISH_DATE_LINE = re.compile(
    r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,? )?(?:\d{1,2}(?:st|nd|rd|th)? [A-Z][a-z]{2,8},?"
    r" 20\d\d|[A-Z][a-z]{2,8} \d{1,2},? 20\d\d)"
)
_HELD = re.compile(
    r"召开|举行|举办|召集|开会|组织召开|主持召开|集中学习|开展(?:了)?[^，。]{0,20}(?:检查|演练|调研|督查)"
)
_HELD_LABEL = re.compile(
    r"(?:会议)?(?:时间|日期)\s*[：:]|Held on|Date\s*:|Date of meeting\s*:|Meeting of|Time\s*:"
)
_MINUTES_TITLE = re.compile(
    r"\b(?:minutes|meeting|notes|committee|board|council|senate|group|briefing notes)\b", re.IGNORECASE
)
_DATED = re.compile(
    r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,? )?(?:\d{1,2}(?:st|nd|rd|th)? [A-Z][a-z]{2,8},?"
    r" 20\d\d|[A-Z][a-z]{2,8} \d{1,2},? 20\d\d)\b"
)
_PUBLISHED_LABEL = re.compile(r"发布|来源|编辑|供稿|浏览|点击|阅读|Published|Posted|Issued|Updated")
_MEMO = re.compile(r"(?:To|From)\s*:")
_CLOSING = re.compile(
    r"(?:特此(?:通知|通告|公告|函告|说明|报告)|(?:以上|本)?请(?:各|有关|相关)?[^，。；]{0,16}(?:遵照执行|认真贯彻执行|贯彻执行|认真执行|认真抓好落实|抓好落实"
    r"|抓好贯彻落实|认真落实|贯彻落实|周知|知照)|附件\s*[：:\d]|附\s*[：:]|附表|联系人|联系电话|联系方式|咨询电话|抄送|主送|抄报|分送|发送|出席\s*[：:]"
    r"|列席\s*[：:]|参加\s*[：:]|缺席\s*[：:]|记录\s*[：:]|整理\s*[：:]|签发\s*[：:]|[（(]?(?:文|图|撰稿|供稿|编辑|责编|责任编辑|审核|来源"
    r"|摄影|通讯员|记者)\s*[/：:]|Meeting closed|The meeting closed|The meeting ended|There being no|The next"
    r" meeting|Next meeting|Minutes taken|Present:|Apologies:|Distribution:|cc:|Yours|Kind regards|Best"
    r" regards|Thank you|Signed)"
)
_ATTENDANCE = re.compile(
    r"[^。]{2,120}(?:参加|出席|列席|陪同)(?:了)?(?:此次|本次)?(?:会议|调研|检查|活动|大会|例会|参加检查|调研检查|演练|座谈|汇报)?。?$"
)
_SALUTATION = re.compile(r"[^，。；]{2,60}[：:]$")
_SALUTED = re.compile(r"各|同学|老师|同志|单位|部门|学院|师生|Dear|Colleagues")
_PAGE_HEADER = re.compile(
    r"(?:(?:内部|机密|秘密|急件|特急|加急|文件|简报|资料)+|第?\s*[\d一二三四五六七八九十]+\s*期|.*〔\d{4}〕.*号)$"
)
_NOTICE = re.compile(
    r"(?:通知|通告|公告|方案|规定|办法|细则|预案|须知|指南|制度|守则|意见|提示|函|规则|规程|要求|指引|安排|公约|流程|通知单|决定|倡议书?)(?:（[^）]*）|\([^)]*\))?$"
)
_LONGEST_TITLE, _LONGEST_SIGNATURE = 90, 40
_LATEST_FRONT_PARAGRAPH = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Front:
    """Title, dates, and the paragraphs that are no matter; `closings` also end what is open."""

    title: str | None
    held_on: date | None
    published_on: date | None
    notice: bool
    outside: frozenset[int]
    closings: frozenset[int]


def read_front(body: str, paragraphs: Sequence[Paragraph]) -> Front:
    """Return what stands around the matter."""
    texts = [paragraph.span.of(body) for paragraph in paragraphs]
    title = _title_index(paragraphs, texts)
    meta = frozenset(i for i, text in enumerate(texts) if i != title and _is_meta(text))
    signature = frozenset(_signature(texts))
    closings = frozenset(i for i, text in enumerate(texts) if i != title and _is_closing(text)) | signature
    published = _published(texts, meta=meta, signature=signature, title=title)
    held = _held(body, paragraphs, texts, meta=meta, title=title, published=published)
    salutations = frozenset(
        i
        for i, text in enumerate(texts)
        if _SALUTATION.fullmatch(text) and _SALUTED.search(text) and i < _LATEST_FRONT_PARAGRAPH
    )
    outside = meta | salutations | (frozenset({title}) if title is not None else frozenset())
    return Front(
        title=None if title is None else texts[title],
        held_on=held,
        published_on=published,
        notice=title is not None and _NOTICE.search(texts[title]) is not None,
        outside=outside,
        closings=closings,
    )


def _title_index(paragraphs: Sequence[Paragraph], texts: Sequence[str]) -> int | None:
    if len(texts) == 1 and re.search(r"[，,；;]", texts[0]):
        return None
    for index, text in enumerate(texts[:_LATEST_FRONT_PARAGRAPH]):
        if _is_meta(text) or (_PAGE_HEADER.fullmatch(text) and len(text) < 24):
            continue
        if (
            len(text) > _LONGEST_TITLE
            or text[-1] in "。；;，,."
            or paragraphs[index].markers
            or _SALUTATION.fullmatch(text)
        ):
            return None
        return index
    return None


def _is_meta(text: str) -> bool:
    if len(text) > 2 * _LONGEST_TITLE:
        return _META.match(text) is not None and _SOURCE.match(text) is not None
    if len(text) <= _LONGEST_TITLE and (
        _DATED.match(text) or re.match(r"(?:Issued|Published|Posted|Updated)\b", text)
    ):
        return True
    return bool(
        _META.match(text)
        or _NAVIGATION.search(text)
        or _DATE_LINE.fullmatch(text)
        or _ENGLISH_DATE_LINE.fullmatch(text)
    )


def _is_closing(text: str) -> bool:
    return bool(_CLOSING.match(text) or (len(text) <= 2 * _LONGEST_TITLE and _ATTENDANCE.fullmatch(text)))


def _signature(texts: Sequence[str]) -> Iterator[int]:
    """Yield the last lines when they are a date and the issuers above it."""
    last = len(texts) - 1
    if last < 1 or not (_DATED_END.fullmatch(texts[last]) or _ENGLISH_DATE_LINE.fullmatch(texts[last])):
        return
    yield last
    for index in range(last - 1, max(0, last - 5), -1):
        if len(texts[index]) > _LONGEST_SIGNATURE or re.search(r"[。；;，,！!：:]", texts[index]):
            return
        yield index


def _published(
    texts: Sequence[str], *, meta: frozenset[int], signature: frozenset[int], title: int | None
) -> date | None:
    """Return the day of publication: from a meta line, the signature, or a bracket that opens the text."""
    memo = any(_MEMO.match(texts[i]) for i in meta)
    for index in sorted(meta | signature):
        if (
            _is_held_line(texts, index, title=title)
            and not memo
            and not _PUBLISHED_LABEL.search(texts[index])
        ):
            continue
        found = full_date(texts[index])
        if found is not None:
            return found
    for text in texts[: (title or 0) + 4]:
        bracket = re.match(r"[（(【\[]([^）)】\]]{4,40})[）)】\]]", text)
        found = full_date(bracket.group(1)) if bracket else None
        if found is not None:
            return found
    return None


def _is_held_line(texts: Sequence[str], index: int, *, title: int | None) -> bool:
    """Tell whether a line gives the day of the meeting: by its label, or as the date under a title."""
    if _HELD_LABEL.match(texts[index]):
        of_minutes = title is None or _MINUTES_TITLE.search(texts[title]) is not None
        return of_minutes or not texts[index].startswith("Date")
    near = title is not None and title < index <= title + 2
    return (
        near
        and title is not None
        and bool(_DATED.match(texts[index]) and _MINUTES_TITLE.search(texts[title]))
    )


def _held(
    body: str,
    paragraphs: Sequence[Paragraph],
    texts: Sequence[str],
    *,
    meta: frozenset[int],
    title: int | None,
    published: date | None,
) -> date | None:
    """Return the day of the meeting: a labelled line, or the day told beside 召开 in the first paragraphs."""
    if not any(_MEMO.match(texts[i]) for i in meta):
        for index, text in enumerate(texts[:_LATEST_FRONT_PARAGRAPH]):
            if _is_held_line(texts, index, title=title):
                found = _day_in(text, near=published)
                if found is not None:
                    return found
    meeting_in_title = title is not None and _HELD.search(texts[title]) is not None
    start = 0 if title is None else title + 1
    for index in range(start, min(len(texts), start + 4)):
        if index in meta or (paragraphs[index].markers[:1] and paragraphs[index].markers[0].at_line):
            continue
        found = _told_day(body, paragraphs[index].span, near=published, always=meeting_in_title)
        if found is not None:
            return found
    return None


def _told_day(body: str, paragraph: Span, *, near: date | None, always: bool) -> date | None:
    for sentence in sentences(body, paragraph):
        text = re.sub(r"^[（(【\[][^）)】\]]{2,40}[）)】\]]", "", sentence.of(body))
        held = _HELD.search(text)
        if held is None and not always:
            continue
        before = text[: held.start()] if held else text
        found = _last_date(before, near=near) or (_day_in(text, near=near) if held or always else None)
        if found is not None:
            return found
    return None


def _last_date(text: str, *, near: date | None) -> date | None:
    """Return the last day printed before 召开."""
    full = [full_date(match.group()) for match in _FULL_DATE.finditer(text)]
    if full:
        return full[-1]
    days = [_resolved(match, near=near) for match in _DAY.finditer(text)]
    return days[-1] if days else None


def _day_in(text: str, *, near: date | None) -> date | None:
    found = full_date(text)
    if found is not None:
        return found
    day = _DAY.search(text)
    return _resolved(day, near=near) if day else None


def _resolved(match: re.Match[str], *, near: date | None) -> date | None:
    """Return month and day in the year of the publication, or the year before when after it."""
    if near is None:
        return None
    month, day = _number(match["m"]), _number(match["d"])
    found = safe_date(near.year, month, day)
    return safe_date(near.year - 1, month, day) if found and found > near else found


def full_date(text: str) -> date | None:
    """Return the first whole date printed in the text, Chinese, numeric or English."""
    match = _FULL_DATE.search(text)
    if match is not None:
        return safe_date(_number(match["y"]), _number(match["m"]), _number(match["d"]))
    english = _ENGLISH_DATE.search(text)
    if english is None:
        return None
    month = (english["m"] or english["m2"])[:3].lower()
    if month not in _MONTHS:
        return None
    return safe_date(
        int(english["y"] or english["y2"]), _MONTHS.index(month) + 1, int(english["d"] or english["d2"])
    )


def _number(printed: str) -> int:
    return whole_number(printed.translate(_LOOKS_LIKE_DIGIT)) or 0
