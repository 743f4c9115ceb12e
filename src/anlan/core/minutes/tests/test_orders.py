"""What is an order and what is not: clauses without markers, bans, conditions, relayed words, statements."""

import pytest

from anlan.core.minutes.tests.texts import only_part, parts, read, requirements, told


def test_each_semicolon_clause_with_an_order_is_a_requirement():
    text = "会议要求，后勤处要消毒教室；保卫处要核验身份；各学院要报送名单。"
    found = requirements(text)
    assert [r.span.of(text) for r in found] == [
        "会议要求，后勤处要消毒教室；",
        "保卫处要核验身份；",
        "各学院要报送名单。",
    ]
    assert [(r.marker, r.speaker, r.speaker_role) for r in found] == [(None, "会议", None)] * 3


def test_coordinate_orders_of_a_sentence_are_its_parts():
    text = "会议要求，体育部要修订方案，图书馆要延长开放时间，辅导员要每周走访宿舍。"
    (one,) = requirements(text)
    assert [(p.no, p.text, p.owners) for p in one.parts] == [
        ("1-1", "修订方案", ("体育部",)),
        ("1-2", "延长开放时间", ("图书馆",)),
        ("1-3", "每周走访宿舍", ("辅导员",)),
    ]


def test_each_paragraph_with_an_order_is_a_requirement():
    text = "会议要求，后勤处要消毒教室。\n会议强调，保卫处要核验身份。"
    assert [r.span.of(text) for r in requirements(text)] == text.split("\n")


def test_a_new_opening_inside_a_paragraph_begins_a_new_requirement():
    text = "会议要求，后勤处要消毒教室。会议强调，保卫处要核验身份。"
    assert len(requirements(text)) == 2


def test_half_width_marks_cut_like_full_width_ones():
    text = "防汛工作会议纪要\n会议要求,后勤处要消毒教室;保卫处要核验身份."
    assert [r.span.of(text) for r in requirements(text)] == [
        "会议要求,后勤处要消毒教室;",
        "保卫处要核验身份.",
    ]
    assert told(text) == ["消毒教室", "核验身份"]


@pytest.mark.parametrize(
    "order",
    [
        "任何人不得擅自离校",
        "严禁翻越围墙",
        "禁止在楼道内充电",
        "学生不准带宠物进宿舍",
        "不许私自留宿外人",
        "不允许擅自接收外来人员",
        "切勿私自处置废液",
        "外来车辆一律不进校",
        "非必要不举办聚集性活动",
        "坚决杜绝带病上岗",
    ],
)
def test_a_ban_is_a_prohibition_with_its_ban_word(order):
    part = only_part(f"会议强调，{order}。")
    assert (part.text, part.kind) == (order, "prohibition")


@pytest.mark.parametrize(
    ("condition", "act"),
    [
        ("在确保安全的前提下", "各学院要有序恢复实验"),
        ("如发现异常", "实验室负责人要立即报告"),
        ("若出现积水", "后勤处要立即抽排"),
        ("一旦发生险情", "值班领导要到场处置"),
        ("遇暴雨橙色预警", "后勤处要停止户外作业"),
        ("出现发热症状的", "校医院要立即隔离"),
    ],
)
def test_a_condition_belongs_to_its_part(condition, act):
    part = only_part(f"会议要求，{condition}，{act}。")
    assert (part.text, part.kind, part.condition) == (f"{condition}，{act}", "conditional", condition)


def test_objects_of_one_ban_share_their_lead_and_keep_their_spans():
    text = "会议要求，坚决防止外来人员翻墙入校、快递人员擅自进校、闲杂车辆尾随入校。"
    found = parts(text)
    assert [p.text for p in found] == ["外来人员翻墙入校", "快递人员擅自进校", "闲杂车辆尾随入校"]
    assert {p.lead.of(text) for p in found if p.lead} == {"坚决防止"}
    assert all(p.lead and p.kind == "prohibition" and p.span.of(text) == p.text for p in found)


def test_verb_phrases_after_a_ban_share_their_lead():
    text = "会议强调，严禁私拉电线、使用大功率电器。"
    assert [(p.text, p.lead and p.lead.of(text)) for p in parts(text)] == [
        ("私拉电线", "严禁"),
        ("使用大功率电器", "严禁"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "根据市防指要求，各单位须于5月25日前完成排查。",
        "会议传达了省教育厅要求：各高校要在5月25日前完成自查。",
        "省教育厅要求，各高校要每日报送数据。",
        "按照上级部署，各学院要完成自查。",
    ],
)
def test_orders_from_above_are_relayed(text):
    (one,) = requirements(text)
    assert one.relayed
    assert all(part.relayed for part in one.parts)


@pytest.mark.parametrize(
    "text", ["会议要求，各学院要完成自查。", "会议强调，结合学校实际，各学院要完成自查。"]
)
def test_orders_of_the_meeting_are_not_relayed(text):
    (one,) = requirements(text)
    assert not one.relayed
    assert not any(part.relayed for part in one.parts)


@pytest.mark.parametrize(
    "text",
    [
        "会议听取了后勤处的汇报，审议通过了采购方案。",
        "学校将于下周恢复上课。",
        "后勤处完成了教室消毒，更换了水泵。",
        "会议认为，前期工作取得了明显成效。",
        "会议指出，学院庆祝活动顺利举行。",
        "今年以来，全校没有发生安全事故，主要得益于各方支持。",
        "大家对重要问题进行了讨论，需要的材料已经备齐。",
        "校长林远舟向全体志愿者表示感谢。",
        "有学生建议延长图书馆开放时间。",
        "参会人员参观了体育馆，气氛热烈。",
        "We thank the volunteers.",
        "The committee noted the report. Classes will resume next week.",
        "It was suggested that staff should consider masks.",
        "天气晴朗",
        "。。。",
        "一是",
    ],
)
def test_statements_are_no_orders(text):
    minutes = read(f"工作简报\n{text}")
    assert minutes.requirements == ()
    assert minutes.announced == ()


@pytest.mark.parametrize("text", ["", " ", "\n\n\n", "\u3000\t\r\n"])
def test_nothing_gives_nothing(text):
    minutes = read(text)
    assert (minutes.requirements, minutes.announced, minutes.doubts, minutes.sentences) == ((), (), (), ())


@pytest.mark.parametrize(
    ("order", "kind"),
    [
        ("后勤处要完成教室消毒", "once"),
        ("教务处要制定线上教学方案", "once"),
        ("各学院要报送名单", "once"),
        ("保卫处要开展一次疏散演练", "once"),
        ("后勤处要于6月1日前检修水泵", "once"),
        ("后勤处要每日消毒教室", "standing"),
        ("各学院要加强值班值守", "standing"),
        ("后勤处要在2小时内到场处置", "standing"),
    ],
)
def test_an_order_is_done_once_or_stands(order, kind):
    assert only_part(f"会议要求，{order}。").kind == kind


def test_an_attitude_alone_is_kept_with_a_doubt():
    minutes = read("会议要求，要提高政治站位。")
    assert [p.text for r in minutes.requirements for p in r.parts] == ["提高政治站位"]
    assert [d.code for d in minutes.doubts] == ["minutes.unsure"]


def test_deadlines_without_any_date_in_the_text_raise_a_doubt():
    minutes = read("会议要求，各学院要于5月25日前报送名单。", now=None)
    assert [d.code for d in minutes.doubts] == ["minutes.no_date"]
    (part,) = minutes.requirements[0].parts
    assert part.deadline
    assert (part.deadline.text, part.deadline.due) == ("5月25日前", None)


def test_deadlines_count_from_the_day_of_the_meeting():
    minutes = read(
        "青屿大学召开防汛工作会议\n2023年6月8日，学校召开防汛工作会议。会议要求，后勤处要在三天内检修水泵。"
    )
    assert minutes.held_on == "2023-06-08"
    (part,) = minutes.requirements[0].parts
    assert part.deadline
    assert part.deadline.due == "2023-06-11"


def test_every_sentence_knows_its_requirements():
    text = "会议听取了汇报。会议要求，后勤处要消毒教室。"
    minutes = read(text)
    assert [(s.span.of(text), s.requirements, s.matched) for s in minutes.sentences] == [
        ("会议听取了汇报。", (), False),
        ("会议要求，后勤处要消毒教室。", ("1",), True),
    ]


def test_english_orders_without_markers():
    text = (
        "The Registrar will circulate the list by Friday and must not disclose names."
        " Visitors must sign in at the gate."
    )
    found = parts(text)
    assert [(p.text, p.kind, p.owners) for p in found] == [
        ("circulate the list by Friday", "once", ("Registrar",)),
        ("must not disclose names", "prohibition", ("Registrar",)),
        ("Visitors must sign in at the gate", "standing", ()),
    ]


@pytest.mark.parametrize(
    ("text", "condition"),
    [
        ("If the river rises, the Facilities Office shall close the car park.", "If the river rises"),
        ("The Facilities Office shall close the car park when the river rises.", "when the river rises"),
        ("The Facilities Office shall open the car park unless the river rises.", "unless the river rises"),
    ],
)
def test_english_conditions(text, condition):
    part = only_part(text)
    assert (part.kind, part.condition, part.owners) == ("conditional", condition, ("Facilities Office",))
