"""Channels and how they are doing."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, Q

from anlan.core.access import Actor
from anlan.core.kernel import clock
from anlan.foundation.notices.models import Channel, ChannelKind
from anlan.foundation.notices.selectors.sight import channels_for
from anlan.foundation.notices.states import OPEN, DeliveryState
from anlan.foundation.ui.marks import Mark


@dataclass(frozen=True, slots=True)
class ChannelLine:
    """A channel with what waits and what was given up; the mark says how it is doing."""

    channel: Channel
    waiting: int
    given_up: int
    paused: bool
    has_secret: bool
    mark: Mark


def channel_lines(viewer: Actor) -> list[ChannelLine]:
    """Every channel that the viewer looks after; one query."""
    open_ones = Count("deliveries", filter=Q(deliveries__state__in=OPEN))
    gone = Count("deliveries", filter=Q(deliveries__state=DeliveryState.GAVE_UP))
    rows = channels_for(viewer).exclude(kind=ChannelKind.INAPP)
    return [
        _line(row, waiting=row.waiting, given_up=row.given_up)
        for row in rows.annotate(waiting=open_ones, given_up=gone)
    ]


def line_for(channel: Channel) -> ChannelLine:
    """One channel; the caller has been let in to it."""
    rows = channel.deliveries
    return _line(
        channel,
        waiting=rows.filter(state__in=OPEN).count(),
        given_up=rows.filter(state=DeliveryState.GAVE_UP).count(),
    )


def _line(channel: Channel, *, waiting: int, given_up: int) -> ChannelLine:
    paused = channel.paused_until is not None and channel.paused_until > clock.now()
    if not channel.enabled:
        mark = Mark.NOT_STARTED
    elif paused or channel.last_error:
        mark = Mark.NOT_MET if paused else Mark.AT_RISK
    else:
        mark = Mark.MET if channel.last_sent_at else Mark.NO_DATA
    return ChannelLine(
        channel=channel,
        waiting=waiting,
        given_up=given_up,
        paused=paused,
        has_secret=bool(channel.sealed_secret),
        mark=mark,
    )
