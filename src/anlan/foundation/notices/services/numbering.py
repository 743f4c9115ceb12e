"""Codes of notices."""

from __future__ import annotations

from django.db import connection

from anlan.core.kernel import clock
from anlan.core.kernel.ids import human_code
from anlan.foundation.notices.models import Notice

PREFIX = "N"
LOCK = 4704824


def next_code() -> str:
    """The next code of the year; held until the act commits, so none comes twice."""
    year = clock.today().year
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
    newest = Notice.objects.filter(code__startswith=f"{PREFIX}-{year:04d}-").order_by("-recorded_at", "-pk")
    numbers = [int(code.split("-")[2]) for code in newest.values_list("code", flat=True)[:50]]
    return human_code(PREFIX, year, max(numbers, default=0) + 1)
