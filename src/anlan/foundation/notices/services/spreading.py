"""Filling the inboxes of a notice's audience; repeated as often as one likes, each person has it once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from uuid import UUID

from django.db import transaction

from anlan.core.cap.terms import Urgency
from anlan.core.kernel import clock
from anlan.foundation.notices.models import Attempt, Audience, Channel, Delivery, Letter, Notice, OutcomeKind
from anlan.foundation.notices.selectors.figures import figures
from anlan.foundation.notices.selectors.letters import words_of
from anlan.foundation.notices.services.posting import (
    Recipient,
    inapp_channel,
    personal_channels,
    post,
    reached_by,
)
from anlan.foundation.notices.services.waking import wake
from anlan.foundation.notices.states import DeliveryState, NoticeState

AT_ONCE = 1000


def spread_notice(notice_id: UUID) -> None:
    """Give every person of the frozen audience the letter, and queue what goes to them outside the house.

    Each thousand is one transaction: a killed worker begins again and finds what is done. Of a notice that
    ended meanwhile the letter still comes (what ended it refers to it), and nothing goes out.
    """
    notice = Notice.objects.filter(pk=notice_id).exclude(sent_at=None).first()
    if notice is None:
        return
    inapp = inapp_channel()
    outside = [one for one in personal_channels(drill=notice.drill) if one.pk in set(notice.channels)]
    for people in _in_parts(notice):
        _fill(notice, people, inapp=inapp, outside=outside)
    groups = Delivery.objects.filter(notice=notice, person=None).values_list("channel_id", flat=True)
    wake({*groups, *(one.pk for one in outside)})


def _in_parts(notice: Notice) -> Iterator[list[Recipient]]:
    last: UUID | None = None
    while True:
        rows = Audience.objects.filter(notice=notice).order_by("pk")
        part = list((rows.filter(pk__gt=last) if last else rows)[:AT_ONCE])
        if not part:
            return
        yield [Recipient(row.person_id, row.position_id) for row in part]
        last = part[-1].pk


@transaction.atomic
def _fill(notice: Notice, people: Sequence[Recipient], *, inapp: Channel, outside: Sequence[Channel]) -> None:
    state = Notice.objects.select_for_update().values_list("state", flat=True).get(pk=notice.pk)
    always = notice.urgency == Urgency.IMMEDIATE and notice.severity in figures().always_through
    letters = post(
        people,
        level=notice.level,
        always=always,
        drill=notice.drill,
        notice=notice,
        about="notice",
        url="",
        needs_answer=notice.needs_answer,
        dedupe_key=f"notice:{notice.pk}",
        **words_of(notice),
    )
    _show(notice, letters, inapp=inapp)
    if state == NoticeState.SENT:
        _send_outside(notice, letters, channels=outside)


def _show(notice: Notice, letters: Sequence[Letter], *, inapp: Channel) -> None:
    """The ledger's rows of what lies in the inboxes now."""
    now = clock.now()
    shown = [
        Delivery(
            notice=notice,
            person_id=letter.person_id,
            channel=inapp,
            state=DeliveryState.DELIVERED,
            level=notice.level,
            drill=notice.drill,
            attempts=1,
            changed_at=now,
        )
        for letter in letters
    ]
    Delivery.objects.bulk_create(shown)
    Attempt.objects.bulk_create(
        Attempt(delivery=row, at=now, outcome=OutcomeKind.DELIVERED, together=len(shown)) for row in shown
    )


def _send_outside(notice: Notice, letters: Sequence[Letter], *, channels: Sequence[Channel]) -> None:
    """What interrupts goes to the persons outside the house, too."""
    loud = [letter for letter in letters if letter.interrupted_at is not None]
    Delivery.objects.bulk_create(
        (
            Delivery(
                notice=notice,
                person_id=letter.person_id,
                channel=channel,
                level=notice.level,
                drill=notice.drill,
            )
            for channel in channels
            for letter in reached_by(channel, loud)
        ),
        ignore_conflicts=True,
    )
