"""The demo's tasks: split from requirements, taken on, shown with photos, verified, returned, late."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from anlan.areas.command import public as command
from anlan.areas.tasks import public as tasks
from anlan.core.access import Actor
from anlan.core.kernel import clock
from anlan.core.kernel.ids import new_id
from anlan.demo.days import hour_of
from anlan.demo.grounds import data
from anlan.demo.pictures import photo
from anlan.demo.seats import acting, holder
from anlan.foundation.evidence.public import Ref, add_file

Plan = Mapping[str, Any]
VERIFIER = ("inspection", "inspector")
GIVEN_AT, DUE_AT = 13, 18


def work() -> str:
    """Give every task of the story and act on it, each act at its own hour; then let the clock remind."""
    plans, clerk = data("supervision.json")["tasks"], acting("hq-office", "hq_clerk")
    page = command.register(clerk, command.RegisterFilters(origin="central"))
    said = {row.directive.text: row.directive.pk for group in page.groups for row in group.rows}
    for plan in plans:
        found = (key for text, key in said.items() if plan["has"] and plan["has"] in text)
        _live(plan, clerk, directive=next(found, None))
    tasks.remind_all()
    return f"{len(plans)} tasks"


def _live(plan: Plan, clerk: Actor, *, directive: UUID | None) -> None:
    began = hour_of(clock.today(), plan["given"], GIVEN_AT)
    issuer = acting("hq-office", "hq_office") if plan["unit"] == "hq-office" else clerk
    with clock.hold(began):
        task_id = _give(plan, issuer, directive=directive)
    for place, act in enumerate(plan["acts"].split(), 1):
        with clock.hold(min(began + timedelta(hours=place * plan["pace"]), clock.now())):
            ACTS[act](task_id, plan, issuer)


def _give(plan: Plan, issuer: Actor, *, directive: UUID | None) -> UUID:
    task = tasks.create_task(
        by=issuer,
        title=plan["title"],
        acceptance_test=plan["test"],
        owner_position_id=holder(plan["unit"], plan["role"]).position_id,
        verifier_position_id=holder(*_verifier(plan)).position_id,
        due_at=hour_of(clock.today(), plan["days"], DUE_AT),
        directive_id=directive,
        client_id=new_id(),
    )
    return task.pk


def _verifier(plan: Plan) -> tuple[str, str]:
    unit, role = plan.get("verifier", VERIFIER)
    return unit, role


def _doer(plan: Plan) -> Actor:
    return acting(plan["unit"], plan["role"])


def _photo(task_id: UUID, plan: Plan, _: Actor) -> None:
    taken = clock.now() - timedelta(minutes=20)
    add_file(
        subject=Ref("tasks.task", task_id),
        data=photo(f"{plan['title']} {taken:%d}"),
        name=f"{plan['title']}.jpg",
        by=_doer(plan),
        client_id=new_id(),
        captured_at=taken,
        note=plan["title"],
    )


def _ask(task_id: UUID, plan: Plan, _: Actor) -> None:
    until: datetime = hour_of(clock.today(), plan["days"] + 3, DUE_AT)
    tasks.ask_extension(task_id, until=until, reason=plan["back"], by=_doer(plan))


ACTS: dict[str, Callable[[UUID, Plan, Actor], object]] = {
    "accept": lambda key, plan, _: tasks.accept(key, by=_doer(plan)),
    "start": lambda key, plan, _: tasks.start(key, by=_doer(plan)),
    "photo": _photo,
    "submit": lambda key, plan, _: tasks.submit(key, note=plan["note"], by=_doer(plan)),
    "verify": lambda key, plan, _: tasks.verify(key, by=acting(*_verifier(plan))),
    "return": lambda key, plan, _: tasks.return_(key, reason=plan["back"], by=acting(*_verifier(plan))),
    "close": lambda key, _, issuer: tasks.close(key, by=issuer),
    "decline": lambda key, plan, _: tasks.decline(key, reason=plan["back"], by=_doer(plan)),
    "object": lambda key, plan, _: tasks.object_to(key, reason=plan["back"], by=_doer(plan)),
    "ask": _ask,
}
