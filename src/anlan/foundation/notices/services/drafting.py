"""Drafting: a notice, its changes, and the drafts that follow a sent one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.db import transaction

from anlan.core.access import Actor, Facts
from anlan.core.cap.terms import MsgType, ResponseType, Status
from anlan.core.kernel.errors import BadInput, Conflict, IllegalMove, NotVisible
from anlan.foundation.ledger.public import record
from anlan.foundation.notices.models import Notice
from anlan.foundation.notices.rules.audience import AudienceSpec
from anlan.foundation.notices.rules.fields import fault_in
from anlan.foundation.notices.selectors.audience import out_of_reach
from anlan.foundation.notices.services.grasp import hold, told
from anlan.foundation.notices.services.numbering import next_code
from anlan.foundation.notices.states import NoticeState
from anlan.foundation.people.models import Position
from anlan.foundation.people.public import require_at

WORDS = (
    "event_zh", "event_en", "headline_zh", "headline_en", "text_zh", "text_en",
    "instruction_zh", "instruction_en", "web", "contact", "note",
)  # fmt: skip
FACTS = (
    "scope", "categories", "response_types", "urgency", "severity", "certainty",
    "effective", "onset", "expires", "level", "needs_answer", "channels",
)  # fmt: skip
"""Fields of a notice that its author sets."""


@transaction.atomic
def draft_notice(
    *,
    by: Actor,
    audience: AudienceSpec | Mapping[str, Any],
    status: str = Status.ACTUAL.value,
    client_id: UUID | None = None,
    **fields: Any,
) -> Notice:
    """Begin a notice; ``status`` Exercise makes it a drill, for good. Idempotent on ``client_id``."""
    if client_id is not None:
        known = Notice.objects.filter(client_id=client_id, author_id=by.person_id).first()
        if known is not None:
            return known
    sender = _sender(by)
    spec = _spec(by, audience)
    given = _usable(fields)
    notice = Notice.objects.create(
        code=next_code(),
        client_id=client_id,
        sender=sender,
        author_id=by.person_id,
        status=status,
        drill=status == Status.EXERCISE.value,
        audience_spec=spec.written(),
        **given,
    )
    record("notices.draft", on=notice, by=by, after=told(notice), drill=notice.drill)
    return notice


@transaction.atomic
def change_draft(
    notice_id: UUID,
    *,
    by: Actor,
    version: int,
    audience: AudienceSpec | Mapping[str, Any] | None = None,
    **fields: Any,
) -> Notice:
    """Change a draft; a version that somebody has passed meanwhile is refused."""
    notice = hold(notice_id, verb="notices.draft", by=by)
    if notice.state != NoticeState.DRAFT:
        raise IllegalMove(machine="notices.notice", state=notice.state, move="change", possible="")
    if notice.version != version:
        raise Conflict("notices.draft_changed", code=notice.code)
    before = told(notice)
    for name, value in _usable({**_current(notice), **fields}).items():
        setattr(notice, name, value)
    if audience is not None:
        notice.audience_spec = _spec(by, audience).written()
    notice.version += 1
    notice.author_id = by.person_id
    notice.save()
    record("notices.draft", on=notice, by=by, before=before, after=told(notice), drill=notice.drill)
    return notice


def update_notice(notice_id: UUID, *, by: Actor, **fields: Any) -> Notice:
    """Draft what replaces a sent notice; it goes to whoever got the earlier one, and through approval."""
    return _follow(notice_id, by=by, move="update", msg_type=MsgType.UPDATE, fields=fields)


def cancel(notice_id: UUID, *, by: Actor, **fields: Any) -> Notice:
    """Draft the message that takes a sent notice back (it was wrong); through approval like any other."""
    return _follow(notice_id, by=by, move="cancel", msg_type=MsgType.CANCEL, fields=fields)


def all_clear(notice_id: UUID, *, by: Actor, **fields: Any) -> Notice:
    """Draft the message that it is over: an Update that asks for AllClear."""
    fields["response_types"] = [ResponseType.ALL_CLEAR.value]
    return _follow(notice_id, by=by, move="all_clear", msg_type=MsgType.UPDATE, fields=fields)


@transaction.atomic
def _follow(notice_id: UUID, *, by: Actor, move: str, msg_type: MsgType, fields: Mapping[str, Any]) -> Notice:
    earlier = hold(notice_id, verb="notices.draft", by=by)
    earlier.machine.move(earlier.state, move)
    if earlier.followers.exclude(state=NoticeState.DROPPED).exists():
        raise Conflict("notices.successor_exists", code=earlier.code)
    given = _usable({**_current(earlier), **fields})
    notice = Notice.objects.create(
        code=next_code(),
        sender=_sender(by),
        author_id=by.person_id,
        status=earlier.status,
        drill=earlier.drill,
        msg_type=msg_type.value,
        references=earlier,
        audience_spec=earlier.audience_spec,
        **given,
    )
    after = told(notice) | {"follows": earlier.code}
    record(f"notices.draft_{move}", on=notice, by=by, after=after, drill=notice.drill)
    return notice


def _current(notice: Notice) -> dict[str, Any]:
    return {name: getattr(notice, name) for name in (*WORDS, *FACTS)}


def _usable(fields: Mapping[str, Any]) -> dict[str, Any]:
    """The fields with their words trimmed. Raises BadInput for an unknown or unusable one."""
    unknown = set(fields) - {*WORDS, *FACTS}
    if unknown:
        raise BadInput("notices.unknown_field", field=min(unknown))
    given = {name: value.strip() if name in WORDS else value for name, value in fields.items()}
    fault = fault_in(given)
    if fault is not None:
        raise BadInput(f"notices.{fault.code}", field=fault.field)
    return given


def _spec(by: Actor, given: AudienceSpec | Mapping[str, Any]) -> AudienceSpec:
    spec = given if isinstance(given, AudienceSpec) else AudienceSpec.read(given)
    beyond = out_of_reach(by, spec)
    if beyond:
        raise BadInput("notices.audience_out_of_reach", part=beyond)
    return spec


def _sender(by: Actor) -> Position:
    """The position that speaks. Raises NotVisible for one without, NotYours without the verb."""
    held = by.position_id
    position = Position.objects.select_related("unit").filter(pk=held).first() if held else None
    if position is None:
        raise NotVisible
    require_at(by, "notices.draft", kind="notices.notice", facts=Facts(units=frozenset({position.unit.path})))
    return position
