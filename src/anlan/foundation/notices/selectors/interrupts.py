"""How often people were interrupted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db.models import Count

from anlan.core.kernel.clock import CAMPUS_ZONE
from anlan.foundation.notices.models import Letter
from anlan.foundation.notices.rules.interrupting import day_of


def interrupts_today(persons: Iterable[UUID], *, at: datetime, drill: bool = False) -> Counter[UUID]:
    """How often each person was interrupted in this campus day; drills count apart; one query."""
    start, end = day_of(at, zone=CAMPUS_ZONE)
    rows = Letter.objects.filter(
        person_id__in=list(persons), drill=drill, interrupted_at__gte=start, interrupted_at__lt=end
    )
    counted = rows.order_by().values("person_id").annotate(times=Count("pk"))
    return Counter({row["person_id"]: row["times"] for row in counted})
