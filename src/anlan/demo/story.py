"""The demo's weeks in meetings: planned, minuted, confirmed, issued, acknowledged, objected, relayed."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from anlan.areas.command import public as command
from anlan.core.access import Actor
from anlan.core.kernel import clock
from anlan.core.kernel.ids import new_id
from anlan.demo.days import hour_of
from anlan.demo.grounds import data
from anlan.demo.seats import acting, heads_of, holder
from anlan.demo.texts import text
from anlan.foundation.people.models import Position, Unit

CALLED = ("office", "security", "logistics", "hospital", "information")
NUMERALS = "零一二三四五六七八九十"
TO_RELAY = command.InboxFilters(show="to_relay")


def tell() -> str:
    """Three meetings and a paper from above, told on the days when they happened."""
    story, today = data("story.json"), clock.today()
    with clock.hold(hour_of(today, -19, 9)):
        eighth = _plan(story, number=8, held_on=today - timedelta(days=18))
    issued = _minuted(story, "8", eighth, today=today, days_ago=17)
    _answer(eighth, story, at=hour_of(today, -16, 10))
    with clock.hold(hour_of(today, -6, 9)):
        paper = _upstream(today)
        ninth = _plan(story, number=9, held_on=today - timedelta(days=4))
        _agenda(ninth)
    issued += _minuted(story, "9", ninth, today=today, days_ago=3)
    _link(paper)
    _answer(ninth, story, at=hour_of(today, -2, 9))
    with clock.hold(hour_of(today, -1, 16)):
        _tenth(story, today)
    return f"{len(issued)} requirements"


def conclude() -> str:
    """The issuer confirms one requirement as done; the clock finds the others, in time and late."""
    told, clerk = data("story.json")["confirmed"], _clerk()
    page = command.register(clerk, command.RegisterFilters(q=told["has"], status="met"))
    rows = [row for group in page.groups for row in group.rows][:1]
    for row in rows:
        command.fulfil(row.directive.pk, reason=told["reason"], by=clerk)
    done = command.fulfil_all(by=Actor.system("command.fulfil"))
    return f"{done.fulfilled + len(rows)} fulfilled, {done.late} late"


def _clerk() -> Actor:
    return acting("hq-office", "hq_clerk")


def _plan(story: dict[str, Any], *, number: int, held_on: date) -> UUID:
    meeting = command.plan_meeting(
        by=_clerk(),
        series=story["series"],
        number=number,
        title=story["series"].replace("专题", f"第{NUMERALS[number]}次专题"),
        held_on=held_on,
        venue="行政楼 201（视频）",
        chair_id=holder("hq", "commander").position_id,
    )
    seats = Position.objects.in_force().filter(role__in=("unit_head", "security_head"), unit__kind__in=CALLED)
    command.call_positions(meeting.pk, position_ids=list(seats.values_list("pk", flat=True)), by=_clerk())
    return meeting.pk


def _minuted(story: dict[str, Any], number: str, meeting: UUID, *, today: date, days_ago: int) -> list[UUID]:
    """Read the minutes, let the clerk confirm every draft, and issue; gives the issued items."""
    with clock.hold(hour_of(today, -days_ago, 9)):
        _attend(meeting)
        drafts = command.import_text(
            by=_clerk(), text=text(f"meeting-{number}.txt", today=today), meeting_id=meeting
        )
        _confirm(story, number, drafts.pk, today=today)
    with clock.hold(hour_of(today, -days_ago, 11)):
        command.dismiss_sentences(drafts.pk, sentence_ids=None, reason="背景和会议情况", by=_clerk())
        batch = command.issue_drafts(drafts.pk, client_id=new_id(), by=_clerk())
    return [item.pk for item in batch.directives.filter(kind="item")]


def _attend(meeting: UUID) -> None:
    """Everybody came but two: one sent a deputy, one was away."""
    clerk = _clerk()
    rows = list(command.meeting(clerk, meeting).attendances)
    for row in rows[2:]:
        command.record_attendance(row.pk, presence="present", by=clerk)
    deputy = holder(rows[0].position.unit.code, "unit_clerk").position_id
    command.record_attendance(rows[0].pk, presence="deputy", deputy_position_id=deputy, by=clerk)
    command.record_attendance(rows[1].pk, presence="absent", reason="到省里开会", by=clerk)


def _confirm(story: dict[str, Any], number: str, draft_set: UUID, *, today: date) -> None:
    clerk, plans = _clerk(), story["meetings"][number]
    verifier = holder("inspection", "unit_head").position_id
    for heading in command.confirmation(clerk, draft_set).headings:
        plan = plans.get(heading.no, plans["1"])
        fields: dict[str, object] = {
            "lead_unit": str(_unit(plan["lead"])),
            "helpers": [str(_unit(code)) for code in plan["helpers"]],
            "verifier": str(verifier),
        }
        if "days" in plan:
            fields["due_at"] = hour_of(today, plan["days"], 18).isoformat()
        command.autosave_heading(heading.id, version=heading.version, fields=fields, by=clerk)
    for heading in command.confirmation(clerk, draft_set).headings:
        for card in heading.drafts:
            _settle(story, number, card, clerk)


def _settle(story: dict[str, Any], number: str, card: command.DraftCard, clerk: Actor) -> None:
    """Take what the text itself names, add the indicator that the story knows, confirm."""
    version = card.version
    for suggestion in card.suggestions:
        if suggestion.ground == "text" and suggestion.field in {"lead_unit", "lead_group", "deadline"}:
            version = command.accept_suggestion(suggestion.pk, version=version, by=clerk).version
    indicator = next((one for one in story["indicators"] if _fits(one, number, card)), None)
    if indicator:
        fields = {f"indicator_{key}": indicator[key] for key in ("name", "direction", "target", "unit")}
        version = command.autosave(card.id, version=version, fields=fields, by=clerk).version
    codes = [code for one in story["measures"] if _fits(one, number, card) for code in one["codes"]]
    if codes:
        version = command.autosave(card.id, version=version, fields={"measures": codes}, by=clerk).version
    command.confirm_draft(card.id, version=version, by=clerk)


def _fits(told: dict[str, Any], number: str, card: command.DraftCard) -> bool:
    """Whether the story means this draft."""
    return bool(told["meeting"] == number and told["has"] in card.quote)


def _unit(code: str) -> UUID:
    return Unit.objects.in_force().values_list("pk", flat=True).get(code=code)


def _answer(meeting: UUID, story: dict[str, Any], *, at: datetime) -> None:
    """Addressed units acknowledge; a few are silent, one objects to one requirement, some relay downwards."""
    with clock.hold(at):
        for place, head in enumerate(heads_of(_addressed(meeting, story))):
            _answer_for(head, story)
            if place % 3 == 0:
                _relay_for(head)


def _addressed(meeting: UUID, story: dict[str, Any]) -> list[Unit]:
    """The units that answer: every lead and partner, and all but every twelfth college of those asked."""
    page = command.register(_clerk(), command.RegisterFilters(meeting=meeting))
    rows = [row for group in page.groups for row in group.rows]
    keys = {chip.id for row in rows for chip in (*row.leads, *row.helpers)}
    units = Unit.objects.filter(pk__in=keys).exclude(code__in=story["silent"]).order_by("code")
    colleges = [unit for unit in units if unit.kind == "college"]
    return [unit for unit in units if unit.kind != "college" or unit not in colleges[5::12]]


def _answer_for(head: Actor, story: dict[str, Any]) -> None:
    told, owed = story["objects"], command.owed_answers(head)
    against = head.unit_path.endswith(f"/{told['unit']}/")
    objected = [key for key, words in owed if against and told["has"] in words]
    for key in objected:
        command.object_to(key, reason=told["reason"], by=head)
    command.acknowledge_all([key for key, _ in owed if key not in objected], by=head)


def _relay_for(head: Actor) -> None:
    """Pass the first requirement that is to be relayed on to all units below."""
    held = command.inbox(head, TO_RELAY, most=1)
    children = [chip.id for chip in held.units_below]
    for row in held.to_relay if children else ():
        command.relay(row.addressee.pk, unit_ids=children, by=head)


def _upstream(today: date) -> UUID:
    clerk = _clerk()
    paper = command.register_paper(
        by=clerk,
        issuer="省教育厅",
        number=f"教安函〔{today.year}〕31 号",
        title=f"关于做好{today.year}年学校防汛工作的通知",
        received_on=clock.today(),
        reply_due_at=hour_of(today, 2, 17),
    )
    command.import_text(by=clerk, text=text("upstream-flood.txt", today=today), paper_id=paper.pk)
    return paper.pk


def _link(paper: UUID) -> None:
    """The paper's demand on drains is answered by the ninth meeting's requirement."""
    clerk = _clerk()
    page = command.register(clerk, command.RegisterFilters(q="排水口"))
    found = next((row.directive for group in page.groups for row in group.rows), None)
    if found is not None:
        command.link_demand(command.paper(clerk, paper).demands[0].demand.pk, directive_id=found.pk, by=clerk)


def _agenda(meeting: UUID) -> None:
    head = acting("security", "security_head")
    command.submit_slip(meeting, topic="围墙薄弱段加装照明和监控", by=head)
    _accept_all(meeting)


def _tenth(story: dict[str, Any], today: date) -> None:
    """The next meeting is planned: topics in, agenda compiled with what stayed open first."""
    meeting = _plan(story, number=10, held_on=today + timedelta(days=1))
    for unit, topic in (("logistics", "静置区夜间到货增设班组"), ("chemistry", "低温样品维护人员进楼安排")):
        command.submit_slip(meeting, topic=topic, by=acting(unit, "unit_head"))
    _accept_all(meeting)


def _accept_all(meeting: UUID) -> None:
    clerk = _clerk()
    for slip in command.meeting(clerk, meeting).slips:
        command.accept_slip(slip.pk, by=clerk)
    command.set_agenda(meeting, by=clerk)
