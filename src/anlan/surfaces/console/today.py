"""The day line: meetings of today and deadlines that fall on it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, time

from django.utils import timezone
from django.utils.translation import gettext as _

from anlan.areas.command.public import RegisterFilters, meetings, papers, register
from anlan.core.access import Actor
from anlan.foundation.ui.parts import DayEvent

MOST = 8


def events_of(viewer: Actor, *, at: datetime) -> tuple[DayEvent, ...]:
    """What today holds for the viewer, in order of the hour."""
    found = [*_meetings(viewer, at=at), *_dues(viewer, at=at), *_replies(viewer, at=at)]
    return tuple(sorted(found, key=lambda event: event.at)[:MOST])


def _meetings(viewer: Actor, *, at: datetime) -> Iterator[DayEvent]:
    today = timezone.localdate(at)
    for meeting in meetings(viewer):
        if meeting.held_on == today:
            begins = timezone.make_aware(datetime.combine(today, time(9)))
            yield DayEvent(begins, meeting.title, meeting.get_absolute_url())


def _dues(viewer: Actor, *, at: datetime) -> Iterator[DayEvent]:
    page = register(viewer, RegisterFilters(due="today", group="deadline"), at=at)
    for group in page.groups:
        for row in group.rows:
            due = row.directive.due_at
            if due is not None and timezone.localdate(due) == timezone.localdate(at):
                told = _("到期：%(text)s") % {"text": row.directive.text[:24]}
                yield DayEvent(due, told, row.directive.get_absolute_url())


def _replies(viewer: Actor, *, at: datetime) -> Iterator[DayEvent]:
    if not viewer.holds("command.upstream"):
        return
    for paper in papers(viewer):
        due = paper.reply_due_at
        if due is not None and paper.replied_at is None and timezone.localdate(due) == timezone.localdate(at):
            yield DayEvent(
                due, _("回复来文：%(title)s") % {"title": paper.title[:20]}, paper.get_absolute_url()
            )
