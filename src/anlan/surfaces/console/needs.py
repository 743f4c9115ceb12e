"""What waits for the viewer: at most seven matters, the most pressing first."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from anlan.areas.command.public import open_readings, papers, pressing
from anlan.core.access import Actor
from anlan.foundation.ui.marks import Mark
from anlan.foundation.ui.parts import Need

MOST = 7
SOON = timedelta(days=3)


def needs_of(viewer: Actor, *, at: datetime) -> tuple[Need, ...]:
    """Matters that the viewer's position must act on now."""
    found = [*_from_inbox(viewer, at=at), *_from_papers(viewer, at=at), *_from_drafts(viewer)]
    found.sort(key=lambda need: need.mark is not Mark.NOT_MET)
    return tuple(found[:MOST])


def _from_inbox(viewer: Actor, *, at: datetime) -> Iterator[Need]:
    held = pressing(viewer, at=at, most=MOST)
    page = reverse("command:inbox")
    for unit, directive in held.objections:
        title = _("%(unit)s有异议") % {"unit": unit.name}
        yield Need(title, directive.get_absolute_url(), _("答复"), directive.text[:40])
    if held.waiting:
        title = ngettext("%(count)s 条要求等你签收", "%(count)s 条要求等你签收", held.waiting) % {
            "count": held.waiting
        }
        why = _("其中 %(count)s 条已过签收时间") % {"count": held.late} if held.late else _("签收或提出异议")
        yield Need(title, page, _("签收"), why, Mark.NOT_MET if held.late else Mark.AT_RISK)
    if held.kept:
        title = _("%(count)s 条异议已答复，维持原要求") % {"count": held.kept}
        yield Need(title, page, _("签收"))
    if held.to_relay:
        title = _("%(count)s 条要求还没有向下转达") % {"count": held.to_relay}
        yield Need(title, page, pgettext("act", "转达"), held.relay_text[:40])


def _from_papers(viewer: Actor, *, at: datetime) -> Iterator[Need]:
    if not viewer.holds("command.upstream"):
        return
    for paper in papers(viewer):
        due = paper.reply_due_at
        if due is None or paper.replied_at is not None or due > at + SOON:
            continue
        title = _("%(issuer)s来文要回复") % {"issuer": paper.issuer}
        yield Need(
            title,
            paper.get_absolute_url(),
            _("回复"),
            paper.title,
            Mark.NOT_MET if due < at else Mark.AT_RISK,
        )


def _from_drafts(viewer: Actor) -> Iterator[Need]:
    if not viewer.holds("command.draft"):
        return
    for reading in open_readings(viewer):
        told, why = reading.draft_set, reading.draft_set.source.title
        if reading.undecided:
            title = _("纪要还有 %(count)s 条没有确认") % {"count": reading.undecided}
            yield Need(title, told.get_absolute_url(), _("确认"), why)
        else:
            title = _("%(count)s 条要求确认好了，还没有签发") % {"count": reading.to_issue}
            yield Need(title, reverse("command:check", args=(told.pk,)), _("签发"), why)
