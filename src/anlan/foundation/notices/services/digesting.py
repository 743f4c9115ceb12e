"""At the set hours: everything that gathered for a person in a position becomes one digest."""

from __future__ import annotations

from collections import defaultdict
from uuid import UUID

from django.db import transaction

from anlan.core.kernel import clock
from anlan.foundation.bus.public import tell_changed_for
from anlan.foundation.notices.models import ChannelKind, Delivery, Digest, Letter, Level
from anlan.foundation.notices.selectors.parcels import reachable
from anlan.foundation.notices.services.posting import LETTERS, personal_channels
from anlan.foundation.notices.services.waking import wake

AT_ONCE = 5000

Key = tuple[UUID, UUID | None, bool]


def make_digests() -> int:
    """Gather what has turned up and did not interrupt, one digest a person, position and world; how many.

    Safe to repeat: a letter belongs to one digest, and a person has one digest a position and hour.
    """
    made = 0
    while part := _gather():
        made += part
    return made


@transaction.atomic
def _gather() -> int:
    now = clock.now()
    rows = Letter.objects.select_for_update(skip_locked=True).filter(
        digest=None, interrupted_at=None, read_at=None, shown_from__lte=now
    )
    groups: dict[tuple[UUID, UUID | None, bool], list[Letter]] = defaultdict(list)
    for letter in rows.order_by("shown_from", "pk")[:AT_ONCE]:
        groups[letter.person_id, letter.position_id, letter.drill].append(letter)
    if not groups:
        return 0
    digests = [_digest(key, letters) for key, letters in groups.items()]
    for digest, letters in zip(digests, groups.values(), strict=True):
        Letter.objects.filter(pk__in=[letter.pk for letter in letters]).update(digest=digest)
    _queue(digests)
    tell_changed_for(LETTERS, {person for person, _position, _drill in groups})
    return len(digests)


def _digest(key: Key, letters: list[Letter]) -> Digest:
    person, position, drill = key
    at = max(letter.shown_from for letter in letters)
    own = Digest.objects.filter(person_id=person, drill=drill, at=at)
    known = (own.filter(position_id=position) if position else own.filter(position=None)).first()
    return known or Digest.objects.create(person_id=person, position_id=position, drill=drill, at=at)


def _queue(digests: list[Digest]) -> None:
    """By e-mail to those who gave an address; nobody's telephone is woken for a digest."""
    for drill in (False, True):
        part = [digest for digest in digests if digest.drill == drill]
        channels = [one for one in personal_channels(drill=drill) if one.kind == ChannelKind.EMAIL]
        if not part or not channels:
            continue
        reach = reachable(ChannelKind.EMAIL, [digest.person_id for digest in part])
        rows = Delivery.objects.bulk_create(
            (
                Delivery(
                    digest=digest,
                    person_id=digest.person_id,
                    channel=channel,
                    level=Level.DIGEST,
                    drill=drill,
                )
                for digest in part
                if digest.person_id in reach
                for channel in channels
            ),
            ignore_conflicts=True,
        )
        if rows:
            wake(channel.pk for channel in channels)
