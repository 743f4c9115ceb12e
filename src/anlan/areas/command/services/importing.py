"""A text comes in: read once, kept for good, laid out as drafts."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.conf import settings
from django.db import transaction

from anlan.areas.command.events import MinutesImported
from anlan.areas.command.models import Demand, DraftItem, DraftSet, Meeting, Source, UpstreamPaper
from anlan.areas.command.models.choices import SourceKind
from anlan.areas.command.rules.hashing import text_hash
from anlan.areas.command.selectors.sight import own_unit
from anlan.areas.command.services.grasp import hold, require_in_unit
from anlan.areas.command.services.keeping import keep_original
from anlan.areas.command.services.meeting import meeting_words
from anlan.areas.command.services.personal import ASK, PersonalNumbers, kept_reason, note_kept, screened
from anlan.areas.command.services.reading import lay_out
from anlan.areas.command.services.recalling import recall
from anlan.areas.command.states import MEETING, UPSTREAM, MeetingState, UpstreamState
from anlan.core.access import Actor
from anlan.core.kernel import clock
from anlan.core.kernel.errors import BadInput, Conflict, TooLarge
from anlan.core.minutes.body import normal_newlines
from anlan.core.minutes.extract import extract_text
from anlan.core.minutes.model import Minutes
from anlan.core.minutes.reading import read_minutes
from anlan.foundation.bus.public import publish
from anlan.foundation.ledger.public import record
from anlan.foundation.people.models import Unit
from anlan.foundation.people.public import gazetteer

LONGEST_BODY = 400_000


def import_file(
    *,
    by: Actor,
    data: bytes,
    name: str,
    meeting_id: UUID | None = None,
    paper_id: UUID | None = None,
    numbers: PersonalNumbers = ASK,
) -> DraftSet:
    """Read a .txt, .docx or .pdf file. Raises BadInput or TooLarge as ``core.minutes.extract`` does."""
    _require_drafting(by)
    if len(data) > settings.ANLAN_UPLOAD_LIMIT:
        raise TooLarge("minutes.file.too_large", size=len(data), limit=settings.ANLAN_UPLOAD_LIMIT)
    text = extract_text(data, name=name)
    return _take_in(
        by=by,
        text=text,
        data=data,
        name=name,
        title="",
        meeting_id=meeting_id,
        paper_id=paper_id,
        numbers=numbers,
    )


def import_text(
    *,
    by: Actor,
    text: str,
    title: str = "",
    meeting_id: UUID | None = None,
    paper_id: UUID | None = None,
    numbers: PersonalNumbers = ASK,
) -> DraftSet:
    """Read a pasted text."""
    _require_drafting(by)
    clean = normal_newlines(text.replace("\x00", ""))
    if not clean.strip():
        raise BadInput("minutes.file.empty", kind="text")
    return _take_in(
        by=by,
        text=clean,
        data=None,
        name="",
        title=title,
        meeting_id=meeting_id,
        paper_id=paper_id,
        numbers=numbers,
    )


@transaction.atomic
def meeting_from_minutes(
    draft_set_id: UUID,
    *,
    by: Actor,
    series: str,
    number: int,
    title: str,
    held_on: date,
    kind: str,
    numbers: PersonalNumbers = ASK,
) -> Meeting:
    """Enter the meeting that the minutes speak of, already held, and tie the reading to it."""
    draft_set = hold(DraftSet, draft_set_id, verb="command.draft", by=by)
    if draft_set.meeting_id is not None or draft_set.upstream_paper_id is not None:
        raise Conflict("command.has_meeting")
    unit = draft_set.owner_unit
    require_in_unit(by, "command.meet", kind="command.meeting", unit=unit)
    source = draft_set.source
    known = source.title if source.kept_numbers_reason else ""
    words = meeting_words(series=series, title=title, numbers=numbers, known=known)
    if Meeting.objects.filter(series=words["series"], number=number).exists():
        raise BadInput("command.meeting_number_taken", series=words["series"], number=number)
    meeting = Meeting.objects.create(
        **words,
        number=number,
        held_on=held_on,
        kind=kind,
        host_unit=unit,
        state=MeetingState.MINUTED.value,
    )
    record(
        "command.plan_meeting",
        on=meeting,
        by=by,
        after={"title": meeting.title, "number": number, "state": meeting.state},
    )
    note_kept(meeting, *words.values(), numbers=numbers, by=by)
    _tie(draft_set, meeting, by=by)
    return meeting


@transaction.atomic
def attach_meeting(draft_set_id: UUID, *, meeting_id: UUID, by: Actor) -> DraftSet:
    """Tie a reading to a meeting that is entered already."""
    draft_set = hold(DraftSet, draft_set_id, verb="command.draft", by=by)
    if draft_set.meeting_id is not None or draft_set.upstream_paper_id is not None:
        raise Conflict("command.has_meeting")
    meeting = hold(Meeting, meeting_id, verb="command.meet", by=by)
    _minuted(meeting)
    _tie(draft_set, meeting, by=by)
    return draft_set


def _tie(draft_set: DraftSet, meeting: Meeting, *, by: Actor) -> None:
    draft_set.meeting = meeting
    draft_set.save(update_fields=["meeting"])
    record("command.tie_meeting", on=draft_set, by=by, after={"meeting": str(meeting.pk)})


def _require_drafting(by: Actor) -> Unit:
    unit = own_unit(by)
    require_in_unit(by, "command.draft", kind="command.draftset", unit=unit)
    return unit


@transaction.atomic
def _take_in(
    *,
    by: Actor,
    text: str,
    data: bytes | None,
    name: str,
    title: str,
    meeting_id: UUID | None,
    paper_id: UUID | None,
    numbers: PersonalNumbers,
) -> DraftSet:
    if len(text) > LONGEST_BODY:
        raise TooLarge("command.text_too_long", size=len(text), limit=LONGEST_BODY)
    if meeting_id is not None and paper_id is not None:
        raise BadInput("command.meeting_or_paper")
    body = screened(text, numbers=numbers)
    read = read_minutes(body, units=[name for name, _unit in gazetteer()], now=clock.today())
    source = _source(
        by=by,
        read=read,
        data=data if data is not None and body == text else read.body.encode(),
        name=name,
        title=screened(title, numbers=numbers),
        kind=SourceKind.MINUTES if paper_id is None else SourceKind.UPSTREAM,
        kept=kept_reason(f"{title} {body}", numbers=numbers),
    )
    draft_set = DraftSet.objects.create(
        source=source,
        meeting=_meeting_for(meeting_id, by=by),
        upstream_paper=_paper_for(paper_id, source=source, by=by),
        owner_unit=source.owner_unit,
        announced=[one.as_json() for one in read.announced],
        warnings=[one.as_json() for one in read.doubts],
    )
    items = lay_out(draft_set, read)
    recall(items, viewer=by)
    _lay_out_demands(draft_set, items)
    record("command.import", on=source, by=by, note=name, count=len(items), content_hash=source.body_hash)
    record("command.import", on=draft_set, by=by, after={"source": str(source.pk), "drafts": len(items)})
    publish(MinutesImported(source_id=str(source.pk), draft_set_id=str(draft_set.pk), drafts=len(items)))
    return draft_set


def _source(
    *, by: Actor, read: Minutes, data: bytes, name: str, title: str, kind: SourceKind, kept: str
) -> Source:
    return Source.objects.create(
        kind=kind,
        title=(title.strip() or read.title or name)[:300],
        body=read.body,
        body_hash=text_hash(read.body),
        file_name=name[-255:],
        file_hash=keep_original(data),
        file_size=len(data),
        kept_numbers_reason=kept,
        owner_unit=own_unit(by),
    )


def _meeting_for(meeting_id: UUID | None, *, by: Actor) -> Meeting | None:
    if meeting_id is None:
        return None
    meeting = hold(Meeting, meeting_id, verb="command.meet", by=by)
    _minuted(meeting)
    return meeting


def _minuted(meeting: Meeting) -> None:
    """Minutes mean that the meeting was held; more than one text may belong to it."""
    if meeting.state == MeetingState.MINUTED:
        return
    if meeting.state == MeetingState.PLANNED:
        meeting.state = MEETING.move(meeting.state, "hold").target.value
    meeting.state = MEETING.move(meeting.state, "minute").target.value
    meeting.save(update_fields=["state"])


def _paper_for(paper_id: UUID | None, *, source: Source, by: Actor) -> UpstreamPaper | None:
    if paper_id is None:
        return None
    paper = hold(UpstreamPaper, paper_id, verb="command.upstream", by=by)
    if paper.source_id is not None:
        raise Conflict("command.paper_has_text")
    if paper.state == UpstreamState.RECEIVED:
        paper.state = UPSTREAM.move(paper.state, "take_in_hand").target.value
    paper.source = source
    paper.save(update_fields=["state", "source"])
    return paper


def _lay_out_demands(draft_set: DraftSet, items: list[DraftItem]) -> None:
    """Each part of a paper from above is a demand that waits for a requirement of ours."""
    if draft_set.upstream_paper is None:
        return
    for order, item in enumerate(items, start=1):
        start, end = item.spans[0]
        Demand.objects.create(
            paper=draft_set.upstream_paper, order=order, text=item.text, start=start, end=end
        )
