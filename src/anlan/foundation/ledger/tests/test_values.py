"""Values of the history in words."""

import pytest
from django.utils import translation

from anlan.foundation.ledger.values import value_word


@pytest.mark.parametrize(
    ("kind", "field", "value", "told"),
    [
        ("people.unit", "kind", "college", "学院"),
        ("people.standing", "kind", "undergraduate", "本科生"),
        ("people.position", "role", "unit_head", "单位负责人"),
        ("people.position", "capacity", "deputy", "副职"),
        ("people.position", "role", "no-such-role", "no-such-role"),
        ("people.unit", "aliases", ["化院", "化学化工学院"], "化院、化学化工学院"),
        ("people.unit", "aliases", [], "--"),
        ("people.unit", "short_name", "", "--"),
        ("people.duty", "starts", "2022-05-23T00:00:00+00:00", "2022-05-23 08:00"),
        ("people.duty", "note", "2022-05-23T00:00:00", "2022-05-23T00:00:00"),
        ("people.duty", "lead", True, "是"),
        ("people.unit", "order", 3, "3"),
    ],
)
def test_a_value_is_read_as_people_say_it(kind, field, value, told):
    assert value_word(kind, field, value) == told


def test_codes_follow_the_language_of_the_page():
    with translation.override("en"):
        assert value_word("people.position", "capacity", "secretary") == "Named secretary"
        assert value_word("people.unit", "kind", "college") == "College"


def test_a_long_value_is_cut():
    assert len(value_word("people.unit", "name", "长" * 500)) == 160
