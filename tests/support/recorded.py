"""The rows a builder writes, kept so that they can be written again in one go.

Building through the services is what is meant; doing it anew for every test is what takes long.
"""

import json
import pickle
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import connection, transaction
from psycopg.sql import SQL, Composable, Identifier, Literal

from anlan.core.kernel.ids import new_id

NOT_OURS = frozenset({"django_migrations"})
Rows = frozenset[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Recording:
    """New rows as one statement, what was built from them, and the youngest key in use then."""

    statement: str
    built: bytes
    youngest: UUID

    def play(self) -> Any:
        """Write the rows; keys made from now on are younger than theirs."""
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(self.statement)
        while new_id() < self.youngest:
            pass
        return pickle.loads(self.built)  # noqa: S301 - our own bytes


def record(build: Callable[[], object]) -> Recording:
    """Build in a transaction that is taken back, and keep what it wrote."""
    with transaction.atomic():
        before, columns = all_rows(), _columns()
        built = build()
        after = all_rows()
        transaction.set_rollback(True)
    assert before <= after, "a builder that changes what was there cannot be recorded"
    statement = SQL(";\n").join(
        _insertion(table, columns[table], [row for place, row in sorted(after - before) if place == table])
        for table in sorted({place for place, _ in after - before})
    )
    return Recording(statement.as_string(connection.connection), pickle.dumps(built), new_id())


def all_rows() -> Rows:
    """Every row of every table, as JSON."""
    tables = [name for name in connection.introspection.table_names() if name not in NOT_OURS]
    one = SQL("SELECT {}, row_to_json(t)::text FROM {} t")
    query = SQL(" UNION ALL ").join(one.format(Literal(name), Identifier(name)) for name in tables)
    with connection.cursor() as cursor:
        cursor.execute(query.as_string(connection.connection))
        return frozenset((table, row) for table, row in cursor.fetchall())


def _columns() -> Mapping[str, list[str]]:
    """The columns of every table that are written, not computed."""
    found: dict[str, list[str]] = {}
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT table_name, column_name FROM information_schema.columns"
            " WHERE table_schema = current_schema() AND is_generated = 'NEVER' ORDER BY ordinal_position"
        )
        for table, column in cursor.fetchall():
            found.setdefault(table, []).append(column)
    return found


def _insertion(table: str, columns: list[str], rows: list[str]) -> Composable:
    return SQL("INSERT INTO {0} ({1}) SELECT {1} FROM json_populate_recordset(NULL::{0}, {2})").format(
        Identifier(table),
        SQL(", ").join(map(Identifier, columns)),
        Literal(json.dumps([json.loads(row) for row in rows], ensure_ascii=False)),
    )
