"""Pages on a full campus: server time and queries of what people open first.

Builds the synthetic campus and five thousand requirements through the services, fifty thousand tasks and
two hundred thousand observations by rows, in a database of its own that is dropped afterwards.
``ANLAN_BENCH_SCALE`` (``campus``), ``ANLAN_BENCH_ROWS`` (5000), ``ANLAN_BENCH_TASKS`` (50000),
``ANLAN_BENCH_VALUES`` (200000) and ``ANLAN_BENCH_RUNS`` (15) make it smaller;
``ANLAN_BENCH_KEEP=1`` keeps the database for the next run.

Time by the clock on the wall grows when others use the machine. What a page costs is the processor time of
our own process and of the database's process that serves it; a page may cost ``BUDGET_MS``.
"""

from __future__ import annotations

import gc
import io
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from itertools import cycle, islice
from pathlib import Path
from statistics import median, quantiles

import django
from django.conf import settings

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "anlan.project.settings")
django.setup()

import xlsxwriter  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402
from django.urls import reverse  # noqa: E402

from anlan.areas.command import public as command  # noqa: E402
from anlan.areas.command.models import Addressee, Directive, DraftSet  # noqa: E402
from anlan.areas.tasks.models import Task  # noqa: E402
from anlan.areas.tasks.services.giving import search_words  # noqa: E402
from anlan.core.access import Actor  # noqa: E402
from anlan.core.kernel import clock  # noqa: E402
from anlan.core.kernel.ids import human_code, new_id  # noqa: E402
from anlan.demo.building import build  # noqa: E402
from anlan.demo.scales import SCALES  # noqa: E402
from anlan.demo.seats import acting, heads_of  # noqa: E402
from anlan.demo.texts import text  # noqa: E402
from anlan.foundation.accounts.models import Account  # noqa: E402
from anlan.foundation.accounts.signing import BACKEND, FACTOR_KEY  # noqa: E402
from anlan.foundation.indicators.models import Indicator, Observation  # noqa: E402
from anlan.foundation.indicators.public import compute, definitions  # noqa: E402
from anlan.foundation.indicators.services import scopes_of  # noqa: E402
from anlan.foundation.people.models import Person, Position, Unit  # noqa: E402
from anlan.project.postgres import ensure_running  # noqa: E402

NAME = "bench_pages"
A_MEETING = 100
A_HEADING = 10
SEED = 2022
BUDGET_MS = 300
KINDS = ("college", "office", "section", "canteen", "campus", "logistics", "hospital", "security")
VERBS = ("排查", "清淤", "公布", "巡查", "核对", "报送", "检修", "告知", "整理", "演练")
THINGS = ("排水口", "地下车库", "实验室气瓶", "宿舍电器", "食堂留样", "值班安排", "应急物资", "门禁名单")
RHYTHMS = ("", "", "", "每日", "每周")
STATES = ("open", "accepted", "in_progress", "submitted", "returned", "verified", "closed", "not_executable")
OWED = frozenset({"open", "accepted", "in_progress", "returned", "not_executable"})
BUSY = 40
BATCH = 2000
MEASURE = "tasks.on_time_share"

Page = tuple[str, str, str]


def measure() -> dict[str, float | int | str]:
    """Page by page: wall, its 95th percentile, processor time of ours and of the database, and queries."""
    runs = int(os.environ.get("ANLAN_BENCH_RUNS", "15"))
    settings.ALLOWED_HOSTS = [*settings.ALLOWED_HOSTS, "testserver"]
    figures: dict[str, float | int | str] = {"cores": os.cpu_count() or 1, "runs": runs}
    with ensure_running(durable=False), _own_database() as built:
        figures |= {
            "build_s": built,
            "persons_built": Person.objects.count(),
            "units_built": Unit.objects.count(),
        }
        figures |= {"requirements": Directive.objects.filter(kind="item").count()}
        figures |= {"answers": Addressee.objects.count()}
        figures |= {"tasks": Task.objects.count(), "observations": Observation.objects.count()}
        gc.collect()
        gc.freeze()  # as the server does before its first answer
        figures["load_before"] = round(os.getloadavg()[0], 2)
        pages = {name: _timed(who, url, runs=runs) for name, who, url in _pages()}
    figures |= {f"{name}.{what}": told for name, page in pages.items() for what, told in page.items()}
    dear = [name for name, page in pages.items() if page["cost_ms"] > BUDGET_MS]
    figures |= {"load_after": round(os.getloadavg()[0], 2), f"over_{BUDGET_MS}_ms": ", ".join(dear) or "none"}
    return figures


def _pages() -> Iterator[Page]:
    """What is opened, by whom: the clerk's side, a college, the auditor."""
    college = Unit.objects.get(code="chemistry")
    item = Directive.objects.filter(kind="item", lead_unit=college).order_by("-issued_at")[0]
    drafts = DraftSet.objects.filter(source__kind="minutes", dropped_at=None).order_by("-recorded_at")[0]
    register = reverse("command:register")
    yield "board", "commander", reverse("console:board")
    yield "register", "hq-clerk", register
    yield "register_by_unit", "hq-clerk", f"{register}?group=unit"
    yield "register_overdue", "hq-clerk", f"{register}?due=overdue"
    yield "register_narrowed", "hq-clerk", f"{register}?unit={college.pk}&status=not_met"
    yield "register_search", "hq-clerk", f"{register}?q=地下车库"
    yield "register_end", "hq-clerk", f"{register}?page=50"
    yield "register_college", "college-head", register
    yield "report", "hq-clerk", f"{reverse('command:report')}?meeting={item.meeting_id}"
    yield "report_whole", "hq-clerk", reverse("command:report")
    yield "requirement", "hq-clerk", item.get_absolute_url()
    yield "requirement_college", "college-head", item.get_absolute_url()
    yield "task_list", "hq-clerk", reverse("tasks:list")
    yield "task_list_college", "college-head", reverse("tasks:list")
    yield "task_board", "hq-clerk", f"{reverse('tasks:list')}?view=board"
    yield "task_board_college", "college-head", f"{reverse('tasks:list')}?view=board"
    yield "worklist", "college-head", reverse("worklist:list")
    yield "worklist_issuer", "hq-clerk", reverse("worklist:list")
    yield "worklist_inspector", "inspector", reverse("worklist:list")
    yield "indicators", "hq-clerk", reverse("indicators:index")
    yield "indicator", "hq-clerk", reverse("indicators:one", args=(MEASURE,))
    yield "scorecards", "hq-clerk", reverse("console:scorecards")
    yield "inspection", "hq-office", reverse("inspection:overview")
    yield "findings", "hq-office", reverse("inspection:findings")
    yield "letters", "college-head", reverse("notices:inbox")
    yield "duty", "hq-clerk", reverse("duty:week")
    yield "inbox", "college-head", reverse("command:inbox")
    yield "meetings", "hq-clerk", reverse("command:meetings")
    yield "meeting", "hq-clerk", item.meeting.get_absolute_url() if item.meeting else register
    yield "confirm", "hq-clerk", reverse("command:confirm", args=(drafts.pk,))
    yield "units", "hq-clerk", reverse("people:units")
    yield "unit", "hq-clerk", reverse("people:unit", args=("chemistry",))
    yield "person_search", "sysadmin", f"{reverse('people:persons')}?q=王雨"
    yield "persons", "sysadmin", reverse("people:persons")
    yield "campus", "hq-clerk", reverse("campus:index")
    yield "place", "hq-clerk", reverse("campus:place", args=("centre",))
    yield "ledger", "auditor", reverse("ledger:index")
    yield "ledger_act", "auditor", f"{reverse('ledger:index')}?verb=command.issue"


def _timed(who: str, url: str, *, runs: int) -> dict[str, float | int]:
    """Counted once, which also warms the process; then opened again and again."""
    client = Client()
    client.force_login(Account.objects.get(username=who), backend=BACKEND)
    session = client.session
    session[FACTOR_KEY] = clock.now().timestamp()
    session.save()
    queries = _counted(lambda: _open(client, url))
    wall, ours, database = zip(*(_open(client, url) for _ in range(runs)), strict=True)
    return {
        "median_ms": round(median(wall), 1),
        "p95_ms": round(quantiles(wall, n=20)[-1], 1),
        "cpu_ms": round(median(ours), 1),
        "db_ms": round(median(database), 1),
        "cost_ms": round(median(map(sum, zip(ours, database, strict=True))), 1),
        "queries": queries,
    }


def _open(client: Client, url: str) -> tuple[float, float, float]:
    """Milliseconds by the clock on the wall, of our own process, and of the database's."""
    began, spent, database = time.perf_counter(), time.process_time(), _database_ms()
    answer = client.get(url)
    took = ((time.perf_counter() - began) * 1000, (time.process_time() - spent) * 1000)
    if answer.status_code != 200:
        raise RuntimeError(f"{url} answered {answer.status_code}")
    return *took, _database_ms() - database


def _database_ms() -> float:
    """Processor time of the process that serves this connection; nothing when it is on another machine."""
    connection.ensure_connection()
    times = Path(f"/proc/{connection.connection.info.backend_pid}/schedstat")
    return int(times.read_text().split()[0]) / 1e6 if times.is_file() else 0.0


def _counted(work: Callable[[], object]) -> int:
    """How many statements go to the database."""
    said: list[str] = []

    def note(execute, sql, params, many, context):  # type: ignore[no-untyped-def]
        said.append(sql)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        work()
    return len(said)


def _build() -> None:
    scale = SCALES[os.environ.get("ANLAN_BENCH_SCALE", "campus")]
    for _ in build(scale, seed=SEED):
        pass
    clerk = acting("hq-office", "hq_clerk")
    wanted = int(os.environ.get("ANLAN_BENCH_ROWS", "5000"))
    meetings = max(1, wanted // A_MEETING)
    for number in range(meetings):
        with clock.hold(clock.now() - timedelta(days=2 * (meetings - number))):
            _issue(clerk, number, rows=min(wanted, A_MEETING))
    command.import_text(by=clerk, text=text("meeting-9.txt", today=clock.today()))
    _answer()
    _give_tasks(int(os.environ.get("ANLAN_BENCH_TASKS", "50000")))
    _observe(int(os.environ.get("ANLAN_BENCH_VALUES", "200000")))
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _give_tasks(total: int) -> None:
    """Every second one belongs to a requirement; half of them are of some forty positions."""
    items = cycle(list(Directive.objects.filter(kind="item").only("pk", "source_hash", "text_hash")))
    seats = list(Position.objects.select_related("unit").exclude(role__in=("hq_clerk", "inspector")))
    busy = [_seat("college-head"), *seats[:BUSY]]
    owners = cycle(seat for pair in zip(cycle(busy), seats * (1 + BUSY), strict=False) for seat in pair)
    issuer, checker = _seat("hq-clerk"), _seat("inspector")
    for begin in range(0, total, BATCH):
        Task.objects.bulk_create(
            _task(number, next(owners), issuer, checker, next(items) if number % 2 else None)
            for number in range(begin, min(begin + BATCH, total))
        )


def _task(number: int, owner: Position, issuer: Position, checker: Position, item: Directive | None) -> Task:
    issued = clock.now() - timedelta(days=number % 60, minutes=number % 1440)
    due, state = issued + timedelta(days=3 + number * 7 % 90), STATES[number // 2 % len(STATES)]
    title = f"第 {number} 项{VERBS[number % len(VERBS)]}{THINGS[number % len(THINGS)]}"
    return Task(
        id=new_id(),
        code=human_code("T", 1999, number + 1),
        directive=item,
        source_hash=(item.source_hash or item.text_hash) if item else "",
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
        next_stage_at=due if state in OWED else None,
    )


def _seat(username: str) -> Position:
    person = Account.objects.get(username=username).person
    return Position.objects.select_related("unit").filter(appointments__person=person)[0]


def _observe(total: int) -> None:
    """Hourly values of what is measured already, in every scope."""
    known = definitions().by_code
    rows = {row.code: row for row in Indicator.objects.filter(code__in=known)}
    pairs = [(row, scope) for code, row in rows.items() for scope in scopes_of(known[code])]
    spots = ((hour, *pair) for hour in range(1, 1 + -(-total // len(pairs))) for pair in pairs)
    begun, made = clock.now(), islice(enumerate(spots), total)
    while batch := list(islice(made, BATCH)):
        Observation.objects.bulk_create(
            Observation(
                indicator=row,
                scope_kind=scope.kind,
                scope_id=scope.id,
                value=number * 7 % 100,
                as_of=begun - timedelta(hours=hour),
                computed_at=begun - timedelta(hours=hour),
                source=known[row.code].source,
                definition_hash=known[row.code].content_hash,
            )
            for number, (hour, row, scope) in batch
        )
    compute(MEASURE, at=clock.now())


def _issue(clerk: Actor, number: int, *, rows: int) -> None:
    """A meeting, its sheet of requirements, confirmed and issued."""
    meeting = command.plan_meeting(
        by=clerk,
        series="专项检查周会",
        number=number + 1,
        title=f"第 {number + 1} 次专项检查周会",
        held_on=clock.today(),
    )
    report = command.import_sheet(
        by=clerk, data=_sheet(number, rows), name=f"{number}.xlsx", meeting_id=meeting.pk
    )
    if report.draft_set is None or report.refused:
        raise RuntimeError(f"the sheet was refused: {report.rows[0]}")
    for place, card in enumerate(command.confirmation(clerk, report.draft_set.pk).drafts):
        version = card.version
        if place % 3 == 0:
            fields = {"measures": [MEASURE]}
            version = command.autosave(card.id, version=version, fields=fields, by=clerk).version
        command.confirm_draft(card.id, version=version, by=clerk)
    command.issue_drafts(report.draft_set.pk, client_id=new_id(), by=clerk)


def _sheet(number: int, rows: int) -> bytes:
    units = list(
        Unit.objects.in_force().filter(kind__in=KINDS).order_by("code").values_list("name", flat=True)
    )
    leads = islice(cycle(units), number * rows, None)
    held = io.BytesIO()
    with xlsxwriter.Workbook(held, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ("要点", "要求", "牵头单位", "配合单位", "期限", "重复"))
        for row, lead in zip(range(rows), leads, strict=False):
            verb, thing = VERBS[row % len(VERBS)], THINGS[(row + number) % len(THINGS)]
            rhythm = RHYTHMS[row % len(RHYTHMS)]
            due = "" if rhythm else str(clock.today() + timedelta(days=3 + (row * 7 + number) % 90))
            told = f"{lead}按第 {number + 1} 号清单第 {row + 1} 条{verb}{thing}"
            helper = units[(row * 3 + number) % len(units)]
            owner = "各学院" if row % 25 == 0 else lead
            sheet.write_row(
                row + 1,
                0,
                (
                    f"第 {row // A_HEADING + 1} 类事项",
                    told,
                    owner,
                    helper if helper != lead else "",
                    due,
                    rhythm,
                ),
            )
    return held.getvalue()


def _answer() -> None:
    """Two units of three take on what they were given."""
    units = list(Unit.objects.in_force().filter(kind__in=KINDS).exclude(code="chemistry").order_by("code"))
    for head in heads_of(units):
        waiting = [row.addressee.pk for row in command.inbox(head).waiting]
        command.acknowledge_all(waiting[: len(waiting) * 2 // 3], by=head)


@contextmanager
def _own_database() -> Iterator[float]:
    """A database with the campus; made anew unless one was kept. Gives the seconds it took."""
    home, keep = settings.DATABASES["default"]["NAME"], os.environ.get("ANLAN_BENCH_KEEP") == "1"
    if not (keep and _exists()):
        _administer(f"DROP DATABASE IF EXISTS {NAME} WITH (FORCE)", f"CREATE DATABASE {NAME}")
    _use(NAME)
    began = time.perf_counter()
    try:
        call_command("migrate", verbosity=0, skip_checks=True)
        if not Person.objects.exists():
            _build()
        yield round(time.perf_counter() - began, 1)
    finally:
        _use(home)
        if not keep:
            _administer(f"DROP DATABASE {NAME} WITH (FORCE)")


def _exists() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [NAME])
        return cursor.fetchone() is not None


def _administer(*statements: str) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def _use(name: str) -> None:
    connection.close()
    settings.DATABASES["default"]["NAME"] = name
    connection.settings_dict["NAME"] = name
