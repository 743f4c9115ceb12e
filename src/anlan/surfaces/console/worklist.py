"""Changes of dated rules on the worklist: those that wait for a second person."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import pgettext, pgettext_lazy

from anlan.core.access import Actor
from anlan.foundation.people.public import unit_name
from anlan.foundation.rulebook.public import RuleChange, waiting
from anlan.foundation.ui.marks import Mark
from anlan.foundation.worklist.public import Act, Counts, Group, Row, Source


def rows(viewer: Actor, _at: datetime, most: int) -> list[Row]:
    """Changes that the viewer may decide, the oldest first."""
    return [_row(one) for one in waiting(viewer).select_related("rule", "unit")[:most]]


def counts(viewer: Actor, _at: datetime) -> Counts:
    """How many there are."""
    return Counts(mine=waiting(viewer).count())


def _row(one: RuleChange) -> Row:
    since = one.proposed_at or one.recorded_at
    url = one.get_absolute_url()
    return Row(
        key=f"rulebook:{one.pk}",
        source="rulebook",
        title=one.rule.label,
        status=Mark.NOT_STARTED,
        word=pgettext("worklist", "等批准"),
        due_at=None,
        since=since,
        url=url,
        group=Group.MINE,
        changed_at=since,
        acts=(Act(pgettext("worklist", "看规则变更"), url),),
        where=f"{one.rule.code} {unit_name(one.unit) if one.unit else ''}".strip(),
    )


WORKLIST_SOURCES = (
    Source(code="rulebook", label=pgettext_lazy("worklist", "规则变更"), rows=rows, counts=counts),
)
