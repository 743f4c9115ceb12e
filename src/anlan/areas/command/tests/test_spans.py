"""Spans stay disjoint and say the words of the body."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anlan.areas.command.rules.spans import GAP, checked, merge, original, overlap, pairs, quoted, split
from anlan.core.kernel.errors import BadInput

BODIES = st.text(alphabet="甲乙丙丁，、；。 ab", min_size=4, max_size=60)


@st.composite
def bodies_with_spans(draw):
    body = draw(BODIES)
    cuts = sorted(draw(st.sets(st.integers(0, len(body)), min_size=2, max_size=8)))
    spans = [pair for pair in zip(cuts[::2], cuts[1::2], strict=False) if pair[0] < pair[1]]
    return body, tuple(spans)


@given(bodies_with_spans(), st.integers(0, 60))
def test_a_split_gives_two_disjoint_parts_inside_the_old_one(given_text, at):
    body, spans = given_text
    try:
        before, after = split(body, spans, at=at)
    except BadInput:
        return
    assert not overlap(before, after)
    for part in (before, after):
        assert all(any(a <= start and end <= b for a, b in spans) for start, end in part)
        assert original(body, part).replace(GAP, "") == "".join(body[a:b] for a, b in part)


@given(bodies_with_spans(), st.integers(0, 60))
def test_a_split_loses_nothing_but_loose_punctuation(given_text, at):
    body, spans = given_text
    try:
        before, after = split(body, spans, at=at)
    except BadInput:
        return
    held = {i for a, b in (*before, *after) for i in range(a, b)}
    lost = {i for a, b in spans for i in range(a, b)} - held
    assert {body[i] for i in lost} <= set(" \t\n\u3000，、；,;")


@given(bodies_with_spans())
def test_a_merge_covers_every_part_and_its_spans_do_not_overlap(given_text):
    body, spans = given_text
    merged = merge(body, [[span] for span in spans])
    assert all(any(a <= start and end <= b for a, b in merged) for start, end in spans)
    assert all(one[1] <= other[0] for one, other in pairwise(merged))


@given(bodies_with_spans(), st.integers(0, 60))
def test_merging_what_was_split_says_all_its_words_again(given_text, at):
    body, spans = given_text
    try:
        before, after = split(body, spans, at=at)
    except BadInput:
        return
    whole = merge(body, [before, after])
    for start, end in (*before, *after):
        assert body[start:end] in original(body, whole)


def test_the_words_of_one_span_are_the_body():
    assert original("要巡查车库。", [(1, 5)]) == "巡查车库"


def test_a_prohibition_keeps_the_words_it_shares_with_its_neighbours():
    body = "坚决防止翻墙出校、违规接收外卖。"
    spans, lead = [(9, 15)], (0, 4)
    assert original(body, spans, lead=lead) == "坚决防止违规接收外卖"
    assert quoted(body, spans, lead=lead) == "坚决防止……违规接收外卖"


def test_latin_words_that_were_apart_keep_a_space():
    body = "Prevent theft, damage."
    assert original(body, [(15, 21)], lead=(0, 7)) == "Prevent damage"


def test_a_selection_is_trimmed_and_stays_inside():
    assert checked("甲，乙。", 0, 2) == (0, 1)
    for start, end in ((-1, 2), (0, 99), (3, 3), (1, 2)):
        with pytest.raises(BadInput):
            checked("甲，乙。", start, end)


def test_spans_from_json_come_in_order():
    assert pairs([[5, 7], [1, 2]]) == ((1, 2), (5, 7))
