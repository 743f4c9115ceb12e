"""Reading the ledger; the viewer comes first."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.utils.functional import cached_property

from anlan.core.access import Actor, Facts, ground
from anlan.core.kernel.errors import NotVisible
from anlan.foundation.ledger.filters import Filters
from anlan.foundation.ledger.models import NEWEST_FIRST, Event
from anlan.foundation.ledger.verification import head

PAGE = 50


def events_for(viewer: Actor, filters: Filters) -> QuerySet[Event]:
    """The rows the viewer asks for, newest first; NotVisible without ``ledger.read``."""
    held = ground(viewer, "ledger.read", kind="ledger.event", facts=Facts(everywhere=True))
    if not held.allowed:
        raise NotVisible
    return filters.narrow(Event.objects.order_by(*NEWEST_FIRST))


class LedgerPages(Paginator):  # type: ignore[type-arg]
    """Pages of 50. The whole ledger is not counted row by row: its newest place is its length."""

    def __init__(self, events: QuerySet[Event], *, whole: bool) -> None:
        super().__init__(events, PAGE)
        self.events = events
        self.whole = whole

    @cached_property
    def count(self) -> int:
        """How many rows there are to page through, those of the present transaction included."""
        if not self.whole:
            return self.events.count()
        return head()[0] + Event.objects.filter(seq=None).count()
