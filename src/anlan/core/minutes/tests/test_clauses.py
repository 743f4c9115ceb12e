"""Chinese clauses: leads, results, attitudes, slogans, assignments, deadlines in front, who speaks."""

import pytest

from anlan.core.minutes.tests.texts import only_part, parts, read, requirements, told


def test_nouns_of_action_share_their_verb_as_lead():
    text = "会议要求，强化校门管控和围墙监控，做好物资储备、人员培训和应急演练。"
    assert [(p.text, p.lead and p.lead.of(text)) for p in parts(text)] == [
        ("校门管控", "强化"),
        ("围墙监控", "强化"),
        ("物资储备", "做好"),
        ("人员培训", "做好"),
        ("应急演练", "做好"),
    ]


@pytest.mark.parametrize(
    "order",
    ["加强值班值守、信息报送等工作", "登记并备案", "清理、消毒教室", "分类施策、严格管理", "检查教室、食堂"],
)
def test_what_shares_an_object_or_a_tail_stays_together(order):
    part = only_part(f"会议要求，后勤处要{order}。")
    assert (part.text, part.lead) == (order, None)


def test_verb_phrases_with_their_own_objects_are_cut():
    assert told("会议要求，后勤处要清理楼道杂物、更换老化线路。") == ["清理楼道杂物", "更换老化线路"]
    assert told("会议要求，制定应急预案并于6月5日前报送方案。") == ["制定应急预案", "于6月5日前报送方案"]


def test_attitudes_give_way_to_acts_and_name_their_owner():
    part = only_part("会议要求，各单位要高度重视，统一思想，落实责任。")
    assert (part.text, part.owners) == ("落实责任", ("各单位",))


@pytest.mark.parametrize("result", ["确保校园安全", "全力维护校园稳定", "切实保证师生健康", "筑牢安全防线"])
def test_results_are_no_parts_beside_acts(result):
    assert told(f"会议要求，后勤处要消毒教室，{result}。") == ["消毒教室"]


@pytest.mark.parametrize("slogan", ["责任到人、人人有责", "思想不松、标准不降"])
def test_slogans_are_no_orders(slogan):
    assert requirements(f"会议强调，{slogan}。") == ()


def test_a_pure_assignment_gives_owners_to_the_acts():
    part = only_part("会议要求，由保卫处牵头、后勤处配合，开展消防检查。")
    assert (part.text, part.owners) == ("开展消防检查", ("保卫处", "后勤处"))


def test_closing_lines_give_owner_and_day_to_their_item():
    text = (
        "关于做好汛期校园安全工作的通知\n一、清理排水管网。\n责任单位：后勤处\n完成时限：2022年6月10日前\n"
        "二、检修水泵。\n责任单位：基建处"
    )
    drains, pumps = parts(text)
    assert (drains.text, drains.owners) == ("清理排水管网", ("后勤处",))
    assert drains.deadline
    assert drains.deadline.due == "2022-06-10"
    assert (pumps.text, pumps.owners, pumps.deadline) == ("检修水泵", ("基建处",), None)


def test_an_assignment_of_nothing_is_no_order():
    assert requirements("会议要求，责任单位：后勤处、保卫处。") == ()


def test_a_deadline_in_front_reaches_every_act_of_the_sentence():
    found = parts("会议要求，6月10日前，后勤处完成检修，保卫处完成巡查。保卫处要核验身份。")
    assert [(p.text, p.owners, p.deadline and p.deadline.due) for p in found] == [
        ("完成检修", ("后勤处",), "2022-06-10"),
        ("完成巡查", ("保卫处",), "2022-06-10"),
        ("核验身份", ("保卫处",), None),
    ]


def test_a_wish_for_students_is_no_order():
    assert requirements("会议希望同学们遵守规定。") == ()


def test_a_request_without_addressee_is_an_order():
    assert told("会议要求，加强巡查。请清理楼道杂物。") == ["加强巡查", "清理楼道杂物"]


def test_a_condition_inside_its_clause_is_told():
    entering, leaving = parts("会议要求，登记后方可进入实验室，未经批准不得离校。")
    assert (entering.text, entering.kind, entering.condition) == (
        "登记后方可进入实验室",
        "conditional",
        "登记后",
    )
    assert (leaving.text, leaving.kind, leaving.condition) == ("未经批准不得离校", "prohibition", None)


def test_a_thing_before_its_ban_takes_the_owner_away():
    found = parts("会议强调，保卫处要巡查楼道，消防通道严禁停车。")
    assert [(p.text, p.owners) for p in found] == [("巡查楼道", ("保卫处",)), ("消防通道严禁停车", ())]


@pytest.mark.parametrize(
    ("text", "speaker", "role"),
    [
        ("校长林远舟强调，保卫处要核验身份。", "林远舟", "校长"),
        ("林远舟校长强调，保卫处要核验身份。", "林远舟", "校长"),
        ("总指挥、党委书记林远舟强调，保卫处要核验身份。", "林远舟", "党委书记"),
        ("校长林远舟主持会议并讲话。他强调，保卫处要核验身份。", "林远舟", "校长"),
        ("会议由校长林远舟主持。会议强调，保卫处要核验身份。", "会议", None),
        ("校长表示，各学院要用好经费。", "校长", "校长"),
        ("会议强调，保卫处要核验身份。", "会议", None),
    ],
)
def test_who_speaks_is_read_with_the_role(text, speaker, role):
    (one,) = requirements(text)
    assert (one.speaker, one.speaker_role) == (speaker, role)


def test_a_quoted_passer_by_orders_nothing():
    assert requirements("“要注意安全。”一位老师说。") == ()


def test_two_speakers_may_share_a_paragraph():
    text = (
        "校长林远舟提出三点要求：一是加强校门管控，严格核验身份。二是做好物资储备，每日盘点口罩。"
        "三是开展消防检查，消除隐患。书记周明澜提出两点要求：一是清理楼道杂物，更换老化线路。"
        "二是压实责任，每周通报。"
    )
    minutes = read(text)
    assert [r.speaker for r in minutes.requirements] == ["林远舟"] * 3 + ["周明澜"] * 2
    assert [(a.speaker, a.count, a.found) for a in minutes.announced] == [("林远舟", 3, 3), ("周明澜", 2, 2)]
    assert minutes.requirements[2].span.of(text) == "三是开展消防检查，消除隐患。"


def test_a_gap_in_running_text_is_told_and_the_items_kept():
    minutes = read("会议提出三点要求：一是要消毒教室。三是要核验身份。")
    assert [r.marker for r in minutes.requirements] == ["一是", "三是"]
    assert {d.code for d in minutes.doubts} == {"minutes.count_mismatch", "minutes.number_gap"}


def test_a_short_notice_is_not_joined_as_if_a_page_had_broken_it():
    text = (
        "关于防汛的通知\n各学院：\n做好下列工作：\n一、排查隐患\n二、备足物资\n请认真贯彻执行。\n"
        "青屿大学\n2022年5月19日"
    )
    minutes = read(text)
    assert minutes.title == "关于防汛的通知"
    assert [r.span.of(text) for r in minutes.requirements] == ["一、排查隐患", "二、备足物资"]


def test_one_line_of_half_width_orders_is_no_title():
    minutes = read("会议要求,后勤处要消毒教室;保卫处要核验身份.")
    assert minutes.title is None
    assert len(minutes.requirements) == 2


@pytest.mark.parametrize("text", ["首先，要", "1. 要", "一是\ud800", "l、要", "要", "会议要求，要。"])
def test_an_order_without_an_act_gives_no_empty_part(text):
    assert all(part.text.strip() for part in parts(text))


@pytest.mark.parametrize("words", ["2小时内", "每月", "开学前"])
def test_time_words_that_never_have_a_day_raise_no_doubt(words):
    minutes = read(f"会议要求，后勤处要在{words}检修水泵。", now=None)
    assert minutes.requirements
    assert minutes.doubts == ()


@pytest.mark.parametrize("ban", ["严禁携带火种、外卖、物资进校", "不得擅自离岗、脱岗、空岗、睡岗"])
def test_plain_nouns_and_short_verbs_under_a_ban_stay_together(ban):
    part = only_part(f"会议要求，{ban}。")
    assert (part.text, part.kind, part.lead) == (ban, "prohibition", None)


@pytest.mark.parametrize("front", ["针对食堂问题", "结合学校实际", "按照方案", "各部门按照职责分工"])
def test_phrases_before_the_order_are_outside_its_part(front):
    part = only_part(f"会议要求，{front}，后勤处要开展检查。")
    assert (part.text, part.owners) == ("开展检查", ("后勤处",))


def test_attitudes_alone_are_parts_of_their_owners_with_a_doubt():
    minutes = read("会议要求，各学院、各部门要切实提高政治站位，增强责任意识，形成工作合力。")
    (one,) = minutes.requirements
    assert [p.owners for p in one.parts] == [("各学院", "各部门")] * 3
    assert all(p.sure < 0.7 for p in one.parts)
    assert [d.code for d in minutes.doubts] == ["minutes.unsure"]


def test_a_request_to_care_is_an_attitude_of_its_addressee():
    found = parts("会议要求，请各学院高度重视，请各学院确保安全。")
    assert [(p.text, p.owners) for p in found] == [("高度重视", ("各学院",)), ("确保安全", ("各学院",))]


def test_background_between_orders_is_left_out():
    assert told("会议要求，有的单位漏报、迟报，后勤处要整改。") == ["整改"]


def test_a_unit_may_ask_a_unit():
    part = only_part("教务处要求各学院报送名单。")
    assert (part.text, part.owners) == ("报送名单", ("各学院",))


def test_a_decision_is_an_order():
    assert told("会议决定，成立防汛专班，由周明澜任组长。") == ["成立防汛专班"]


@pytest.mark.parametrize(
    "text", ["会议要求，全面、全方位。", "会议要求，6月10日前。后勤处6月10日前。", "会议强调，要求严格。"]
)
def test_an_opening_without_an_act_orders_nothing(text):
    assert requirements(text) == ()


def test_done_work_told_in_a_list_is_no_requirement():
    text = (
        "关于做好汛期校园安全工作的通知\n一、今年以来主要做了以下工作：一是更换了水泵，二是修订了预案。\n"
        "二、后勤处要消毒教室。"
    )
    assert [r.marker for r in requirements(text)] == ["二、"]


def test_sections_of_tasks_give_way_to_their_items():
    text = (
        "防汛工作布置会\n会议提出如下要求：\n一、下一步安排\n（一）后勤处要消毒教室。\n（二）保卫处要核验身份。\n"
        "二、保障措施\n（一）各学院要报送名单。"
    )
    assert [r.marker for r in requirements(text)] == ["（一）", "（二）", "（一）"]


def test_semicolons_split_their_sentence_and_leave_the_others_whole():
    text = "会议要求，后勤处要消毒教室。保卫处要核验身份；前期工作取得了成效；各学院要报送名单。"
    assert [r.span.of(text) for r in requirements(text)] == [
        "会议要求，后勤处要消毒教室。",
        "保卫处要核验身份；",
        "各学院要报送名单。",
    ]


def test_a_speaker_named_before_may_be_left_out():
    (one,) = requirements("校长林远舟出席会议。强调，保卫处要核验身份。")
    assert (one.speaker, one.speaker_role) == ("林远舟", "校长")


def test_objects_apart_by_a_comma_share_their_lead():
    text = "会议要求，要加强对食堂食品原料的检查，对宿舍用电的巡查。"
    assert [(p.text, p.lead and p.lead.of(text)) for p in parts(text)] == [
        ("对食堂食品原料的检查", "加强"),
        ("对宿舍用电的巡查", "加强"),
    ]


def test_the_owner_after_a_condition_is_named_without_it():
    part = only_part("会议要求，发现险情后保卫处要立即报告。")
    assert (part.owners, part.condition, part.kind) == (("保卫处",), "发现险情后", "conditional")


@pytest.mark.parametrize(
    "order", ["1.The Registrar shall ", "The Registrar shall.", "The Registrar must not"]
)
def test_an_english_order_without_an_act_gives_no_empty_part(order):
    assert all(part.text.strip() for part in parts(order))
