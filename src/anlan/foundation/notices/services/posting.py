"""Putting letters into people's inboxes: once each, at once or at the next digest."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Q

from anlan.core.kernel import clock
from anlan.core.kernel.clock import CAMPUS_ZONE
from anlan.foundation.bus.public import tell_changed_for
from anlan.foundation.notices.models import Channel, ChannelKind, Delivery, Letter, Level
from anlan.foundation.notices.rules.interrupting import interrupts, next_digest
from anlan.foundation.notices.selectors.figures import hours
from anlan.foundation.notices.selectors.interrupts import interrupts_today
from anlan.foundation.notices.selectors.parcels import reachable
from anlan.foundation.people.models import Appointment

AT_ONCE = 1000
LETTERS = "letters"
"""The topic under which open pages hear that somebody's bell changed."""


@dataclass(frozen=True, slots=True)
class Recipient:
    """A person, and the position because of which the message comes."""

    person_id: UUID
    position_id: UUID | None = None


def holders(positions: Iterable[UUID]) -> list[Recipient]:
    """Everybody who holds one of the positions now, deputies and secretaries too; one query."""
    rows = (
        Appointment.objects.in_force().filter(position_id__in=list(positions)).order_by("position_id", "pk")
    )
    return [Recipient(person, position) for person, position in rows.values_list("person_id", "position_id")]


def post(
    recipients: Sequence[Recipient],
    *,
    level: str,
    always: bool = False,
    drill: bool,
    gathers: bool = False,
    **words: Any,
) -> list[Letter]:
    """Write one letter a person that does not have it yet; returns the new ones.

    The database keeps a second letter of the same key out, so any number of repeats shows it once.
    """
    at, when = clock.now(), hours()
    digest_at = next_digest(at, hours=when, zone=CAMPUS_ZONE)
    once = {one.person_id: one for one in reversed(recipients)}
    if gathers:
        words["dedupe_key"] = _gathered(list(once), at=at, drill=drill, words=words)
    key = words["dedupe_key"]
    have = Letter.objects.filter(person_id__in=once, drill=drill, dedupe_key=key)
    fresh = [once[person] for person in once.keys() - set(have.values_list("person_id", flat=True))]
    wants = level == Level.NOW
    had = interrupts_today([one.person_id for one in fresh], at=at, drill=drill) if wants else Counter()
    letters = []
    for one in fresh:
        now = interrupts(
            at=at,
            wants=wants,
            always=always,
            had_today=had[one.person_id],
            hours=when,
            zone=CAMPUS_ZONE,
        )
        letters.append(
            Letter(
                person_id=one.person_id,
                position_id=one.position_id,
                level=level,
                drill=drill,
                recorded_at=at,
                shown_from=at if now else digest_at,
                interrupted_at=at if now else None,
                **words,
            )
        )
    return _kept(letters, at=at)


def _kept(letters: list[Letter], *, at: datetime) -> list[Letter]:
    """Write them; gives those that nobody wrote meanwhile, and tells the pages of whoever has one now."""
    Letter.objects.bulk_create(letters, batch_size=AT_ONCE, ignore_conflicts=True)
    rows = Letter.objects.filter(pk__in=[letter.pk for letter in letters])
    keys = set(rows.values_list("pk", flat=True))
    new = [letter for letter in letters if letter.pk in keys]
    tell_changed_for(LETTERS, {letter.person_id for letter in new if letter.shown_from <= at})
    return new


def _gathered(persons: list[UUID], *, at: datetime, drill: bool, words: dict[str, Any]) -> str:
    """Renew the words of what still waits; the key under which the others get a letter of their own."""
    key = words["dedupe_key"]
    known = Letter.objects.filter(person_id__in=persons, drill=drill)
    said = {name: words[name] for name in ("title_zh", "title_en", "text_zh", "text_en")}
    mine = Q(dedupe_key=key) | Q(dedupe_key__startswith=f"{key}#")
    newest = known.filter(mine).order_by("-recorded_at").first()
    if newest is None or newest.title_zh == said["title_zh"]:
        return str(newest.dedupe_key if newest else key)
    waiting = known.filter(dedupe_key=newest.dedupe_key, shown_from__gt=at, digest=None, read_at=None)
    if waiting.update(**said):
        return str(newest.dedupe_key)
    return f"{key}#{known.filter(mine).values('dedupe_key').distinct().count() + 1}"


def inapp_channel() -> Channel:
    """The house's own channel, which every site has."""
    channel, _ = Channel.objects.get_or_create(
        kind=ChannelKind.INAPP, defaults={"name": "inapp", "drills": True}
    )
    return channel


def personal_channels(*, drill: bool) -> list[Channel]:
    """Channels that reach one person outside the house and are switched on."""
    rows = Channel.objects.filter(
        kind__in=(ChannelKind.EMAIL, ChannelKind.SMS), enabled=True, retired_at=None
    )
    return list(rows.filter(drills=True) if drill else rows)


def reached_by(channel: Channel, letters: Sequence[Letter]) -> list[Letter]:
    """The letters whose persons have an address for the channel; one query."""
    reach = reachable(channel.kind, [letter.person_id for letter in letters])
    return [letter for letter in letters if letter.person_id in reach]


def deliveries_of(letters: Iterable[Letter], *, channels: Sequence[Channel]) -> list[Delivery]:
    """One delivery a channel and letter that interrupts; written at once, sent by the queue."""
    loud = [letter for letter in letters if letter.interrupted_at is not None]
    rows = [
        Delivery(
            letter=letter, person_id=letter.person_id, channel=channel, level=letter.level, drill=letter.drill
        )
        for channel in channels
        for letter in reached_by(channel, loud)
    ]
    return Delivery.objects.bulk_create(rows, batch_size=AT_ONCE, ignore_conflicts=True)
