"""Fifty thousand tasks: server time and queries of the list, the board, the worklist and the reminders.

A small campus in a database of its own that is dropped afterwards. Half of the tasks are of 40 positions,
so that some have a long list. ``ANLAN_BENCH_TASKS`` (50000) and ``ANLAN_BENCH_RUNS`` (15) make it smaller.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from itertools import cycle
from statistics import median, quantiles

import django
from django.conf import settings

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "anlan.project.settings")
django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402
from django.urls import reverse  # noqa: E402

from anlan.areas.tasks import public  # noqa: E402
from anlan.areas.tasks.models import Task  # noqa: E402
from anlan.areas.tasks.services.giving import search_words  # noqa: E402
from anlan.core.kernel import clock  # noqa: E402
from anlan.core.kernel.ids import human_code, new_id  # noqa: E402
from anlan.demo.building import build  # noqa: E402
from anlan.demo.scales import SCALES  # noqa: E402
from anlan.foundation.accounts.models import Account  # noqa: E402
from anlan.foundation.accounts.signing import BACKEND, FACTOR_KEY  # noqa: E402
from anlan.foundation.people.models import Position  # noqa: E402
from anlan.project.postgres import ensure_running  # noqa: E402

NAME = "bench_tasks"
BATCH = 2000
STATES = ("open", "accepted", "in_progress", "submitted", "returned", "verified", "closed", "not_executable")
THINGS = (
    "排水口清淤",
    "地下车库巡查",
    "气瓶间换锁",
    "宿舍电器清查",
    "食堂留样核对",
    "值班表公布",
    "围挡加装",
    "门禁名单核对",
)
BUSY = 40


def measure() -> dict[str, float | int | str]:
    """Median and 95th percentile in milliseconds and queries, page by page; a round of reminders."""
    runs = int(os.environ.get("ANLAN_BENCH_RUNS", "15"))
    settings.ALLOWED_HOSTS = [*settings.ALLOWED_HOSTS, "testserver"]
    figures: dict[str, float | int | str] = {"cores": os.cpu_count() or 1, "runs": runs}
    with ensure_running(durable=False), _own_database():
        figures |= {"tasks": Task.objects.count(), "positions": Position.objects.count()}
        for name, who, url in _pages():
            figures |= {f"{name}.{what}": told for what, told in _timed(who, url, runs=runs).items()}
        began = time.perf_counter()
        figures["reminders.looked_at"] = public.remind_all(at=clock.now() + timedelta(hours=6))
        figures["reminders.seconds"] = round(time.perf_counter() - began, 1)
    figures["load_average"] = os.getloadavg()[0]
    return figures


def _pages() -> Iterator[tuple[str, str, str]]:
    listed = reverse("tasks:list")
    yield "list", "hq-clerk", listed
    yield "list_overdue", "hq-clerk", f"{listed}?due=overdue"
    yield "list_searched", "hq-clerk", f"{listed}?q=气瓶间"
    yield "list_end", "hq-clerk", f"{listed}?page=600"
    yield "list_of_a_college", "college-head", listed
    yield "board", "hq-clerk", f"{listed}?view=board"
    yield "board_of_a_college", "college-head", f"{listed}?view=board"
    yield "worklist", "college-head", reverse("worklist:list")
    yield "worklist_of_the_issuer", "hq-clerk", reverse("worklist:list")


def _build() -> None:
    for _ in build(SCALES["small"], seed=2022):
        pass
    total = int(os.environ.get("ANLAN_BENCH_TASKS", "50000"))
    clerk = _seat("hq-clerk")
    seats = list(Position.objects.select_related("unit").exclude(pk=clerk.pk).order_by("code"))
    checker = next(seat for seat in seats if seat.role == "inspector")
    doers = [seat for seat in seats if seat.pk != checker.pk]
    busy = [_seat("college-head"), *doers[:BUSY]]
    owners = cycle(seat for pair in zip(cycle(busy), doers * (1 + BUSY), strict=False) for seat in pair)
    for begin in range(0, total, BATCH):
        numbers = range(begin, min(begin + BATCH, total))
        Task.objects.bulk_create(_task(number, next(owners), clerk, checker) for number in numbers)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _task(number: int, owner: Position, issuer: Position, checker: Position) -> Task:
    now = clock.now()
    issued = now - timedelta(days=number % 60, minutes=number % 1440)
    due = issued + timedelta(days=3 + number * 7 % 90)
    state = STATES[number % len(STATES)]
    title = f"{owner.unit.name}第 {number} 项{THINGS[number % len(THINGS)]}"
    owed = state in {"open", "accepted", "in_progress", "returned", "not_executable"}
    return Task(
        id=new_id(),
        code=human_code("T", 2022, number + 1),
        title=title,
        search_words=search_words(title),
        owner_position=owner,
        owner_unit=owner.unit,
        issuer_position=issuer,
        issuer_unit=issuer.unit,
        verifier_position=checker,
        verifier_unit=checker.unit,
        issued_at=issued,
        due_at=due,
        first_due_at=due,
        state=state,
        state_changed_at=issued,
        progress_at=issued,
        next_stage_at=due if owed else None,
    )


def _seat(username: str) -> Position:
    person = Account.objects.get(username=username).person
    return Position.objects.select_related("unit").filter(appointments__person=person)[0]


def _timed(who: str, url: str, *, runs: int) -> dict[str, float | int]:
    """Counted once, which also warms the process; then opened again and again."""
    client = Client()
    client.force_login(Account.objects.get(username=who), backend=BACKEND)
    session = client.session
    session[FACTOR_KEY] = clock.now().timestamp()
    session.save()
    queries = _counted(lambda: _open(client, url))
    wall = [_open(client, url) for _ in range(runs)]
    return {
        "median_ms": round(median(wall), 1),
        "p95_ms": round(quantiles(wall, n=20)[-1], 1),
        "queries": queries,
    }


def _open(client: Client, url: str) -> float:
    began = time.perf_counter()
    answer = client.get(url)
    if answer.status_code != 200:
        raise RuntimeError(f"{url} answered {answer.status_code}")
    return (time.perf_counter() - began) * 1000


def _counted(work: Callable[[], object]) -> int:
    said: list[str] = []

    def note(execute, sql, params, many, context):  # type: ignore[no-untyped-def]
        said.append(sql)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        work()
    return len(said)


@contextmanager
def _own_database() -> Iterator[None]:
    home = settings.DATABASES["default"]["NAME"]
    _administer(f"DROP DATABASE IF EXISTS {NAME} WITH (FORCE)", f"CREATE DATABASE {NAME}")
    _use(NAME)
    try:
        call_command("migrate", verbosity=0, skip_checks=True)
        _build()
        yield
    finally:
        _use(home)
        _administer(f"DROP DATABASE {NAME} WITH (FORCE)")


def _administer(*statements: str) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def _use(name: str) -> None:
    connection.close()
    settings.DATABASES["default"]["NAME"] = name
    connection.settings_dict["NAME"] = name
