"""The demo's inspections: runs handed in, findings in every step, two raised by hand, more planned."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID

from anlan.areas.inspection import public as inspection
from anlan.core.access import Actor
from anlan.core.kernel import clock
from anlan.core.kernel.ids import new_id
from anlan.demo.days import hour_of
from anlan.demo.grounds import data
from anlan.demo.pictures import photo
from anlan.demo.seats import acting
from anlan.foundation.campus.models import Place
from anlan.foundation.evidence.public import Ref, add_file
from anlan.foundation.people.models import Appointment, Unit
from anlan.foundation.people.public import actor_in

Plan = Mapping[str, Any]
STEPS = ("start", "submit", "verify", "close")
ROLES = ("unit_head", "security_head", "canteen_head")


def inspect() -> str:
    """Load the checklists, make every run of the story, then let the clock mark what is late."""
    told, office = data("supervision.json"), acting("hq-office", "hq_office")
    inspection.load_shipped(by=office)
    for plan in told["runs"]:
        _run(plan, told["answers"])
    for plan in told["raised"]:
        _raise(plan)
    _accept_risk(told["risk"], by=acting("hq", "commander"))
    late = inspection.mark_late(by=Actor.system("demo"))
    return f"{len(told['runs'])} inspections, {late} findings late"


def _run(plan: Plan, answers: Mapping[str, str]) -> None:
    planned = plan.get("planned", False)
    at = hour_of(clock.today(), plan["at"], 10)
    with clock.hold(clock.now() if planned else at):
        run = inspection.schedule_run(
            by=acting("hq-office", "hq_clerk"),
            checklist_id=_checklist(plan["checklist"]).pk,
            place_id=_place(plan["place"]).pk,
            inspector_ids=[_seat(plan["inspector"])],
            due_at=at + timedelta(hours=6),
            client_id=new_id(),
            second_reason=plan.get("again", ""),
        )
    if planned:
        return
    by = _inspector(plan["inspector"])
    with clock.hold(at + timedelta(hours=1)):
        inspection.start_run(run.pk, by=by)
    with clock.hold(at + timedelta(hours=2)):
        inspection.submit_run(run.pk, sheet=_sheet(plan, answers), by=by)
        found = list(run.findings.order_by("code"))
        for finding in found:
            _show(finding.pk, f"{finding.text} 发现", by=by)
    for finding in found:
        _put_right(finding.pk, plan, unit=run.unit, found=at + timedelta(hours=2))


def _sheet(plan: Plan, answers: Mapping[str, str]) -> inspection.Sheet:
    """Everything passes but for what the story names."""
    questions = _checklist(plan["checklist"]).questions
    judged = {one["key"]: "pass" for one in questions if one["kind"] == "judge"}
    failed = dict.fromkeys(plan["fails"], "fail")
    other = {one["key"]: answers[one["key"]] for one in questions if one["key"] in answers}
    witness = inspection.Witness("read", "现场负责人")
    return inspection.Sheet({**judged, **other, **failed}, plan["fails"], (), witness)


def _put_right(finding_id: UUID, plan: Plan, *, unit: Unit, found: Any) -> None:
    """As far as the story goes: begun, handed in, verified by another inspector, closed or wrong again."""
    ends = plan["ends"]
    if not ends:
        return
    doer, other = _head(unit), _inspector(1 - plan["inspector"])
    upto = STEPS.index({"reopen": "close"}.get(ends, ends))
    hours = iter(range(3, 40, 3))

    def later() -> Any:
        return clock.hold(min(found + timedelta(hours=next(hours)), clock.now()))

    with later():
        inspection.start(finding_id, by=doer)
    if upto >= STEPS.index("submit"):
        with later():
            _show(finding_id, f"{plan['place']} 改好", by=doer)
            inspection.submit(finding_id, note="已改好，附照片", by=doer)
    if upto >= STEPS.index("verify"):
        with later():
            inspection.verify(finding_id, by=other)
    if upto >= STEPS.index("close"):
        with later():
            inspection.close(finding_id, by=other)
    if ends == "reopen":
        with later():
            inspection.reopen(finding_id, reason="第二天又不合格", by=other)


def _show(finding_id: UUID, words: str, *, by: Actor) -> None:
    add_file(
        subject=Ref("inspection.finding", finding_id),
        data=photo(words),
        name=f"{words}.jpg",
        by=by,
        client_id=new_id(),
        captured_at=clock.now(),
        note=words,
    )


def _raise(plan: Plan) -> None:
    with clock.hold(hour_of(clock.today(), plan["at"], 16)):
        inspection.raise_finding(
            by=_inspector(0),
            place_id=_place(plan["place"]).pk,
            unit_id=Unit.objects.in_force().get(code=plan["unit"]).pk,
            severity=plan["severity"],
            text=plan["text"],
            stopped=plan.get("stopped", ""),
            client_id=new_id(),
        )


def _accept_risk(told: Plan, *, by: Actor) -> None:
    page = inspection.findings(by, inspection.FindingFilters(place=told["place"]))
    found = [row.finding for row in page.rows]
    for finding in found[:1]:
        until = clock.now() + timedelta(days=told["days"])
        inspection.accept_risk(finding.pk, reason=told["reason"], until=until, by=by)


def _checklist(code: str) -> Any:
    return next(one for one in inspection.current_checklists() if one.code == code)


def _place(code: str) -> Place:
    return Place.objects.in_force().get(code=code)


def _inspector(order: int) -> Actor:
    """One of the inspectors, as after signing in with a second factor."""
    held = Appointment.objects.in_force().filter(position__role="inspector")
    rows = held.select_related("person", "position__unit").order_by("position__order", "position__code")
    return replace(actor_in(rows[order]), second_factor=True)


def _seat(order: int) -> UUID:
    key = _inspector(order).position_id
    if key is None:
        raise RuntimeError("an inspector acts from a seat")
    return key


def _head(unit: Unit) -> Actor:
    """Whoever answers for the unit."""
    held = Appointment.objects.in_force().filter(position__unit=unit, position__role__in=ROLES)
    row = held.select_related("person", "position__unit").order_by("position__order", "position__code")[0]
    return replace(actor_in(row), second_factor=True)
