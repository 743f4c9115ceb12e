"""The database of a test run: a throw-away cluster, one migrated template, one copy a process."""

import fcntl
import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from psycopg.sql import SQL, Identifier

from anlan.project.home import anlan_home, checkout_root
from anlan.project.postgres import ensure_running

MIGRATED_WITH = ("Django", "procrastinate", "django-axes")


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment: None, django_db_blocker: Any) -> Iterator[None]:
    """Give this process a fresh copy of the migrated template; drop it at the end."""
    keeps_real_data = anlan_home() == checkout_root() / ".anlan"
    with ensure_running(durable=keeps_real_data), django_db_blocker.unblock():
        template = _migrated_template()
        name = f"test_{os.getpid()}"
        with _administration() as admin:
            _drop_leftovers(admin)
            admin.execute(
                SQL("CREATE DATABASE {} TEMPLATE {}").format(Identifier(name), Identifier(template))
            )
        _use(name)
        yield
        connection.close()
        with _administration() as admin:
            _drop(admin, name)


def _migrated_template() -> str:
    """The name of the template for today's migrations; made once, by one process, and kept."""
    name = f"template_{_schema_mark()}"
    with (anlan_home() / "template.turn").open("a") as turn:
        fcntl.flock(turn, fcntl.LOCK_EX)
        with _administration() as admin:
            names = _names(admin)
            if name in names:
                return name
            for old in names:
                if old.startswith("template_"):
                    _drop(admin, old)
            building = f"template_{os.getpid()}_building"
            admin.execute(SQL("CREATE DATABASE {}").format(Identifier(building)))
        _use(building)
        call_command("migrate", verbosity=0)
        _let_tests_empty_the_ledger()
        connection.close()
        with _administration() as admin:
            admin.execute(
                SQL("ALTER DATABASE {} RENAME TO {}").format(Identifier(building), Identifier(name))
            )
    return name


def _let_tests_empty_the_ledger() -> None:
    """Tests that commit are cleaned up by TRUNCATE, which the ledger otherwise refuses."""
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE ledger_event DISABLE TRIGGER ledger_event_no_truncate")


def _schema_mark() -> str:
    """A digest of everything that shapes the schema."""
    digest = hashlib.sha256(" ".join(version(name) for name in MIGRATED_WITH).encode())
    for app in apps.get_app_configs():
        if app.name.startswith("anlan."):
            for file in sorted(Path(app.path).glob("migrations/*.py")):
                digest.update(file.read_bytes())
            digest.update((Path(app.path) / "models.py").read_bytes() if _has_models(app.path) else b"")
    return digest.hexdigest()[:16]


def _has_models(folder: str) -> bool:
    return (Path(folder) / "models.py").is_file()


def _use(name: str) -> None:
    """Point Django at another database of the same server."""
    connection.close()
    settings.DATABASES["default"]["NAME"] = name
    connection.settings_dict["NAME"] = name


@contextmanager
def _administration() -> Iterator[psycopg.Connection[Any]]:
    """A connection of its own, outside any transaction."""
    given = settings.DATABASES["default"]
    words = {
        "host": given["HOST"],
        "port": given["PORT"],
        "user": given["USER"],
        "password": given.get("PASSWORD"),
    }
    with psycopg.connect(
        dbname="postgres", autocommit=True, **{k: v for k, v in words.items() if v}
    ) as admin:
        yield admin


def _names(admin: psycopg.Connection[Any]) -> list[str]:
    return [row[0] for row in admin.execute("SELECT datname FROM pg_database")]


def _drop_leftovers(admin: psycopg.Connection[Any]) -> None:
    """Drop what killed runs left: databases named after processes that are gone."""
    for name in _names(admin):
        mark = name.removeprefix("test_")
        if name != mark and mark.isdigit() and not Path(f"/proc/{mark}").exists():
            _drop(admin, name)


def _drop(admin: psycopg.Connection[Any], name: str) -> None:
    admin.execute(SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(Identifier(name)))
