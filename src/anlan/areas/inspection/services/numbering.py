"""Codes of findings and runs: no number comes twice, none is left out by a race."""

from __future__ import annotations

from django.db import connection

from anlan.core.kernel.clock import CAMPUS_ZONE, now
from anlan.core.kernel.ids import human_code

FINDING, RUN = "F", "DC"

NEXT_CODES = """
    INSERT INTO inspection_codecounter (prefix, year, last) VALUES (%s, %s, %s)
    ON CONFLICT (prefix, year) DO UPDATE SET last = inspection_codecounter.last + EXCLUDED.last
    RETURNING last
"""


def next_code(prefix: str) -> str:
    """The next code of this year; the counter is locked until the act commits."""
    year = now().astimezone(CAMPUS_ZONE).year
    with connection.cursor() as cursor:
        cursor.execute(NEXT_CODES, [prefix, year, 1])
        return human_code(prefix, year, int(cursor.fetchone()[0]))
