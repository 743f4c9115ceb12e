"""Two at once: one row, one line in the ledger."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from uuid import UUID, uuid4

import pytest
from django.db import connection

from anlan.foundation.evidence.models import Blob, Evidence
from anlan.foundation.evidence.public import add_file
from anlan.foundation.evidence.tests import files
from anlan.foundation.ledger.models import Event

pytestmark = pytest.mark.django_db(transaction=True)


def test_the_same_client_id_four_times_at_once_makes_one(cast, college):
    key, start, by = uuid4(), Barrier(4), cast.actor("dean")

    def press(_turn: int) -> UUID:
        try:
            start.wait(timeout=10)
            return add_file(subject=college, data=files.jpeg(), name="x.jpg", by=by, client_id=key).pk
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        assert set(pool.map(press, range(4))) == {key}
    assert Evidence.objects.count() == Blob.objects.count() == 1
    assert Event.objects.filter(verb="evidence.add").count() == 1


def test_the_same_picture_under_four_ids_at_once_is_kept_once(cast, college):
    start, by = Barrier(4), cast.actor("dean")

    def press(key: UUID) -> str:
        try:
            start.wait(timeout=10)
            return add_file(subject=college, data=files.jpeg(), name="x.jpg", by=by, client_id=key).sha256
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        assert len(set(pool.map(press, [uuid4() for _turn in range(4)]))) == 1
    assert (Evidence.objects.count(), Blob.objects.count()) == (4, 1)
