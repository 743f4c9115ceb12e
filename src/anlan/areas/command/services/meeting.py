"""The meeting itself: planned, proposed to, called, held, closed."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from anlan.areas.command.models import AgendaItem, Attendance, Directive, Meeting, TopicSlip
from anlan.areas.command.models.choices import DirectiveKind, MeetingKind, Origin
from anlan.areas.command.rules.agenda import Matter, compiled, moved
from anlan.areas.command.selectors.sight import own_unit
from anlan.areas.command.services.grasp import hold, require_in_unit
from anlan.areas.command.services.personal import ASK, PersonalNumbers, free_text, note_kept, reason_in
from anlan.areas.command.states import LIVE, MEETING, SLIP, MeetingState, Presence, SlipState
from anlan.core.access import Actor
from anlan.core.kernel.errors import BadInput, Conflict, NotVisible
from anlan.foundation.ledger.public import record
from anlan.foundation.people.models import Person, Position, Unit

LONGEST = {"series": 80, "title": 200, "venue": 120}


@transaction.atomic
def plan_meeting(
    *,
    by: Actor,
    series: str,
    title: str,
    held_on: date,
    kind: str = MeetingKind.SPECIAL,
    venue: str = "",
    chair_id: UUID | None = None,
    number: int | None = None,
    numbers: PersonalNumbers = ASK,
) -> Meeting:
    """Enter a meeting to come; without a number it is the next of its series."""
    unit = own_unit(by)
    require_in_unit(by, "command.meet", kind="command.meeting", unit=unit)
    words = meeting_words(series=series, title=title, venue=venue, numbers=numbers)
    if kind not in MeetingKind.values:
        raise BadInput("command.field_unusable", field="kind", reason="unusable")
    if chair_id is not None and not Position.objects.filter(pk=chair_id).exists():
        raise BadInput("command.field_unusable", field="chair", reason="not_found")
    of_series = Meeting.objects.filter(series=words["series"])
    chosen = number or (of_series.aggregate(last=Max("number"))["last"] or 0) + 1
    if of_series.filter(number=chosen).exists():
        raise BadInput("command.meeting_number_taken", series=words["series"], number=chosen)
    meeting = Meeting.objects.create(
        **words, number=chosen, held_on=held_on, kind=kind, chair_id=chair_id, host_unit=unit
    )
    record(
        "command.plan_meeting",
        on=meeting,
        by=by,
        after={"title": meeting.title, "number": chosen, "held_on": held_on},
    )
    note_kept(meeting, *words.values(), numbers=numbers, by=by)
    return meeting


def meeting_words(
    *, series: str, title: str, venue: str = "", numbers: PersonalNumbers, known: str = ""
) -> dict[str, str]:
    """What a meeting is called and where it is held. Raises BadInput naming what is missing or too long."""
    given = {"series": series, "title": title, "venue": venue}
    words = {
        field: free_text(text, field=field, numbers=numbers, longest=LONGEST[field], known=known)
        for field, text in given.items()
    }
    empty = [field for field in ("series", "title") if not words[field]]
    if empty:
        raise BadInput("command.field_empty", field=empty[0])
    return words


@transaction.atomic
def hold_meeting(meeting_id: UUID, *, by: Actor) -> Meeting:
    """The meeting took place."""
    return _move(meeting_id, "hold", by=by)


@transaction.atomic
def close_meeting(meeting_id: UUID, *, by: Actor) -> Meeting:
    """Its minutes are worked off."""
    return _move(meeting_id, "close", by=by)


@transaction.atomic
def submit_slip(
    meeting_id: UUID, *, topic: str, by: Actor, unit_id: UUID | None = None, numbers: PersonalNumbers = ASK
) -> TopicSlip:
    """Propose a topic for a meeting that is still being planned."""
    meeting = Meeting.objects.select_for_update(of=("self",)).filter(pk=meeting_id).first()
    if meeting is None:
        raise NotVisible
    unit = own_unit(by) if unit_id is None else Unit.objects.filter(pk=unit_id).first()
    if unit is None:
        raise NotVisible
    require_in_unit(by, "command.propose", kind="command.topicslip", unit=unit)
    words = free_text(topic, field="topic", numbers=numbers)
    if not words:
        raise BadInput("command.field_empty", field="topic")
    if meeting.state != MeetingState.PLANNED:
        raise Conflict("command.agenda_closed", state=meeting.state)
    slip = TopicSlip.objects.create(meeting=meeting, topic=words, unit=unit, proposer_id=by.position_id)
    record("command.propose", on=slip, by=by, after={"topic": slip.topic, "unit": str(unit.pk)})
    note_kept(slip, words, numbers=numbers, by=by)
    return slip


@transaction.atomic
def accept_slip(slip_id: UUID, *, by: Actor) -> TopicSlip:
    """Put a topic on the agenda."""
    return _decide(slip_id, "accept", reason="", by=by)


@transaction.atomic
def decline_slip(slip_id: UUID, *, reason: str, by: Actor, numbers: PersonalNumbers = ASK) -> TopicSlip:
    """Leave a topic off the agenda, and say why."""
    why = reason_in(reason, numbers=numbers)
    slip = _decide(slip_id, "decline", reason=why, by=by)
    note_kept(slip, why, numbers=numbers, by=by)
    return slip


@transaction.atomic
def set_agenda(meeting_id: UUID, *, by: Actor) -> list[AgendaItem]:
    """Compile the agenda anew: what stayed open from the last meeting first, then accepted topics."""
    meeting = _planned(meeting_id, by=by)
    open_items = [AgendaItem(meeting=meeting, directive=row) for row in _left_open(meeting)]
    accepted = meeting.slips.filter(state=SlipState.ACCEPTED).order_by("recorded_at", "pk")
    items = compiled(open_items, [AgendaItem(meeting=meeting, slip=slip) for slip in accepted])
    for order, item in enumerate(items, start=1):
        item.order = order
    meeting.agenda.all().delete()
    AgendaItem.objects.bulk_create(items)
    record("command.set_agenda", on=meeting, by=by, count=len(items))
    return items


@transaction.atomic
def move_agenda_item(item_id: UUID, *, to: int, by: Actor) -> list[AgendaItem]:
    """Put a matter at another place (from 0); what stayed open last time stays first."""
    key = AgendaItem.objects.filter(pk=item_id).values_list("meeting_id", flat=True).first()
    if key is None:
        raise NotVisible
    meeting = _planned(key, by=by)
    items = {str(item.pk): item for item in meeting.agenda.order_by("order")}
    matters = [Matter(key, carried=item.directive_id is not None) for key, item in items.items()]
    arranged = [items[matter.key] for matter in moved(matters, key=str(item_id), to=to)]
    for order, item in enumerate(arranged, start=1):
        item.order = order
    AgendaItem.objects.bulk_update(arranged, ["order"])
    record("command.set_agenda", on=meeting, by=by, after={"order": [str(item.pk) for item in arranged]})
    return arranged


@transaction.atomic
def call_positions(meeting_id: UUID, *, position_ids: Collection[UUID], by: Actor) -> int:
    """Call positions to a meeting; those called already stay as they are. Returns how many are new."""
    meeting = hold(Meeting, meeting_id, verb="command.meet", by=by)
    known = set(Position.objects.filter(pk__in=set(position_ids)).values_list("pk", flat=True))
    if len(known) != len(set(position_ids)):
        raise BadInput("command.field_unusable", field="positions", reason="not_found")
    called = set(meeting.attendances.values_list("position_id", flat=True))
    new = [Attendance(meeting=meeting, position_id=key) for key in sorted(known - called)]
    Attendance.objects.bulk_create(new)
    record("command.call", on=meeting, by=by, count=len(new))
    return len(new)


@transaction.atomic
def record_attendance(
    attendance_id: UUID,
    *,
    presence: str,
    by: Actor,
    deputy_position_id: UUID | None = None,
    deputy_person_id: UUID | None = None,
    reason: str = "",
    numbers: PersonalNumbers = ASK,
) -> Attendance:
    """Say how a called position took part; a deputy is named, an absence has its reason."""
    row = (
        Attendance.objects.select_for_update(of=("self",))
        .select_related("meeting")
        .filter(pk=attendance_id)
        .first()
    )
    if row is None:
        raise NotVisible
    hold(Meeting, row.meeting_id, verb="command.meet", by=by)
    if presence not in set(Presence):
        raise BadInput("command.field_unusable", field="presence", reason="unusable")
    sent = presence == Presence.DEPUTY
    if sent and deputy_position_id is None and deputy_person_id is None:
        raise BadInput("command.deputy_missing")
    why = (reason_in if presence == Presence.ABSENT else free_text)(reason, field="reason", numbers=numbers)
    _require_known(deputy_position_id, deputy_person_id)
    row.presence, row.reason = presence, why
    row.deputy_position_id = deputy_position_id if sent else None
    row.deputy_person_id = deputy_person_id if sent else None
    row.save()
    after = {"position": str(row.position_id), "presence": presence}
    record("command.attendance", on=row.meeting, by=by, note=row.reason, after=after)
    note_kept(row.meeting, why, numbers=numbers, by=by)
    return row


def _require_known(position_id: UUID | None, person_id: UUID | None) -> None:
    if position_id is not None and not Position.objects.filter(pk=position_id).exists():
        raise BadInput("command.field_unusable", field="deputy_position", reason="not_found")
    if person_id is not None and not Person.objects.filter(pk=person_id).exists():
        raise BadInput("command.field_unusable", field="deputy_person", reason="not_found")


def _move(meeting_id: UUID, name: str, *, by: Actor) -> Meeting:
    meeting = hold(Meeting, meeting_id, verb="command.meet", by=by)
    before, meeting.state = meeting.state, MEETING.move(meeting.state, name).target.value
    meeting.save(update_fields=["state"])
    record("command.meet", on=meeting, by=by, before={"state": before}, after={"state": meeting.state})
    return meeting


def _planned(meeting_id: UUID, *, by: Actor) -> Meeting:
    meeting = hold(Meeting, meeting_id, verb="command.meet", by=by)
    if meeting.state != MeetingState.PLANNED:
        raise Conflict("command.agenda_closed", state=meeting.state)
    return meeting


def _decide(slip_id: UUID, name: str, *, reason: str, by: Actor) -> TopicSlip:
    slip = hold(TopicSlip, slip_id, verb="command.meet", by=by)
    before, slip.state = slip.state, SLIP.move(slip.state, name).target.value
    slip.reason = reason
    slip.save(update_fields=["state", "reason"])
    record(
        "command.decide_slip",
        on=slip,
        by=by,
        note=reason,
        before={"state": before},
        after={"state": slip.state},
    )
    return slip


def _left_open(meeting: Meeting) -> list[Directive]:
    """Requirements still open from the meeting before, its own and those it had carried over itself."""
    before = (
        Meeting.objects.filter(series=meeting.series, number__lt=meeting.number).order_by("-number").first()
    )
    if before is None:
        return []
    carried = AgendaItem.objects.filter(meeting=before).values("directive")
    central = Directive.objects.filter(kind=DirectiveKind.ITEM, origin=Origin.CENTRAL, state__in=LIVE)
    rows = central.filter(meeting=before) | central.filter(pk__in=carried)
    return list(rows.order_by("issued_at", "order", "pk"))
