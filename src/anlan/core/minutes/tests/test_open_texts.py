"""The open golden texts through the door: every promise about shape and spans, and no requirement lost."""

import pytest

from anlan.core.minutes import read_minutes
from anlan.core.minutes.tests.shape import assert_contract
from tests.golden.minutes import corpus

TEXTS = list(corpus.texts("open"))
each_text = pytest.mark.parametrize("text", TEXTS, ids=lambda text: text.name)


@each_text
def test_the_reading_has_the_shape_of_the_contract(text):
    document = read_minutes(text.raw).as_json()
    assert_contract(document)
    assert document["body"] == text.expected["body"]


@each_text
def test_the_frame_is_read_as_annotated(text):
    document = read_minutes(text.raw).as_json()
    for key in ("title", "held_on", "published_on", "announced"):
        assert document[key] == text.expected[key]


@each_text
def test_requirements_begin_and_end_as_annotated(text):
    document = read_minutes(text.raw).as_json()
    assert [(row["marker"], row["span"]) for row in document["requirements"]] == [
        (row["marker"], row["span"]) for row in text.expected["requirements"]
    ]
