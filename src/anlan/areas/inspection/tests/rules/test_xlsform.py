"""XLSForm workbooks: what is taken, and that whatever is not is told by sheet and row."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anlan.areas.inspection.rules.answers import read_answers
from anlan.areas.inspection.rules.differences import differences
from anlan.areas.inspection.rules.forms import Form
from anlan.areas.inspection.rules.xlsform.reading import Imported, read_workbook
from anlan.areas.inspection.words import PROBLEMS, problem_word, where_word

HEAD = [
    "type",
    "name",
    "label",
    "label::English (en)",
    "required",
    "relevant",
    "constraint",
    "anlan::fails_if",
]
CHOICES = [
    ["list_name", "name", "label"],
    ["judge", "pass", "合格"],
    ["judge", "fail", "不合格"],
    ["judge", "na", "不适用"],
    ["yn", "yes", "有"],
    ["yn", "no", "没有"],
]
SETTINGS = [
    ["form_title", "form_id", "anlan::source", "anlan::every_days"],
    ["测试", "test_list", "测试的依据", 7.0],
]


def imported(
    *rows: list[Any], choices: Any = CHOICES, settings: Any = SETTINGS, head: Any = HEAD
) -> Imported:
    """The survey with these rows."""
    return read_workbook({"survey": [head, *rows], "choices": choices, "settings": settings})


def codes(read: Imported) -> list[tuple[str, int, str]]:
    """Where each problem stands and what it is."""
    return [(one.sheet, one.row, one.code) for one in read.problems]


def test_every_type_of_the_list_is_taken():
    kinds = [
        "integer",
        "decimal",
        "text",
        "date",
        "image",
        "geopoint",
        "note",
        "select_multiple yn",
        "select_one yn",
    ]
    read = imported(*([kind, f"q{place}", "题"] for place, kind in enumerate(kinds)))
    assert not read.refused
    assert [row["kind"] for row in read.content["questions"]] == [kind.split()[0] for kind in kinds]


def test_a_choice_of_pass_fail_na_is_one_judgement():
    read = imported(["select_one judge", "clean", "地面干净", "Clean"])
    assert read.content["questions"][0]["kind"] == "judge"
    assert read.content["questions"][0]["label_en"] == "Clean"
    assert (read.settings.code, read.settings.every_days) == ("test-list", 7)


def test_groups_become_sections_and_conditions_of_groups_within_groups_are_joined():
    read = imported(
        ["select_one yn", "pump", "有泵吗"],
        ["begin group", "outer", "泵", "", "", "${pump} = 'yes'"],
        ["begin_group", "inner", "电", "", "", "${pump} != 'no'"],
        ["select_one judge", "runs", "能转"],
        ["end group"],
        ["end_group"],
    )
    assert not read.refused
    sections = read.content["sections"]
    assert sections[1]["relevant"] == "(${pump} = 'yes') and (${pump} != 'no')"
    form = Form.from_content(read.content)
    assert read_answers(form, {"pump": "no"}).faults == ()
    assert [one.key for one in read_answers(form, {"pump": "yes"}).faults] == ["runs"]


def test_a_reading_outside_its_bounds_fails_the_item():
    row = ["decimal", "t", "温度", "", "yes", "", ". >= -40 and . <= 60", ". < 0 or . > 8"]
    form = Form.from_content(imported(row).content)
    assert dict(read_answers(form, {"t": "9"}).judged) == {"t": "fail"}
    assert dict(read_answers(form, {"t": "8"}).judged) == {"t": "pass"}
    assert [one.code for one in read_answers(form, {"t": "99"}).faults] == ["outside"]


@pytest.mark.parametrize(
    ("rows", "wanted"),
    [
        ([["barcode", "x", "扫"]], ("survey", 2, "type_unknown")),
        ([["begin repeat", "x", "扫"]], ("survey", 2, "type_unknown")),
        ([["select_one none", "x", "选"]], ("survey", 2, "list_missing")),
        ([["text", "1x", "题"]], ("survey", 2, "name_unusable")),
        ([["text", "x", "题"], ["text", "x", "题"]], ("survey", 3, "name_twice")),
        ([["text", "x", ""]], ("survey", 2, "label_missing")),
        ([["text", "x", "题", "", "maybe"]], ("survey", 2, "required_unknown")),
        ([["text", "x", "题", "", "", "${y} = 1"]], ("survey", 2, "condition_asks_below")),
        ([["text", "x", "题", "", "", "once(${x})"]], ("survey", 2, "condition_unknown_function")),
        ([["begin group", "g", "组"], ["text", "x", "题"]], ("survey", 0, "group_open")),
        ([["end group"]], ("survey", 2, "group_not_open")),
        ([], ("survey", 0, "no_questions")),
    ],
)
def test_what_cannot_be_read_is_refused_where_it_stands(rows: list[list[Any]], wanted: tuple[str, int, str]):
    read = imported(*rows)
    assert read.refused
    assert wanted in codes(read)


def test_a_column_that_carries_meaning_is_refused_and_an_idle_one_told():
    read = imported(
        ["text", "x", "题", "1 + 1", "minimal"], head=["type", "name", "label", "calculation", "appearance"]
    )
    told = {one.code: one.refused for one in read.problems}
    assert told == {"column_unknown": True, "column_unused": False}


def test_every_problem_has_words():
    read = read_workbook({})
    assert read.refused
    for one in read.problems:
        assert one.code in PROBLEMS
        assert problem_word(one)
        assert where_word(one)


CELL = st.one_of(st.none(), st.text(max_size=12), st.floats(), st.integers(), st.booleans())


@given(
    st.dictionaries(
        st.sampled_from(["survey", "choices", "settings"]), st.lists(st.lists(CELL, max_size=6), max_size=6)
    )
)
def test_any_workbook_is_read_or_refused_never_broken(sheets: dict[str, Any]):
    read = read_workbook(sheets)
    if not read.refused:
        Form.from_content(read.content)
    for one in read.problems:
        assert problem_word(one)


def test_the_difference_of_two_versions_names_each_change():
    before = {
        "questions": [{"key": "a", "label": "一"}, {"key": "b", "label": "二"}, {"key": "c", "label": "三"}]
    }
    after = {
        "questions": [{"key": "b", "label": "二"}, {"key": "a", "label": "一改"}, {"key": "d", "label": "四"}]
    }
    told = {(one.key, one.change) for one in differences(before, after)}
    assert told == {("a", "changed"), ("b", "moved"), ("d", "added"), ("c", "removed")}
    assert differences(before, before) == ()
