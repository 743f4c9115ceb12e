"""Who is to do it: units and posts told from those who are only ruled, and from things."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from anlan.core.minutes.body import Span
from anlan.core.minutes.chinese import vocabulary as words

_UNIT = (
    r"(?:部门|单位|学院|书院|研究院|医院|分院|法院|检察院|中心|办公室|委员会|指挥部|领导小组|专班|公司"
    r"|集团|机构|企业|党委|纪委|团委|工会|支部|总支|党组织|团组织|群团组织"
    r"|学生会|研究生会|协会|红十字会|理事会|联合会|基金会|校友会|学会|妇联|工作委员会|社团"
    r"|教研室|研究室|值班室|医务室|档案室|咨询室|督查室|审计室|工作室|收发室|保健室|卫生室|财务室|监控室"
    r"|调度室|保卫室|课题组|项目部|项目组|图书馆|体育馆|博物馆|档案馆|科技馆|展览馆|食堂|餐厅|幼儿园|附中"
    r"|附小|附属学校|校区|高校"
    r"|学校|大学|班级|年级|街道|社区|物业"
    r"|施工方|承包方|承办方|主办方|运营方|经营方|使用方|供应商|承包商|服务商|经营户|商户|团支部|管委会"
    r"|居委会|部处|处室|院系|校医院|校医室|医务所|校办|党办|派出所|研究所|急救站|救援站"
    r"|供水站|服务站|广播站|电视台|出版社|编辑部"
    r"|(?<=各)校|(?<=[\u3400-\u9fff])(?:(?<![全局内外上下底中东西南北])部(?!署|分|位|件|队|委)"
    r"|(?<![之各多四到好随何此深])处(?!理|置|罚)|(?<![本专学百])科(?!学|研|技|目|普)"
    r"|(?<![体关联派])系(?!统|列|数|好)"
    r"|(?<=[\u3400-\u9fff]{2})院(?!士|校|落|级|区)|[厅局](?!面)|(?<![常编班政原])委(?!员|托|派)"
    r"|(?<![待来查开督主举承筹申协难能])办(?!理|法|好|事|结)|(?<![分重改编])组(?!织|成|建|合)"
    r"|(?<![排军列编归])队(?!伍|列)"
    r"|(?<=[\u3400-\u9fff]{2})所(?!有|需|在|属|提|占)))"
)
_POST = (
    r"(?:辅导员|导师|任课教师|任课老师|指导教师|指导老师|主讲教师|监考教师|教师"
    r"|(?<=[\u3400-\u9fff]{2})(?<!各位)(?<!全体)老师(?!们)|班主任|宿管员|宿管|宿管阿姨|楼管员|楼管|管理员"
    r"|负责人|责任人|负责同志|(?:主要|分管|值班|带班"
    r"|学院|学校|部门|单位|各级|有关|党政|书院|校|院)领导|领导干部|领导班子|班子成员|党员干部|学生干部"
    r"|学生骨干|干部|党员"
    r"|副书记|书记|副院长|院长|副校长|校长|副处长|处长|副主任|主任|副部长|部长|副组长|组长|队长|馆长|所长"
    r"|站长|科长|经理|班长|楼长|楼栋长|层长|寝室长|宿舍长|舍长|网格员"
    r"|网格长|联络员|联系人|信息员|安全员|观察员|保安|保安员|保洁员|门卫|校医|医生|护士|驾驶员|司机|秘书"
    r"|教练|教官|志愿者|厨师长|厨师"
    r"|(?<=[\u3400-\u9fff]{2})(?<!人)(?<!成)(?<!学)(?<!会)(?<!教)(?<!职)(?<!全)(?<!动)(?<!满)(?<!演)(?<!队)员(?!工)|值班员|巡查员|督导员|督查员|采样员|检测员|操作员|保管员|记录员|实验员|讲解员|监考员|工程师|店长|委员|专员|总指挥|指挥长|团支书|支书|值班教师|值班辅导员|牵头人|主持人"
    r"|承办人|经办人|领队|组织者|承运人|裁判长|裁判"
    r"|(?:工作|值班|值守|管理|安保|保洁|医护|医务|督查|检测|采样|执勤|维修|巡查|消杀|测温|门岗|技术|服务"
    r"|保卫|专职|联络|行政|教辅|食堂|检查|监考|操作|审核|检修|维保|保障|应急|救援|接待|引导|后勤"
    r"|物业|宿管|抽查|监控|调度|驻楼|实验室管理|消毒|搬运|疏散|导医|值更)人员)"
)
_OWNER_END = re.compile(rf"(?:{_UNIT}|{_POST})")
_OWNER_AT_END = re.compile(rf"(?:{_UNIT}|{_POST})$")
_ENDINGS = (re.compile(_UNIT), re.compile(_POST), _OWNER_END)
_RULED = re.compile(
    r"(?:师生|师生员工|学生|教职工|教职员工|教工|员工|职工|家长|大家|我们|你们|他们|同学们?|毕业生|研究生"
    r"|本科生|博士生|新生|留学生|考生|居民|访客|来访者|旅客|群众"
    r"|(?<!工作)(?<!值班)(?<!值守)(?<!管理)(?<!安保)(?<!保洁)(?<!医护)(?<!医务)(?<!督查)(?<!检测)(?<!采样)(?<!执勤)(?<!维修)(?<!巡查)(?<!消杀)(?<!测温)(?<!门岗)(?<!技术)(?<!服务)(?<!保卫)(?<!专职)(?<!联络)(?<!行政)(?<!教辅)(?<!食堂)(?<!检查)(?<!监考)(?<!操作)(?<!审核)(?<!检修)(?<!维保)(?<!保障)(?<!应急)(?<!救援)(?<!接待)(?<!引导)(?<!后勤)(?<!物业)(?<!宿管)(?<!抽查)(?<!监控)(?<!调度)(?<!驻楼)(?<!实验室管理)(?<!消毒)(?<!搬运)(?<!疏散)(?<!导医)(?<!值更)人员"
    r"|老师们|使用人|申请人|当事人|者|用户|读者|上下|青年|集体)$"
)
_SCOPE = re.compile(
    r"(?:各有关|各相关|各级|各|有关|相关|全体|所有|全校|全院|学校|我校|本校|该校|我院|本|该|每个|每位"
    r"|校内|其他|其余|两级|校院两级|广大|一线|上述|以上|对应)+"
)
_NEVER_INSIDE = re.compile(
    r"[，。；：:,;!?！？“”\"《》]|(?<![主重首次])要|须|的|了|是|将|把|被|向|(?<!应)对(?!外|口)|由"
    r"|使(?!用)|让|给|从|按|经(?!济|营|理|费|办)"
    r"|报(?!告|名|到|社|修|刊|销|账|送)|(?<!运)送(?!餐|水|货)|在(?!线|职|校|读|编|建)|\d+[月日]|后(?!勤)"
    r"|如|若|遇|发现|发生|收到|接到|期间|[（()）【】\[\]]|实行|做好|落实|加强|开展|召开|报送|牵头(?!单位|部门"
    r"|组织|处|科)|推进|强调|指出|希望|要求|制定|完成|协助|配合|督促|邀请|聘请|选派|建议(?!书)|提议|认为"
    r"|表示|反映|提醒|清理|更换|建立"
    r"|确保|严格|抓好|每|逐|会同"
    r"|[一二两三四五六七八九十\d]+[个名次份项台间栋辆条]|(?<!报)到|不|没|已|正在"
    r"|(?<!相)(?<!适)(?<!供)应(?!急|用|届|对)"
)
_VERB_FIRST = re.compile(rf"(?:{words.VERBS})")
# Offices whose names begin like a verb.
_NAMED_LIKE_VERBS = re.compile(
    r"(?:保卫|教务|招生|组织部|组织员|宣传|管理|督查|督导|督察|检测|采购|服务|保障|统战|监察|巡察|审计"
    r"|考试|教育|培训|培养|防控|防汛|防疫|应急|指挥|安排|值班|就业|使用"
    r"|实习|实验|施工|建设|维修|指导|辅导|带班|牵头|承办|主办|责任|组织者|协调|联络|接待|控烟|防火|消防"
    r"|保密|学习|医疗|服务|经营|运营|供应|疏散|保洁|协会|处室|疾控|清洁"
    r"|报告厅|办公|编辑|引导|转运|消杀|监考|考点|测试|研究|规划|发展|审批|资助|心理|安全|设备|送餐|配送"
    r"|申请|开放|创新|创业|对外|做饭|装修|清真|共建|护理|放射|查验|巡查"
    r"|带队|带教|带训|维保|陪餐|送医|巡逻|信息|统计|联系|检查|调度|调查|评估|评审|监督|监测|监控|保管"
    r"|策划|执法|执勤|物资|救援|急救|抢险|抢修|排查|整治)"
)
_STEMS = frozenset(
    [
        "后勤",
        "教学",
        "保卫",
        "学工",
        "教务",
        "人事",
        "财务",
        "宣传",
        "基建",
        "国资",
        "科研",
        "网信",
        "信息",
        "外事",
        "资产",
        "组织",
        "统战",
        "纪检",
        "医疗",
        "物业",
        "团学",
        "安保",
        "保洁",
        "招生",
        "就业",
        "研工",
        "离退休",
        "总务",
        "宿管",
    ]
)
# A verb that is as often a noun (检查, 组织) acts, unless it goes on as a name (检查组, 组织部).
_NO_NAME_FOLLOWS = (
    r"(?!部|处|科|办|室|中心|小组|组|员|人|工作|委员|领导|负责|干部|学院|工程|创业|厅|站|所|队|班)"
)
_ACTING = (
    rf"(?:{words.LISTED_VERB}|联系|通知|告知|报告|上报|带领|陪同|协同|督促|提醒"
    rf"|{'|'.join(sorted(words.VERB_NOUNS))}){_NO_NAME_FOLLOWS}"
)
_ACTS_INSIDE = re.compile(rf"(?:{_UNIT}|{_POST}){_ACTING}")
# Where things happen as often as who does them; with 各 they are bodies.
_PLACES = frozenset(["食堂", "餐厅", "校区", "大学", "班级", "高校", "中心", "社区"])
_BRACKET_AT_END = re.compile(r"[（(][^（()）]{1,8}[）)]$")
_PLAIN_NAME = re.compile(
    rf"(?:各|有关|相关|全体)[\u3400-\u9fff]{{1,8}}|(?:{'|'.join(sorted(_STEMS))})(?:处|部|部门|中心|公司"
    rf"|集团|办|办公室)"
)
_ENUMERATED = re.compile(r"等(?:部门|单位|处室|学院)")
_JOINT = re.compile(r"、|以及|和|及(?!时|早|格|其)|与|，|,")
_TAIL_OF_LIST = re.compile(r"等(?:相关|有关)?(?:部门|单位|学院|处室)?$|等$")
_LONGEST_OWNER, _LONGEST_LIST, _LONGEST_STEM = 26, 80, 4


@dataclass(frozen=True, slots=True)
class Directory:
    """Recognises owners: by the organisation's own unit names when given, and by how names are built."""

    units: frozenset[str] = field(default_factory=frozenset)

    def is_owner(self, printed: str) -> bool:
        """Tell whether the words name one unit, post or body that can be asked to act."""
        printed = printed.replace("\n", "")
        if printed in self.units:
            return True
        printed = _BRACKET_AT_END.sub("", printed)
        if len(printed) > _LONGEST_OWNER or _RULED.search(printed) or _NEVER_INSIDE.search(printed):
            return False
        scope = _SCOPE.match(printed)
        core = printed[scope.end() :] if scope else printed
        if core in self.units or (core in _STEMS and not scope):
            return True
        if not scope and core in _PLACES:
            return False
        if not core:
            return printed.endswith("校") and not printed.endswith("全校")
        if _ACTS_INSIDE.search(core):
            return False
        return self._ends_like_an_owner(printed) and not self._begins_like_an_act(core)

    def is_plain_name(self, printed: str) -> bool:
        """Tell a name that needs no context: one of the directory, 各学院, 后勤处."""
        return self.is_owner(printed) and (
            printed in self.units or _PLAIN_NAME.fullmatch(printed) is not None
        )

    def _ends_like_an_owner(self, printed: str) -> bool:
        return _OWNER_AT_END.search(printed) is not None or (
            printed.endswith("实验室") and printed.startswith("各")
        )

    def _begins_like_an_act(self, core: str) -> bool:
        if _NAMED_LIKE_VERBS.match(core) or _OWNER_END.fullmatch(core):
            return False
        if words.ADVERB_RUN.match(core) or words.PHRASE_STARTS.match(core):
            return True
        verb = _VERB_FIRST.match(core)
        return verb is not None and verb.end() > 1

    def owners_in(self, body: str, span: Span) -> tuple[Span, ...] | None:
        """Return the owners when the whole stretch is a list of owners, else None."""
        text = span.of(body)
        if not text or len(text) > _LONGEST_LIST:
            return None
        text = _TAIL_OF_LIST.sub("", text).rstrip()
        enumerated = _ENUMERATED.search(span.of(body)) is not None
        found: list[Span] = []
        for start, end in _pieces(text, joint=re.compile("、|，|,")):
            inner = self._joined(text[start:end], offset=span.start + start)
            short = end - start <= _LONGEST_STEM and not is_ruled(text[start:end])
            if inner is None and enumerated and short:
                inner = (Span(span.start + start, span.start + end),)
            if inner is None:
                return None
            found.extend(inner)
        return tuple(found) or None

    def _joined(self, piece: str, *, offset: int) -> tuple[Span, ...] | None:
        """Read `A和B`, `后勤和保卫部门` and names that hold a 和 or 与 themselves."""
        piece = _TAIL_OF_LIST.sub("", piece)
        parts = tuple(_pieces(piece, joint=_JOINT))
        spans = tuple(
            Span(offset + start, offset + start + len(_TAIL_OF_LIST.sub("", piece[start:end])))
            for start, end in parts
        )
        known = [self.is_owner(_TAIL_OF_LIST.sub("", piece[start:end])) for start, end in parts]
        if known and all(known):
            return spans
        return (Span(offset, offset + len(piece)),) if self.is_owner(piece) else None

    def subject_at(
        self, body: str, span: Span, *, goes_on: Callable[[str], bool]
    ) -> tuple[int, tuple[Span, ...]] | None:
        """Return (end, owners) of the list of owners at the start that an act follows.

        The first place where an act plainly begins decides, else the last where one may.
        """
        text = body[span.start : min(span.end, span.start + _LONGEST_LIST)]
        if "\n" in text:
            return self._broken_subject(text, span=span, body=body, goes_on=goes_on)
        ends = {match.end() for pattern in _ENDINGS for match in pattern.finditer(text)}
        ends |= {text.find(unit) + len(unit) for unit in self.units if unit in text}
        ends = {end for end in ends if not _NAME_RUNS_ON.match(text, end)}
        plainly = [end for end in sorted(ends) if _plain_act(text[end:])]
        for end in [*plainly, *sorted(ends, reverse=True)]:
            rest = body[span.start + end : span.end]
            after = _AND_SO_ON.match(rest)
            rest = rest[after.end() :] if after else rest
            owners = self.owners_in(body, Span(span.start, span.start + end)) if goes_on(rest) else None
            if owners:
                return span.start + end + (after.end() if after else 0), owners
        return None

    def _broken_subject(
        self, text: str, *, span: Span, body: str, goes_on: Callable[[str], bool]
    ) -> tuple[int, tuple[Span, ...]] | None:
        """Find a subject that the page width has broken, in the text without its line breaks."""
        places = [span.start + place for place, character in enumerate(text) if character != "\n"]
        rest = body[span.start + len(text) : span.end].replace("\n", "")
        plain = text.replace("\n", "") + rest
        found = self.subject_at(plain, Span(0, len(plain)), goes_on=goes_on)
        if found is None or found[0] > len(places):
            return None
        owners = tuple(Span(places[one.start], places[one.end - 1] + 1) for one in found[1])
        return places[found[0] - 1] + 1, owners


_NAME_RUNS_ON = re.compile(
    r"室(?!内|外|友)|院(?!内|外|长)|处(?![理置罚于在])|科(?![学研技])|中心(?!城)|办公室"
    r"|办(?![理公好法事结学])|站(?![位岗])"
)
_AND_SO_ON = re.compile(r"等(?:部门|单位)?")
_PLAIN_ACT = re.compile(rf"(?:等(?:部门|单位)?)?(?:(?:{words.ADVERBS})(?:地)?)*{_ACTING}")
_ADVERBS_THEN_POST = re.compile(
    rf"(?:{words.ADVERBS}|[\u3400-\u9fff]{{0,6}}?)(?:{_POST}|{_UNIT})(?=要|须|应|每|$|[、和及])"
)


def _plain_act(text: str) -> bool:
    """Tell whether a listed verb begins here and no longer name runs on through it."""
    return _PLAIN_ACT.match(text) is not None and _ADVERBS_THEN_POST.match(text) is None


def is_ruled(printed: str) -> bool:
    """Tell whether the words name people who are only ruled: students, staff at large, visitors."""
    return _RULED.search(printed) is not None


def _pieces(text: str, *, joint: re.Pattern[str]) -> Iterator[tuple[int, int]]:
    start = 0
    for match in joint.finditer(text):
        if match.start() > start:
            yield start, start + len(text[start : match.start()].rstrip())
        start = match.end() + len(text[match.end() :]) - len(text[match.end() :].lstrip())
    if start < len(text):
        yield start, len(text)
