"""Duty on the worklist: to acknowledge, to answer, to sign, to put in writing, to confirm."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext, pgettext_lazy

from anlan.core.access import Actor
from anlan.foundation.duty.selectors import mine
from anlan.foundation.duty.selectors.figures import figures
from anlan.foundation.duty.words import roster_words, stretch_words
from anlan.foundation.ui.marks import Mark
from anlan.foundation.worklist.public import Act, Counts, Group, Row, Source


@dataclass(frozen=True, slots=True)
class Asked:
    """One thing that duty asks of a person."""

    key: str
    title: str
    word: str
    act: Act
    url: str
    since: datetime
    due: datetime

    def row(self, at: datetime) -> Row:
        """As the list shows it."""
        late = self.due <= at
        return Row(
            key=f"duty:{self.key}",
            source="duty",
            title=self.title,
            status=Mark.AT_RISK if late else Mark.NOT_STARTED,
            word=self.word,
            due_at=self.due,
            since=self.since,
            url=self.url,
            group=Group.LATE if late else Group.MINE,
            changed_at=self.since,
            acts=(self.act,),
            urgency=3,
        )


def rows(viewer: Actor, at: datetime, most: int) -> list[Row]:
    """Everything that duty asks of the viewer; five queries."""
    return [asked.row(at) for asked in _asked(viewer, at)][:most]


def counts(viewer: Actor, at: datetime) -> Counts:
    """How many of them there are."""
    found = list(_asked(viewer, at))
    return Counts(mine=len(found), late=sum(1 for asked in found if asked.due <= at))


def _asked(viewer: Actor, at: datetime) -> Iterator[Asked]:
    if viewer.person_id is not None:
        yield from _watches(viewer.person_id, at)
        yield from _swaps(viewer.person_id, at)
        yield from _handovers(viewer.person_id, at)
        yield from _orders(viewer.person_id)
    yield from _proxies(viewer)


def _watches(person: UUID, at: datetime) -> Iterator[Asked]:
    for one in mine.to_acknowledge(person, at=at):
        title = f"{roster_words(one.shift.roster)} {stretch_words(one)}"
        act = Act(_("我已到岗"), reverse("duty:acknowledge", args=(one.pk,)), "post")
        url, due = one.shift.get_absolute_url(), one.starts + figures().acknowledge
        yield Asked(f"watch:{one.pk}", title, _("等你确认到岗"), act, url, one.recorded_at, due)


def _swaps(person: UUID, at: datetime) -> Iterator[Asked]:
    url = reverse("duty:mine")
    for one in mine.swaps_asked(person, at=at):
        names = {"name": one.watch.person.name, "when": stretch_words(one.watch)}
        title = _("%(name)s 请你替 %(when)s") % names
        act = Act(pgettext("duty", "去答复"), url)
        yield Asked(f"swap:{one.pk}", title, _("等你答复换班"), act, url, one.asked_at, one.watch.starts)


def _handovers(person: UUID, at: datetime) -> Iterator[Asked]:
    for one in mine.handovers_to_sign(person, at=at):
        title = f"{roster_words(one.shift.roster)} {stretch_words(one.shift)}"
        url, since = one.get_absolute_url(), one.outgoing_at or one.drafted_at
        act = Act(_("签字接班"), url)
        yield Asked(f"handover:{one.pk}", title, _("等你接班签字"), act, url, since, one.shift.ends)


def _orders(person: UUID) -> Iterator[Asked]:
    for one in mine.orders_to_confirm(person):
        url = one.get_absolute_url()
        act = Act(_("书面确认指示"), url)
        word = _("等你书面确认")
        yield Asked(f"order:{one.pk}", one.words[:120], word, act, url, one.recorded_at, one.confirm_by)


def _proxies(viewer: Actor) -> Iterator[Asked]:
    """All of them are one matter: confirmed together, at one page."""
    found = list(mine.proxies_to_confirm(viewer).order_by("confirm_by"))
    if found:
        url, first = reverse("duty:proxies"), found[0]
        title = _("秘书代办的 %(count)s 件事等你确认") % {"count": len(found)}
        word = pgettext("duty", "等本人确认")
        yield Asked("proxies", title, word, Act(_("看代办"), url), url, first.at, first.confirm_by)


WORKLIST_SOURCES = (Source(code="duty", label=pgettext_lazy("duty", "值班和代办"), rows=rows, counts=counts),)
