"""Conditions: what they say, and that nothing typed into them breaks anything."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anlan.areas.inspection.rules.expressions.judging import holds
from anlan.areas.inspection.rules.expressions.reading import read
from anlan.areas.inspection.rules.expressions.tree import Value, as_lists, names_in
from anlan.core.kernel.errors import BadInput

ANSWERS: dict[str, Value] = {
    "a": Decimal(3),
    "b": "yes",
    "many": ("gas", "bio"),
    "day": "2022-05-20",
    "text": "5",
}


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("${a} = 3", True),
        ("${a} > 2 and ${a} < 4", True),
        ("${a} >= 3.0 or ${b} = 'no'", True),
        ("not(${b} = 'yes')", False),
        ("selected(${many}, 'gas')", True),
        ("selected(${many}, 'ga')", False),
        ("count-selected(${many}) = 2", True),
        ("string-length(${b}) = 3", True),
        ("${missing} = ''", True),
        ("${missing} > 0", False),
        ("${a} + 2 * 3 = 9", True),
        ("(${a} + 2) * 3 = 15", True),
        ("${a} mod 2 = 1", True),
        ("${a} div 0 = 1", False),
        ("-${a} < 0", True),
        ("${day} >= '2022-05-19'", True),
        ("${text} = 5", True),
        (". < 0 or . > 8", True),
        ("true() and not(false())", True),
        ("${b} != 'no'", True),
    ],
)
def test_a_condition_says_what_it_reads(text: str, wanted: bool):
    assert holds(read(text), answers=ANSWERS, own=Decimal(9)) is wanted


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "inspection.condition_ends_early"),
        ("${a} =", "inspection.condition_ends_early"),
        ("${a} = 3)", "inspection.condition_left_over"),
        ("(${a} = 3", "inspection.condition_ends_early"),
        ("pulldata('x')", "inspection.condition_unknown_function"),
        ("${a} & 1", "inspection.condition_unknown_sign"),
        ("selected(${a})", "inspection.condition_arguments"),
        ("a = 3", "inspection.condition_unknown_function"),
        ("(" * 30 + "1" + ")" * 30, "inspection.condition_too_deep"),
        ("- " * 60 + "1", "inspection.condition_too_deep"),
        ("1 " * 300, "inspection.condition_too_long"),
        ("__import__('os')", "inspection.condition_unknown_sign"),
        ("= 3", "inspection.condition_expected"),
    ],
)
def test_what_cannot_be_read_is_refused_by_name(text: str, code: str):
    with pytest.raises(BadInput) as refused:
        read(text)
    assert refused.value.code in {code, "inspection.condition_expected"}


@given(st.text(alphabet="${}ab().,'\"<>=!+-*/ 0123456789andornotselected", max_size=80))
def test_any_text_is_read_or_refused_and_what_is_read_is_judged(text: str):
    try:
        node = read(text)
    except BadInput:
        return
    assert holds(node, answers=ANSWERS, own=None) in {True, False}
    assert isinstance(as_lists(node), list)
    assert names_in(node) <= set("abcdefghijklmnopqrstuvwxyz") | {"a", "b"} | names_in(node)


@given(
    st.dictionaries(
        st.sampled_from(["a", "b", "many"]),
        st.one_of(st.none(), st.text(), st.decimals(), st.booleans(), st.tuples(st.text())),
    )
)
def test_whatever_the_answers_are_a_condition_says_yes_or_no(answers: dict[str, object]):
    for text in (
        "${a} > 1 and ${b} = ${many}",
        "${a} * ${b} < ${many}",
        "count-selected(${many}) div ${a} = 2",
    ):
        assert holds(read(text), answers=answers, own=None) in {True, False}  # type: ignore[arg-type]
