"""Duty on the worklist: to acknowledge, to answer, to sign, to put in writing, to confirm."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext, pgettext_lazy

from anlan.core.access import Actor
from anlan.foundation.duty.selectors import mine
from anlan.foundation.duty.selectors.figures import figures
from anlan.foundation.duty.words import roster_words, stretch_words
from anlan.foundation.ui.marks import Mark
from anlan.foundation.worklist.public import Act, Counts, Group, Row, Source


def rows(viewer: Actor, at: datetime, most: int) -> list[Row]:
    """Everything that duty asks of the viewer; five queries."""
    found = [*_watches(viewer, at), *_swaps(viewer, at), *_handovers(viewer, at), *_orders(viewer, at), *_proxies(viewer, at)]
    return found[:most]


def counts(viewer: Actor, at: datetime) -> Counts:
    """How many of them there are."""
    found = rows(viewer, at, 10_000)
    late = sum(1 for row in found if row.group is Group.LATE)
    return Counts(mine=len(found), late=late)


def _row(key: str, title: str, word: str, *, url: str, since: datetime, due: datetime | None, at: datetime, act: Act) -> Row:
    late = due is not None and due <= at
    return Row(
        key=f"duty:{key}",
        source="duty",
        title=title,
        status=Mark.AT_RISK if late else Mark.NOT_STARTED,
        word=word,
        due_at=due,
        since=since,
        url=url,
        group=Group.LATE if late else Group.MINE,
        changed_at=since,
        acts=(act,),
        urgency=3,
    )


def _watches(viewer: Actor, at: datetime) -> Iterator[Row]:
    for one in mine.to_acknowledge(viewer.person_id, at=at):
        title = f"{roster_words(one.shift.roster)} {stretch_words(one)}"
        act = Act(_("我已到岗"), reverse("duty:acknowledge", args=(one.pk,)), "post")
        due = one.starts + figures().acknowledge
        url = one.shift.get_absolute_url()
        yield _row(f"watch:{one.pk}", title, _("等你确认到岗"), url=url, since=one.recorded_at, due=due, at=at, act=act)


def _swaps(viewer: Actor, at: datetime) -> Iterator[Row]:
    if viewer.person_id is None:
        return
    for one in mine.swaps_asked(viewer.person_id, at=at):
        names = {"name": one.watch.person.name, "when": stretch_words(one.watch)}
        title = _("%(name)s 请你替 %(when)s") % names
        url = reverse("duty:mine")
        act = Act(pgettext("duty", "去答复"), url)
        yield _row(f"swap:{one.pk}", title, _("等你答复换班"), url=url, since=one.asked_at, due=one.watch.starts, at=at, act=act)


def _handovers(viewer: Actor, at: datetime) -> Iterator[Row]:
    if viewer.person_id is None:
        return
    for one in mine.handovers_to_sign(viewer.person_id, at=at):
        title = f"{roster_words(one.shift.roster)} {stretch_words(one.shift)}"
        act = Act(_("签字接班"), one.get_absolute_url())
        since = one.outgoing_at or one.drafted_at
        yield _row(f"handover:{one.pk}", title, _("等你接班签字"), url=one.get_absolute_url(), since=since, due=one.shift.ends, at=at, act=act)


def _orders(viewer: Actor, at: datetime) -> Iterator[Row]:
    if viewer.person_id is None:
        return
    for one in mine.orders_to_confirm(viewer.person_id):
        act = Act(_("书面确认指示"), one.get_absolute_url())
        yield _row(f"order:{one.pk}", one.words[:120], _("等你书面确认"), url=one.get_absolute_url(), since=one.recorded_at, due=one.confirm_by, at=at, act=act)


def _proxies(viewer: Actor, at: datetime) -> Iterator[Row]:
    """All of them are one matter: confirmed together, at one page."""
    found = list(mine.proxies_to_confirm(viewer).order_by("confirm_by"))
    if found:
        url = reverse("duty:proxies")
        title = _("秘书代办的 %(count)s 件事等你确认") % {"count": len(found)}
        act = Act(_("看代办"), url)
        yield _row("proxies", title, pgettext("duty", "等本人确认"), url=url, since=found[0].at, due=found[0].confirm_by, at=at, act=act)


WORKLIST_SOURCES = (Source(code="duty", label=pgettext_lazy("duty", "值班和代办"), rows=rows, counts=counts),)
