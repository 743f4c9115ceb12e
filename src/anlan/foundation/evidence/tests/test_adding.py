"""Adding: once on the client's id, only by those who may, never changed afterwards."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, transaction

from anlan.core.kernel import clock
from anlan.core.kernel.errors import BadInput, Conflict, NotVisible, NotYours
from anlan.foundation.evidence import storage
from anlan.foundation.evidence.models import Blob, Evidence
from anlan.foundation.evidence.public import (
    Ref,
    add_file,
    add_note,
    add_reading,
    authors,
    counts,
    newest_at,
    of,
    strike_out,
)
from anlan.foundation.evidence.tests import files
from anlan.foundation.ledger.models import Event
from tests.support.cast import Cast

pytestmark = pytest.mark.django_db


def add(cast: Cast, subject: Ref, *, who: str = "dean", data: bytes = b"", **more: Any) -> Evidence:
    given: dict[str, Any] = {"name": "photo.jpg", "client_id": uuid4()} | more
    return add_file(subject=subject, data=data or files.jpeg(), by=cast.actor(who), **given)


def test_a_photo_is_kept_under_its_digest_with_a_thumbnail(cast, college):
    row = add(cast, college)
    assert storage.path_of(row.sha256).stat().st_size == row.size
    assert storage.thumb_of(row.sha256).is_file()
    assert row.blob
    assert (row.kind, row.media_type, row.blob.width, row.blob.height) == ("photo", "image/jpeg", 64, 48)
    assert row.author_person_id == cast.person("dean").pk
    assert row.author_position_id == cast.position("dean").pk


def test_the_same_bytes_are_kept_once(cast, college):
    rows = [add(cast, college) for _turn in range(2)]
    assert len({row.pk for row in rows}) == 2
    assert Blob.objects.count() == 1
    assert sum(path.is_file() for path in storage.root().rglob("*")) == 2


def test_the_same_client_id_adds_nothing_the_second_time(cast, college):
    key = uuid4()
    first, second = (add(cast, college, client_id=key) for _turn in range(2))
    assert first.pk == second.pk
    assert Event.objects.filter(verb="evidence.add").count() == 1


def test_a_client_id_never_stands_for_other_bytes_another_subject_or_another_person(cast, college):
    key = uuid4()
    add(cast, college, client_id=key)
    with pytest.raises(Conflict):
        add(cast, college, client_id=key, data=files.png())
    with pytest.raises(Conflict):
        add(cast, college, client_id=key, who="liaison")


def test_a_stranger_learns_nothing_and_a_reader_may_not_add(cast, college):
    with pytest.raises(NotVisible):
        add(cast, college, who="student")
    with pytest.raises(NotYours):
        add(cast, college, who="sysadmin")
    with pytest.raises(NotVisible):
        add(cast, Ref("unknown.kind", uuid4()))
    with pytest.raises(NotVisible):
        add(cast, Ref("people.unit", "../../etc/passwd"))
    assert Evidence.objects.count() == 0


def test_a_reading_keeps_value_and_unit(cast, college):
    row = add_reading(
        subject=college, value=Decimal("4.5"), unit="℃", by=cast.actor("dean"), client_id=uuid4()
    )
    assert (row.reading_value, row.reading_unit, row.sha256) == (Decimal("4.5"), "℃", "")


@pytest.mark.parametrize("value", ["NaN", "Infinity", "1e20", "-1e20"])
def test_a_reading_that_is_no_number_is_refused(cast, college, value):
    with pytest.raises(BadInput):
        add_reading(subject=college, value=Decimal(value), unit="m", by=cast.actor("dean"), client_id=uuid4())


def test_a_note_needs_words_and_survives_a_zero_sign(cast, college):
    with pytest.raises(BadInput):
        add_note(subject=college, note=" \x00", by=cast.actor("dean"), client_id=uuid4())
    row = add_note(subject=college, note="门\x00已锁", by=cast.actor("dean"), client_id=uuid4())
    assert row.note == "门已锁"


def test_a_clock_that_runs_ahead_is_not_believed(cast, college):
    ahead = clock.now() + timedelta(days=2)
    row = add(cast, college, captured_at=ahead)
    assert (row.captured_at, row.time_source) == (None, "arrival")
    slightly = clock.now() + timedelta(minutes=3)
    row = add(cast, college, captured_at=slightly)
    assert row.captured_at == slightly
    assert row.taken_at == row.received_at


def test_evidence_cannot_be_changed_or_removed(cast, college):
    row = add(cast, college)
    for act in (
        lambda: Evidence.objects.filter(pk=row.pk).update(note="x"),
        lambda: Evidence.objects.filter(pk=row.pk).delete(),
        lambda: Blob.objects.filter(pk=row.sha256).update(size=1),
        lambda: _sql("DELETE FROM evidence_evidence"),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            act()


def _sql(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)


def test_what_is_struck_out_stays_but_no_longer_counts(cast, college):
    row, kept = add(cast, college), add(cast, college)
    struck = strike_out(row.pk, reason="拍错了地点", by=cast.actor("dean"))
    assert struck.is_struck
    assert counts([college]) == {college: 1}
    assert [found.pk for found in of(cast.actor("dean"), [college])[college]] == [kept.pk]
    everything = of(cast.actor("dean"), [college], struck=True)[college]
    assert {found.pk for found in everything} == {row.pk, kept.pk}
    strike_out(row.pk, reason="再划一次", by=cast.actor("dean"))
    assert Event.objects.filter(verb="evidence.strike_out").count() == 1


def test_only_the_author_strikes_out_and_for_a_reason(cast, college):
    row = add(cast, college)
    with pytest.raises(NotYours):
        strike_out(row.pk, reason="x", by=cast.actor("liaison"))
    with pytest.raises(NotVisible):
        strike_out(row.pk, reason="x", by=cast.actor("student"))
    with pytest.raises(BadInput):
        strike_out(row.pk, reason="  ", by=cast.actor("dean"))


def test_newest_and_authors_are_told_per_subject(cast, college):
    early = clock.now() - timedelta(hours=3)
    add(cast, college, captured_at=early)
    assert newest_at([college]) == {college: early}
    assert authors([college]) == {college: frozenset({(cast.position("dean").pk, cast.person("dean").pk)})}
    empty = Ref("people.unit", cast.units["med"].pk)
    assert counts([empty, college]) == {empty: 0, college: 1}
    assert newest_at([empty]) == {}


def test_reading_many_subjects_takes_no_more_queries_than_one(cast, college, django_assert_max_num_queries):
    for who, unit in (("dean", "cs"), ("chem_dean", "chem"), ("med_dean", "med")):
        for _turn in range(3):
            add(cast, Ref("people.unit", cast.units[unit].pk), who=who)
    everyone = [Ref("people.unit", cast.units[unit].pk) for unit in ("cs", "chem", "med")]
    viewer = cast.actor("sysadmin")
    with django_assert_max_num_queries(3):
        found = of(viewer, everyone)
        assert [
            str(row.place) + str(row.author_position and row.author_position.unit)
            for rows in found.values()
            for row in rows
        ]
    with django_assert_max_num_queries(1):
        assert sum(counts(everyone).values()) == 9


def test_the_list_and_the_single_check_agree_for_everybody(cast, college):
    rows = {
        unit: add(cast, Ref("people.unit", cast.units[unit].pk), who=who)
        for who, unit in (("dean", "cs"), ("chem_dean", "chem"), ("logistics_head", "logistics"))
    }
    subjects = [row.subject for row in rows.values()]
    for who in cast.accounts:
        viewer = cast.actor(who)
        listed = {row.pk for found in of(viewer, subjects).values() for row in found}
        single = {row.pk for row in rows.values() if _sees(viewer, row)}
        assert listed == single, who


def _sees(viewer: Any, row: Evidence) -> bool:
    from_door = of(viewer, [row.subject])
    return bool(from_door.get(row.subject))
