"""Corners of workbooks: heads in two languages, settings, choices and groups that cannot be taken."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from anlan.areas.inspection.rules.differences import differences
from anlan.areas.inspection.rules.expressions.judging import holds
from anlan.areas.inspection.rules.expressions.reading import read
from anlan.areas.inspection.rules.xlsform.reading import MOST_CHOICES, MOST_QUESTIONS
from anlan.areas.inspection.tests.rules.test_xlsform import CHOICES, SETTINGS, codes, imported
from anlan.core.kernel.errors import BadInput

ROW = ["text", "x", "题"]


def settings(**more: Any) -> list[list[Any]]:
    """The settings sheet with more or other columns."""
    told = dict(zip(*SETTINGS, strict=True)) | {f"anlan::{name}": value for name, value in more.items()}
    return [list(told), list(told.values())]


@pytest.mark.parametrize(
    "head",
    ["label::Chinese (zh)", "label::中文", "Label::zh", "label::CHINESE", "label"],
)
def test_a_chinese_column_is_known_by_any_of_its_names(head: str):
    read_in = imported(["text", "x", "题", "One"], head=["type", "name", head, "label::English (en)"])
    assert not read_in.refused
    assert [(row["label"], row["label_en"]) for row in read_in.content["questions"]] == [("题", "One")]


def test_a_third_language_is_refused_by_the_name_it_has():
    (problem,) = imported(["text", "x", "题", "Q"], head=["type", "name", "label", "label::fr"]).problems
    assert (problem.code, problem.facts["column"]) == ("column_unknown", "label::fr")


def test_a_column_that_stands_twice_is_refused():
    found = codes(imported([*ROW, "题二"], head=["type", "name", "label", "Label "]))
    assert found == [("survey", 1, "column_twice")]


def test_a_column_without_a_meaning_may_stand_twice():
    assert not imported([*ROW], head=["type", "name", "label", "", "", "note", "note"]).refused


@pytest.mark.parametrize(
    ("row", "code"),
    [
        (["yn", "a b", "甲"], "choice_name"),
        (["yn", "<b>", "甲"], "choice_name"),
        (["yn", "yes", "又有"], "choice_twice"),
        (["yn", "maybe", ""], "choice_incomplete"),
        (["", "maybe", "也许"], "choice_incomplete"),
    ],
)
def test_a_choice_that_cannot_be_taken_is_refused_in_its_row(row: list[str], code: str):
    found = codes(imported(ROW, choices=[*CHOICES, row]))
    assert found == [("choices", len(CHOICES) + 1, code)]


def test_a_list_holds_as_many_choices_as_are_allowed_and_not_one_more():
    full = [CHOICES[0], *(["long", f"c{place}", "项"] for place in range(MOST_CHOICES))]
    assert not imported(ROW, choices=full).refused
    found = codes(imported(ROW, choices=[*full, ["long", "more", "项"]]))
    assert found == [("choices", MOST_CHOICES + 2, "too_many_choices")]


def test_a_checklist_holds_as_many_questions_as_are_allowed_and_not_one_more():
    full = [["text", f"q{place}", "题"] for place in range(MOST_QUESTIONS)]
    assert not imported(*full).refused
    assert codes(imported(*full, ROW)) == [("survey", 0, "too_many_questions")]


def test_groups_stand_three_deep_and_not_four():
    opened = [["begin group", f"g{place}", "组"] for place in range(4)]
    assert not imported(*opened[:3], ROW, *[["end group"]] * 3).refused
    assert codes(imported(*opened, ROW, *[["end group"]] * 4)) == [("survey", 5, "groups_too_deep")]


def test_what_a_phone_notes_by_itself_is_told_and_left_out():
    read_in = imported(["start", "start"], ["deviceid", "id"], ROW)
    assert [(one.code, one.refused) for one in read_in.problems] == [("metadata_unused", False)] * 2
    assert [row["key"] for row in read_in.content["questions"]] == ["x"]


def test_a_severity_is_one_of_three():
    head = ["type", "name", "label", "anlan::severity"]
    taken = imported([*ROW, "stop_now"], ["text", "y", "题", ""], head=head)
    assert [row["severity"] for row in taken.content["questions"]] == ["stop_now", "minor"]
    assert codes(imported([*ROW, "fatal"], head=head)) == [("survey", 2, "severity_unknown")]


@pytest.mark.parametrize(("said", "days"), [("", 0), (0, 0), ("1", 1), (366.0, 366), ("030", 30)])
def test_a_period_is_a_whole_number_of_days_within_a_year(said: Any, days: int):
    assert imported(ROW, settings=settings(every_days=said)).settings.every_days == days


@pytest.mark.parametrize("said", ["367", "-1", "1.5", "weekly", "٣", "²", "9" * 50, "000000999999"])
def test_a_period_that_is_none_is_refused_and_counts_as_never(said: str):
    read_in = imported(ROW, settings=settings(every_days=said))
    assert codes(read_in) == [("settings", 2, "days_unusable")]
    assert read_in.settings.every_days == 0


def test_the_day_from_which_a_version_holds_is_read_as_sheets_write_it():
    for said in ("2022-05-23", "2022-05-23 00:00:00"):
        assert imported(ROW, settings=settings(valid_from=said)).settings.valid_from == date(2022, 5, 23)
    assert imported(ROW, settings=settings()).settings.valid_from is None


@pytest.mark.parametrize("said", ["2022-13-01", "May", "44700"])
def test_a_day_that_is_none_is_refused(said: str):
    read_in = imported(ROW, settings=settings(valid_from=said))
    assert codes(read_in) == [("settings", 2, "day_unusable")]
    assert read_in.settings.valid_from is None


@pytest.mark.parametrize("said", ["-x", "a/b", "清单", "a" * 61])
def test_a_code_that_no_address_could_hold_is_refused(said: str):
    sheet = [SETTINGS[0], ["测试", said, "依据", ""]]
    assert codes(imported(ROW, settings=sheet)) == [("settings", 2, "form_id_unusable")]


def test_what_a_checklist_must_say_about_itself_is_missed_by_name():
    read_in = imported(ROW, settings=[["form_title", "form_id", "anlan::grade"], ["", "", "proposal"]])
    assert [(one.code, one.facts["column"]) for one in read_in.problems] == [
        ("setting_missing", "form_title"),
        ("setting_missing", "form_id"),
        ("setting_missing", "anlan::source"),
    ]


def test_a_second_row_of_settings_is_refused():
    assert codes(imported(ROW, settings=[*SETTINGS, SETTINGS[1]])) == [("settings", 3, "settings_twice")]


def test_changed_choices_truths_and_numbers_are_told_in_words():
    before = {"key": "a", "label": "一", "required": False, "choices": [{"name": "y", "label": "有"}]}
    after = before | {"required": True, "choices": [{"name": "n", "label": "无"}, "z"], "limit": 3}
    (found,) = differences({"questions": [before]}, {"questions": [after]})
    assert (found.change, found.fields) == (
        "changed",
        (("required", "", "1"), ("choices", "y 有", "n 无；z"), ("limit", "", "3")),
    )


def test_a_value_that_was_left_out_is_the_same_as_an_empty_one():
    said = {"key": "a", "label": "一"}
    assert differences({"questions": [said]}, {"questions": [said | {"hint": "", "required": False}]}) == ()


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("true() = (1 < 2)", True),
        ("(${a} = 1) = (${a} = 2)", False),
        ("false() = ''", True),
        ("true() != 'no'", False),
        ("true() = 'no'", True),
        ("true() + 1 = 2", True),
    ],
)
def test_truths_are_compared_by_what_they_are(text: str, wanted: bool):
    assert holds(read(text), answers={"a": "1"}) is wanted


@pytest.mark.parametrize(
    ("text", "wanted", "found"),
    [("(1 2)", ")", "2"), ("selected(${a} 'x')", ",", "'x'"), ("not 1", "(", "1")],
)
def test_a_sign_that_is_missing_is_named_with_what_stands_there(text: str, wanted: str, found: str):
    with pytest.raises(BadInput) as refused:
        read(text)
    assert refused.value.code == "inspection.condition_expected"
    assert (refused.value.facts["wanted"], refused.value.facts["found"]) == (wanted, found)
