"""Sentences at the edges of the grammar, each with what a careful reader finds in it."""

import pytest

from anlan.core.minutes import Part, read_minutes
from anlan.core.minutes.body import Span
from anlan.core.minutes.chinese.subjects import Directory
from anlan.core.minutes.front import full_date

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
    assert [(part.text, part.owners, part.deadline.text) for part in found] == [
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
        ("教学、科研等部门和进校人员", None),
        ("、保卫处、", ("保卫处",)),
        ("进校人员", None),
    ],
)
def test_a_list_of_owners(printed, owners):
    found = Directory().owners_in(printed, Span(0, len(printed)))
    assert (found and tuple(span.of(printed) for span in found)) == owners


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
