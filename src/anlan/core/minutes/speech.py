"""Who speaks: openings like 某某强调 or 会议要求, told by grammar and titles, and announced counts."""

from __future__ import annotations

import re
from dataclasses import dataclass

from anlan.core.minutes.body import Span, trimmed
from anlan.core.minutes.chinese import vocabulary as words
from anlan.core.minutes.chinese.colleges import UNIVERSITY, is_of_a_college
from anlan.core.minutes.chinese.subjects import Directory, is_ruled
from anlan.core.minutes.numerals import whole_number
from anlan.core.minutes.speakers import NOBODY, TITLE_AT_END, Speaker, person_named


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """The words that hand over to a speaker: their span, whether they demand, and what count they announce.

    `says` is False when the words only tell what was done (会议听取了…): nothing after them is an order.
    """

    span: Span
    speaker: Speaker
    demands: bool = False
    says: bool = True
    pledges: bool = False
    count: int | None = None


_MEETING = re.compile(
    r"(?:本次|此次|该次|这次)?(?:会议|大会|全会|例会|会上)(?:还|又|也|最后|同时|并|首先|一致)*$"
)
_NAMED_MEETING = re.compile(r"(?!本|此|该|这)[\u3400-\u9fff]{2,20}(?:会议|大会|例会|全会)")
_PRONOUN = re.compile(r"[他她](?:还|又|也|最后|同时|首先|特别|进一步)*$")
_LEAD_IN = re.compile(
    r"(?:(?:(?:针对|结合|围绕|根据|按照|对于)[^，。；：]{2,40}|会上|最后|随后|会议最后|会议期间|会议上"
    r"|期间|其间|同时|此外|另外|接着|就此|对此|会后|当天"
    r"|[^，。；：\s]{2,14}(?:后|时|中|期间|上|之际))[，,]\s?)?(?:最后|随后|同时|并|还)?"
)
_MANNER = (
    r"(?:最后|还|也|又|同时|首先|进一步|特别|再次|随后|总结|发言|讲话|并|着重|重点|一致|明确|分别|现场"
    r"|郑重|反复|专门|强调并|在(?:会上|讲话中|讲话时|总结讲话中|总结时|发言中"
    r"|会议上|主持讲话中|总结中|讲评时|动员讲话中|主持时|部署工作时|[^，。；：]{1,20}[中时上])"
    r"|代表[^，。；：]{1,16}?|一行|同志|时|中|会上)*"
)
_SAYS = (
    r"(?:指出|强调|提(?=[\d一二两三四五六七八九十几]{1,2}[点条项个])|(?<![按照据符合有无达])要求|表示"
    r"|提出|明确|决定|议定|认为|说|讲到|谈到|部署|希望|建议"
    r"|号召|责成|同意|汇报|反映|介绍|通报|补充|表态|承诺|听取|审议|研究|讨论|传达|观看|回顾|学习|宣布|表彰"
    r"|分析|总结|肯定)"
)
_OPENING = re.compile(
    rf"(?P<who>[^，。；：:,;“”\s]{{1,36}}?)(?P<manner>{_MANNER})(?P<verb>{_SAYS})(?P<mark>[，,：:]\s*[“\"]?|\s*$)?"
)
_CONVEYED = re.compile(
    r"[^，。；：]{0,24}?传达(?:学习)?(?:了)?(?P<of>学校|上级|[^，。；：]{0,10}(?:省|市|区|县|教育部"
    r"|教育厅|教育局|教育工委|防指|指挥部|领导小组|厅"
    r"|局|委)(?:里)?)[^，。；：]{0,20}?(?:的)?(?:要求|指示|部署|通知|精神|规定)[：:]\s*"
)
_ELIDED = re.compile(r"(?P<verb>强调|要求|指出)(?P<mark>[，,：:]\s*)?(?=[\u3400-\u9fff])")
_COUNT = re.compile(
    r"(?P<verb>提出?|强调|部署|明确|作出|做出|做好|抓好|议定|形成|重点|讲|安排|布置|要求|通知|注意|落实"
    r"|突出|抓住|把握|就|从)(?:了)?(?:以下|如下|下列)?"
    r"(?P<n>[\d０-９]{1,2}|[一二三四五六七八九十两]{1,3})(?:点|条|项|个(?=方面|要求|意见|重点|环节|关键"
    r"|具体)|方面|件)(?:的|具体|明确|工作"
    r"|重点)*(?P<what>要求|意见|任务|工作|事项|措施|希望|方面|决定|决议|举措|安排|建议|重点|内容|问题)?"
)
_COUNTED_NOUN = re.compile(
    r"(?:提出|形成|作出|做出|议定|明确|部署|达成|下发|制定|通过)(?:了|以下"
    r"|如下)*(?:[\u3400-\u9fff]{0,6}?)(?:要求|意见|任务|事项|措施|决定|决议|举措|建议)"
    r"(?P<n>[\d０-９]{1,2}|[一二两三四五六七八九十]{1,3})(?:点|条|项|个方面)"
)
_ANNOUNCES = re.compile(
    r"(?:提出?(?!到|前|高|醒|升|供|示|交|请)|作出|做出|(?:讲|谈|提"
    r"|说)了?(?=[几\d一二两三四五六七八九十]{1,2}[点条个])|作了|做了|进行了|明确了|强调了?|部署了?|安排了?"
    r"|议定|形成)[^。；：]{0,30}?(?:要求"
    r"|部署|安排|讲评|讲话|指示|意见|任务|决定|方面|强调"
    r"|事项|决议|措施|举措|办法|安排)|(?:讲评|讲话|总结讲话|发言)$"
)
_BY_MEETING = re.compile(
    r"(?:本次|此次)?(?:会议|大会)(?:经|还|最后|同时|充分|一致|听取|研究|审议|议定|形成|明确|就)"
)
_MEETING_LISTS = re.compile(
    r"[^。；]{0,80}(?:(?:会议|大会)(?:研究|讨论|审议)?(?:确定|议定|决定|商定|明确|部署)的?(?:如下|以下"
    r"|有关|下列)?(?:事项|意见|任务|工作|措施)"
    r"[^。；，]{0,8}(?:如下)?|(?:纪要|议定|决定)(?:事项)?如下|(?:议定|决定|确定|明确)(?:如下|以下"
    r"|下列)(?:事项|意见|措施|任务))[：:。]?"
)
_CLAUSE = re.compile(r"[^，,。；;：:]+")
_ORDER_VERBS = frozenset(["要求", "决定", "议定", "责成", "部署"])
_PLEDGE_VERBS = frozenset(["表示", "说", "谈到", "讲到", "认为", "希望", "建议", "同意", "号召"])
_QUIET_VERBS = frozenset(
    [
        "认为",
        "建议",
        "同意",
        "汇报",
        "反映",
        "介绍",
        "通报",
        "补充",
        "表态",
        "承诺",
        "听取",
        "审议",
        "研究",
        "讨论",
        "传达",
        "观看",
        "回顾",
        "学习",
        "宣布",
        "表彰",
        "分析",
        "总结",
        "肯定",
    ]
)
_QUIET_OF_UNITS = frozenset(["提出", "表示", "说", "谈到", "讲到", "希望", "建议", "部署", "明确"])
_NO_SPEAKER = re.compile(
    r"(?:通知|文件|方案|报告|数据|资料|专家|记者|情况|结果|调查|材料|办法|规定|意见|纪要|决定|大家|我们"
    r"|学生|同学|代表|志愿者|培训师|嘉宾|群众|家长|校友|人员|学员|观众"
    r"|负责人表|们|都|均|纷纷|一致|上级|条例|指南|案例|事实|经验|实践|历史)$"
)
_NARRATES = re.compile(
    r"(?:会议|大会)(?:还|又|也|最后|同时)*(?:听取|介绍|通报|研究|审议|讨论|传达|学习|回顾|总结|由|在|以"
    r"|期间|认为|指出|开始|结束|现场|印发|宣布|表彰|观看|播放|组织)"
)
_WISHES = ("希望", "号召")


def opening_at(body: str, span: Span, *, before: Speaker, directory: Directory) -> Opening | None:
    """Return the opening that a sentence begins with."""
    lead_in = _LEAD_IN.match(body, span.start, span.end)
    start = lead_in.end() if lead_in else span.start
    elided = _ELIDED.match(body, start, span.end)
    if elided is not None and before.name:
        return _opened(body, elided, span=span, speaker=before)
    told = _CONVEYED.match(body, start, span.end)
    if told is not None:
        return Opening(
            span=Span(span.start, told.end()), speaker=Speaker(told["of"], superior=True), demands=True
        )
    for begin in dict.fromkeys((start, span.start)):
        match = _OPENING.match(body, begin, min(span.end, begin + 120))
        if match is None:
            continue
        speaker = _speaker(body, match["who"], before=before, directory=directory)
        if speaker is not None:
            return _opened(body, match, span=span, speaker=speaker)
    return None


def _opened(body: str, match: re.Match[str], *, span: Span, speaker: Speaker) -> Opening:
    verb = match["verb"]
    announced = _count_in(body, Span(match.start("verb"), span.end))
    rest = body[match.end() : match.end() + 1]
    runs_on = not match["mark"] and verb in ("提出", "明确", "部署", "强调") and announced is not None
    lists = verb in ("提出", "明确", "部署") and not match["mark"]
    if verb in _WISHES:
        return Opening(span=Span(span.start, match.start("verb")), speaker=speaker, demands=True)
    end = _end_of_announcement(body, Span(match.start("verb"), span.end)) if runs_on or lists else match.end()
    return Opening(
        span=Span(span.start, end),
        speaker=speaker,
        demands=verb in _ORDER_VERBS and bool(rest.strip()),
        says=verb not in _QUIET_VERBS and not (speaker.unit and verb in _QUIET_OF_UNITS),
        pledges=verb in _PLEDGE_VERBS,
        count=announced,
    )


def _end_of_announcement(body: str, span: Span) -> int:
    """Return where …提出三点要求： ends, so that what follows the colon is the first thing said."""
    colon = re.compile(r"[：:]\s*").search(body, span.start, span.end)
    return colon.end() if colon else span.end


_HEADING_OF_SPEECH = re.compile(r"(?:重要)?(?:讲话|发言|致辞|总结)(?:要点|精神|摘要)?$")
_HEADING_OF_MEETING = re.compile(
    r"(?:本次|此次)?(?:会议|大会)|(?:研究|审议|讨论|一致)*(?:议定|决定|确定|商定|明确|部署)(?:和议定"
    r"|的)?(?:有关|主要|相关|具体)?(?:的)?(?:事项|意见|工作|任务)"
)


def speaker_of_heading(body: str, line: Span, *, directory: Directory) -> Speaker:
    """Return whose words a section holds: 会议议定事项, 校长某某讲话要点."""
    text = re.sub(r"^[^\u3400-\u9fff]*[一二三四五六七八九十]*[、.．）)\s]*", "", line.of(body))
    if _HEADING_OF_MEETING.match(text):
        return Speaker("会议")
    held = _HEADING_OF_SPEECH.search(text)
    found = _speaker(body, text[: held.start()], before=NOBODY, directory=directory) if held else None
    return found or NOBODY


def announcement_in(body: str, span: Span, *, before: Speaker, directory: Directory) -> Opening | None:
    """Return who announces what is to come in a sentence that tells of it (并对后续工作作出安排)."""
    if _MEETING_LISTS.fullmatch(body, span.start, span.end):
        return Opening(span=span, speaker=Speaker("会议"), count=_count_in(body, span))
    speaker: Speaker | None = Speaker("会议") if _BY_MEETING.match(body, span.start, span.end) else None
    for clause in _CLAUSE.finditer(body, span.start, span.end):
        text = clause.group().strip()
        found = _subject(body, text, before=before, directory=directory)
        speaker = found or speaker
        on = _GOES_ON_SAYING.match(text) if speaker is not None and found is None else None
        if on is not None and speaker is not None:
            end = clause.start() + len(clause.group()) - len(clause.group().lstrip()) + on.end()
            count = _count_in(body, Span(end, span.end))
            return Opening(span=Span(span.start, end), speaker=speaker, demands=True, count=count)
        if speaker is not None and _ANNOUNCES.search(text):
            count = _count_in(body, Span(clause.start(), clause.end()))
            end = trimmed(body, start=clause.end(), end=min(clause.end() + 1, span.end), also="，,").end
            return Opening(span=Span(span.start, max(end, clause.end())), speaker=speaker, count=count)
    if speaker is None:
        return _announced_by_nobody(body, span)
    count = _count_in(body, span)
    return (
        None
        if count is None or _TELLS_OF.search(body, span.start, span.end)
        else Opening(span=span, speaker=speaker, count=count)
    )


_TELLS_OF = re.compile(r"介绍|汇报|回顾|通报|交流|做法|经验|成效|问题")
_NOBODY_ANNOUNCES = re.compile(
    r"(?:[^，。；：]{0,20}[，,])?(?:现|特|为此|就此|现就[^，。；：]{2,30})?(?:提出|形成|作出|做出|议定"
    r"|明确|部署|达成)[^。；：]{2,30}(?:[：:]|。?$)"
)


def _announced_by_nobody(body: str, span: Span) -> Opening | None:
    """Return a count that no named speaker gives: 经讨论，形成整改意见五条："""
    if _NOBODY_ANNOUNCES.fullmatch(body, span.start, span.end) is None:
        return None
    count = _count_in(body, span)
    return None if count is None else Opening(span=span, speaker=NOBODY, count=count)


def subject_of(body: str, span: Span, *, before: Speaker, directory: Directory) -> Speaker | None:
    """Return the person or office that a sentence is about, for a pronoun after it."""
    lead_in = _LEAD_IN.match(body, span.start, span.end)
    text = body[lead_in.end() if lead_in else span.start : span.end]
    found = _subject(body, text[:40], before=before, directory=directory)
    return None if found is None or found.unit or found.name == "会议" else found


_GOES_ON = re.compile(
    r"在|就|对|以|提|谈|讲|感谢|回顾|分析|总结|围绕|针对|作|做|代表|充分|提出|强调|指出|肯定|从|结合|最后"
    r"|还|首先|出席|传达|通报|部署"
    r"|现场|主持|带队"
)
_GOES_ON_SAYING = re.compile(r"(?:并|同时|还)?(?:强调|要求|指出)(?!的)")


def _subject(body: str, text: str, *, before: Speaker, directory: Directory) -> Speaker | None:
    """Return the speaker that a clause begins with, the shortest reading that the clause goes on from."""
    for end in range(1, min(len(text), 24) + 1):
        if not _GOES_ON.match(text, end):
            continue
        speaker = _speaker(body, text[:end], before=before, directory=directory)
        if speaker is not None:
            return speaker
    return None


def _speaker(body: str, printed: str, *, before: Speaker, directory: Directory) -> Speaker | None:
    """Return who the words name: the meeting, a pronoun, an office, a person, a body."""
    if _MEETING.fullmatch(printed):
        return Speaker("会议")
    if _NAMED_MEETING.fullmatch(printed):
        return Speaker(printed)
    if _PRONOUN.fullmatch(printed):
        return before if before.name else None
    printed = re.sub(r"(?:一行|同志)$", "", printed)
    if not printed or _NO_SPEAKER.search(printed) or is_ruled(printed):
        return None
    named = person_named(body, printed)
    if named is not None:
        return named
    if directory.is_owner(printed) and not TITLE_AT_END.search(printed):
        superior = words.SUPERIORS.fullmatch(printed) is not None or (
            UNIVERSITY.fullmatch(printed) is not None and is_of_a_college(body)
        )
        return Speaker(printed, unit=True, superior=superior)
    return None


def _count_in(body: str, span: Span) -> int | None:
    """Return the count that a stretch announces: 提出七点要求 → 7."""
    for match in _COUNT.finditer(body, span.start, span.end):
        if match["what"] or match.end() == span.end or body[match.end()] in "：:—，,。":
            return whole_number(match["n"])
    counted = _COUNTED_NOUN.search(body, span.start, span.end)
    return whole_number(counted["n"]) if counted else None


def begins_anew(body: str, span: Span, *, before: Speaker, directory: Directory) -> bool:
    """Tell whether a paragraph opens with a speaker or with what the meeting did."""
    if _NARRATES.match(body, span.start, span.end):
        return True
    opening = opening_at(body, span, before=before, directory=directory)
    return opening is not None and (opening.speaker.superior or not opening.speaker.unit)
