"""Who speaks: names told by titles and family names, pronouns, bodies, several in one text."""

import pytest

from anlan.core.minutes.tests.texts import read, requirements

HEAD = (
    "青屿大学召开防汛工作会\n2022年5月19日，学校召开防汛工作会，校长林远舟、副校长周明澜出席，"
    "会议由保卫部（处）部长（处长）方见山主持。\n"
)
ACT = "后勤处要清理排水沟。"


def speakers(text: str) -> list[tuple[str | None, str | None]]:
    return [(one.speaker, one.speaker_role) for one in requirements(text)]


@pytest.mark.parametrize(
    ("opening", "speaker"),
    [
        ("林远舟要求，", ("林远舟", "校长")),
        ("林远舟在总结时强调，", ("林远舟", "校长")),
        ("周明澜指出，", ("周明澜", "副校长")),
        ("副校长周明澜强调，", ("周明澜", "副校长")),
        ("方见山要求，", ("方见山", "部长")),
        ("会议要求，", ("会议", None)),
        ("会议最后强调，", ("会议", None)),
        ("林远舟充分肯定了前期工作。他强调，", ("林远舟", "校长")),
        ("方见山通报了检查情况，并要求", ("方见山", "部长")),
    ],
)
def test_the_opening_names_the_speaker(opening, speaker):
    assert speakers(f"{HEAD}{opening}{ACT}")[-1] == speaker


@pytest.mark.parametrize(
    "said",
    [
        "周明澜提出两点要求：",
        "周明澜就做好下一步工作提两点要求：",
        "周明澜还就防汛值守讲了两点意见，",
        "周明澜从两个方面作了部署。",
        "周明澜充分肯定前期工作，并提出两点要求。",
    ],
)
def test_a_list_belongs_to_whoever_announces_it(said):
    text = f"{HEAD}林远舟要求，{ACT}\n{said}一是清理排水沟，二是报送名单。"
    minutes = read(text)
    assert [one.speaker for one in minutes.requirements] == ["林远舟", "周明澜", "周明澜"]
    assert [(one.speaker, one.count, one.found) for one in minutes.announced] == [("周明澜", 2, 2)]


@pytest.mark.parametrize(
    "introduction",
    [
        "现将会议确定的事项纪要如下：",
        "会议研究议定如下事项：",
        "会议就防汛工作进行了研究，议定如下事项：",
    ],
)
def test_what_the_meeting_settles_is_said_by_the_meeting(introduction):
    text = f"防汛工作会议纪要\n{introduction}\n一、{ACT}\n二、请各学院报送名单。"
    assert speakers(text) == [("会议", None)] * 2


@pytest.mark.parametrize("heading", ["三、议定事项", "三、研究确定的事项", "三、会议决定事项"])
def test_a_heading_of_settled_matters_speaks_for_the_meeting(heading):
    text = f"防汛工作会议纪要\n一、情况通报\n水位平稳。\n{heading}\n1. {ACT}\n2. 各学院要报送名单。"
    assert speakers(text) == [("会议", None)] * 2


def test_a_count_may_have_no_speaker():
    text = f"防汛工作会议记录\n经讨论，形成整改意见两条：\n1. {ACT}\n2. 各学院要报送名单。"
    assert [(one.speaker, one.count, one.found) for one in read(text).announced] == [(None, 2, 2)]


@pytest.mark.parametrize(
    ("sentence", "speaker"),
    [
        ("The Chair asked the Registrar to publish the list.", "Chair"),
        ("Professor Howarth said that the Registrar must publish the list.", "Professor Howarth"),
        ("The group agreed the following:\n1) The Registrar shall publish the list.", "group"),
        ("The committee also instructed the Training Unit to publish the list.", "committee"),
        (
            "The Safety Committee met on 8 March and adopted two measures.\n1. The Registrar shall act.",
            "Safety Committee",
        ),
    ],
)
def test_english_speakers(sentence, speaker):
    found = requirements(f"Water is back\n20 May 2022\n\n{sentence}")
    assert found[0].speaker == speaker


def test_an_english_pronoun_means_whoever_was_named_last():
    text = (
        "Water is back\n\nProvost Adela Birtwhistle chaired the meeting.\n\n"
        "Birtwhistle stressed that wardens must not leave.\n\nShe also asked the Dean to publish the list."
    )
    assert speakers(text) == [("Birtwhistle", "Provost")] * 2
