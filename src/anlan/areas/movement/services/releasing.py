"""Names behind a number: one person asks, another in another position agrees; every look leaves a line."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Final
from uuid import UUID

from django.db import transaction

from anlan.areas.movement.events import NamesAnswered, NamesAsked
from anlan.areas.movement.models import NamesRequest, Preview
from anlan.areas.movement.rules.results import Said
from anlan.areas.movement.selectors.behind import persons_behind
from anlan.areas.movement.selectors.sight import preview_for
from anlan.areas.movement.states import NAMES, NamesState, PreviewState
from anlan.core.access import Actor
from anlan.core.kernel import clock
from anlan.core.kernel.errors import BadInput, Conflict, NotVisible, NotYours
from anlan.foundation.bus.public import publish
from anlan.foundation.ledger.public import record
from anlan.foundation.people.models import Person
from anlan.foundation.people.public import require

RELEASED_FOR: Final = timedelta(minutes=30)
MOST_NAMES: Final = 2000
LONGEST: Final = 500


@dataclass(frozen=True, slots=True)
class Named:
    """One person behind a number. ``name`` is empty for a visitor whom the roster does not know."""

    key: str
    name: str
    unit: str
    cat: str
    reason: str
    reason_name: Said


@transaction.atomic
def ask_names(preview_id: UUID, *, group: str, reason: str, by: Actor) -> NamesRequest:
    """Ask who stands behind a number of a preview; a second person has to agree."""
    preview = preview_for(by, preview_id)
    require(by, "movement.ask_names", preview)
    if by.person_id is None or by.position_id is None:
        raise NotYours(verb="movement.ask_names")
    if preview.state != PreviewState.DONE:
        raise Conflict("movement.not_done")
    if not reason.strip() or len(reason) > LONGEST:
        raise BadInput("movement.reason_missing", field="reason")
    persons_behind(preview, group)
    held = Preview.objects.select_for_update().get(pk=preview.pk)
    known = NamesRequest.objects.filter(
        preview=held, group=group, asked_by_id=by.person_id, state=NamesState.ASKED
    ).first()
    if known is not None:
        return known
    asked = NamesRequest.objects.create(
        preview=held,
        group=group,
        reason=reason.strip(),
        asked_by_id=by.person_id,
        asked_position_id=by.position_id,
    )
    record(
        "movement.ask_names",
        on=asked,
        by=by,
        note=asked.reason,
        after={"preview": str(held.pk), "group": group},
        drill=held.drill,
    )
    publish(NamesAsked(request_id=str(asked.pk), preview_id=str(held.pk)))
    return asked


@transaction.atomic
def release_names(request_id: UUID, *, by: Actor) -> NamesRequest:
    """Agree that the names are shown to the one who asked, for half an hour. Raises NotYours to the asker."""
    return _answer(request_id, name="release", words="", by=by)


@transaction.atomic
def refuse_names(request_id: UUID, *, reason: str, by: Actor) -> NamesRequest:
    """Do not agree, and say why."""
    if not reason.strip() or len(reason) > LONGEST:
        raise BadInput("movement.reason_missing", field="reason")
    return _answer(request_id, name="refuse", words=reason.strip(), by=by)


@transaction.atomic
def names_of(preview: Preview, group: str, *, by: Actor) -> tuple[Named, ...]:
    """Who stands behind a number, for the one who asked and was granted it; each look leaves a line.

    Raises NotYours without a release of the last half hour, NotVisible for an unknown group.
    """
    seen = preview_for(by, preview.pk)
    found = persons_behind(seen, group)
    released = NamesRequest.objects.filter(
        preview=seen,
        group=group,
        asked_by_id=by.person_id,
        asked_position_id=by.position_id,
        state=NamesState.RELEASED,
        answered_at__gt=clock.now() - RELEASED_FOR,
    ).first()
    if released is None or by.person_id is None:
        raise NotYours("movement.names_not_released", verb="movement.ask_names")
    record(
        "movement.look_at_names",
        on=released,
        by=by,
        after={"preview": str(seen.pk), "group": group},
        count=len(found),
        drill=seen.drill,
    )
    chosen = found[:MOST_NAMES]
    rows = Person.objects.filter(number__in=[one.key for one in chosen])
    known = dict(rows.values_list("number", "name"))
    return tuple(
        Named(one.key, known.get(one.key, ""), one.unit, one.cat, one.reason, one.reason_name)
        for one in chosen
    )


def _answer(request_id: UUID, *, name: str, words: str, by: Actor) -> NamesRequest:
    rows = NamesRequest.objects.select_for_update(of=("self",)).select_related("preview__phase")
    asked = rows.filter(pk=request_id).first()
    if asked is None:
        raise NotVisible
    preview_for(by, asked.preview_id)
    require(by, "movement.release_names", asked)
    if by.person_id in (None, asked.asked_by_id) or by.position_id in (None, asked.asked_position_id):
        raise NotYours("movement.names_own_request", verb="movement.release_names")
    asked.state = NAMES.move(asked.state, name).target.value
    asked.answered_by_id, asked.answered_position_id = by.person_id, by.position_id
    asked.answered_at, asked.answer = clock.now(), words
    asked.save(update_fields=["state", "answered_by", "answered_position", "answered_at", "answer"])
    after = {"preview": str(asked.preview_id), "group": asked.group}
    record(f"movement.{name}_names", on=asked, by=by, note=words, after=after, drill=asked.preview.drill)
    publish(
        NamesAnswered(
            request_id=str(asked.pk),
            preview_id=str(asked.preview_id),
            released=asked.state == NamesState.RELEASED,
        )
    )
    return asked
