"""The day line: meetings of today and deadlines that fall on it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, time

from django.utils import timezone
from django.utils.translation import gettext as _

from anlan.areas.command.public import due_today, meetings_on, papers
from anlan.core.access import Actor
from anlan.foundation.ui.parts import DayEvent

MOST = 8


def events_of(viewer: Actor, *, at: datetime) -> tuple[DayEvent, ...]:
    """What today holds for the viewer, in order of the hour."""
    found = [*_meetings(viewer, at=at), *_dues(viewer, at=at), *_replies(viewer, at=at)]
    return tuple(sorted(found, key=lambda event: event.at)[:MOST])


def _meetings(viewer: Actor, *, at: datetime) -> Iterator[DayEvent]:
    today = timezone.localdate(at)
    begins = timezone.make_aware(datetime.combine(today, time(9)))
    for meeting in meetings_on(viewer, today):
        yield DayEvent(begins, meeting.title, meeting.get_absolute_url())


def _dues(viewer: Actor, *, at: datetime) -> Iterator[DayEvent]:
    for directive in due_today(viewer, at=at, most=MOST):
        told = _("到期：%(text)s") % {"text": directive.text[:24]}
        yield DayEvent(directive.due_at or at, told, directive.get_absolute_url())


def _replies(viewer: Actor, *, at: datetime) -> Iterator[DayEvent]:
    if not viewer.holds("command.upstream"):
        return
    for paper in papers(viewer):
        due = paper.reply_due_at
        if due is not None and paper.replied_at is None and timezone.localdate(due) == timezone.localdate(at):
            yield DayEvent(
                due, _("回复来文：%(title)s") % {"title": paper.title[:20]}, paper.get_absolute_url()
            )
