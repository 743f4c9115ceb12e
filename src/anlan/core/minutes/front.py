"""What stands around the matter of a text: title, dates, meta lines, closing lines, signature."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from anlan.core.minutes.days import Head, days_of
from anlan.core.minutes.paragraphs import Paragraph
from anlan.core.minutes.printed_dates import whole_days

_META = re.compile(
    r"(?:(?:发布|发文|成文|印发|发表|更新|召开|会议|活动)(?:日期|时间|者|人|单位|机构)|发布|日\s*期"
    r"|时\s*间|(?:会议)?地\s*点|来源|信息来源|编辑|责任编辑|责编|作者|记者|(?:会议)?主\s*持\s*人?"
    r"|参\s*加(?:人员)?|参会(?:人员)?|与会(?:人员)?|应到|实到|出\s*席(?:人员)?"
    r"|列\s*席(?:人员)?|缺\s*席(?:人员)?|请假(?:人员)?|记\s*录(?:人|员)?|整理|签发|拟稿|主题|议题|浏览"
    r"|点击|阅读|文号|抄送|主送|供稿|摄影|审核|当前位置|source|Source|To|From|Date"
    r"|Subject|Re|Cc|CC|cc|Present|In attendance|Attendees|Attending|Members present|Apologies|Venue"
    r"|Place|Location|Time"
    r"|When|Where|Chair|Chaired by|In the chair|Minutes|Minutes (?:taken )?by|Minute[- ]taker|Absent"
    r"|Participants|Secretary"
    r"|Ref|Reference|Our ref|Issued|Issued by|Published|Posted|Updated|Circulated|Circulation"
    r"|Distribution|Date of (?:meeting|issue|publication)"
    r"|Meeting date|TO|FROM|DATE|SUBJECT|RE)\s*[：:]",
)
_SOURCE = re.compile(r"[Ss]ource|来源|当前位置")
_NAVIGATION = re.compile(r"网站首页|当前位置|您现在的位置|https?://|^\s*>|>\s*正文|^\[?返回")
_PUBLISHED_ON = re.compile(r"(?:Issued|Published|Posted|Updated|Circulated|Held|Held on)\b")
_HOURS = re.compile(
    r"(?:星期|周|礼拜)[一二三四五六日天]|(?:上午|下午|中午|晚上?"
    r"|早上?)?\s*[\dＯO]{1,2}\s*[:：点时]\s*(?:[\dＯO]{2})?(?:[:：]\d\d)?分?|[上下]午|晚上?"
    r"|\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b|\b\d{1,2}[:.]?\d{0,2} ?[ap]\.?m\b\.?"
    r"|发布(?:时间|日期|于)?|发表(?:于)?|印发|日期|时间"
)
_SAYS_SOMETHING = re.compile(
    r"\b(?:next|previous|last) (?:meeting|session)|下次|上次|下一次|[。；;！!？?]|，.*，|[要须请将已]|前"
    r"|内|截[至止]|\b(?:by|before|until|shall|must|will|from|is|are"
    r"|was|were|has|have)\b|\bAction:|\.$"
)
_IN_BRACKETS = re.compile(r"[（(【\[][^（()）]{1,60}[）)】\]]")
_CLOSING = re.compile(
    r"(?:请(?:广大|全体|全校)?[^，。；]{0,12}(?:相互转告|互相转告|周知|知悉)|特此(?:通知|通告|公告|函告"
    r"|说明|报告)|(?:以上|本)?请(?:各|有关|相关)?[^，。；]{0,16}(?:遵照执行"
    r"|认真贯彻执行|贯彻执行|认真执行|认真抓好落实|抓好落实"
    r"|抓好贯彻落实|认真落实|贯彻落实|周知|知照)|附件\s*[：:\d]|附\s*[：:]|附表|联系人|联系电话|联系方式"
    r"|咨询电话|抄送|主送|抄报|分送|发送|出席\s*[：:]"
    r"|列席\s*[：:]|参加\s*[：:]|缺席\s*[：:]|记录\s*[：:]|整理\s*[：:]|签发\s*[：:]|[（(]?(?:文|图|撰稿"
    r"|供稿|编辑|责编|责任编辑|审核|来源"
    r"|摄影|通讯员|记者)\s*[/：:]|Meeting closed|The meeting closed|The meeting ended|There being no|The next"
    r" meeting|Next meeting|Minutes taken|Present:|Apologies:|Distribution:|cc:|Yours|Kind regards|Best"
    r" regards|Thank you|Signed)"
)
_ATTENDANCE = re.compile(
    r"[^。]{2,120}(?:参加|出席|列席|陪同)(?:了)?(?:此次|本次)?(?:会议|调研|检查|活动|大会|例会|参加检查"
    r"|调研检查|演练|座谈|汇报)?。?$"
)
_SALUTATION = re.compile(r"[^，。；]{2,60}[：:]$")
_SALUTED = re.compile(r"各|同学|老师|同志|单位|部门|学院|师生|Dear|Colleagues")
_PAGE_HEADER = re.compile(
    r"(?:(?:内部|机密|秘密|急件|特急|加急|文件|简报|资料)+|第?\s*[\d一二三四五六七八九十]+\s*期"
    r"|.*〔\d{4}〕.*号)$"
)
_PAGE_OF = re.compile(r"第\s*\d{1,4}\s*页|\bPage \d{1,4} of \d{1,4}")
_TITLED = re.compile(
    r"(?:纪要|记录|通知|通告|会议|工作会|简报)$|^(?:Minutes|Notes?|Record|Summary) (?:of|for|from)\b"
)
_NOTICE = re.compile(
    r"(?:通知|通告|公告|方案|规定|办法|细则|预案|须知|指南|制度|守则|意见|提示|函|规则|规程|要求|指引"
    r"|安排|公约|流程|通知单|决定|倡议书?)(?:（[^）]*）|\([^)]*\))?$"
)
_LONGEST_TITLE, _LONGEST_SIGNATURE = 90, 40
_FEW_WORDS, _LONGEST_DATE_LINE = 14, 60
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
    meta = frozenset(_meta(paragraphs, texts, title=title))
    closings = frozenset(i for i, text in enumerate(texts) if i != title and _is_closing(text))
    signature = frozenset(_signature(texts, closings=closings))
    closings |= signature
    salutations = frozenset(
        i
        for i, text in enumerate(texts)
        if _SALUTATION.fullmatch(text) and _SALUTED.search(text) and i < _LATEST_FRONT_PARAGRAPH
    )
    outside = meta | salutations | (frozenset({title}) if title is not None else frozenset())
    notice = title is not None and _NOTICE.search(texts[title]) is not None
    held, published = days_of(
        Head(
            texts=texts,
            title=title,
            lines=sorted(meta - signature),
            signature=sorted(signature),
            matter=[
                i
                for i in range(len(texts))
                if i not in outside and not _is_page_header(texts[i]) and not _begins_item(paragraphs[i])
            ],
            notice=notice,
        )
    )
    return Front(
        title=None if title is None else texts[title],
        held_on=held,
        published_on=published,
        notice=notice,
        outside=outside,
        closings=closings,
    )


def _title_index(paragraphs: Sequence[Paragraph], texts: Sequence[str]) -> int | None:
    if len(texts) == 1 and re.search(r"[，,；;]", texts[0]):
        return None
    for index, text in enumerate(texts[:_LATEST_FRONT_PARAGRAPH]):
        if _is_page_header(text) or (
            (_is_meta(text) or _is_date_line(text, longest=_FEW_WORDS)) and not _TITLED.search(text)
        ):
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


def _is_page_header(text: str) -> bool:
    return (len(text) < 24 and _PAGE_HEADER.fullmatch(text) is not None) or _PAGE_OF.search(text) is not None


def _begins_item(paragraph: Paragraph) -> bool:
    return bool(paragraph.markers[:1]) and paragraph.markers[0].at_line


def _meta(paragraphs: Sequence[Paragraph], texts: Sequence[str], *, title: int | None) -> Iterator[int]:
    """Yield the lines of the head, and labelled lines anywhere; in the head a day may have company."""
    in_head = True
    for index, text in enumerate(texts):
        if index == title:
            continue
        if _is_meta(text) or (
            in_head
            and not _begins_item(paragraphs[index])
            and _is_date_line(text, longest=_LONGEST_DATE_LINE)
        ):
            yield index
        elif title is None or index > title:
            in_head = in_head and len(text) <= _LONGEST_TITLE and text[-1] not in "。；;：:"
            in_head = in_head and not _begins_item(paragraphs[index])


def _is_meta(text: str) -> bool:
    if len(text) > 2 * _LONGEST_TITLE:
        return _META.match(text) is not None and _SOURCE.match(text) is not None
    return bool(
        _META.match(text)
        or _NAVIGATION.search(text)
        or (len(text) <= _LONGEST_TITLE and _PUBLISHED_ON.match(text))
    )


def _is_date_line(text: str, *, longest: int) -> bool:
    """Tell a line that gives a day, and perhaps hour, place and sender, from one that says something."""
    days = whole_days(text) if len(text) <= _LONGEST_TITLE else ()
    if not days or text.endswith(("。", ".", "；", ";")):
        return False
    rest = text[: days[0].start] + text[days[-1].end :]
    words = _HOURS.sub("", rest).strip(" \t\u3000()（）[]【】,，、.:：-—|/")
    return len(words) <= longest and not _SAYS_SOMETHING.search(words)


def _is_closing(text: str) -> bool:
    return bool(_CLOSING.match(text) or (len(text) <= 2 * _LONGEST_TITLE and _ATTENDANCE.fullmatch(text)))


def _signature(texts: Sequence[str], *, closings: frozenset[int]) -> Iterator[int]:
    """Yield the last lines when they are a date and the issuers above it; a contact may stand below."""
    last = next((i for i in range(len(texts) - 1, 0, -1) if not _stands_below(texts[i], i in closings)), 0)
    if last < 1 or not _is_date_line(texts[last], longest=_LONGEST_SIGNATURE):
        return
    yield last
    for index in range(last - 1, max(0, last - 5), -1):
        if len(texts[index]) > _LONGEST_SIGNATURE or re.search(r"[。；;，,！!：:]", texts[index]):
            return
        yield index


def _stands_below(text: str, closing: bool) -> bool:
    """Tell whether a line may follow the date of a signature: a contact, a distribution list, a bracket."""
    return not whole_days(text) and (closing or _IN_BRACKETS.fullmatch(text) is not None)
