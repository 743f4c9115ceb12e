"""What kind of order a Chinese part is, and which headings are no order at all."""

from __future__ import annotations

import re

from anlan.core.minutes.chinese import vocabulary as words
from anlan.core.minutes.draft import Draft
from anlan.core.minutes.model import Kind

_ONCE = r"(?:完成|制定|制订|修订|印发|签订|召开|举办|报送|上报|提交|公布|成立|组建|更换|拆除)"
_ONCE_HERE = re.compile(
    rf"(?:^|{words.ADVERBS}|[，,、]|并|后|前|[之以]?内|[日号天]|底|旬|时|处|部|院|室|科|组|会|员|长|馆|人"
    rf"|中心|单位|负责|牵头|组织|抓紧|加紧|尽快|尽早|及时|立即|统一|集中|按时|如期|按期|予以"
    rf"|会同[^，]{{1,16}}|商[^，]{{1,10}}|严格|认真"
    rf"|全面|迅速|提前|逐步|抓好|研究|共同|联合|重新|原则|规定|要求|方案|程序|向[^，]{{1,16}}"
    rf"|在[^，]{{1,20}}|将[^，]{{1,20}}"
    rf"|把[^，]{{1,20}}|对[^，]{{1,20}})(?:{words.ADVERBS})?{_ONCE}(?=[^，。]|(?<=\w\w\w)$)(?!率|情况|制度"
    rf"|机制"
    rf"|及时)"
)
_HOURS = re.compile(r"小时|分钟|^\D{0,3}\d{1,2}(?:[:：]\d\d|[点时])[^日]*前$")
_ONE_TIME = re.compile(r"一次(?!性)")
_REPEATED = re.compile(r"每|定期|经常|不定期|常态|随时|按[日周月季]|至少.{0,4}一次")
_SECTION_NOUNS = (
    r"(?:工作要求|有关要求|具体要求|相关要求|总体要求|几点要求|整改要求|纪律要求|会议要求|要求"
    r"|下一步(?:工作)?(?:安排|打算|计划|重点|思路)?|工作安排|时间安排|安排|重点任务"
    r"|主要任务|工作任务|任务分工|任务|议定事项|决定事项|有关事项|注意事项|其他事项|事项|工作措施"
    r"|管理措施|保障措施|防控措施|主要措施|具体措施|措施|工作重点|重点工作|主要工作|工作部署"
    r"|部署|职责分工|工作职责|职责|分工|工作步骤|实施步骤|步骤|举措|工作内容|主要内容|整改内容|内容"
    r"|会议决定|议定意见|会议议定)"
)
_SECTION = re.compile(
    rf"(?:传达|学习)[\u3400-\u9fff“”《》]{{2,40}}(?:精神|讲话|文件|要求)$"
    rf"|(?:关于)?[\u3400-\u9fff]{{0,10}}{_SECTION_NOUNS}$"
)
_VERB = re.compile(rf"(?:{words.VERBS})")
_ANNOUNCES = re.compile(
    r"(?:如下|以下)[^。；]{0,12}[：:]$|(?:提出|强调|部署|明确)[^。；]{0,12}(?:要求|任务|意见|事项)[：:。]?$"
)
_ACCOUNT = re.compile(
    r"(?:关于)?[\u3400-\u9fff]{0,14}(?:情况|回顾|背景|概况|进展|成效|成绩|现状|形势|问题|总结|小结|范围"
    r"|意义|目的|依据|原则|目标|名单|对象|时间|地点|人员"
    r"|方式|联系方式|定义|释义|结果|通报|说明|介绍|议程|参会人员|讲话|讨论|讨论意见|讨论情况|意见建议"
    r"|意见和建议|交流发言|复盘|经过|讲话要点|讲话精神|重要讲话|发言"
    r"|发言要点|致辞|主持词|会议总结|总结讲话)$"
)


# A matter on the agenda, under which something may be ordered.
_MATTER = re.compile(r"关于.{2,40}问题")


def kind_of(body: str, draft: Draft) -> Kind:
    """Return the first kind that fits: a ban, a condition, a single act, else a standing duty."""
    if draft.ban:
        return "prohibition"
    if draft.condition is not None:
        return "conditional"
    if draft.deadline is not None and _repeats(draft.deadline.text, draft.deadline.repeats):
        return "standing"
    if draft.deadline is not None and (draft.deadline.due or not _HOURS.search(draft.deadline.text)):
        return "once"
    text = draft.span.of(body)
    act = f"{draft.lead.of(body)}{text}" if draft.lead is not None else text
    single = _ONCE_HERE.search(act) or (_ONE_TIME.search(act) and not _REPEATED.search(act))
    return "once" if single else "standing"


def _repeats(printed: str, repeats: str | None) -> bool:
    return repeats is not None or printed.startswith("每")


def is_section_title(heading: str) -> bool:
    """Tell a heading that only names a kind of content (工作要求) or announces what follows."""
    text = heading.strip("：:。 \u3000")
    if _ANNOUNCES.search(heading):
        return True
    return _SECTION.fullmatch(text) is not None and not _begins_with_a_verb(text)


def is_account(heading: str) -> bool:
    """Tell a heading under which things are told, not ordered (基本情况, 工作回顾)."""
    text = heading.strip("：:。 \u3000")
    if _MATTER.fullmatch(text):
        return False
    return _ACCOUNT.fullmatch(text) is not None and not _begins_with_a_verb(text)


def _begins_with_a_verb(heading: str) -> bool:
    """Tell 管住人员 from 检查人员: the first word is a verb and not as well a noun."""
    verb = _VERB.match(heading)
    return verb is not None and len(verb.group()) > 1 and verb.group() not in words.VERB_NOUNS


_TELLS = re.compile(
    r"(?:问题|不足|成效|成绩|特点|原因|做法|经验|体会|亮点|环节|部分|阶段|变化|案例|困难|优势"
    r"|感受)(?:[^。；]{0,10})[：:，,]?$|(?:听取|通报|汇报|介绍|回顾|总结|完成|推进|开展)了|(?<!请)做了"
)


_DEMANDS = re.compile(r"(?:提出|作出|明确|部署|做好|要求|强调|采取|落实)[^。；]{0,16}[：:，,]?$")


def tells_of(introduction: str) -> bool:
    """Tell whether the words before a list announce an account, so that bare verbs in it are no orders."""
    return _TELLS.search(introduction) is not None and _DEMANDS.search(introduction) is None
