from datetime import UTC, datetime

import pytest
from django.db import connection, transaction

from anlan.core.kernel import clock
from anlan.core.kernel.ids import new_id
from anlan.foundation.ledger.models import Event
from anlan.foundation.people.models import Unit
from tests.support.cast import Cast, build_anew, build_cast
from tests.support.recorded import Rows, all_rows, record

NOON = datetime(2022, 5, 20, 4, 0, tzinfo=UTC)
pytestmark = pytest.mark.django_db


def _shape(rows: Rows) -> dict[str, int]:
    places = [place for place, _ in rows]
    return {place: places.count(place) for place in set(places)}


def test_recording_leaves_nothing_behind():
    empty = all_rows()
    record(build_anew)
    assert all_rows() == empty


def test_what_is_played_is_what_was_built_to_the_last_sign():
    written: list[Rows] = []

    def build() -> Cast:
        cast = build_anew()
        written.append(all_rows())
        return cast

    record(build).play()
    assert all_rows() == written[0]


def test_the_recorded_university_has_as_many_rows_of_every_kind_as_a_new_one():
    with transaction.atomic():
        build_anew()
        rows = all_rows()
        transaction.set_rollback(True)
    build_cast()
    assert _shape(all_rows()) == _shape(rows)


def test_the_ledger_seals_played_events_in_the_order_in_which_they_were_written():
    with transaction.atomic():
        build_anew()
        connection.check_constraints()
        built = list(Event.objects.order_by("seq").values_list("verb", "kind"))
        transaction.set_rollback(True)
    build_cast()
    connection.check_constraints()
    assert list(Event.objects.order_by("seq").values_list("verb", "kind")) == built


def test_each_test_has_objects_of_its_own():
    recording = record(build_anew)
    with transaction.atomic():
        first = recording.play()
        first.units["cs"].name = "改过"
        transaction.set_rollback(True)
    assert recording.play().units["cs"].name == Unit.objects.get(code="cs").name == "计算机学院"


def test_a_held_instant_has_a_recording_of_its_own_and_later_keys_are_younger():
    with clock.hold(NOON):
        cast = build_cast()
        assert set(Event.objects.values_list("at", flat=True)) == {NOON}
        assert new_id() > max(account.pk for account in cast.accounts.values())
        assert new_id() > max(Event.objects.values_list("id", flat=True))


def test_a_builder_that_changes_what_was_there_is_not_recorded():
    build_cast()

    def rename() -> None:
        Unit.objects.filter(code="cs").update(name="改过")

    with pytest.raises(AssertionError, match="cannot be recorded"):
        record(rename)
