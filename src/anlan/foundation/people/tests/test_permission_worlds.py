"""The list of what one may see and the check of one object agree on every random world."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from anlan.core.access import VERBS, Actor, Footing, Grant, Through, Verb
from anlan.core.kernel import clock
from anlan.foundation.people.models import Appointment, Duty, Person, Position, Standing, Unit
from anlan.foundation.people.permission import allowed, visible

pytestmark = pytest.mark.django_db

PATHS = ("a/", "a/b/", "a/b/c/", "a/bc/", "a_b/", "aXb/", "b/a/b/", "A/b/")
VERB = Verb("worlds.see", "people.*", "see")
NARROW = Verb("worlds.units", "people.unit", "see units")
KINDS = (Unit, Person, Standing, Position, Appointment, Duty)
FOOTINGS = {
    Position: Footing(
        units=("unit__path", "unit__parent__path"),
        places=("place_path",),
        persons=("appointments__person_id", "duties__person_id"),
        compartment="phone",
    ),
    Unit: Footing(units=("path", "positions__unit__parent__path"), places=("positions__place_path",)),
    Duty: Footing(persons=("person_id",), everywhere=True),
    Appointment: Footing(units=(Through("person__standings", "unit__path"),), persons=("person_id",)),
}


@pytest.fixture
def wide_footings(monkeypatch):
    """Footings with every sort of tie: foreign keys, several ends, windows, places, compartments."""
    VERBS.register(VERB, NARROW)
    for model, footing in FOOTINGS.items():
        monkeypatch.setattr(model, "footing", footing)


verbs = st.sampled_from(("worlds.see", "worlds.see", "worlds.see", "worlds.units", "none"))
places = ("", "m/", "m/n/")
index = st.integers(0, 20)
window = st.sampled_from(((-5, None), (-5, -1), (1, None), (-5, 5)))
rows = st.lists(
    st.tuples(index, index, window, st.sampled_from(places), st.sampled_from(("", "", "care", "case"))),
    min_size=2,
    max_size=6,
)


@st.composite
def worlds(draw):
    """Units, what hangs on them, and grants whose reach lies somewhere among them."""
    paths = draw(st.lists(st.sampled_from(PATHS), min_size=2, max_size=5, unique=True))
    scopes = st.sampled_from((None, "", *paths, *paths, *paths))
    grants = st.builds(
        Grant,
        verb=st.sampled_from(("worlds.see", "worlds.see", "worlds.units", "worlds.unknown", "people.read")),
        unit=scopes,
        place=st.sampled_from((None, None, None, *places)),
        compartments=st.frozensets(st.sampled_from(("care", "case"))),
        own=st.booleans(),
    )
    return paths, draw(rows), draw(st.lists(grants, min_size=1, max_size=3))


def build(paths: Sequence[str], given_rows: Sequence[tuple[Any, ...]]) -> list[Person]:
    """A world: units with parents among themselves, three persons, then whatever the rows say."""
    made: list[Unit] = []
    for number, path in enumerate(paths):
        parent = made[number // 2] if number else None
        made.append(
            Unit.objects.create(code=f"x{number}", name=path, kind="office", path=path, parent=parent)
        )
    people = [Person.objects.create(number=f"n{i}", name="林", sort_key="lin") for i in range(3)]
    for number, (first, second, (start, end), place, closed) in enumerate(given_rows):
        who, at = people[first % 3], made[second % len(made)]
        starts, ends = clock.later(days=start), clock.later(days=end) if end is not None else None
        Standing.objects.create(person=who, kind=f"k{number}", unit=at, valid_from=starts, valid_until=ends)
        position = Position.objects.create(
            code=f"p{number}", unit=at, title="岗", role="staff", place_path=place, phone=closed
        )
        for turn in range(number % 3):
            Appointment.objects.create(
                person=people[turn], position=position, deputy=True, valid_from=starts, valid_until=ends
            )
        Duty.objects.create(position=position, person=who, starts=starts, ends=starts + timedelta(hours=1))
    return people


@settings(
    max_examples=200,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(world=worlds(), verb=verbs)
def test_the_list_and_the_check_agree_on_every_random_world(wide_footings, world, verb):
    paths, given_rows, held = world
    with transaction.atomic():
        people = build(paths, given_rows)
        actor = Actor(person_id=people[0].pk, grants=tuple(held))
        for model in KINDS:
            shown = [row.pk for row in visible(model._base_manager.all(), actor, verb)]
            checked = {row.pk for row in model._base_manager.all() if allowed(actor, verb, row)}
            assert len(shown) == len(set(shown))
            assert set(shown) == checked
        transaction.set_rollback(True)


def test_a_list_costs_one_query_however_many_grants(wide_footings, django_assert_num_queries):
    people = build(PATHS[:3], [(0, 0, (-5, None), "", "")])
    held = tuple(Grant("worlds.see", unit=path, own=True) for path in PATHS)
    actor = Actor(person_id=people[0].pk, grants=held)
    with django_assert_num_queries(1):
        list(visible(Person.objects.all(), actor, "worlds.see"))


def test_an_ended_standing_gives_no_reach(wide_footings):
    people = build(("a/",), [(1, 0, (-5, -1), "", "")])
    actor = Actor(grants=(Grant("worlds.see", unit="a/"),))
    assert not allowed(actor, "worlds.see", people[1])
    assert not visible(Person.objects.all(), actor, "worlds.see").exists()


def test_a_signed_out_visitor_sees_nothing_anywhere(wide_footings):
    build(PATHS[:2], [(0, 0, (-5, None), "", "")])
    for model in KINDS:
        assert not visible(model._base_manager.all(), Actor.nobody(), "worlds.see").exists()
