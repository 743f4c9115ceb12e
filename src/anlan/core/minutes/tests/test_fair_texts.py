"""Single sentences with the reading that a fair reader expects: parts and owners."""

import pytest

from anlan.core.minutes.extract import extract_text
from anlan.core.minutes.tests.texts import only_part, parts, read, requirements


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The Chair asked the Registrar to publish the list.", [("publish the list", ("Registrar",))]),
        ("会议要求，（【重要】）后勤处要消毒教室。", [("消毒教室", ("后勤处",))]),
        ("会议要求，保卫处收到意见后要及时反馈。", [("收到意见后要及时反馈", ("保卫处",))]),
        ("会议要求，值班期间如遇暴雨后勤处要到场。", [("值班期间如遇暴雨后勤处要到场", ("后勤处",))]),
        ("会议希望各学院报送名单。", [("报送名单", ("各学院",))]),
        (
            "会议要求，师生员工要自觉配合，凡进校人员要扫码。",
            [("师生员工要自觉配合", ()), ("凡进校人员要扫码", ())],
        ),
        ("会议要求，后勤处6月10日前，完成检修。", [("完成检修", ("后勤处",))]),
        ("市教育局要求，各学校要每日报送体温数据。", [("每日报送体温数据", ("各学校",))]),
        (
            "会议要求，后勤处要每日消毒全部教室，保卫\n处要核验进校人员身份，各学院要报送隐患排查名单\n和照片。",
            [("每日消毒全部教室", ("后勤处",)), ("核验进校人员身份", ("保卫处",))],
        ),
    ],
)
def test_a_sentence_has_the_expected_parts_and_owners(text, found):
    assert [(part.text, part.owners) for part in parts(text)][:2] == found


def test_bans_in_english_prose_are_prohibitions():
    found = parts("No visitor may enter the laboratory. Visitors may not park here.")
    assert [(p.text, p.kind) for p in found] == [
        ("No visitor may enter the laboratory", "prohibition"),
        ("Visitors may not park here", "prohibition"),
    ]


def test_units_that_share_a_tail_are_named_apart():
    part = only_part("会议要求，教学、科研、后勤等部门和各学院要每周五下午5点前报送。")
    assert part.owners == ("教学", "科研", "后勤", "各学院")
    assert part.text == "每周五下午5点前报送"


@pytest.mark.parametrize(
    ("opening", "role"),
    [("林远舟同志要求", None), ("会上，分管后勤工作的副校长林远舟要求", "副校长")],
)
def test_only_a_title_is_a_role(opening, role):
    (one,) = requirements(f"{opening}，后勤处要消毒教室。")
    assert (one.speaker, one.speaker_role) == ("林远舟", role)


def test_an_inner_paper_is_no_title():
    assert (
        read("内部文件\n青屿大学防汛工作会议纪要\n会议要求，后勤处要消毒教室。").title
        == "青屿大学防汛工作会议纪要"
    )


def test_a_participle_after_must_have_orders_nothing():
    assert parts("The Dean must have left early.") == []


def test_an_adjective_of_time_is_no_deadline():
    part = only_part("Safety rules\n1. Check the daily newsletter's address list.")
    assert part.deadline is None


def test_a_file_of_a_byte_order_mark_is_empty():
    with pytest.raises(Exception, match=r"minutes\.file\.empty"):
        extract_text(b"\xef\xbb\xbf", name="a.txt")
