"""Writing a checklist: content as data, plain conditions, and back to a workbook."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

import pytest
from django.conf import settings
from hypothesis import given
from hypothesis import strategies as st

from anlan.areas.inspection.rules import editing
from anlan.areas.inspection.rules.forms import Form
from anlan.areas.inspection.rules.plain_conditions import (
    Fails,
    answered,
    read_choices,
    read_fails,
    told_choices,
)
from anlan.areas.inspection.rules.xlsform.reading import read_workbook
from anlan.areas.inspection.rules.xlsform.settings import Settings
from anlan.areas.inspection.rules.xlsform.writing import write_workbook
from anlan.core.kernel.errors import BadInput

EMPTY: dict[str, Any] = {"sections": [], "questions": [], "place_kinds": [], "every_days": 0}


def ask(content: Any, label: str, *, key: str = "", **more: Any) -> dict[str, Any]:
    """One more question to judge."""
    return editing.put_question(
        content, key, **{"label": label, "kind": "judge", "section": "", "relevant": "", **more}
    )


def labels(content: Any) -> list[str]:
    """The questions in their order."""
    return [row["label"] for row in content["questions"]]


def test_questions_stand_in_the_order_of_their_sections():
    content = editing.put_section(editing.put_section(EMPTY, "", label="甲"), "", label="乙")
    content = ask(ask(ask(content, "二", section="s2"), "一", section="s1"), "零")
    assert labels(content) == ["零", "一", "二"]
    content = editing.move_section(content, "s2", by=-1)
    assert labels(content) == ["零", "二", "一"]
    assert editing.move_section(content, "s2", by=-1) == content
    assert editing.move_section(content, "moon", by=1) == content


def test_a_question_moves_within_its_section_only_and_changes_it_by_the_form():
    content = editing.put_section(EMPTY, "", label="甲")
    content = ask(ask(ask(content, "一", section="s1"), "二", section="s1"), "零")
    assert labels(editing.move_question(content, "q2", by=-1)) == ["零", "二", "一"]
    assert editing.move_question(content, "q1", by=-1) == content
    assert editing.move_question(content, "moon", by=1) == content
    assert labels(ask(content, "零", key="q3", section="s1")) == ["一", "二", "零"]


def test_a_part_that_is_gone_is_not_written_anew():
    with pytest.raises(BadInput, match="part_gone"):
        editing.put_section(EMPTY, "s9", label="甲")


def test_a_section_with_questions_stays():
    content = ask(editing.put_section(EMPTY, "", label="甲"), "一", section="s1")
    with pytest.raises(BadInput, match="not_empty"):
        editing.drop_section(content, "s1")
    assert editing.drop_section(editing.drop_question(content, "q1"), "s1")["sections"] == []


def test_a_question_that_another_waits_for_stays_and_stays_above_it():
    content = ask(ask(EMPTY, "有泵吗"), "泵好吗", relevant=answered("q1", "pass"))
    with pytest.raises(BadInput, match="asked_about"):
        editing.drop_question(content, "q1")
    with pytest.raises(BadInput, match="asks_below"):
        editing.move_question(content, "q2", by=-1)


def test_there_is_an_end_to_questions_and_sections():
    many = {**EMPTY, "questions": [{"key": f"q{n}", "label": "题", "kind": "judge"} for n in range(300)]}
    with pytest.raises(BadInput, match="too_many_questions"):
        ask(many, "再一题")
    groups = {**EMPTY, "sections": [{"key": f"s{n}", "label": "组"} for n in range(40)]}
    with pytest.raises(BadInput, match="too_many_sections"):
        editing.put_section(groups, "", label="再一组")


@given(st.lists(st.sampled_from(["add", "up", "down", "drop", "group"]), max_size=25), st.data())
def test_whatever_is_pressed_keys_stay_unique_and_the_content_can_be_read(presses: list[str], data: Any):
    content: dict[str, Any] = EMPTY
    for press in presses:
        keys = [row["key"] for row in content["questions"]]
        if press == "group":
            content = editing.put_section(content, "", label="组", label_en="")
        elif press == "add":
            section = data.draw(st.sampled_from(["", *(row["key"] for row in content["sections"])]))
            content = ask(content, "题", section=section)
        elif keys:
            key = data.draw(st.sampled_from(keys))
            moves = {"up": -1, "down": 1}
            content = (
                editing.move_question(content, key, by=moves[press])
                if press in moves
                else editing.drop_question(content, key)
            )
        form = Form.from_content(content)
        found = [one.key for one in form.questions]
        assert len(found) == len(set(found))


@pytest.mark.parametrize(
    ("text", "fails"),
    [
        ("", Fails()),
        (". < 0 or . > 8", Fails(low=Decimal(0), high=Decimal(8))),
        (". > 15", Fails(high=Decimal(15))),
        (". < 0.4", Fails(low=Decimal("0.4"))),
        (". = 'c1' or . = 'c2'", Fails(chosen=frozenset({"c1", "c2"}))),
        ("${a} > 3", Fails(other="${a} > 3")),
    ],
)
def test_plain_conditions_are_read_back_as_they_were_written(text: str, fails: Fails):
    assert read_fails(text) == fails
    assert fails.text() == text


def test_choices_are_a_line_each_and_keep_their_names():
    rows, failing = read_choices("有 | Yes\n× 没有\n\n有 | again\n", [])
    assert [(row["name"], row["label"], row["label_en"]) for row in rows] == [
        ("c1", "有", "Yes"),
        ("c2", "没有", ""),
    ]
    assert failing == {"c2"}
    assert told_choices(rows, failing) == "有 | Yes\n× 没有"
    again, _failing = read_choices("没有\n坏了", rows)
    assert [row["name"] for row in again] == ["c2", "c3"]


@pytest.mark.parametrize(
    "name", sorted(one.name for one in (settings.RULEBOOKS / "checklists").glob("*.json"))
)
def test_what_is_written_as_a_workbook_is_read_back_the_same(name: str):
    given = json.loads((settings.RULEBOOKS / "checklists" / name).read_text(encoding="utf-8"))
    head = Settings(
        given["code"],
        given["title"],
        given["title_en"],
        given["source"],
        given["grade"],
        tuple(given["place_kinds"]),
        given["every_days"],
    )
    back = read_workbook(write_workbook(given, head))
    assert [one for one in back.problems if one.refused] == []
    assert Form.from_content(back.content) == Form.from_content(given)
    assert back.settings == head


def test_an_empty_group_and_a_group_that_comes_twice_survive_the_way_out():
    content = {
        **EMPTY,
        "sections": [{"key": "a", "label": "甲"}, {"key": "b", "label": "空"}],
        "questions": [
            {"key": "q1", "label": "一", "kind": "text", "section": "a"},
            {"key": "q2", "label": "二", "kind": "note", "section": ""},
            {
                "key": "q3",
                "label": "三",
                "kind": "select_one",
                "section": "a",
                "choices": [{"name": "x", "label": "某"}],
            },
        ],
    }
    back = read_workbook(write_workbook(content, Settings("x", "题", "", "据")))
    assert not back.refused
    assert [row["key"] for row in back.content["sections"]] == ["a", "a_2", "b"]
    assert [row["kind"] for row in back.content["questions"]] == ["text", "note", "select_one"]
