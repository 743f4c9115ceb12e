"""Whether the database holds anything, and emptying it for a new demo."""

from __future__ import annotations

from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.db import connection

from anlan.foundation.people.models import Person


def holds_data() -> bool:
    """Whether anybody is known here, invented or not."""
    return Person.objects.exists() or get_user_model().objects.exists()


def empty() -> None:
    """Take every table away and make them anew: the ledger refuses to be emptied row by row."""
    with connection.cursor() as cursor:
        cursor.execute("DROP SCHEMA public CASCADE")
        cursor.execute("CREATE SCHEMA public")
    call_command("migrate", verbosity=0)
