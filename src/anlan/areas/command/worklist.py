"""What waits for a unit to acknowledge, to pass on or to answer, on the worklist."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import datetime
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext_lazy, pgettext, pgettext_lazy

from anlan.areas.command import public
from anlan.areas.command.selectors.inbox import MOST, InboxRow
from anlan.core.access import Actor
from anlan.core.kernel.errors import AnlanError, NotVisible
from anlan.foundation.ui.marks import Mark
from anlan.foundation.ui.wording import words_for
from anlan.foundation.worklist.public import Act, Bulk, Counts, Group, Outcome, Row, Source


def rows(viewer: Actor, at: datetime, most: int) -> list[Row]:
    """The lists of the inbox as rows, the most pressing first; a constant number of queries."""
    if not viewer.holds("command.acknowledge") and not viewer.holds("command.issue"):
        return []
    return list(_rows(public.inbox(viewer)))[:most]


def counts(viewer: Actor, at: datetime) -> Counts:
    """How many matters wait; four queries."""
    if not viewer.holds("command.acknowledge") and not viewer.holds("command.issue"):
        return Counts()
    held = public.pressing(viewer, at=at, most=MOST)
    mine = held.waiting + held.kept + held.to_relay + len(held.objections)
    return Counts(mine=mine, late=held.late)


def acknowledge_rows(keys: Collection[str], by: Actor) -> Outcome:
    """Take the requirements of some rows on, all or none."""
    try:
        return Outcome(public.acknowledge_all([_key(key) for key in keys], by=by))
    except AnlanError as trouble:
        return Outcome(0, (str(words_for(trouble).title),) * len(keys))


def _rows(box: public.Inbox) -> Iterator[Row]:
    for row in box.waiting:
        url = reverse("command:acknowledge", args=(row.addressee.pk,))
        act = Act(pgettext("worklist", "签收"), url, "post", bulk="command.acknowledge")
        yield _row(row, act, word=pgettext("worklist", "待签收"))
    for row in box.kept:
        yield _row(row, _open(row, pgettext("worklist", "去签收")), word=pgettext("worklist", "异议已答复"))
    for row in box.objections:
        yield _row(row, _open(row, pgettext("worklist", "去答复")), word=pgettext("worklist", "有异议"))
    for row in box.to_relay:
        url = reverse("command:relay", args=(row.addressee.pk,))
        act = Act(pgettext("worklist", "转给下级"), url)
        yield _row(row, act, word=pgettext("worklist", "还没转给下级"))


def _row(row: InboxRow, act: Act, *, word: str) -> Row:
    """The deadline is that of the answer while one is owed, else the requirement's own."""
    owed = row.addressee.acknowledged_at is None and row.addressee.state == "waiting"
    directive = row.directive
    moved = row.addressee.answered_at or row.addressee.objected_at or directive.state_changed_at
    return Row(
        key=f"command:{row.addressee.pk}",
        source="command",
        title=directive.text,
        status=Mark.NOT_MET if row.late and owed else Mark.AT_RISK if not owed else Mark.ON_TRACK,
        word=word,
        due_at=row.addressee.answer_due_at if owed else directive.due_at,
        due_all_day=not owed and directive.due_all_day,
        since=directive.issued_at or directive.state_changed_at,
        url=directive.get_absolute_url(),
        group=Group.LATE if row.late and owed else Group.MINE,
        changed_at=moved,
        acts=(act,),
        urgency=2 if not owed else 0,
        where=f"{directive.no or directive.code} {row.unit.name}",
    )


def _open(row: InboxRow, label: str) -> Act:
    return Act(label, row.directive.get_absolute_url())


def _key(key: str) -> UUID:
    try:
        return UUID(key.removeprefix("command:"))
    except ValueError:
        raise NotVisible from None


WORKLIST_SOURCES = (
    Source(
        code="command",
        label=pgettext_lazy("worklist", "会议要求"),
        rows=rows,
        counts=counts,
        bulk=(
            Bulk(
                "command.acknowledge",
                pgettext_lazy("worklist", "签收要求"),
                gettext_lazy("已签收 %(count)s 条要求"),
                acknowledge_rows,
            ),
        ),
    ),
)
