"""Codes of products."""

from __future__ import annotations

from django.db import connection

from anlan.core.kernel import clock
from anlan.core.kernel.ids import human_code
from anlan.foundation.products.models import Product

PREFIX = "P"
LOCK = 4704828


def take_turn() -> None:
    """Wait until nobody else makes a product; held until the act commits."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])


def next_code() -> str:
    """The next code of the year; none comes twice."""
    year = clock.today().year
    take_turn()
    newest = Product.objects.filter(code__startswith=f"{PREFIX}-{year:04d}-", version=1)
    codes = newest.order_by("-prepared_at", "-pk").values_list("code", flat=True)[:50]
    return human_code(PREFIX, year, max((int(code.split("-")[2]) for code in codes), default=0) + 1)
