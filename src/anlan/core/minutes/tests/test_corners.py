"""Sentences at the edges of the grammar, each with what a careful reader finds in it."""

import pytest

from anlan.core.minutes import Part, read_minutes
from anlan.core.minutes.body import Span
from anlan.core.minutes.chinese.subjects import Directory
from anlan.core.minutes.printed_dates import full_date

NOTICE = "关于做好校园安全工作的通知\n"


def parts(text: str) -> list[Part]:
    return [part for row in read_minutes(text).requirements for part in row.parts]


def acts(text: str) -> list[str]:
    return [part.text for part in parts(text)]


def item(text: str) -> list[str]:
    return acts(f"{NOTICE}一、{text}\n二、后勤处要消毒教室。")[:-1]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("严格认真细致，清理楼道杂物。", ["严格认真细致", "清理楼道杂物"]),
        ("保卫处要　清理楼道杂物。", ["清理楼道杂物"]),
        ("保卫处要清理（含走廊（东侧）和楼梯）杂物。", ["清理（含走廊（东侧）和楼梯）杂物"]),
        ("对于需连续通电运行的设备及装置，要有专人守护。", ["有专人守护"]),
        ("原则上要错峰就餐。", ["错峰就餐"]),
        ("如遇暴雨应停止上课。", ["如遇暴雨应停止上课"]),
        ("发现险情后要立即报告。", ["发现险情后要立即报告"]),
        ("发现燃气泄漏，立即关闭阀门。", ["发现燃气泄漏，立即关闭阀门"]),
        ("安排走访，是关心学生的做法，要坚持下去。", ["坚持下去"]),
        ("做好物资储备、人员培训等演练。", ["做好物资储备、人员培训等演练"]),
        ("要按照职责，做好值守。", ["按照职责，做好值守"]),
        ("制定并落实整改方案。", ["制定并落实整改方案"]),
        ("制定方案并向学校报告情况。", ["制定方案", "向学校报告情况"]),
        ("清理楼道、更换老化的线路。", ["清理楼道", "更换老化的线路"]),
        ("加强管理、老旧的线路。", ["加强管理、老旧的线路"]),
        ("张三负责，清理楼道。", ["清理楼道"]),
    ],
)
def test_an_item_gives_these_acts(text, found):
    assert item(text) == found


def test_objects_run_on_over_commas_and_over_joints():
    found = parts(
        f"{NOTICE}一、要加强校门管控、围墙监控，宿舍楼道的巡查，实验室气瓶的检查。\n二、后勤处要消毒教室。"
    )
    assert [part.text for part in found[:-1]] == [
        "校门管控",
        "围墙监控",
        "宿舍楼道的巡查",
        "实验室气瓶的检查",
    ]
    assert len({part.lead for part in found[:-1]}) == 1


def test_an_endless_clause_is_not_cut():
    long = "清理楼道杂物、" * 80 + "更换线路"
    assert item(f"{long}。") == [long]


def test_a_clause_may_only_tell_who_and_until_when():
    found = parts(f"{NOTICE}一、未返校的学生在6月10日前，就近完成检测。\n二、各学院在6月12日前，完成统计。")
    assert [(part.text, part.owners, part.deadline and part.deadline.text) for part in found] == [
        ("就近完成检测", (), "6月10日前"),
        ("完成统计", ("各学院",), "6月12日前"),
    ]


def test_an_empty_note_of_duty_names_nobody():
    found = parts(f"{NOTICE}一、清理楼道杂物（责任单位：待定）。\n二、后勤处要消毒教室。")
    assert found[0].owners == ()


def test_a_note_of_duty_inside_an_item_closes_its_own_sentence():
    text = f"{NOTICE}一、校园整治。更换老化线路（责任单位：后勤处）。张贴警示标志。\n二、保卫处要巡查。"
    assert [part.owners for part in parts(text)] == [("后勤处",), (), ("保卫处",)]


@pytest.mark.parametrize(
    ("printed", "owners"),
    [
        ("食堂", None),
        ("各食堂", ("各食堂",)),
        ("后勤和保卫部门", ("后勤", "保卫部门")),
        ("实验室与设备管理处", ("实验室与设备管理处",)),
        ("教学、科研等部门", ("教学", "科研")),
        ("餐饮、绿化等单位", ("餐饮", "绿化")),
        ("学生、绿化等单位", None),
        ("教学、科研等部门和进校人员", None),
        ("、保卫处、", ("保卫处",)),
        ("进校人员", None),
    ],
)
def test_a_list_of_owners(printed, owners):
    found = Directory().owners_in(printed, Span(0, len(printed)))
    assert (None if found is None else tuple(span.of(printed) for span in found)) == owners


def test_a_subject_broken_by_the_page_width_is_put_together():
    text = "保卫\n处每晚巡查校园"
    found = Directory().subject_at(text, Span(0, len(text)), goes_on=lambda rest: rest.startswith("每晚"))
    assert found == (4, (Span(0, 4),))
    lost = Directory().subject_at("楼\n道每晚", Span(0, 5), goes_on=bool)
    assert lost is None


@pytest.mark.parametrize(
    "text",
    [
        "Shall the Registrar act?",
        "1. Shall the Registrar act?",
        "The Dean of everyone, who left, must smile.",
        "Three measures are named in the paper.",
        "1. Items to discuss were few.",
    ],
)
def test_english_that_orders_nobody(text):
    assert all(not part.owners for part in parts(text))


def test_english_orders_addressed_by_name():
    found = parts("1. Wardens: test the alarms.\n2. Prayers to say nothing.")
    assert (found[0].text, found[0].owners) == ("test the alarms", ("Wardens",))


def test_a_named_meeting_speaks_by_its_name():
    row = read_minutes("实验室安全会议要求，各课题组要清理气瓶。").requirements[0]
    assert row.speaker == "实验室安全会议"


def test_a_count_in_the_middle_of_a_sentence_announces_nothing():
    minutes = read_minutes("校长林远舟强调，要做好三件事里的难事，后勤处要消毒教室。")
    assert minutes.announced == ()


def test_a_signature_has_at_most_a_few_lines():
    text = "关于防汛的通知\n各学院要排查隐患。\n甲校区\n乙校区\n丙校区\n丁校区\n戊校区\n2024年5月1日"
    minutes = read_minutes(text)
    assert (minutes.published_on, len(minutes.requirements)) == ("2024-05-01", 1)


def test_an_item_leaves_a_meta_line_inside_it_out():
    text = "关于防汛的通知\n一、清理楼道杂物。\n地点：东门\n更换老化线路。\n二、巡查堤岸。"
    assert acts(text)[-1] == "巡查堤岸"


def test_a_word_that_is_no_month_makes_no_date():
    assert full_date("12 Monday 2024") is None
    assert full_date("12 Frobuary 2024") is None


def test_a_paragraph_after_the_last_item_that_opens_anew_is_no_part_of_it():
    text = f"{NOTICE}一、清理楼道杂物。\n二、更换老化线路。\n请各学院于6月10日前报送名单。"
    rows = read_minutes(text).requirements
    assert [(row.marker, row.heading) for row in rows] == [
        ("一、", "清理楼道杂物"),
        ("二、", "更换老化线路"),
        (None, "请各学院于6月10日前报送名单"),
    ]


def test_what_is_told_in_a_list_is_no_order():
    assert acts("会议纪要\n会议通报了存在的问题：\n一、清理不及时。\n二、巡查走过场。") == []


def test_a_sentence_may_leave_its_speaker_out():
    text = "校长林远舟要求，后勤处要消毒教室。强调保卫处要核验身份。"
    rows = read_minutes(text).requirements
    assert {row.speaker for row in rows} == {"林远舟"}


def test_semicolons_part_orders_and_other_sentences_stand_alone():
    text = "校长林远舟要求，后勤处要消毒教室；保卫处要核验身份。图书馆要延长开放时间。"
    assert [row.heading for row in read_minutes(text).requirements] == [
        "校长林远舟要求，后勤处要消毒教室",
        "保卫处要核验身份",
        "图书馆要延长开放时间",
    ]


def test_a_count_without_a_list_counts_the_orders_after_it():
    minutes = read_minutes("校长林远舟提出两点要求：后勤处要消毒教室；保卫处要核验身份。")
    assert [(row.count, row.found) for row in minutes.announced] == [(2, 2)]


def test_a_deadline_between_owner_and_order_word_belongs_to_the_clause():
    part = item_parts("各学院5月25日前要完成自查，建立台账。")
    assert [(one.text, one.owners, one.deadline is not None) for one in part] == [
        ("完成自查", ("各学院",), True),
        ("建立台账", ("各学院",), False),
    ]


@pytest.mark.parametrize(
    "text",
    ["5月25日前入住的学生要完成登记", "各学院5月25日报到的新生要完成登记"],
)
def test_a_day_that_only_qualifies_a_subject_stays_with_it(text):
    assert [one.text for one in item_parts(f"{text}。")] == [text]


def test_a_time_in_the_middle_of_a_subject_stays_there():
    text = "住在北区每周三夜间值守的新生要完成登记"
    assert [one.text for one in item_parts(f"{text}。")] == [text]


def item_parts(text: str) -> list[Part]:
    return parts(f"{NOTICE}一、{text}\n二、后勤处要消毒教室。")[:-1]


def test_hours_of_opening_are_told_and_set_no_limit():
    found = item_parts("实验室开放时间为每天7:00至22:30，同时关闭大门。")
    assert [(one.text, one.deadline) for one in found] == [("关闭大门", None)]


def test_a_blot_between_two_words_ends_no_sentence():
    assert [one.text for one in item_parts("保卫处要每晚巡.的楼道清理干净")] == ["每晚巡.的楼道清理干净"]


def test_a_must_inside_an_address_orders_nothing():
    assert parts("See https://example.org/staff-must-leave/now for the story of the day.") == []
