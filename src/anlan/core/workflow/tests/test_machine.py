from enum import StrEnum

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anlan.core.kernel.errors import IllegalMove
from anlan.core.workflow import Machine, Move, mermaid


class Door(StrEnum):
    SHUT = "shut"
    OPEN = "open"
    GONE = "gone"


DOOR = Machine(
    "house.door",
    start=Door.SHUT,
    moves=(
        Move(Door.SHUT, "open", Door.OPEN, verb="door.use"),
        Move(Door.OPEN, "shut", Door.SHUT, verb="door.use"),
        Move(Door.OPEN, "remove", Door.GONE, verb="door.build"),
    ),
)


def test_a_move_in_the_table_leads_to_its_target():
    assert DOOR.move("shut", "open").target == Door.OPEN


def test_a_move_that_is_not_in_the_table_is_refused_with_what_is_possible():
    with pytest.raises(IllegalMove) as refusal:
        DOOR.move(Door.OPEN, "open")
    assert refusal.value.facts["possible"] == "shut remove"


def test_a_table_with_two_moves_of_one_name_from_one_state_is_refused():
    with pytest.raises(ValueError, match="two moves"):
        Machine("m", Door.SHUT, (*DOOR.moves, Move(Door.SHUT, "open", Door.GONE, verb="x")))


def test_a_table_that_never_reaches_a_state_is_refused():
    with pytest.raises(ValueError, match="no way leads to"):
        Machine("m", Door.SHUT, DOOR.moves[:2])


def test_the_drawing_shows_every_arrow_and_the_ends():
    drawing = mermaid(DOOR)
    assert "[*] --> shut" in drawing
    assert "open --> gone: remove" in drawing
    assert "gone --> [*]" in drawing


@given(st.lists(st.sampled_from(["open", "shut", "remove"]), max_size=20))
def test_a_random_walk_never_leaves_the_states_and_never_leaves_an_end(names: list[str]):
    state = str(DOOR.start)
    for name in names:
        if name in {move.name for move in DOOR.moves_from(state)}:
            state = str(DOOR.move(state, name).target)
        else:
            with pytest.raises(IllegalMove):
                DOOR.move(state, name)
    assert state in set(Door)
