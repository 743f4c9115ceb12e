"""The reference pages: what the code knows about itself, written down.

``anlan manage reference`` writes ``docs/reference``; a test compares the pages with the code.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from django.utils.translation import override

from anlan.core.access import VERBS
from anlan.core.workflow import Machine, mermaid
from anlan.foundation.jobs.public import JOBS
from anlan.foundation.people.public import rulebook
from anlan.foundation.rulebook.rules.schema import json_schema
from anlan.foundation.ui.wording import WORDS
from anlan.project import wiring
from anlan.project.cli import COMMANDS
from anlan.surfaces.api.document import text as openapi

SETTINGS = (
    (
        "ANLAN_HOME",
        "`.anlan/` in a checkout, else the user's data folder",
        "where the state lives: embedded database, files, secret",
    ),
    ("DATABASE_URL", "the embedded database", "`postgresql://user:password@host/name`, version 15 or newer"),
    (
        "ANLAN_POSTGRES",
        "the newest here",
        "major version of the programs that a new embedded database is made by",
    ),
    ("ANLAN_HOSTS", "`localhost,127.0.0.1,[::1]`", "host names that the server answers to, with commas"),
    ("ANLAN_TLS", "off", "`1`: cookies travel over HTTPS only"),
    ("ANLAN_SECRET_KEY", "made once, kept in `secret.key`", "signs sessions and forms"),
    ("ANLAN_INSTITUTION", "澜江大学", "the name in the heads of pages and reports"),
    ("ANLAN_HELP_PHONE", "`8000-1001`", "the number that every page and error names"),
    ("ANLAN_CAP_SCHEMA", "none", "path of the XML schema of CAP 1.2, which then judges notices, too"),
    ("ANLAN_TIME_ZONE", "`Asia/Shanghai`", "the zone that people read times in"),
    ("ANLAN_DEMO", "off", "`1`: the page of ready roles is open; `make run` sets it on a demo database"),
    ("ANLAN_DEBUG", "off", "`1`: Django's debug pages; never in production"),
    ("ANLAN_LOG", "`WARNING`", "level of the log"),
    ("ANLAN_NO_BROWSER", "off", "`1`: `make test` may end well without a browser and says what it left out"),
    ("ANLAN_BROWSER", "Debian's Chromium", "the browser that the journeys drive"),
)


def pages() -> dict[str, str]:
    """File name → text of every reference page, the same at each call."""
    with override("zh-hans"):
        return {
            "commands.md": _page("Commands", _table(("command", "does"), _commands())),
            "settings.md": _page("Settings", _table(("environment", "default", "does"), SETTINGS)),
            "verbs.md": _page("Verbs", _table(("verb", "kinds", "second factor", "says"), _verbs())),
            "roles.md": _page("Roles", _table(("role", "says", "verbs"), _roles())),
            "events.md": _page("Events", _table(("event", "fields", "listeners"), _events())),
            "jobs.md": _page("Jobs", _table(("job", "queue", "tries", "cron (UTC)", "says"), _jobs())),
            "errors.md": _page("Error codes", _table(("code", "what happened", "what to do"), _errors())),
            "machines.md": _page("State machines", "\n".join(_machines())),
            "openapi.json": openapi(),
            "rulebook.schema.json": json.dumps(json_schema(), ensure_ascii=False, indent=1) + "\n",
        }


def _page(title: str, body: str) -> str:
    return f"# {title}\nGenerated from the code by `anlan manage reference`.\n\n{body.rstrip()}\n"


def _table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(
        "| " + " | ".join(str(cell).replace("|", "\\|") for cell in line) + " |" for line in lines
    )


def _commands() -> Iterator[tuple[str, str]]:
    return ((f"`anlan {command.usage}`", command.says) for command in COMMANDS if command.shown)


def _verbs() -> Iterator[tuple[str, str, str, str]]:
    for verb in VERBS:
        kinds = ", ".join(f"`{kind}`" for kind in (verb.kind, *verb.also))
        yield f"`{verb.code}`", kinds, "yes" if verb.enacts else "", str(verb.label)


def _roles() -> Iterator[tuple[str, str, str]]:
    for code, role in rulebook().roles.items():
        verbs = sorted({verb for grant in role.grants for verb in grant.verbs})
        yield f"`{code}` {role.label}", role.about, " ".join(f"`{verb}`" for verb in verbs)


def _events() -> Iterator[tuple[str, str, str]]:
    for event in sorted(_listed("events", "EVENTS"), key=lambda kind: str(kind.__name__)):
        listeners = ", ".join(f"`{listener.__name__}`" for listener in wiring.LISTENERS.get(event, ()))
        yield f"`{event.__name__}`", ", ".join(f"`{field.name}`" for field in fields(event)), listeners


def _jobs() -> Iterator[tuple[str, str, int, str, str]]:
    for name, job in sorted(JOBS.items()):
        yield f"`{name}`", job.queue, job.retries, f"`{job.cron}`" if job.cron else "", str(job.label)


def _errors() -> Iterator[tuple[str, str, str]]:
    return ((f"`{code}`", str(words.title), str(words.do)) for code, words in sorted(WORDS.items()))


def _machines() -> Iterator[str]:
    for room in wiring.ROOMS:
        if find_spec(f"{room}.states"):
            found = vars(import_module(f"{room}.states")).values()
            for machine in sorted((m for m in found if isinstance(m, Machine)), key=lambda m: m.name):
                yield f"## {machine.name}\n```mermaid\n{mermaid(machine)}```\n"


def _listed(module: str, name: str) -> Iterator[Any]:
    for room in wiring.ROOMS:
        if find_spec(f"{room}.{module}"):
            yield from getattr(import_module(f"{room}.{module}"), name, ())
