"""The days of meeting and publication, in every form that heads, titles and first sentences print."""

import itertools

import pytest

from anlan.core.minutes.tests.texts import read

DAY, LATER = "2022-05-19", "2022-05-20"
ORDER = "会议要求，后勤处要每日消毒全部教室。"
ENGLISH_ORDER = "The Registrar shall publish the list."
FORMS = (
    "2022年5月19日",
    "２０２２年５月１９日",
    "二〇二二年五月十九日",
    "二零二二年五月十九日",
    "2022 年 5 月 19 日",
    "2022-05-19",
    "2022-5-19",
    "2022/5/19",
    "2022/05/19",
    "2022.5.19",
    "2022.05.19",
    "2022年5月l9日",
)
HOURS = ("", "（星期四）", " 15:00", "（星期四）下午3:00", "下午", "上午9时")
MEETING_LABELS = ("时间：", "时间:", "会议时间：", "时  间：", "召开时间：", "日期：", "")
PUBLICATION_LABELS = (
    "发布时间：",
    "发布日期：",
    "发布于 ",
    "来源：党委宣传部  日期：",
    "青屿大学新闻网 ",
    "作者：林远舟 时间：",
)
ENGLISH_FORMS = (
    "19 May 2022",
    "19th May 2022",
    "19th of May 2022",
    "19 May, 2022",
    "May 19, 2022",
    "May 19th, 2022",
    "Thursday, May 19, 2022",
    "Thursday 19 May 2022",
    "Thursday, 19 May 2022",
    "19 MAY 2022",
    "19-May-2022",
    "2022-05-19",
    "19/05/2022",
)
SHORT_MONTHS = ("17 Dec 2021", "17 Dec. 2021", "Dec. 17, 2021", "Dec 17, 2021", "December 17, 2021")


def days(text: str) -> tuple[str | None, str | None]:
    minutes = read(text)
    assert minutes.requirements, text
    return minutes.held_on, minutes.published_on


@pytest.mark.parametrize(
    ("label", "form", "hour"),
    list(itertools.product(MEETING_LABELS, FORMS, HOURS)),
    ids=lambda value: value or "-",
)
def test_a_line_of_minutes_gives_the_day_of_the_meeting(label, form, hour):
    assert days(f"青屿大学防汛工作会议纪要\n{label}{form}{hour}\n地点：行政楼\n\n{ORDER}") == (DAY, None)


@pytest.mark.parametrize(
    ("label", "form"), list(itertools.product(PUBLICATION_LABELS, FORMS)), ids=lambda value: value or "-"
)
def test_a_line_of_a_report_gives_the_day_of_publication(label, form):
    text = f"青屿大学召开防汛工作会\n{label}{form}\n\n5月18日下午，学校召开防汛工作会。\n{ORDER}"
    assert days(text) == ("2022-05-18", DAY)


@pytest.mark.parametrize("form", FORMS)
def test_the_first_sentence_tells_the_day(form):
    assert days(f"青屿大学召开防汛工作会\n\n{form}，学校召开防汛工作会。\n{ORDER}") == (DAY, None)


@pytest.mark.parametrize("form", FORMS)
def test_a_signature_gives_the_day_of_publication(form):
    text = f"关于做好防汛工作的通知\n各学院：\n请各学院及时报送名单。\n特此通知。\n青屿大学办公室\n{form}"
    assert days(text) == (None, DAY)


@pytest.mark.parametrize(
    "below", ["（联系人：林远舟）", "抄送：各部门", "（此件公开发布）", "联系电话：见通讯录"]
)
def test_a_contact_below_the_signature_does_not_hide_its_day(below):
    text = f"关于做好防汛工作的通知\n各学院：\n请各学院及时报送名单。\n青屿大学办公室\n2022年5月19日\n{below}"
    assert days(text) == (None, DAY)


@pytest.mark.parametrize(
    "sentence",
    [
        "5月19日，学校召开防汛工作会。",
        "5月19日上午，学校在行政楼召开防汛工作会。",
        "5月19日（星期四）下午，学校召开了防汛工作会。",
        "根据5月10日全省会议精神，5月19日，学校召开防汛工作会。",
        "在5月10日全省会议召开后，5月19日，学校召开防汛工作会。",
        "学校于5月19日召开防汛工作会。",
        "为落实部署，林远舟于5月19日主持召开防汛工作会。",
        "截至5月18日，水位持续上涨。5月19日，学校召开防汛工作会。",
        "（党委宣传部）5月19日，学校召开防汛工作会。",
        "本网讯（记者林远舟）5月19日，学校召开防汛工作会。",
        "【新闻网讯】5月19日，学校召开防汛工作会。",
        "5月19日，副校长林远舟带队检查防汛物资。",
        "五月十九日，学校举行防汛演练。",
    ],
)
@pytest.mark.parametrize(
    "head",
    [
        "青屿大学防汛动态\n发布时间：2022-05-20",
        "青屿大学防汛动态\n青屿大学 2022-05-20 18:30 发表",
        "青屿大学防汛动态\n后勤处供稿　2022-05-20",
    ],
)
def test_a_day_without_a_year_counts_from_the_publication(head, sentence):
    assert days(f"{head}\n\n{sentence}\n{ORDER}") == (DAY, LATER)


@pytest.mark.parametrize(
    ("head", "held"),
    [
        ("2022年第5次校长办公会议纪要\n时间：5月19日上午", DAY),
        ("青屿大学召开2022年防汛工作会\n5月19日，学校召开防汛工作会。", DAY),
        ("校长办公会议纪要\n〔2022〕5号\n时间：5月19日上午\n地点：行政楼", DAY),
        ("2022年5月19日校长办公会议纪要", DAY),
        ("青屿大学召开2022届毕业生工作会\n5月19日，学校召开工作会。", None),
        ("青屿大学召开防汛工作会\n近日，学校召开防汛工作会。", None),
        ("青屿大学召开防汛工作会\n日前，学校召开防汛工作会，学习5月10日会议精神。", None),
        ("青屿大学召开防汛工作会\n5月19日，学校召开防汛工作会。", None),
    ],
)
def test_the_year_may_stand_in_the_title_or_the_number_of_the_paper(head, held):
    assert days(f"{head}\n{ORDER}") == (held, None)


@pytest.mark.parametrize(
    ("sentence", "held"),
    [
        ("学校定于5月25日召开防汛工作会。", None),
        ("学校将于5月25日召开防汛工作会。", None),
        ("5月18日，学校召开防汛工作会，现将有关要求通知如下。", "2022-05-18"),
        ("近期雨水较多，现将有关要求通知如下。", None),
    ],
)
def test_a_notice_has_the_day_of_a_meeting_only_when_it_took_place(sentence, held):
    items = "一、请各学院及时报送名单。\n二、请后勤处清理排水沟。"
    text = f"关于做好防汛工作的通知\n各学院：\n{sentence}\n{items}\n青屿大学\n2022年5月20日"
    assert days(text) == (held, LATER)


def test_minutes_have_a_day_of_their_own_and_one_of_printing():
    head, end = "时间：2022年5月19日\n地点：行政楼", "抄送：各部门\n青屿大学办公室　2022年5月20日印发"
    text = f"防汛工作会议纪要\n{head}\n{ORDER}\n{end}"
    assert days(text) == (DAY, LATER)


@pytest.mark.parametrize("form", ENGLISH_FORMS)
@pytest.mark.parametrize(
    "head",
    [
        "Minutes of the safety committee\nDate: {}\nPresent: the Dean",
        "Minutes of the safety committee\n{}",
        "Minutes of the meeting of {}",
        "Safety committee\nMinutes of the meeting held on {}",
        "Safety committee\nMeeting held on {} in Room 5",
        "Meeting notes, {}\nChair: the Dean",
        "Committee Notes for THE SAFETY GROUP, {}",
        "Safety working group\nHeld on {}",
        "Safety working group\nDate of meeting: {}\nVenue: Room 5",
        "The lower campus is open again\n\nThe safety committee met on {} in Room 5.",
    ],
)
def test_english_minutes_give_the_day_of_the_meeting(head, form):
    assert days(f"{head.format(form)}\n\n{ENGLISH_ORDER}") == (DAY, None)


@pytest.mark.parametrize("form", ENGLISH_FORMS)
@pytest.mark.parametrize(
    "head",
    [
        "Heating\nMEMORANDUM\nTo: all staff\nFrom: the Registrar\nDate: {}",
        "To: all staff\nFrom: the Registrar\nDate: {}\n\nHeating",
        "Heating repairs\nCircular to heads of services, {}",
        "Heating repairs this week\nIssued: {}",
        "Heating repairs this week\nPublished {}",
        "Heating repairs this week\n{}",
        "Heating repairs this week\nPosted on {} by the Estates Office",
    ],
)
def test_english_memos_circulars_and_news_give_the_day_of_publication(head, form):
    assert days(f"{head.format(form)}\n\n{ENGLISH_ORDER}") == (None, DAY)


@pytest.mark.parametrize("form", SHORT_MONTHS)
def test_short_names_of_months(form):
    assert days(f"Minutes of the safety committee\nDate: {form}\n\n{ENGLISH_ORDER}") == ("2021-12-17", None)


@pytest.mark.parametrize(
    "sentence",
    [
        "The safety committee met on 19 May to review the flood.",
        "On Thursday 19 May the safety committee met in Room 5.",
        "At its meeting on 19 May the safety committee reviewed the flood.",
    ],
)
def test_english_news_counts_a_day_from_its_publication(sentence):
    assert days(f"Water is back\nPublished 20 May 2022\n\n{sentence}\n\n{ENGLISH_ORDER}") == (DAY, LATER)


def test_a_meeting_to_come_gives_no_day():
    text = f"Water is back\n20 May 2022\n\nThe committee will meet again on 25 May.\n\n{ENGLISH_ORDER}"
    assert days(text) == (None, LATER)
