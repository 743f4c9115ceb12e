"""Random walks over the tables: closed, and what has ended stays ended."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anlan.areas.command.access import VERBS
from anlan.areas.command.states import DIRECTIVE, MACHINES, DirectiveState
from anlan.core.kernel.errors import IllegalMove

NAMES = sorted({move.name for machine in MACHINES for move in machine.moves})


@pytest.mark.parametrize("machine", MACHINES, ids=lambda machine: machine.name)
def test_every_arrow_asks_for_a_known_verb(machine):
    known = {verb.code for verb in VERBS}
    assert {move.verb for move in machine.moves} <= known


@given(st.sampled_from(MACHINES), st.lists(st.sampled_from(NAMES), max_size=30))
def test_a_walk_never_leaves_the_table(machine, names):
    state = machine.start
    for name in names:
        possible = {move.name for move in machine.moves_from(state)}
        if name in possible:
            state = machine.move(state, name).target
        else:
            with pytest.raises(IllegalMove):
                machine.move(state, name)
        assert state in type(machine.start)


@given(st.lists(st.sampled_from(NAMES), max_size=30))
def test_a_requirement_is_issued_at_most_once_and_never_comes_back(names):
    state, issues, ended = DIRECTIVE.start, 0, False
    for name in names:
        try:
            state = DIRECTIVE.move(state, name).target
        except IllegalMove:
            continue
        assert not ended
        issues += name == "issue"
        ended = state in DIRECTIVE.ends()
    assert issues <= 1
    assert (state is DirectiveState.DRAFT) == (issues == 0)
