"""What duty measures, from its own records."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import Count, Q

from anlan.foundation.duty.models import Watch
from anlan.foundation.duty.selectors.figures import figures
from anlan.foundation.duty.states import ShiftState
from anlan.foundation.indicators.public import Measured, Scope, ScopeKind, share
from anlan.foundation.people.models import Unit

WINDOW = timedelta(days=30)


def acknowledged_in_time(at: datetime, scope: Scope) -> Measured | None:
    """Of the watches of the window whose term to acknowledge has passed, how many were in time."""
    until = at - figures().acknowledge
    rows = Watch.objects.filter(
        left_at=None, shift__state=ShiftState.PUBLISHED, starts__gte=at - WINDOW, starts__lt=until
    )
    if scope.kind is ScopeKind.UNIT:
        unit = Unit.objects.filter(pk=scope.id).first() if scope.id else None
        rows = rows.filter(shift__roster__position__unit__path__startswith=unit.path) if unit else rows.none()
    good = Q(acknowledged_at__isnull=False, acknowledged_late=False)
    told = rows.aggregate(all=Count("pk"), good=Count("pk", filter=good))
    return share(told["good"], told["all"], as_of=at)


INDICATOR_SOURCES = (("duty.acknowledged_in_time", acknowledged_in_time),)
