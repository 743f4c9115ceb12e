"""Smaller rules: defaults, collisions, coverage, agenda, relayed deadlines, numbers, dates."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anlan.areas.command.rules.agenda import Matter, compiled, moved
from anlan.areas.command.rules.coverage import Cover, cover_of, summary
from anlan.areas.command.rules.deadlines import due_of
from anlan.areas.command.rules.editing import collisions
from anlan.areas.command.rules.filling import GROUPS, Ground, Lack, fill, group_of, lacks
from anlan.areas.command.rules.limits import Limits
from anlan.areas.command.rules.numbering import numbered
from anlan.areas.command.rules.relaying import checked_due, under
from anlan.areas.command.rules.searching import words_of
from anlan.core.kernel.errors import BadInput

EMPTY = {field: None for group in GROUPS for field in group}
DUE = datetime(2022, 6, 1, tzinfo=UTC)


def test_a_heading_fills_only_what_a_draft_has_not():
    own = EMPTY | {"lead_unit": "mine", "indicator_target": ""}
    heading = EMPTY | {"lead_unit": "theirs", "due_at": "2022-06-01", "due_all_day": True}
    found = fill(own, own_grounds={"lead_unit": "text"}, defaults=heading)
    assert found.values["lead_unit"] == "mine"
    assert found.values["due_at"] == "2022-06-01"
    assert found.grounds == {"lead_unit": Ground.TEXT, "due_at": Ground.HEADING}


def test_a_group_flows_as_a_whole():
    own = EMPTY | {"repeats": "daily"}
    found = fill(own, own_grounds={}, defaults=EMPTY | {"due_at": "2022-06-01"})
    assert found.values["due_at"] is None
    assert found.grounds["due_at"] is Ground.PERSON


def test_an_empty_draft_lacks_everything_and_open_answers_count():
    assert set(lacks({})) == set(Lack)
    answered = {"lead_group": "colleges", "no_deadline": True, "no_target": True, "verifier": "x"}
    assert lacks(answered) == ()
    assert Lack.DEADLINE not in lacks({"repeats": "weekly"})


def test_fields_of_a_group_go_by_its_first():
    assert group_of("repeats") == "due_at"
    assert group_of("text") == "text"


def test_only_fields_set_by_others_since_then_collide():
    touched = {
        "text": {"version": 5, "who": "何清", "at": "t"},
        "note": {"version": 2, "who": "何清", "at": "t"},
    }
    current = {"text": "theirs", "note": "old", "due_at": None}
    sides = collisions(
        {"text": "mine", "note": "new", "due_at": "x"}, seen_version=3, current=current, touched=touched
    )
    assert [(side.field, side.yours, side.theirs, side.who) for side in sides] == [
        ("text", "mine", "theirs", "何清")
    ]
    assert collisions({"text": "theirs"}, seen_version=3, current=current, touched=touched) == ()


@given(st.lists(st.tuples(st.integers(0, 40), st.integers(1, 9)), max_size=6), st.booleans())
def test_a_sentence_is_matched_open_or_dismissed(marks, dismissed):
    live = [(start, start + length) for start, length in marks]
    cover = cover_of((10, 20), dismissed=dismissed, live=live)
    touched = any(start < 20 and end > 10 for start, end in live)
    assert cover is (Cover.MATCHED if touched else Cover.DISMISSED if dismissed else Cover.OPEN)
    assert summary([cover])[cover] == 1


@given(st.lists(st.booleans(), min_size=1, max_size=8), st.data())
def test_what_stayed_open_stays_first_however_the_agenda_is_moved(kinds, data):
    carried = [Matter(f"o{i}", carried=True) for i, one in enumerate(kinds) if one]
    slips = [Matter(f"s{i}", carried=False) for i, one in enumerate(kinds) if not one]
    agenda = compiled(carried, slips)
    key = data.draw(st.sampled_from([matter.key for matter in agenda]))
    to = data.draw(st.integers(-2, 12))
    try:
        arranged = moved(agenda, key=key, to=to)
    except BadInput:
        arranged = agenda
    assert sorted(m.key for m in arranged) == sorted(m.key for m in agenda)
    flags = [matter.carried for matter in arranged]
    assert flags == sorted(flags, reverse=True)


def test_a_matter_that_is_not_there_cannot_move():
    with pytest.raises(BadInput):
        moved([], key="x", to=0)


@pytest.mark.parametrize("due", [None, DUE + timedelta(seconds=1)])
def test_a_relay_later_than_its_parent_needs_a_reason(due):
    with pytest.raises(BadInput):
        checked_due(due, parent_due=DUE, later_reason=" ")
    checked_due(due, parent_due=DUE, later_reason="等设备到货")


def test_a_relay_in_time_or_without_a_parent_deadline_needs_none():
    checked_due(DUE, parent_due=DUE, later_reason="")
    checked_due(None, parent_due=None, later_reason="")


def test_a_unit_lies_under_another_but_not_under_itself():
    assert under("anlan/cs/software/", parent="anlan/cs/")
    assert not under("anlan/cs/", parent="anlan/cs/")
    assert not under("anlan/cs2/", parent="anlan/cs/")


@given(st.lists(st.one_of(st.none(), st.integers(1, 12)), max_size=12))
def test_numbers_are_unique_and_those_given_stay(given_numbers):
    parts: list[tuple[int, int | None]] = []
    for place, number in enumerate(given_numbers):
        known = [one for _, one in parts]
        parts.append((place, number if number not in known else None))
    found = numbered(parts)
    assert len(set(found.values())) == len(parts)
    assert all(found[key] == number for key, number in parts if number is not None)


def test_a_day_is_over_at_its_midnight_on_campus():
    due = due_of("2022-06-01")
    assert due.all_day
    assert due.at == datetime(2022, 6, 1, 16, 0, tzinfo=UTC)
    assert due_of("2022-06-01T18:00").at == datetime(2022, 6, 1, 10, 0, tzinfo=UTC)
    assert due_of(None).at is None


def test_limits_come_from_the_rulebook():
    values = {name: {"value": number} for number, name in enumerate(Limits.__slots__)}
    assert Limits.from_rulebook({"values": values}).answer_hours == 0


def test_a_text_is_found_by_its_words_and_their_parts_without_signs():
    assert set(words_of("排查地下车库，A3楼！")) >= {"地下", "车库", "a3"}
    assert list(words_of("，。 ！")) == []
