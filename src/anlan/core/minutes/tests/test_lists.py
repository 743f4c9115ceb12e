"""Lists: who speaks them, how they nest, restart and end, and the counts announced."""

from anlan.core.minutes.tests.texts import markers, read, requirements, told

NOTICE = "关于做好近期校园安全工作的通知\n"
TWO_SPEAKERS = (
    "5月19日，学校召开疫情防控工作专题会议。\n"
    "校长林远舟提出两点要求：一是加强校门管控，严格核验身份。二是做好物资储备，每日盘点口罩。\n"
    "书记周明澜提出三点要求：一是清理楼道杂物，更换老化线路。二是压实工作责任，每周通报进展。"
)


def test_a_list_restarts_with_another_speaker():
    found = requirements(TWO_SPEAKERS)
    assert [(r.no, r.marker, r.speaker, r.speaker_role) for r in found] == [
        ("1", "一是", "林远舟", "校长"),
        ("2", "二是", "林远舟", "校长"),
        ("3", "一是", "周明澜", "书记"),
        ("4", "二是", "周明澜", "书记"),
    ]


def test_announced_counts_stand_beside_what_was_found():
    minutes = read(TWO_SPEAKERS)
    assert [(a.speaker, a.count, a.found) for a in minutes.announced] == [("林远舟", 2, 2), ("周明澜", 3, 2)]
    assert [d.code for d in minutes.doubts] == ["minutes.count_mismatch"]
    assert "周明澜" in minutes.doubts[0].text


def test_a_list_without_an_announced_count_gives_no_entry():
    minutes = read("校长林远舟强调，一是要消毒教室。二是要核验身份。")
    assert len(minutes.requirements) == 2
    assert minutes.announced == ()


def test_a_count_inside_a_requirement_announces_nothing():
    minutes = read("校长林远舟强调，一是要做到三个到位，落实两个报告。二是要核验身份。")
    assert len(minutes.requirements) == 2
    assert minutes.announced == ()


def test_numbered_headings_hold_their_bodies():
    text = (
        "关于做好近期校园安全工作的通知\n一、加强校门管控\n保卫处要核验进校人员身份，登记进校车辆的号牌信息。\n"
        "二、做好物资储备\n后勤处要每日盘点口罩。\n特此通知。"
    )
    gate, store = requirements(text)
    assert (gate.marker, gate.heading) == ("一、", "加强校门管控")
    assert gate.span.of(text).endswith("号牌信息。")
    assert [p.text for p in gate.parts] == ["核验进校人员身份", "登记进校车辆的号牌信息"]
    assert store.span.of(text) == "二、做好物资储备\n后勤处要每日盘点口罩。"


def test_sub_items_are_parts_of_their_item():
    text = (
        "关于做好近期校园安全工作的通知\n一、加强校门管控\n1. 保卫处要核验进校人员身份。\n"
        "2. 保卫处要登记进校车辆。\n"
        "二、做好物资储备\n1. 后勤处要每日盘点口罩。"
    )
    assert markers(text) == ["一、", "二、"]
    assert [[p.no for p in r.parts] for r in requirements(text)] == [["1-1", "1-2"], ["2-1"]]
    assert told(text) == ["核验进校人员身份", "登记进校车辆", "每日盘点口罩"]


def test_a_section_title_gives_way_to_its_items():
    text = NOTICE + "一、工作要求\n1. 保卫处要核验进校人员身份。\n2. 后勤处要每日盘点口罩。"
    assert markers(text) == ["1.", "2."]


def test_sections_without_orders_are_no_requirements():
    text = (
        "校园安全工作例会纪要\n一、会议情况\n会议听取了后勤处的汇报。\n"
        "二、工作要求\n1. 保卫处要核验进校人员身份。\n"
        "2. 后勤处要每日盘点口罩。"
    )
    assert markers(text) == ["1.", "2."]
    assert told(text) == ["核验进校人员身份", "每日盘点口罩"]


def test_mixed_families_of_one_kin_make_one_list():
    text = "会议要求，一要由保卫处核验身份，二要由后勤处盘点口罩，三是各学院要报送名单。"
    assert markers(text) == ["一要", "二要", "三是"]


def test_a_numbering_gap_on_lines_is_told():
    minutes = read(NOTICE + "1. 保卫处要核验进校人员身份。\n3. 后勤处要每日盘点口罩。\n4. 各学院要报送名单。")
    assert [r.marker for r in minutes.requirements] == ["1.", "3.", "4."]
    assert [d.code for d in minutes.doubts] == ["minutes.number_gap"]
    assert "3." in minutes.doubts[0].text


def test_an_item_ends_before_a_paragraph_that_opens_anew():
    text = "校长林远舟强调，\n1. 后勤处要消毒教室。\n2. 保卫处要核验身份。\n会议要求，各学院要报送名单。"
    found = requirements(text)
    assert [(r.marker, r.speaker) for r in found] == [("1.", "林远舟"), ("2.", "林远舟"), (None, "会议")]
    assert found[1].span.of(text) == "2. 保卫处要核验身份。"


def test_what_a_speaker_says_before_his_list_is_introduction():
    text = (
        "校长林远舟强调，要高度重视防汛工作，要把安全放在第一位。一是后勤处要消毒教室。二是保卫处要核验身份。"
    )
    assert markers(text) == ["一是", "二是"]


def test_closing_lines_and_signature_belong_to_no_item():
    text = (
        "关于做好汛期校园安全工作的通知\n各学院、各部门：\n为确保校园安全度汛，现将有关工作要求通知如下。\n"
        "一、各学院要排查实验室隐患。\n二、后勤处要备足防汛沙袋。\n请遵照执行。\n青屿大学\n2022年5月19日"
    )
    minutes = read(text)
    assert minutes.requirements[-1].span.of(text) == "二、后勤处要备足防汛沙袋。"
    assert minutes.published_on == "2022-05-19"
    assert minutes.title == "关于做好汛期校园安全工作的通知"
