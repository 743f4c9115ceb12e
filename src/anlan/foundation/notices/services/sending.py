"""From the draft to the audience: hand in, approve, send; another person approves than asked for it."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.db import transaction

from anlan.core.access import Actor
from anlan.core.cap.terms import MsgType
from anlan.core.kernel import clock
from anlan.core.kernel.clock import CAMPUS_ZONE
from anlan.core.kernel.errors import BadInput, Conflict, NotYours
from anlan.foundation.bus.public import publish
from anlan.foundation.ledger.public import record
from anlan.foundation.notices.events import NoticeEnded, NoticeSent
from anlan.foundation.notices.models import Audience, Channel, Delivery, Level, Notice
from anlan.foundation.notices.rules.audience import AudienceSpec
from anlan.foundation.notices.rules.fields import lacks
from anlan.foundation.notices.rules.interrupting import next_digest
from anlan.foundation.notices.selectors.audience import Addressed, addressed
from anlan.foundation.notices.selectors.figures import hours
from anlan.foundation.notices.selectors.letters import values_of
from anlan.foundation.notices.services.grasp import hold, told
from anlan.foundation.notices.services.posting import inapp_channel
from anlan.foundation.notices.services.settling import skip_open
from anlan.foundation.notices.services.waking import spread
from anlan.foundation.notices.states import NOTICE

BATCH = 2000


@transaction.atomic
def submit(notice_id: UUID, *, by: Actor) -> Notice:
    """Hand a draft in for approval. Raises BadInput with the first thing it lacks."""
    notice = hold(notice_id, verb="notices.draft", by=by)
    lacking = lacks(values_of(notice), at=clock.now())
    if lacking:
        raise BadInput(f"notices.{lacking[0].code}", field=lacking[0].field)
    return _move(notice, "submit", by=by, submitted_at=clock.now(), submitter_id=by.person_id)


@transaction.atomic
def send_back(notice_id: UUID, *, by: Actor, reason: str) -> Notice:
    """Give a notice back to its author with a reason."""
    notice = hold(notice_id, verb="notices.approve", by=by)
    if not reason.strip():
        raise BadInput("notices.reason_missing")
    return _move(notice, "send_back", by=by, note=reason.strip(), submitted_at=None, submitter_id=None)


@transaction.atomic
def approve(notice_id: UUID, *, by: Actor) -> Notice:
    """Approve a notice; neither its author nor who handed it in may, in whatever position."""
    notice = hold(notice_id, verb="notices.approve", by=by)
    if by.person_id is None or by.person_id in {notice.author_id, notice.submitter_id}:
        raise NotYours("notices.own_notice", verb="notices.approve")
    return _move(
        notice,
        "approve",
        by=by,
        approver_id=by.person_id,
        approver_position_id=by.position_id,
        approved_at=clock.now(),
    )


@transaction.atomic
def reopen(notice_id: UUID, *, by: Actor) -> Notice:
    """Take an approved notice back for changes; the approval is gone."""
    notice = hold(notice_id, verb="notices.draft", by=by)
    cleared = {"approver_id": None, "approver_position_id": None, "approved_at": None}
    return _move(notice, "reopen", by=by, submitted_at=None, submitter_id=None, **cleared)


@transaction.atomic
def drop(notice_id: UUID, *, by: Actor) -> Notice:
    """Give a draft up."""
    return _move(hold(notice_id, verb="notices.draft", by=by), "drop", by=by)


@transaction.atomic
def send(notice_id: UUID, *, by: Actor) -> Notice:
    """Freeze the audience and hand the notice to the channels; what it refers to ends with it."""
    notice = hold(notice_id, verb="notices.send", by=by)
    now = clock.now()
    NOTICE.move(notice.state, "send")
    if notice.expires is not None and notice.expires <= now:
        raise BadInput("notices.expires_too_early", field="expires")
    earlier = notice.references
    if earlier is not None:
        _end(earlier.pk, by=by, successor=notice)
    people = _audience_of(notice, by=by)
    if not people:
        raise BadInput("notices.audience_empty", field="audience")
    frozen = _freeze(notice, people)
    _queue(notice)
    notice = _move(
        notice, "send", by=by, sent_at=now, reached=len(people), count=len(people), content_hash=frozen
    )
    publish(NoticeSent(notice_id=str(notice.pk), code=notice.code, drill=notice.drill))
    spread(notice.pk)
    return notice


def _move(
    notice: Notice,
    name: str,
    *,
    by: Actor,
    count: int | None = None,
    content_hash: str | None = None,
    **changed: Any,
) -> Notice:
    """The arrow of that name, its columns and its line in the ledger."""
    arrow, before = NOTICE.move(notice.state, name), notice.state
    for field, value in changed.items():
        setattr(notice, field, value)
    notice.state = arrow.target.value
    notice.save(update_fields=["state", *(field.removesuffix("_id") for field in changed)])
    after: Mapping[str, Any] = told(notice) if name in {"approve", "send"} else {"state": notice.state}
    record(
        f"notices.{name}",
        on=notice,
        by=by,
        note=notice.note if name == "send_back" else "",
        before={"state": before},
        after=after,
        count=count,
        content_hash=content_hash,
        drill=notice.drill,
    )
    return notice


def _end(earlier_id: UUID, *, by: Actor, successor: Notice) -> None:
    """The notice referred to is over; what of it still waits is not sent any more."""
    earlier = hold(earlier_id, verb="notices.send", by=by)
    if earlier.drill != successor.drill or earlier.status != successor.status:
        raise Conflict("notices.drill_and_actual", code=earlier.code)
    _move(earlier, _ends_by(successor), by=by, ended_at=clock.now())
    skip_open(earlier, reason="notices.ended")
    publish(
        NoticeEnded(
            notice_id=str(earlier.pk),
            successor_id=str(successor.pk),
            state=earlier.state,
            drill=earlier.drill,
        )
    )


def _ends_by(successor: Notice) -> str:
    """The move of the earlier notice that a later one brings about."""
    if successor.is_all_clear:
        return "all_clear"
    return "cancel" if successor.msg_type == MsgType.CANCEL else "update"


def _audience_of(notice: Notice, *, by: Actor) -> list[Addressed]:
    """Whom the spec means now; who got the earlier notice gets what follows it, too."""
    people = {one.person_id: one for one in addressed(by, AudienceSpec.read(notice.audience_spec))}
    if notice.references_id is not None:
        for row in Audience.objects.filter(notice_id=notice.references_id):
            people.setdefault(row.person_id, Addressed(row.person_id, row.position_id, row.standing))
    return list(people.values())


def _freeze(notice: Notice, people: list[Addressed]) -> str:
    """Write the audience once; returns the digest of its keys for the ledger."""
    Audience.objects.bulk_create(
        (
            Audience(
                notice=notice, person_id=one.person_id, position_id=one.position_id, standing=one.standing
            )
            for one in people
        ),
        batch_size=BATCH,
    )
    keys = "\n".join(sorted(str(one.person_id) for one in people))
    return hashlib.sha256(keys.encode()).hexdigest()


def _queue(notice: Notice) -> None:
    """One delivery a group channel that the notice names; those to persons follow with the inboxes."""
    inapp_channel()
    chosen = Channel.objects.filter(pk__in=notice.channels, enabled=True, retired_at=None)
    groups = chosen.exclude(kind__in=("inapp", "email", "sms"))
    now = clock.now()
    due = now if notice.level == Level.NOW else next_digest(now, hours=hours(), zone=CAMPUS_ZONE)
    if notice.drill:
        groups = groups.filter(drills=True)
    Delivery.objects.bulk_create(
        Delivery(notice=notice, channel=channel, level=notice.level, drill=notice.drill, due_at=due)
        for channel in groups
    )
