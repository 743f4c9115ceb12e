"""The same parcel several times at once: one act."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from uuid import uuid4

import pytest
from django.db import connection

from anlan.core.kernel import clock
from anlan.foundation.field.models import Parcel
from anlan.foundation.field.parcels import Wrapping
from anlan.foundation.field.public import take

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_parcel_sent_four_times_at_once_acts_once(cast, device):
    start, by = Barrier(4), cast.actor("dean")
    sent = Wrapping(id=uuid4(), sequence=1, kind="t.keep", made_at=clock.now(), body={})

    def send(_turn: int) -> str:
        try:
            start.wait(timeout=10)
            return str(take([sent], device_id=device, made_upto=1, by=by)[0].verdict)
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        said = sorted(pool.map(send, range(4)))
    assert said == ["accepted", "duplicate", "duplicate", "duplicate"]
    assert Parcel.objects.count() == 1
    person = cast.person("dean")
    person.refresh_from_db()
    assert len(person.other_numbers) == 1
