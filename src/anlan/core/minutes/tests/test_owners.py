"""Owners: printed subjects, posts and bodies asked to act, a gazetteer, and never an invented name."""

import pytest

from anlan.core.minutes.tests.texts import only_part, parts, requirements


@pytest.mark.parametrize(
    ("order", "owners"),
    [
        ("后勤处要消毒教室", ("后勤处",)),
        ("各学院要报送名单", ("各学院",)),
        ("保卫处须核验身份", ("保卫处",)),
        ("校医院应储备药品", ("校医院",)),
        ("图书馆要延长开放时间", ("图书馆",)),
        ("辅导员要走访宿舍", ("辅导员",)),
        ("实验室负责人要签字确认", ("实验室负责人",)),
        ("由后勤处消毒教室", ("后勤处",)),
        ("请保卫处核验身份", ("保卫处",)),
        ("由保卫处负责核验身份", ("保卫处",)),
        ("责成基建处修复围墙", ("基建处",)),
        ("要求宿管员登记访客", ("宿管员",)),
        ("后勤处、保卫处要清理楼道", ("后勤处", "保卫处")),
        ("后勤处和保卫处要清理楼道", ("后勤处", "保卫处")),
        ("后勤和保卫部门要开展检查", ("后勤", "保卫部门")),
        ("后勤处、保卫处等部门要清理楼道", ("后勤处", "保卫处")),
        ("各培养单位要报送名单", ("各培养单位",)),
        ("相关部门要完善台账", ("相关部门",)),
        ("组织部要修订制度", ("组织部",)),
    ],
)
def test_who_is_printed_as_the_doer_is_the_owner(order, owners):
    assert only_part(f"会议要求，{order}。").owners == owners


@pytest.mark.parametrize(
    "order",
    [
        "要做好工作",
        "要提升办学能力",
        "要加强校园管理",
        "师生要佩戴口罩",
        "学生不得聚集",
        "全体教职工要接种疫苗",
        "进校人员须提前申报",
        "任何单位和个人不得擅自采购",
        "家长要配合管理",
        "大家要注意防护",
        "访客须登记身份",
        "要办好学院庆祝活动",
        "要对各学院进行督查",
        "要向保卫处报告",
        "要在图书馆设置检查点",
        "钥匙必须专人保管",
        "校门要安排测温",
        "食堂内要设置隔板",
        "要畅通医院绿色通道",
        "要落实部门责任",
        "要组织干部培训",
        "要完善学校制度",
    ],
)
def test_nobody_is_invented(order):
    found = parts(f"会议要求，{order}。")
    assert found
    assert {owner for part in found for owner in part.owners} == set()


def test_an_owner_reaches_over_commas_until_another_comes():
    found = parts("会议要求，后勤处要消毒教室，清运垃圾，保卫处要核验身份。")
    assert [(p.text, p.owners) for p in found] == [
        ("消毒教室", ("后勤处",)),
        ("清运垃圾", ("后勤处",)),
        ("核验身份", ("保卫处",)),
    ]


def test_an_owner_does_not_reach_into_the_next_sentence():
    found = parts("会议要求，后勤处要消毒教室。要加强值班值守。")
    assert [p.owners for p in found] == [("后勤处",), ()]


def test_closing_brackets_give_owner_and_deadline_to_the_item():
    text = (
        "关于做好近期校园安全工作的通知\n1. 开展消防检查。"
        "（责任单位：保卫处、后勤处；完成时限：2022年6月10日前）\n2. 后勤处要消毒教室。"
    )
    first, second = requirements(text)
    assert first.span.of(text).endswith("前）")
    (part,) = first.parts
    assert (part.text, part.owners) == ("开展消防检查", ("保卫处", "后勤处"))
    assert part.deadline
    assert (part.deadline.text, part.deadline.due) == ("2022年6月10日前", "2022-06-10")
    assert second.parts[0].owners == ("后勤处",)


def test_names_of_the_organisation_are_owners_however_they_are_built():
    order = "会议要求，启明坊要每日巡查。"
    assert only_part(order).owners == ()
    assert only_part(order, units=("启明坊", "")).owners == ("启明坊",)
    assert only_part("会议要求，由启明坊巡查实验楼。", units=("启明坊",)).owners == ("启明坊",)


@pytest.mark.parametrize(
    ("text", "owners"),
    [
        ("The Registrar shall publish the timetable.", ("Registrar",)),
        ("The Estates Office and the Library shall close the annex.", ("Estates Office", "Library")),
        ("All visitors must sign in at the gate.", ()),
        ("Students must not enter the laboratory.", ()),
        ("Waste must be labelled.", ()),
    ],
)
def test_english_owners_stand_without_article(text, owners):
    assert only_part(text).owners == owners


def test_owners_are_printed_in_their_requirement():
    text = "会议要求，由保卫处、后勤处清理楼道，各学院要每日检查。"
    (one,) = requirements(text)
    assert all(owner in one.span.of(text) for part in one.parts for owner in part.owners)
