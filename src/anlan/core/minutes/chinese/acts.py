"""Where acts begin: verbs after adverbs, phrases without an act, statements, things that are acted on."""

from __future__ import annotations

import re
from datetime import date

from anlan.core.minutes.body import Span
from anlan.core.minutes.chinese import vocabulary as words
from anlan.core.minutes.chinese.subjects import is_ruled
from anlan.core.minutes.chinese.tagging import tagged as tagged_words
from anlan.core.minutes.deadlines import deadlines_in

_VERB_NOUN = "|".join(sorted(words.VERB_NOUNS))
_VERB = re.compile(rf"(?:{words.VERBS})")
_ENDS_WITH_VERB = re.compile(
    r"(?:坚持|继续|持续|统筹|加快|加紧|抓紧|优先|严格|规范|提早|重点|公开|集中|统一)$"
)
_SIGNS_OF_AN_ACT = re.compile(
    r"每|一律|统一|至少|不少于|不低于|不超过|不多于|不早于|不晚于|必|逐|严格|及时|立即|专人|双人|上岗"
    r"|到位|到人|备案|报(?=[\u3400-\u9fff])"
    r"|[发交送报传汇移](?:至|到)|(?:保存|留存|实行|保持|佩戴|就位|在岗|关闭|开放|采用|纳入|列入|调整为"
    r"|负责|牵头|完成|落实|执行)|先.{1,8}后|方可"
    r"|[一两三四五六\d]次|同步|分批|错峰|限时|停用|停止|延长至|延长到|缩短至|调整至|增至|降至|不再"
    r"|可(?=[\u3400-\u9fff]{2})"
)
_TIMES = re.compile(rf"[一两三四五六\d]次(?:{_VERB_NOUN}|{words.LISTED_VERB})")
_STAGE = re.compile(r"[\u3400-\u9fff]{2,8}(?:阶段|时间|期)(?:[（(][^）)]*[）)])?")
_DONE_TO_A_THING = re.compile(
    rf"(?<=[\u3400-\u9fff]{{2}})(?:{words.ADVERBS})+(?:{words.VERBS}|{words.LISTED_VERB})(?![^，。]*的$)"
    rf"|(?<=[\u3400-\u9fff]{{2}})(?:在|向|按|至|到)[\u3400-\u9fff\d]{{2,8}}(?:{words.LISTED_VERB}|公示"
    rf"|登记|备案|使用|存放|停放)$"
    rf"|(?<=[\u3400-\u9fff]{{2}})(?:{words.LISTED_VERB})(?:[或并、和]?(?:{words.LISTED_VERB}|备查|归档))?$"
    rf"|(?:{words.LISTED_VERB}|延|提|调|推)(?:后|前|至|到)(?:至|到)?[\d一二三四五六七八九十]"
)
_OF_ITSELF = re.compile(
    r"(?:意识|水平|能力|质量|秩序|形势|氛围|压力|风险|情绪|作用|局面|比例|人数|数量|面积|成绩|效果"
    r"|工作|活动|会议|任务|大家|人们|社会|国家|校园)$"
)
_RHYTHM = re.compile(r"一[\u3400-\u9fff]{1,2}一[\u3400-\u9fff]")
_NOUNY_TITLE = re.compile(rf"[\u3400-\u9fff]{{0,6}}(?:{words.TITLE_NOUNS})$")
_TITLE_NOUN = re.compile(rf"(?:{words.TITLE_NOUNS})")
_PHRASE_TAIL = re.compile(r"^(?:[、和与或并]|及(?!时|早))")
_LONGEST_TAGGED = 60
_QUESTION = re.compile(r"是否|[吗呢]$|多少$|如何|怎[么样]")
_IDIOM = 4
_IDIOM_TAGS = ("v", "i", "l", "d", "ad", "vg")
_MEETING_ACT = re.compile(
    r"(?:会议|大会)(?:还|也|一致|原则)*(?:同意|听取|认为|审议|通过|研究|讨论|通报|传达)"
)
_ADVERBIAL = re.compile(
    rf"(?:(?:{words.ADVERBS})(?:地)?|今年|明年|今后|未来|接下来|一定|这段时间|期间|过程中|工作中|实践中"
    rf"|任何时候|任何情况下|总体上|原则上|一方面|另一方面"
    rf"|首先|其次|再次|最后|具体来说|总的来说)+$"
)


def _plain(body: str, span: Span) -> str:
    """Return a stretch with the line breaks that the page width put into it taken out."""
    return span.of(body).replace("\n", "")


def begins_act(body: str, span: Span) -> bool:
    """Tell whether the stretch begins with a verb, after any adverbs or an adverbial phrase."""
    text = _plain(body, span)
    if _STAGE.fullmatch(text) or (_NOUNY_TITLE.fullmatch(text) and _opens_as_noun(text)):
        return False
    adverbs = words.ADVERB_RUN.match(text)
    start = adverbs.end() if adverbs else 0
    if start == len(text):
        return bool(start) and len(text) > 2
    if _verb_at(text, start) and not _opens_a_noun_phrase(text[start:]):
        return True
    if adverbs and _ENDS_WITH_VERB.search(adverbs.group()):
        return True
    if start and not words.PHRASE_STARTS.match(text, start):
        return not _noun_follows(text[start:])
    if words.PHRASE_STARTS.match(text, start):
        return True
    return _tagged_verb(text[start:])


_NUMERALS = frozenset("一两二三四五六七八九十0123456789")
_VERB_TAGS = ("v", "vd", "vi", "i", "l")


def _verb_at(text: str, start: int) -> bool:
    """Tell whether a listed verb stands here; one of a single character must be a word of its own."""
    verb = _VERB.match(text, start)
    if verb is None or len(verb.group()) > 1:
        return verb is not None
    word, tag = tagged_words(text[start : start + _LONGEST_TAGGED])[0]
    counted = text[start + 1 : start + 2] in _NUMERALS
    return (len(text) > start + 1 and (word == verb.group() or counted)) or tag in _VERB_TAGS


def _opens_as_noun(text: str) -> bool:
    return text[:2] in words.VERB_NOUNS and _TITLE_NOUN.fullmatch(text, 2) is not None


def _opens_a_noun_phrase(text: str) -> bool:
    """Tell 消毒记录保存 and 值班电话 from 消毒教室: a verb-noun that qualifies the noun after it."""
    if text[:2] not in words.VERB_NOUNS:
        return False
    tagged = tagged_words(text[:_LONGEST_TAGGED])
    if len(tagged) < 2:
        return False
    following = tagged[1]
    return bool(tagged[0][1] == "vn" and following[1].startswith("n") and _predicate_later(tagged[2:]))


def _predicate_later(tagged: list[tuple[str, str]]) -> bool:
    return any(tag in ("v", "vn", "a", "ad") and word != "为" for word, tag in tagged)


def _noun_follows(text: str) -> bool:
    """Tell whether what follows adverb-like words is a noun: 重点场所, 现场人员."""
    tagged = tagged_words(text[:_LONGEST_TAGGED])
    return bool(tagged) and tagged[0][1] in ("n", "nr", "ns", "nt", "nz", "m", "q", "r", "x")


def _tagged_verb(text: str) -> bool:
    tagged = tagged_words(text[:_LONGEST_TAGGED])
    word, tag = tagged[0]
    return tag in ("v", "vd", "l", "i") and len(word) > 1 and len(tagged) > 1


def goes_on(text: str) -> bool:
    """Tell whether words after a unit's name go on as its act."""
    text = text.lstrip(" \t\u3000\n，,")
    if not text:
        return False
    span = Span(0, len(text))
    if (
        words.MODALS.match(text)
        or words.BANS.match(text)
        or re.match(
            r"(?:自|从)?\d{1,2}月\d{1,2}日起|(?:自|从)?即日起|每|至少|不少于|跟踪|按|于|在|牵头|负责|配合",
            text,
        )
    ):
        return True
    deadlines = deadlines_in(text, span, base=None)
    if deadlines and deadlines[0].span.start <= 1:
        return True
    if _is_idiom(text):
        return True
    return begins_act(text, span) and not re.match(r"的|和(?!谐)|及(?!时|早)|与|或|、", text)


def is_phrase_only(body: str, span: Span) -> bool:
    """Tell whether the stretch is a prepositional phrase without an act: 针对存在的问题, 按照…原则."""
    text = _plain(body, span)
    adverbs = words.ADVERB_RUN.match(text)
    if text.startswith("关于"):
        return True
    since = _SINCE.match(text)
    if since is not None and begins_act(text, Span(since.end(), len(text))):
        return False
    if _FOR_ALL.search(text) or _DISPOSAL.match(text) or _LISTED_VERB.match(text) or _WITH_OTHERS.match(text):
        return False
    if _STRETCH_OF_TIME.fullmatch(text):
        return True
    opening = words.PHRASE_STARTS.match(text) or (adverbs and words.PHRASE_STARTS.match(text, adverbs.end()))
    if not opening:
        return False
    topic = _QUALIFIED_TOPIC.search(text)
    if topic and not _verb_in_topic(topic.group()) and begins_act(text, Span(opening.end(), len(text))):
        return True
    return not _act_after_phrase(text, opening.end())


def _verb_in_topic(topic: str) -> bool:
    return _LISTED_VERB.search(topic) is not None or _ACT_INSIDE.search(topic) is not None


def _act_after_phrase(text: str, start: int) -> bool:
    """Tell whether an act follows the phrase: its closing word is followed by a verb."""
    for end in words.PHRASE_ENDS.finditer(text, start + 1):
        rest = text[end.end() :]
        if rest and not _PHRASE_TAIL.match(rest) and (_plain_verb(rest) or _is_idiom(rest)):
            return True
    if _HARD_END.search(text, start):
        return False
    if _verb_inside(text[start:]) or _acts_with_somebody(text, start):
        return True
    if _ENDS_AS_PHRASE.search(text, start) or _BASIS.match(text):
        return False
    after_topic = text[max(start, text.rfind("的") + 1) :]
    tagged = tagged_words(after_topic[:_LONGEST_TAGGED])
    return any(tag == "v" and len(word) > 1 for word, tag in tagged[1:])


_FOR_ALL = re.compile(r"(?<=[\u3400-\u9fff]{2})一律[\u3400-\u9fff]{2,}")
_SINCE = re.compile(r"(?:自|从)[^，。；]{1,14}?(?:日起|月起|起|开始)(?=[\u3400-\u9fff]{3,})")
_STRETCH_OF_TIME = re.compile(
    r"[^，。；]{1,12}(?:期间|期内|时期|时段|过程中|当中|之中|阶段|前后|以来|之际|之外|以外)|(?:自"
    r"|从)[^，。；]{1,16}(?:起|开始)"
)
_WITH_OTHERS = re.compile(
    rf"(?:联合|协同)(?:{words.LISTED_VERB}|{_VERB_NOUN})|"
    rf"(?:会同|联合|协同|商)[^，。；]{{2,24}}?(?:{words.LISTED_VERB}|{_VERB_NOUN})[\u3400-\u9fff“《]{{2,}}"
)
_BASIS = re.compile(
    r"(?:结合|围绕|针对|按照|根据|立足|聚焦|紧扣|紧盯|着眼|本着|依据|遵照|对于|关于|鉴于|由于|随着|面对"
    r"|以(?![\u3400-\u9fff]{1,8}为))"
)
_DISPOSAL = re.compile(r"(?:将|把)[^，。；]{5,}")
_LISTED_VERB = re.compile(rf"(?:{words.LISTED_VERB})")
_QUALIFIED_TOPIC = re.compile(r"的[\u3400-\u9fff、]{2,14}$")
_HARD_END = re.compile(
    r"(?:方面|[^，]中|[^以]上|[^线]下|期间|过程中|出发|着手|入手|同时|原则|精神|实际|形势|特点|环节"
    r"|等(?:工作|措施|方式|形式|手段|途径|活动|渠道))$"
)
_ENDS_AS_PHRASE = re.compile(rf"(?:{words.PHRASE_ENDS.pattern})$")
_ACT_INSIDE = re.compile(
    rf"(?:(?:{words.ADVERBS})(?:地)?|(?:逐一|逐项|逐个|统一|集中))+(?:{words.VERBS})|(?:进行|开展|实行"
    rf"|实施|采取|提供|做好|做到|做细"
    rf"|做实|报送|报备|上报|汇报|反馈|通报|公布|推送|排查|检查|整改|纳入|列入|调整为|作为|移交|完成|制定"
    rf"|建立|细化|讲清|培育|报告|报|召开|组织|落实|清理|更换|签订|配发"
    rf"|发放|追究|办理|回访|走访|给予|予以|说明|解释|倾斜|覆盖|使用|停放|存放|进入)(?![^，]*的$)"
)


_ACT_AT_END = re.compile(
    rf"[^，。；的]{{2,16}}?(?:{words.LISTED_VERB}|{_VERB_NOUN})"
    rf"(?:[\d一两二三四五六七八九十]+次|、(?:{words.VERBS}))$"
)
_LISTED_INSIDE = re.compile(rf"[^，。；的]{{2,8}}?(?:{words.LISTED_VERB})[\u3400-\u9fff“《]{{2,}}")
_LISTED_AT_END = re.compile(rf"[^，。；的]{{2,16}}?(?:{words.LISTED_VERB})$")


def _acts_with_somebody(text: str, start: int) -> bool:
    """Tell 与研究生谈话一次 and 向各宿舍区供水 from 与各单位的联系: the verb closes the phrase."""
    short = re.compile(r"(?:与|跟|同|按|经|在|向|对|到|于)$").search(text, 0, start)
    if short is None:
        return False
    if short.group() in "在向到于" and _LISTED_INSIDE.match(text, start) is not None:
        return True
    closed = short.group() in "与跟向在" and _LISTED_AT_END.match(text, start) is not None
    return closed or _ACT_AT_END.match(text, start) is not None


_ONLY_VERBS = frozenset(["报送", "报备", "上报", "公布", "推送", "提交", "发放", "签订", "完成", "提供"])


def _verb_inside(text: str) -> bool:
    """Tell whether an act follows a short preposition: 向学校报送数据, 对管网逐一检查."""
    match = _ACT_INSIDE.search(text, 1)
    if match is None:
        return False
    tail = text[match.end() :]
    if match.group() in _ONLY_VERBS:
        return not tail.startswith("的")
    return not re.match(r"(?:的|方面|情况|问题|要求|人员|工作(?:中|的))", tail) or "，" in tail


def _is_idiom(text: str) -> bool:
    """Tell whether four characters are an act: 立查立改, 统筹兼顾."""
    return len(text) == _IDIOM and tagged_words(text)[0][1] in _IDIOM_TAGS


def _plain_verb(text: str) -> bool:
    """Tell whether the words begin with an adverb or a verb of two or more characters."""
    if words.ADVERB_RUN.match(text):
        return True
    verb = _VERB.match(text)
    return (
        verb is not None
        and (len(verb.group()) > 1 or text[:1] in "做抓报把")
        and not _NOUNY_TITLE.fullmatch(text)
    )


_ALREADY = re.compile(
    r"^[\u3400-\u9fff]{0,6}?(?:已|已经|曾|正在|尚未|仍)[^，。；]{1,12}?的(?=[\u3400-\u9fff]{2})"
)


def is_statement(body: str, span: Span) -> bool:
    """Tell whether the clause only reports: past, plan, measure, question."""
    text = _plain(body, span)
    quoted = _ALREADY.sub("", re.sub(r"[“《（(][^”》）)]*[”》）)]", "", text))
    return bool(
        _MEETING_ACT.match(quoted)
        or words.STATEMENT.search(quoted)
        or words.PLAN.search(quoted)
        or _QUESTION.search(quoted)
    )


def is_adverbial(body: str, span: Span) -> bool:
    """Tell whether nothing but adverbs and words of time stand here."""
    return _ADVERBIAL.match(_plain(body, span)) is not None


_NAME_OF_A_UNIT = re.compile(r"处|部|工作|会|证|卡|公寓|宿舍|社区|中心|事务|管理|服务|名单|食堂")
_RECEIVES = re.compile(r"[报送交给向对发为由]")


def ruled_subject(body: str, span: Span) -> bool:
    """Tell whether the clause begins with people who are only ruled."""
    text = span.of(body)
    return any(
        is_ruled(text[:end]) and not _NAME_OF_A_UNIT.match(text, end) and not _RECEIVES.search(text, 0, end)
        for end in range(2, min(len(text), 20))
    )


def people_act(body: str, span: Span) -> bool:
    """Tell 学生签订承诺书: ruled people first, then a listed verb with an object."""
    text = _plain(body, span)
    return any(
        is_ruled(text[:end])
        and (verb := _LISTED_VERB.match(text, end)) is not None
        and verb.end() + 1 < len(text)
        for end in range(2, min(len(text), 12))
    )


def thing_that_acts(body: str, span: Span, *, base: date | None) -> bool:
    """Tell whether a clause that begins with a thing orders something about it: 餐具一餐一消毒."""
    text = re.sub(r"[（(][^）)]*[）)]", "", _plain(body, span))
    if len(text) < 4 or _NOUNY_TITLE.fullmatch(text):
        return False
    return (
        bool(_SIGNS_OF_AN_ACT.search(text, 1) or _TIMES.match(text) or deadlines_in(body, span, base=base))
        or _RHYTHM.search(text) is not None
        or (_DONE_BEFORE.search(body, 0, span.start) is not None and _is_done_to_a_thing(text))
    )


_DONE_BEFORE = re.compile(r"[，,；;、）)]\s*\Z")


def _is_done_to_a_thing(text: str) -> bool:
    """Tell 融雪剂优先保障桥面 and 检查情况如实登记 from 师生安全意识不断提高, a result."""
    done = _DONE_TO_A_THING.search(text, 2)
    return (
        done is not None
        and _OF_ITSELF.search(text, 0, done.start()) is None
        and "的" not in text[done.end() - 1 :]
    )
