"""Every way of numbering that minutes use, each marker as printed."""

import pytest

from anlan.core.minutes.tests.texts import markers, read, requirements, told

GATE, STORE, LIST = "保卫处要核验进校人员身份", "后勤处要每日盘点口罩", "各学院要报送名单"
ACTS = ["核验进校人员身份", "每日盘点口罩", "报送名单"]
OWNERS = [("保卫处",), ("后勤处",), ("各学院",)]
LINES = [
    ("一、", "二、", "三、"),
    ("（一）", "（二）", "（三）"),
    ("(一)", "(二)", "(三)"),
    ("㈠", "㈡", "㈢"),
    ("1.", "2.", "3."),
    ("1．", "2．", "3．"),
    ("1、", "2、", "3、"),
    ("⒈", "⒉", "⒊"),
    ("(1)", "(2)", "(3)"),
    ("（1）", "（2）", "（3）"),
    ("⑴", "⑵", "⑶"),
    ("1)", "2)", "3)"),
    ("1）", "2）", "3）"),
    ("①", "②", "③"),
    ("•", "•", "•"),
    ("●", "●", "●"),
    ("一是", "二是", "三是"),
    ("第一，", "第二，", "第三，"),
    ("l、", "2、", "3、"),
    ("Ｏ1", "Ｏ2", "Ｏ3"),
    ("１．", "２．", "３．"),
]
RUNNING = [
    ("一是", "二是", "三是"),
    ("一要", "二要", "三要"),
    ("一要", "二要", "三是"),
    ("其一，", "其二，", "其三，"),
    ("第一，", "第二，", "第三，"),
    ("首先，", "其次，", "最后，"),
    ("首先，", "其次，", "再次，"),
    ("（一）", "（二）", "（三）"),
    ("(1)", "(2)", "(3)"),
    ("①", "②", "③"),
    ("1.", "2.", "3."),
    ("1、", "2、", "3、"),
]


def printed(row: tuple[str, ...]) -> list[str]:
    return [marker.rstrip("，") for marker in row]


@pytest.mark.parametrize("row", LINES, ids=lambda row: row[0])
def test_items_on_lines_of_their_own(row):
    text = "关于做好近期校园安全工作的通知\n" + "\n".join(
        f"{marker}{act}。" for marker, act in zip(row, (GATE, STORE, LIST), strict=True)
    )
    found = requirements(text)
    assert [r.marker for r in found] == printed(row)
    assert [p.text for r in found for p in r.parts] == ACTS
    assert [p.owners for r in found for p in r.parts] == OWNERS
    assert [r.heading for r in found] == [GATE, STORE, LIST]


@pytest.mark.parametrize("row", RUNNING, ids="".join)
def test_items_inside_a_paragraph(row):
    text = "校长林远舟强调，" + "".join(
        f"{marker}{act}。" for marker, act in zip(row, (GATE, STORE, LIST), strict=True)
    )
    found = requirements(text)
    assert [r.marker for r in found] == printed(row)
    assert [p.text for r in found for p in r.parts] == ACTS
    assert {(r.speaker, r.speaker_role) for r in found} == {("林远舟", "校长")}
    assert found[1].span.of(text) == f"{row[1]}{STORE}。"


@pytest.mark.parametrize(
    "row", [("01", "02", "03"), ("1", "2", "3"), ("0１", "0２", "0３")], ids=lambda row: row[0]
)
def test_numbers_alone_on_a_line_open_the_lines_below(row):
    text = "关于做好近期校园安全工作的通知\n" + "\n".join(
        f"{marker}\n{act}。" for marker, act in zip(row, (GATE, STORE, LIST), strict=True)
    )
    found = requirements(text)
    assert [r.marker for r in found] == list(row)
    assert [r.heading for r in found] == [GATE, STORE, LIST]
    assert told(text) == ACTS


def test_numbers_with_a_zero_may_stand_before_their_text():
    text = f"关于做好近期校园安全工作的通知\n01 {GATE}。\n02 {STORE}。\n03 {LIST}。"
    assert markers(text) == ["01", "02", "03"]


def test_articles_of_a_rule():
    assert markers(f"校园出入管理暂行规定\n第一条 {GATE}。\n第二条 {STORE}。") == ["第一条", "第二条"]


@pytest.mark.parametrize(
    "row",
    [
        ("1.", "2."),
        ("1)", "2)"),
        ("(1)", "(2)"),
        ("(a)", "(b)"),
        ("a)", "b)"),
        ("A.", "B."),
        ("(i)", "(ii)"),
        ("•", "•"),
        ("-", "-"),
    ],
    ids=lambda row: row[0],
)
def test_english_items(row):
    text = (
        f"Minutes of the emergency committee\n{row[0]} The Registrar shall publish the timetable."
        f"\n{row[1]} The Librarian must close the annex."
    )
    found = requirements(text)
    assert [r.marker for r in found] == list(row)
    assert [p.text for r in found for p in r.parts] == ["publish the timetable", "close the annex"]
    assert [p.owners for r in found for p in r.parts] == [("Registrar",), ("Librarian",)]


@pytest.mark.parametrize(
    "row", [("First", "Second", "Third"), ("Firstly", "Secondly", "Finally"), ("First", "Second", "Lastly")]
)
def test_english_counting_words_inside_a_paragraph(row):
    text = (
        f"{row[0]}, the Registrar shall publish the timetable. {row[1]}, the Librarian must close the annex."
        f" {row[2]}, all staff must wear masks."
    )
    assert markers(text) == list(row)
    assert told(text) == ["publish the timetable", "close the annex", "all staff must wear masks"]


def test_english_actions_name_owner_act_and_time():
    text = (
        "Actions\nAction 1: Facilities to repair the pump by 25 May 2022."
        "\nAction 2: Security to inspect the gates daily."
    )
    found = requirements(text)
    assert [r.marker for r in found] == ["Action 1:", "Action 2:"]
    (pump,), (gates,) = (r.parts for r in found)
    assert (pump.text, pump.owners, pump.kind) == ("repair the pump by 25 May 2022", ("Facilities",), "once")
    assert pump.deadline
    assert (pump.deadline.text, pump.deadline.due) == ("by 25 May 2022", "2022-05-25")
    assert (gates.text, gates.owners, gates.kind) == ("inspect the gates daily", ("Security",), "standing")
    assert gates.deadline
    assert gates.deadline.repeats == "daily"


@pytest.mark.parametrize(
    "text",
    [
        "会议要求，后勤处要在2.5公里内设点，保卫处要在3个校门值守。",
        "会议要求，后勤处要清理1、2、3号楼。",
        "会议要求，各学院要做到一是一、二是二。",
        "会议要求，图书馆要开放第一、第二阅览室。",
        "会议要求，后勤处要检修（一）号锅炉。",
    ],
)
def test_numbers_in_running_text_are_no_list(text):
    assert [requirement.marker for requirement in read(text).requirements] == [None]
