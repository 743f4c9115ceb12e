"""How many letters wait for somebody, counted apart for drills."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, Q

from anlan.core.access import Actor
from anlan.core.kernel import clock
from anlan.foundation.notices.models import Letter


@dataclass(frozen=True, slots=True)
class Bell:
    """Unread letters that have turned up, those of them that interrupt, and unread ones of drills."""

    unread: int = 0
    urgent: int = 0
    drill: int = 0

    @property
    def mark(self) -> str:
        """Differs when one of the numbers does."""
        return f"{self.unread}-{self.urgent}-{self.drill}"


def bell(viewer: Actor) -> Bell:
    """The viewer's bell; one query, which reads drills only to count them apart."""
    if viewer.person_id is None:
        return Bell()
    rows = Letter.objects.filter(person_id=viewer.person_id, read_at=None, shown_from__lte=clock.now())
    real = Q(drill=False)
    return Bell(
        **rows.order_by().aggregate(
            unread=Count("pk", filter=real),
            urgent=Count("pk", filter=real & Q(interrupted_at__isnull=False)),
            drill=Count("pk", filter=~real),
        )
    )
