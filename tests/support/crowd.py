"""Makes the small university fuller: units, people, places, files, meetings with requirements and answers."""

from __future__ import annotations

import io
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import xlsxwriter

from anlan.areas.command import public as command
from anlan.areas.inspection import public as inspection
from anlan.areas.tasks import public as tasks
from anlan.core.access import Actor
from anlan.core.kernel import clock
from anlan.core.kernel.ids import new_id
from anlan.foundation.accounts.public import create_account
from anlan.foundation.campus.models import Place
from anlan.foundation.campus.services import create_place
from anlan.foundation.intake import services as intake
from anlan.foundation.people.public import assign_duty, create_person, create_unit, open_seats
from anlan.foundation.posture import public as posture
from anlan.foundation.rulebook import public as rulebook
from anlan.foundation.rulebook.tests.book import document, plan
from tests.support.cast import Cast

NAMES = ("后勤保障部", "保卫处", "教务处", "计算机学院")
BY = Actor.system("tests.crowd")


@dataclass(frozen=True, slots=True)
class Crowd:
    """Where the newest things stand: a reading to confirm, a requirement, a meeting, and so on."""

    reading: UUID
    code: str
    meeting: UUID
    paper: UUID
    delivery: UUID
    person: UUID
    position: UUID
    operation: str


def gather(cast: Cast, *, size: int, mark: str) -> Crowd:
    """Add ``size`` of everything; ``mark`` keeps two gatherings apart."""
    person = [_neighbour(cast, f"{mark}{number:03}") for number in range(size)][-1]
    position = _duty(cast, person, size=size)
    deliveries = [_file(cast, f"{mark}{number}", rows=size) for number in range(size)]
    papers = [_paper(cast, f"{mark}{number}") for number in range(size)]
    meetings = [_meeting(cast, f"{mark}{number}", rows=size) for number in range(size)]
    reading = _read(cast, f"{mark}-open", rows=size, meeting=None)
    _answer(cast)
    for number in range(size):
        _task(cast, f"{mark}{number}")
        _finding(cast, f"{mark}{number}")
    operation = _operation(cast, mark, size=size)
    _rules(cast, mark, size=size)
    row = command.register(cast.actor("clerk"), command.RegisterFilters()).groups[0].rows[0]
    return Crowd(
        reading, row.directive.code, meetings[-1], papers[-1], deliveries[-1], person, position, operation
    )


def _task(cast: Cast, mark: str) -> None:
    """A task of the college, given by the clerk, taken on; an inspector will look at it."""
    task = tasks.create_task(
        by=cast.actor("clerk"),
        title=f"{mark} 巡查",
        owner_position_id=cast.position("dean").pk,
        verifier_position_id=cast.position("inspector").pk,
        due_at=clock.later(days=3),
        client_id=new_id(),
    )
    tasks.accept(task.pk, by=cast.actor("dean"))


def _finding(cast: Cast, mark: str) -> None:
    """Something wrong that the college has to put right."""
    inspector = cast.actor("inspector")
    finding = inspection.raise_finding(
        by=inspector,
        place_id=cast.campuses["centre"].pk,
        unit_id=cast.units["cs"].pk,
        severity="minor",
        text=f"{mark} 通道堆物",
        client_id=new_id(),
    )
    inspection.assign(finding.pk, by=inspector)


def _operation(cast: Cast, mark: str, *, size: int) -> str:
    """An operation with a phase in force in many buildings."""
    now, by = clock.now(), cast.actor("hq_head")
    later = now + timedelta(days=7)
    operation = posture.open_operation(
        posture.OperationPlan(
            kind="emergency",
            matter="flood",
            level="III",
            title=f"{mark} 防汛",
            legal_basis="防洪法",
            expected_until=later,
        ),
        by=by,
    )
    measure = posture.Statement(key="hands", values={}, review_at=later, lapses_at=later)
    plan = posture.PhasePlan(
        title="收紧", reason="水位上涨", review_at=later, lapses_at=later, measures=(measure,)
    )
    for number in range(size):
        place = Place.objects.get(code=f"hall-{mark}{number:03}")
        phase = posture.draft_phase(operation.pk, place_id=place.pk, plan=plan, by=by)
        posture.note_preview(phase.pk, preview_hash="p", document_hash=phase.document_hash, by=by)
        posture.order(phase.pk, preview_hash="p", by=by)
        for who in ("commander", "deputy"):
            posture.confirm(phase.pk, preview_hash="p", by=cast.actor(who))
    return operation.code


def _neighbour(cast: Cast, mark: str) -> UUID:
    """A unit with its seats, a room, and somebody of the college with an account."""
    unit = create_unit(
        code=f"office-{mark}", name=f"{mark} 办公室", kind="office", by=BY, parent_id=cast.units["cs"].pk
    )
    open_seats(unit_id=unit.pk, by=BY)
    centre = cast.campuses["centre"].pk
    create_place(code=f"hall-{mark}", name=f"{mark} 楼", kind="building", parent_id=centre, by=BY, values={})
    person = create_person(
        number=f"C{mark}", name="安小满", standing="undergraduate", unit_id=cast.units["cs"].pk, by=BY
    )
    create_account(username=f"c-{mark}", person=person, by=BY)
    return person.pk


def _duty(cast: Cast, person: UUID, *, size: int) -> UUID:
    """Short watches from now on, one after the other."""
    position, begins = cast.position("dean").pk, clock.now()
    for number in range(size):
        starts = begins + timedelta(minutes=10 * number)
        ends = starts + timedelta(minutes=10)
        assign_duty(position_id=position, person_id=person, starts=starts, ends=ends, by=BY)
    return position


def _file(cast: Cast, mark: str, *, rows: int) -> UUID:
    lines = "\n".join(f"F{mark}{number},周一宁,化学学院,教师," for number in range(rows))
    content = f"工号,姓名,单位,人员类别,手机\n{lines}".encode()
    office = cast.actor("sysadmin")
    delivery = intake.receive(sheet="staff", filename=f"{mark}.csv", content=content, by=office)
    return intake.check(delivery_id=delivery.pk, by=office).pk


def _paper(cast: Cast, mark: str) -> UUID:
    due = clock.later(days=1)
    paper = command.register_paper(
        by=cast.actor("clerk"),
        issuer="省教育厅",
        number=f"{mark} 号",
        title=f"通知 {mark}",
        received_on=clock.today(),
        reply_due_at=due,
    )
    return paper.pk


def _meeting(cast: Cast, mark: str, *, rows: int) -> UUID:
    """A meeting with people called to it and requirements issued after it."""
    clerk = cast.actor("clerk")
    meeting = command.plan_meeting(
        by=clerk, series=f"例会 {mark}", title=f"例会 {mark}", held_on=clock.today()
    )
    seats = [cast.position(who).pk for who in ("dean", "security_head", "academic_head")]
    command.call_positions(meeting.pk, position_ids=seats[: max(1, rows - 1)], by=clerk)
    command.submit_slip(meeting.pk, topic=f"议题 {mark}", by=cast.actor("dean"))
    reading = _read(cast, mark, rows=rows, meeting=meeting.pk)
    for card in command.confirmation(clerk, reading).drafts:
        command.confirm_draft(card.id, version=card.version, by=clerk)
    command.issue_drafts(reading, client_id=new_id(), by=clerk)
    return meeting.pk


def _read(cast: Cast, mark: str, *, rows: int, meeting: UUID | None) -> UUID:
    report = command.import_sheet(
        by=cast.actor("clerk"), data=_sheet(mark, rows), name=f"{mark}.xlsx", meeting_id=meeting
    )
    assert report.draft_set is not None
    assert report.refused == 0
    return report.draft_set.pk


def _sheet(mark: str, rows: int) -> bytes:
    held = io.BytesIO()
    with xlsxwriter.Workbook(held, {"in_memory": True}) as book:
        page = book.add_worksheet()
        page.write_row(0, 0, ("要点", "要求", "牵头单位", "配合单位", "期限", "指标", "目标值"))
        for row in range(rows):
            due = datetime.now() + timedelta(days=row)  # noqa: DTZ005 - a cell holds a plain date
            helper, lead = NAMES[(row + 1) % len(NAMES)], NAMES[-1 - row % len(NAMES)]
            told: tuple[Any, ...] = (f"要点 {row % 3}", f"{mark} 第 {row} 条巡查", lead)
            page.write_row(
                row + 1, 0, (*told, helper if helper != lead else "", f"{due:%Y-%m-%d}", "隐患", "0")
            )
    return held.getvalue()


def _answer(cast: Cast) -> None:
    """The college takes half of what waits on, relays one and objects to one."""
    dean = cast.actor("dean")
    inbox = command.inbox(dean)
    waiting = [row.addressee.pk for row in inbox.waiting]
    taken = waiting[: len(waiting) // 2]
    command.acknowledge_all(taken, by=dean)
    below = [chip.id for chip in inbox.units_below][:2]
    relayable = [row.addressee.pk for row in command.inbox(dean).to_relay]
    if relayable and below:
        command.relay(relayable[0], unit_ids=below, by=dean)
    if len(waiting) > 1:
        command.object_to(waiting[-1], reason="人手不够", by=dean)


def _rules(cast: Cast, mark: str, *, size: int) -> None:
    """Rules of one kind, and changes of one of them that wait for a second person."""
    found = document(set=f"crowd-{mark}")
    found["rules"] = [found["rules"][1] | {"id": f"crowd.{mark}{number}"} for number in range(size)]
    rulebook.take_in([rulebook.book_of(found, file="crowd.json")], by=BY)
    clerk = cast.actor("clerk")
    for number in range(size):
        change = rulebook.draft_change(plan("crowd.a0", 10 + number), by=clerk)
        rulebook.propose(change.pk, by=clerk)
