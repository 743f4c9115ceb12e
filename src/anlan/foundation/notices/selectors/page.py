"""Everything that the page of one notice shows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Count, QuerySet

from anlan.core.access import Actor
from anlan.core.kernel import clock
from anlan.foundation.ledger.public import Line, history, lines_of
from anlan.foundation.notices.models import Audience, Channel, Delivery, Notice
from anlan.foundation.notices.models.choices import ChannelKind
from anlan.foundation.notices.rules.audience import AudienceSpec
from anlan.foundation.notices.rules.fields import Fault, lacks
from anlan.foundation.notices.selectors.audience import ClassCount, addressed, counts
from anlan.foundation.notices.selectors.letters import values_of, words_of
from anlan.foundation.notices.selectors.sight import notice_for
from anlan.foundation.notices.states import DELIVERY, FIXED, NOTICE, DeliveryState, NoticeState
from anlan.foundation.people.permission import allowed

SHOWN_LINES = 20


@dataclass(frozen=True, slots=True)
class ChannelRow:
    """How one channel stands: deliveries by state, how many got through, how many never will."""

    channel: Channel
    counts: Mapping[str, int]
    total: int
    arrived: int
    waiting: int
    given_up: int


@dataclass(frozen=True, slots=True)
class NoticePage:
    """A notice with its audience, its deliveries and what may be done with it now."""

    notice: Notice
    acts: tuple[str, ...]
    classes: tuple[ClassCount, ...]
    audience: int
    words: Mapping[str, str]
    lacking: tuple[Fault, ...]
    channels: tuple[ChannelRow, ...]
    chosen: tuple[Channel, ...]
    followers: tuple[Notice, ...]
    answered: int
    history: tuple[Line, ...]


def notice_page(viewer: Actor, code: str) -> NoticePage:
    """The page of a notice; the number of queries does not grow with the audience. Raises NotVisible."""
    notice = notice_for(viewer, code)
    fixed = notice.state in FIXED
    classes = _frozen(notice) if fixed else counts(addressed(viewer, AudienceSpec.read(notice.audience_spec)))
    rows = _channel_rows(notice) if fixed else ()
    return NoticePage(
        notice=notice,
        acts=acts_on(viewer, notice),
        classes=tuple(classes),
        audience=sum(one.count for one in classes),
        words=words_of(notice),
        lacking=tuple(lacks(values_of(notice), at=clock.now())) if _is_open(notice) else (),
        channels=rows,
        chosen=tuple(Channel.objects.filter(pk__in=notice.channels)),
        followers=tuple(notice.followers.exclude(state=NoticeState.DROPPED)),
        answered=sum(row.counts.get(DeliveryState.ACKNOWLEDGED, 0) for row in rows),
        history=tuple(lines_of(history("notices.notice", notice.pk)[:SHOWN_LINES])),
    )


def acts_on(viewer: Actor, notice: Notice) -> tuple[str, ...]:
    """The moves that the viewer may make now; nobody approves what they wrote or handed in."""
    found = []
    for move in NOTICE.moves_from(notice.state):
        own = viewer.person_id in {notice.author_id, notice.submitter_id}
        if allowed(viewer, move.verb, notice) and not (move.name == "approve" and own):
            found.append(move.name)
    ended = notice.state == NoticeState.SENT and notice.followers.exclude(state="dropped").exists()
    return () if ended else tuple(found)


def deliveries_of(
    viewer: Actor, notice: Notice, *, channel: UUID | None = None, state: str = "", q: str = ""
) -> QuerySet[Delivery]:
    """The ledger of a notice, what needs somebody first; the viewer has been let in to the notice."""
    if not allowed(viewer, "notices.read", notice):
        return Delivery.objects.none()
    rows = Delivery.objects.filter(notice=notice).select_related("channel", "person")
    if channel is not None:
        rows = rows.filter(channel_id=channel)
    if state in {one.value for one in DeliveryState}:
        rows = rows.filter(state=state)
    if q.strip():
        rows = rows.filter(person__name__icontains=q.strip().replace("\x00", "")[:40])
    return rows.prefetch_related("tries").order_by("-changed_at", "pk")


def may_retry(row: Delivery) -> bool:
    """Whether a delivery can be tried again by hand."""
    return any(move.name == "retry" for move in DELIVERY.moves_from(row.state))


def _is_open(notice: Notice) -> bool:
    return notice.state in {NoticeState.DRAFT, NoticeState.WAITING}


def _frozen(notice: Notice) -> list[ClassCount]:
    rows = Audience.objects.filter(notice=notice).order_by().values("standing")
    found = [ClassCount(row["standing"], row["number"]) for row in rows.annotate(number=Count("pk"))]
    return sorted(found, key=lambda one: -one.count)


def _channel_rows(notice: Notice) -> tuple[ChannelRow, ...]:
    rows = Delivery.objects.filter(notice=notice).order_by().values("channel_id", "state")
    found: dict[UUID, dict[str, int]] = {}
    for row in rows.annotate(number=Count("pk")):
        found.setdefault(row["channel_id"], {})[row["state"]] = row["number"]
    channels = Channel.objects.filter(pk__in=found).order_by("kind", "name")
    ordered = sorted(channels, key=lambda one: one.kind != ChannelKind.INAPP)
    return tuple(_channel_row(channel, found[channel.pk]) for channel in ordered)


def _channel_row(channel: Channel, found: Mapping[str, int]) -> ChannelRow:
    def sum_of(*states: Any) -> int:
        return sum(found.get(state, 0) for state in states)

    state = DeliveryState
    return ChannelRow(
        channel=channel,
        counts=found,
        total=sum(found.values()),
        arrived=sum_of(state.SENT, state.DELIVERED, state.READ, state.ACKNOWLEDGED),
        waiting=sum_of(state.QUEUED, state.FAILED),
        given_up=sum_of(state.GAVE_UP),
    )
