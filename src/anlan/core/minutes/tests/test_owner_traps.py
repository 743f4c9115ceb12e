"""Names that are no owners, owners that are easily lost, and orders that are none."""

import pytest

from anlan.core.minutes.tests.texts import parts, requirements, told

HEAD = "防汛工作会议纪要\n时间：2022年5月19日\n地点：行政楼\n"


def owned(text: str) -> list[tuple[tuple[str, ...], str]]:
    return [(part.owners, part.text) for part in parts(f"{HEAD}{text}")]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("1. 校医室每周一开展环境采样。", [(("校医室",), "每周一开展环境采样")]),
        ("1. 教务处会同校医院修订应急预案。", [(("教务处", "校医院"), "会同校医院修订应急预案")]),
        (
            "1. 校医院、学工处于6月15日前联合开展一次应急演练。",
            [(("校医院", "学工处"), "于6月15日前联合开展一次应急演练")],
        ),
        ("1. 带教老师应当陪同学生到感染科评估。", [(("带教老师",), "陪同学生到感染科评估")]),
        ("1. 检查人员要认真填写检查记录。", [(("检查人员",), "认真填写检查记录")]),
        ("1. 心理咨询室要开通夜间热线。", [(("心理咨询室",), "开通夜间热线")]),
        ("1. 各食堂经理会后立即组织自查。", [(("各食堂经理",), "会后立即组织自查")]),
        ("1. 请各学院及时报送名单。", [(("各学院",), "及时报送名单")]),
        (
            "1. 维保单位接到困人报警后，应在20分钟内到达现场。",
            [(("维保单位",), "接到困人报警后，应在20分钟内到达现场")],
        ),
        ("1. 阅览室等场所由各管理单位自查。", [(("各管理单位",), "阅览室等场所由各管理单位自查")]),
        ("1. 一食堂 、三食堂要更换纱窗。", [(("一食堂", "三食堂"), "更换纱窗")]),
        (
            "1. 各学院要清点人数，名单报学生处。",
            [(("各学院",), "清点人数"), (("各学院",), "名单报学生处")],
        ),
    ],
)
def test_owners_as_printed(text, found):
    assert owned(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "苏处长认为疏散过程总体有序。",
        "1. 建议学校增配广播设备，待预算确定后再议。",
        "请遵照执行。",
        "现将纪要印发给你们，请认真贯彻执行。",
        "毕业典礼定于6月21日举行，时间安排另行通知。",
        "1. 流感疫情暴露出缺课信息掌握不及时的问题。",
        "学校安全工作来不得半点马虎。",
    ],
)
def test_what_is_no_order(text):
    assert requirements(f"{HEAD}{text}") == ()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("后勤处要备好融雪剂，融雪剂优先保障桥面和坡道。", ["备好融雪剂", "融雪剂优先保障桥面和坡道"]),
        ("后勤处要全面检查，检查情况如实登记。", ["全面检查", "检查情况如实登记"]),
        ("坡道一律封闭，校车停运或绕行。", ["坡道一律封闭", "校车停运或绕行"]),
        ("保卫处要收缴违规电器并登记造册。", ["收缴违规电器并登记造册"]),
        ("严禁将毕业证书发放与签约挂钩。", ["严禁将毕业证书发放与签约挂钩"]),
        ("严禁学生在走廊、露台逗留。", ["严禁学生在走廊、露台逗留"]),
        ("严禁可燃气体与氧化性气体混放。", ["严禁可燃气体与氧化性气体混放"]),
        ("严禁将废液倒入下水道、与生活垃圾混放。", ["倒入下水道", "与生活垃圾混放"]),
        ("对检查不合格的实验室一律封停。", ["对检查不合格的实验室一律封停"]),
        ("要及时发布天气和停课信息。", ["及时发布天气和停课信息"]),
        ("要切断不必要的电源。", ["切断不必要的电源"]),
        ("管道冲洗合格后，方可恢复供水。", ["管道冲洗合格后，方可恢复供水"]),
        ("要逐户消毒，经检测合格后方可恢复供水。", ["逐户消毒", "经检测合格后方可恢复供水"]),
        ("汇总各学院数据，形成日报报学校指挥部。", ["汇总各学院数据", "形成日报报学校指挥部"]),
    ],
)
def test_acts_about_things(text, found):
    assert told(f"{HEAD}1. {text}") == found


@pytest.mark.parametrize(
    ("text", "condition"),
    [
        ("后勤处停电时启用应急供餐。", "停电时"),
        ("保安遇强降雪连续清扫。", "遇强降雪"),
        ("楼管发现问题现场拍照。", "发现问题"),
        ("楼管发现险情先撤人后处置。", "发现险情"),
        ("清洗后仍频繁误报的予以更换。", "清洗后仍频繁误报的"),
        ("进楼人员须刷卡，晚上11点后一律不得进入。", None),
    ],
)
def test_conditions(text, condition):
    assert parts(f"{HEAD}1. {text}")[-1].condition == condition


@pytest.mark.parametrize(
    ("head", "relayed"),
    [
        ("药学院安全工作会议纪要", True),
        ("外国语学院党政联席会议纪要", True),
        ("青屿大学安全工作会议纪要", False),
        ("青屿职业学院安全工作会议纪要\n我校学生较多。", False),
    ],
)
def test_the_university_is_above_its_colleges_alone(head, relayed):
    found = requirements(f"{head}\n会议要求，按照学校保卫处通知，各课题组须登记气瓶。")
    assert [one.relayed for one in found] == [relayed]


ENGLISH = "Minutes of the safety committee\nDate: 19 May 2022\n\n"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "Action: Dr. Okafor to replace both cabinets and initial each page.",
            [(("Dr. Okafor",), "replace both cabinets"), (("Dr. Okafor",), "initial each page")],
        ),
        (
            "Action: Lab managers to restock all kits.",
            [(("Lab managers",), "restock all kits")],
        ),
        (
            "It was agreed that the Estates Office would publish it and that visitors must sign it.",
            [(("Estates Office",), "publish it"), ((), "visitors must sign it")],
        ),
        (
            "The Training Unit shall act, and no undergraduate may enter.",
            [(("Training Unit",), "act"), ((), "no undergraduate may enter")],
        ),
        (
            "Resolved, as directed by the Health Office, that the Dean shall flush the tanks.",
            [(("Dean",), "flush the tanks")],
        ),
        (
            "Resolved that if ten cases are reported, the Campus Physician shall inform the Dean.",
            [
                (
                    ("Campus Physician",),
                    "if ten cases are reported, the Campus Physician shall inform the Dean",
                )
            ],
        ),
    ],
)
def test_english_owners(text, found):
    assert [(part.owners, part.text) for part in parts(f"{ENGLISH}{text}")] == found


def test_a_day_of_the_month_is_no_marker():
    text = f"{ENGLISH}1. Deans must report by Thursday, August 4.\n2. Residents must not park."
    assert [one.marker for one in requirements(text)] == ["1.", "2."]
    assert requirements(text)[0].span.of(f"{text}").endswith("August 4.")
