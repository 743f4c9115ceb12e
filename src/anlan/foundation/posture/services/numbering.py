"""Codes of operations and incidents."""

from __future__ import annotations

from django.db import connection

from anlan.core.kernel import clock
from anlan.core.kernel.ids import human_code
from anlan.foundation.posture.models import Incident, Operation

LOCK = 4704831
OPERATION, INCIDENT = "OP", "IN"


def next_code(prefix: str) -> str:
    """The next code of the year; held until the act commits, so none comes twice."""
    year = clock.today().year
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
    model = Operation if prefix == OPERATION else Incident
    known = model._default_manager.filter(code__startswith=f"{prefix}-{year:04d}-")
    newest = known.order_by("-code").values_list("code", flat=True).first()
    return human_code(prefix, year, (int(newest.split("-")[2]) if newest else 0) + 1)
