"""Moments come from the database as they went in, whatever their shape."""

from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st
from psycopg import DataError, postgres
from psycopg.pq import Format

from anlan.project.moments import MomentLoader

TIMESTAMPTZ = postgres.types["timestamptz"].oid
MOMENTS = st.datetimes(
    min_value=datetime(1, 1, 2),  # noqa: DTZ001 - the zone is drawn too
    max_value=datetime(9999, 12, 30),  # noqa: DTZ001
    timezones=st.sampled_from((UTC, timezone(timedelta(hours=8)), timezone(-timedelta(hours=3, minutes=30)))),
)


def asked(sql: str, *given: str) -> Any:
    with connection.cursor() as cursor:
        cursor.execute(sql, given)
        return cursor.fetchone()[0]


@given(MOMENTS)
def test_what_postgres_writes_is_read_to_the_microsecond(moment: datetime):
    written = moment.astimezone(UTC).isoformat(" ").replace("+00:00", "+00")
    told = MomentLoader(TIMESTAMPTZ).load(written.encode())
    assert told == moment
    assert told.tzinfo is UTC


@pytest.mark.django_db
@pytest.mark.parametrize(
    "text", ["2022-05-19 08:00:00.5+08", "1899-12-31 23:59:59+00", "2400-02-29 12:00+00"]
)
def test_a_moment_goes_through_the_database(text: str):
    told = asked("SELECT %s::timestamptz", text)
    assert told == datetime.fromisoformat(text)
    assert told.tzinfo is UTC


@pytest.mark.django_db
def test_every_connection_reads_so():
    assert asked("SELECT 1") == 1
    assert connection.connection.adapters.get_loader(TIMESTAMPTZ, Format.TEXT) is MomentLoader


def test_what_is_not_iso_is_left_to_the_driver():
    with pytest.raises(DataError, match="timestamp"):
        MomentLoader(TIMESTAMPTZ).load(b"19/05/2022 08:00:00 CST")


def test_moments_after_the_year_9999_are_refused_in_words():
    with pytest.raises(DataError, match="too large"):
        MomentLoader(TIMESTAMPTZ).load(b"infinity")
