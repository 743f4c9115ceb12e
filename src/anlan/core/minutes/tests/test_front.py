"""What stands around the matter: title, days, meta lines, page numbers."""

import pytest

from anlan.core.minutes.tests.texts import read, told

ORDER = "会议要求，后勤处要每日消毒全部教室，保卫处要核验进校人员身份。"


@pytest.mark.parametrize(
    ("head", "held", "published"),
    [
        ("2022年5月19日，学校召开防汛会议。", "2022-05-19", None),
        ("发布时间：2022-05-20\n5月19日，学校召开防汛会议。", "2022-05-19", "2022-05-20"),
        ("发布日期：2022年5月20日\n5月19日下午，学校在行政楼召开防汛会议。", "2022-05-19", "2022-05-20"),
        ("时间：2022年5月19日\n地点：行政楼", "2022-05-19", None),
        ("会议时间：2022年5月19日下午", "2022-05-19", None),
        ("（2022年5月20日）", "2022-05-20", None),
        ("二〇二二年五月十九日，学校召开防汛会议。", "2022-05-19", None),
        ("5月19日，学校召开防汛会议。", None, None),
        ("天气晴。", None, None),
    ],
)
def test_the_days_of_meeting_and_publication(head, held, published):
    minutes = read(f"青屿大学防汛工作会议纪要\n{head}\n{ORDER}")
    assert (minutes.title, minutes.held_on, minutes.published_on) == (
        "青屿大学防汛工作会议纪要",
        held,
        published,
    )
    assert [p.text for r in minutes.requirements for p in r.parts] == ["每日消毒全部教室", "核验进校人员身份"]


@pytest.mark.parametrize(
    ("text", "held", "published"),
    [
        ("Minutes of the safety committee\nDate: 19 May 2022\nThe Dean shall act.", "2022-05-19", None),
        ("Minutes of the safety committee\n19 May 2022\nThe Dean shall act.", "2022-05-19", None),
        (
            "Flood memo\nTo: all staff\nFrom: the Registrar\nDate: May 19, 2022\nThe Dean shall act.",
            None,
            "2022-05-19",
        ),
    ],
)
def test_english_dates_of_minutes_and_memos(text, held, published):
    minutes = read(text)
    assert (minutes.held_on, minutes.published_on) == (held, published)


def test_navigation_and_page_headers_are_no_title():
    minutes = read(f"当前位置：首页 > 新闻 > 正文\n青校〔2022〕12号\n青屿大学防汛工作会议纪要\n{ORDER}")
    assert minutes.title == "青屿大学防汛工作会议纪要"


def test_a_signature_gives_the_day_of_publication():
    text = f"关于做好防汛工作的通知\n各学院、各部门：\n{ORDER}\n特此通知。\n青屿大学办公室\n2022年5月20日"
    minutes = read(text)
    assert (minutes.held_on, minutes.published_on) == (None, "2022-05-20")


@pytest.mark.parametrize("number", ["- 2 -", "— 2 —", "第2页 共5页", "第 2 页", "2/5", "Page 2 of 5"])
def test_page_numbers_are_left_out(number):
    text = f"青屿大学防汛工作会议纪要\n{ORDER}\n{number}\n会议强调，各学院要报送名单。"
    assert told(text)[-1] == "报送名单"
    assert len(read(text).requirements) == 2


def test_lines_broken_by_the_page_are_read_as_one_paragraph():
    width = 24
    whole = ORDER + "各学院要在五月二十五日前完成隐患排查，图书馆要延长开放时间，辅导员要每周走访学生宿舍。"
    broken = "\n".join(whole[i : i + width] for i in range(0, len(whole), width))
    assert [t.replace("\n", "") for t in told(f"青屿大学防汛工作会议纪要\n{broken}")] == told(
        f"青屿大学防汛工作会议纪要\n{whole}"
    )


def test_a_page_number_does_not_break_a_paragraph():
    width = 24
    whole = ORDER + "各学院要在五月二十五日前完成隐患排查，图书馆要延长开放时间，辅导员要每周走访学生宿舍。"
    lines = [whole[i : i + width] for i in range(0, len(whole), width)]
    text = "青屿大学防汛工作会议纪要\n" + "\n".join([*lines[:2], "", "- 1 -", "", *lines[2:]])
    assert len(read(text).requirements) == 1


@pytest.mark.parametrize(
    ("meta", "held", "published"),
    [
        ("发布时间：2022-01-05\n12月28日，学校召开防汛会议。", "2021-12-28", "2022-01-05"),
        ("时间：待定\n发布时间：2022-05-20\n5月19日，学校召开防汛会议。", "2022-05-19", "2022-05-20"),
        ("发布时间：2022-05-20\n时间：5月19日下午\n学校召开防汛会议。", "2022-05-19", "2022-05-20"),
        ("会议时间：2022年2月30日", None, None),
    ],
)
def test_days_without_a_year_count_from_the_publication(meta, held, published):
    minutes = read(f"防汛工作会议纪要\n{meta}\n{ORDER}")
    assert (minutes.held_on, minutes.published_on) == (held, published)


@pytest.mark.parametrize("line", ["19 Xyz 2022", "Date: 31 February 2022", "Date: soon"])
def test_english_days_that_no_calendar_has_are_none(line):
    minutes = read(f"Minutes of the safety committee\n{line}\nThe Dean shall act.")
    assert (minutes.held_on, minutes.published_on) == (None, None)
