"""The list of notices that went out or will: filters, counts by state."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

from django.db.models import Count, Q, QuerySet

from anlan.core.access import Actor
from anlan.foundation.notices.models import Notice
from anlan.foundation.notices.selectors.sight import notices_for
from anlan.foundation.notices.states import NoticeState

LONGEST = 80
STATES = tuple(state.value for state in NoticeState)


@dataclass(frozen=True, slots=True)
class NoticeFilters:
    """What the address of the list says; unknown words count as nothing."""

    q: str = ""
    state: str = ""
    level: str = ""
    drill: bool = False

    @classmethod
    def read(cls, given: Mapping[str, str]) -> Self:
        """The filters of an address."""
        state, level = given.get("state", ""), given.get("level", "")
        return cls(
            q=given.get("q", "").replace("\x00", "").strip()[:LONGEST],
            state=state if state in STATES else "",
            level=level if level in {"now", "digest"} else "",
            drill=given.get("drill") == "1",
        )

    @property
    def narrowed(self) -> bool:
        """Whether anything but the world is chosen."""
        return bool(self.q or self.state or self.level)


def listed(viewer: Actor, filters: NoticeFilters) -> QuerySet[Notice]:
    """The notices of the chosen world, the newest first."""
    rows = _matching(viewer, filters)
    if filters.state:
        rows = rows.filter(state=filters.state)
    return rows.select_related("sender__unit", "references").order_by("-recorded_at")


def counts_by_state(viewer: Actor, filters: NoticeFilters) -> dict[str, int]:
    """How many notices stand where, the other filters applied; one query."""
    rows = _matching(viewer, filters).order_by().values("state").annotate(number=Count("pk", distinct=True))
    return {row["state"]: row["number"] for row in rows}


def _matching(viewer: Actor, filters: NoticeFilters) -> QuerySet[Notice]:
    rows = notices_for(viewer, drill=filters.drill)
    if filters.level:
        rows = rows.filter(level=filters.level)
    if filters.q:
        wanted = filters.q
        rows = rows.filter(
            Q(code__iexact=wanted)
            | Q(headline_zh__icontains=wanted)
            | Q(headline_en__icontains=wanted)
            | Q(event_zh__icontains=wanted)
        )
    return rows
