"""Values: kept once, never changed, computed when due, apart for drills."""

from datetime import timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from anlan.core.access import Actor
from anlan.core.kernel import clock
from anlan.core.kernel.errors import BadInput
from anlan.core.kernel.ids import new_id
from anlan.foundation.indicators import services
from anlan.foundation.indicators.indicators import ledger_breaks
from anlan.foundation.indicators.jobs import find_due
from anlan.foundation.indicators.models import Indicator, Observation
from anlan.foundation.indicators.public import (
    WHOLE,
    Measured,
    State,
    campus,
    daily,
    daily_of_many,
    definitions,
    forget_source,
    latest,
    observe,
    register_source,
    series,
    share,
    standing,
    unit,
)
from anlan.foundation.indicators.sources import source
from anlan.foundation.jobs.public import run_pending
from anlan.foundation.ledger.public import Ref, record

pytestmark = pytest.mark.django_db
CODE = "supply.released_without_second"
SHARE = "supply.goods_disinfected"


@pytest.fixture
def feed():
    """A source that says what the test tells it."""
    said: dict[Any, Any] = {}

    def query(at, scope):
        if "raise" in said:
            raise RuntimeError(said["raise"])
        return said.get(scope)

    held = source(CODE)
    if held:
        forget_source(CODE)
    register_source(CODE, query)
    yield said
    forget_source(CODE)
    if held:
        register_source(CODE, held)


def test_a_value_is_kept_once_and_the_first_of_an_instant_stays(db):
    at = clock.now()
    first = observe(CODE, measured=Measured(Decimal(2), at))
    assert observe(CODE, measured=Measured(Decimal(9), at)).pk == first.pk
    assert latest([CODE], [WHOLE], clock.now())[CODE, WHOLE].value == 2


def test_a_value_cannot_be_changed_or_deleted_by_anybody(db):
    kept = observe(CODE, measured=Measured(Decimal(2), clock.now()))
    for act in (
        lambda: Observation.objects.filter(pk=kept.pk).update(value=0),
        lambda: Observation.objects.filter(pk=kept.pk).delete(),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            act()
    assert Observation.objects.get().value == 2


def test_a_value_of_an_unknown_measurement_or_of_tomorrow_is_refused(db):
    with pytest.raises(BadInput):
        observe("moon.phase", measured=Measured(Decimal(1), clock.now()))
    with pytest.raises(BadInput):
        observe(CODE, measured=Measured(Decimal(1), clock.later(minutes=1)))


def test_a_drill_and_the_real_thing_never_meet(db):
    at = clock.now()
    observe(CODE, measured=Measured(Decimal(7), at), drill=True)
    assert latest([CODE], [WHOLE], clock.now()) == {}
    assert series(CODE, WHOLE, at - timedelta(days=1), clock.now()) == []
    assert daily(CODE, WHOLE, at - timedelta(days=1), clock.now()) == []
    observe(CODE, measured=Measured(Decimal(1), at))
    assert latest([CODE], [WHOLE], clock.now())[CODE, WHOLE].value == 1
    assert latest([CODE], [WHOLE], clock.now(), drill=True)[CODE, WHOLE].value == 7


def test_a_computing_measures_the_whole_each_campus_and_each_unit(cast, feed):
    at = clock.now()
    centre, cs = campus(cast.campuses["centre"].pk), unit(cast.units["cs"].pk)
    feed |= {WHOLE: Measured(Decimal(3), at), centre: Measured(Decimal(2), at), cs: Measured(Decimal(1), at)}
    assert services.compute(CODE, at=at) == 3
    found = latest([CODE], [WHOLE, centre, cs, campus(cast.campuses["lake"].pk)], clock.now())
    assert {scope: one.value for (_code, scope), one in found.items()} == {WHOLE: 3, centre: 2, cs: 1}
    assert services.compute(CODE, at=at) == 3
    assert Observation.objects.count() == 3


def test_what_can_no_longer_be_measured_becomes_no_data_once(db, feed):
    at = clock.now()
    one = definitions().by_code[CODE]
    feed[WHOLE] = Measured(Decimal(0), at - timedelta(minutes=2))
    services.compute(CODE, at=at - timedelta(minutes=2))
    feed.clear()
    assert services.compute(CODE, at=at - timedelta(minutes=1)) == 1
    assert services.compute(CODE, at=at) == 0
    assert standing(latest([CODE], [WHOLE], at)[CODE, WHOLE], one, at) is State.NO_DATA


def test_a_failing_source_keeps_nothing_and_is_seen(db, feed):
    at = clock.now()
    feed["raise"] = "张三 13800138000"
    with pytest.raises(RuntimeError):
        services.compute(CODE, at=at)
    row = Indicator.objects.get(code=CODE)
    assert (row.failure, row.failed_at, row.computed_at) == ("RuntimeError", at, None)
    assert not Observation.objects.exists()
    del feed["raise"]
    services.compute(CODE, at=at)
    assert Indicator.objects.get(code=CODE).failure == ""


def test_one_failing_measurement_does_not_hold_up_the_others(db, feed):
    feed["raise"] = "no"
    find_due()
    find_due()
    ran = run_pending()
    everything = services.due(at=clock.later(days=1))
    assert (ran.done, ran.failed) == (len(everything) - 1, 1)
    assert Indicator.objects.get(code=CODE).failure == "RuntimeError"
    assert Indicator.objects.filter(failure="", computed_at__isnull=False).count() == ran.done


def test_what_was_computed_is_due_again_after_its_time(db, feed):
    at = clock.now()
    assert CODE in services.due(at=at)
    services.compute(CODE, at=at)
    assert CODE not in services.due(at=at + timedelta(minutes=9))
    assert CODE in services.due(at=at + timedelta(minutes=10))


def test_a_measurement_without_a_source_is_never_due_and_computes_nothing(db):
    assert "recheck.goods" not in services.due(at=clock.now())
    assert services.compute("recheck.goods", at=clock.now()) == 0


def test_two_sources_of_one_name_are_refused(db, feed):
    with pytest.raises(ValueError, match="two sources"):
        register_source(CODE, lambda at, scope: None)


def test_a_share_of_nothing_is_nothing_to_measure(db):
    at = clock.now()
    assert share(0, 0, as_of=at) is None
    assert share(2, 3, as_of=at) == Measured(Decimal("66.67"), at, 2, 3)


def test_the_last_value_of_a_day_speaks_for_the_day(db):
    noon = clock.now() - timedelta(days=2)
    for hours, value in ((0, 90), (0.2, 91), (24, 99)):
        observe(SHARE, measured=Measured(Decimal(value), noon + timedelta(hours=hours)))
    since, until = noon - timedelta(days=1), clock.now()
    assert len(series(SHARE, WHOLE, since, until)) == 3
    assert [one.value for one in daily(SHARE, WHOLE, since, until)][-1] == 99


def test_many_scopes_are_read_in_one_query(cast, django_assert_num_queries):
    at = clock.now()
    scopes = [unit(one.pk) for one in cast.units.values()]
    for scope in scopes:
        observe(SHARE, scope=scope, measured=Measured(Decimal(50), at))
    with django_assert_num_queries(1):
        assert len(latest([SHARE, CODE], [WHOLE, *scopes], clock.now())) == len(scopes)
    with django_assert_num_queries(1):
        assert len(daily_of_many(SHARE, scopes, at - timedelta(days=1), clock.now())) == len(scopes)
    with django_assert_num_queries(0):
        assert latest([], [WHOLE], at) == {}
    with pytest.raises(ValueError, match="one kind"):
        daily_of_many(SHARE, [WHOLE, *scopes], at, at)


def test_the_ledger_is_measured_by_reading_it(db):
    at = clock.now()
    assert ledger_breaks(at, campus(new_id())) is None
    record("indicators.export", on=Ref("indicators.indicator", "x"), by=Actor.system("test"))
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    found = ledger_breaks(at, WHOLE)
    assert found is not None
    assert found.value in {0, 1}


def test_two_hundred_thousand_values_are_read_at_once(cast):
    """Constant queries, each within fifty milliseconds, whatever lies in the table."""
    fill_observations(200_000, units=[one.pk for one in cast.units.values()])
    at = clock.now()
    codes, scopes = list(definitions().by_code), [WHOLE, *(unit(one.pk) for one in cast.units.values())]
    with CaptureQueriesContext(connection) as told:
        began = clock.now()
        latest(codes, scopes, at)
        spent = clock.now() - began
        began = clock.now()
        series(codes[0], WHOLE, at - timedelta(days=30), at)
        course = clock.now() - began
    assert len(told) == 2
    assert spent < timedelta(milliseconds=250), spent
    assert course < timedelta(milliseconds=250), course


def fill_observations(number: int, *, units: list[UUID]) -> None:
    for code in definitions().by_code:
        services._row(definitions().by_code[code])
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO indicators_observation (id, indicator_id, scope_kind, scope_id, value, as_of,"
            " computed_at, source, definition_hash, note, drill)"
            " SELECT gen_random_uuid(), i.id, CASE WHEN u.id IS NULL THEN 'whole' ELSE 'unit' END, u.id,"
            " 50, now() - make_interval(mins => n * 30), now(), 's', 'h', '', false"
            " FROM indicators_indicator i, (SELECT unnest(%s::uuid[]) AS id UNION ALL SELECT NULL) u,"
            " generate_series(1, %s) n",
            [units, number // (len(units) + 1) // len(definitions().by_code) + 1],
        )
        cursor.execute("ANALYZE indicators_observation")
