from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from uuid import UUID

import pytest

from anlan.core.kernel.errors import BadInput
from anlan.foundation.bus.codec import event_name, from_fields, to_fields
from anlan.foundation.bus.tests.events import Colour, Everything, RoomOpened

ONE = Everything(
    id=UUID(int=1),
    at=datetime(2022, 5, 19, 8, 30, 1, 5, tzinfo=UTC),
    day=date(2022, 5, 19),
    price=Decimal("1.50"),
    colour=Colour.BLUE,
    words="下发",
    number=3,
    yes=True,
    nothing=None,
    several=(UUID(int=2), UUID(int=3)),
    some=frozenset({1, 2}),
    named={"a": Decimal("0.1")},
    more=("x",),
)


@pytest.mark.parametrize(
    "event", [ONE, replace(ONE, nothing=UUID(int=9), several=(), some=frozenset(), named={})]
)
def test_an_event_comes_back_as_it_was(event: Everything):
    assert from_fields(Everything, to_fields(event)) == event


def test_an_event_is_named_by_room_and_class():
    assert event_name(RoomOpened) == "tests.RoomOpened"


def test_a_field_that_the_class_no_longer_has_is_left_out():
    assert from_fields(RoomOpened, {"room_id": str(UUID(int=1)), "old": 1}) == RoomOpened(room_id=UUID(int=1))


def test_a_new_field_takes_its_default():
    stored = to_fields(ONE)
    del stored["late"], stored["more"]
    assert from_fields(Everything, stored) == replace(ONE, late="default", more=())


@pytest.mark.parametrize(
    "change",
    [
        {"number": "three"},
        {"id": "no id"},
        {"colour": "green"},
        {"yes": 1},
        {"at": 5},
        {"price": "x"},
        {"number": None},
    ],
)
def test_a_value_that_no_longer_fits_is_told(change: dict[str, object]):
    with pytest.raises(BadInput) as refused:
        from_fields(Everything, to_fields(ONE) | change)
    assert refused.value.code == "bus.event_changed"
    assert refused.value.facts["field"] in change


def test_a_missing_field_without_default_is_told():
    with pytest.raises(BadInput) as refused:
        from_fields(RoomOpened, {})
    assert refused.value.facts == {"event": "tests.RoomOpened", "field": "room_id"}


@pytest.mark.parametrize("thing", [RoomOpened, "text", {"a": 1}, object()])
def test_only_instances_of_dataclasses_are_events(thing: object):
    with pytest.raises(TypeError):
        to_fields(thing)


def test_a_field_that_json_cannot_hold_is_refused():
    with pytest.raises(TypeError):
        to_fields(RoomOpened(room_id=object()))  # type: ignore[arg-type]
