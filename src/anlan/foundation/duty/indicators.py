"""What duty measures, from its own records."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from django.db.models import Count, Q

from anlan.foundation.duty.models import Watch
from anlan.foundation.duty.selectors.figures import figures
from anlan.foundation.duty.states import ShiftState
from anlan.foundation.indicators.public import Measured, Scope, ScopeKind, at_once, known_only, share, tally

WINDOW = timedelta(days=30)
PATHS = {ScopeKind.UNIT: "shift__roster__position__unit__path"}


@at_once
def acknowledged_in_time(at: datetime, scopes: Sequence[Scope]) -> Mapping[Scope, Measured]:
    """Of the watches of the window whose term to acknowledge has passed, how many were in time."""
    until = at - figures().acknowledge
    rows = Watch.objects.filter(
        left_at=None, shift__state=ShiftState.PUBLISHED, starts__gte=at - WINDOW, starts__lt=until
    )
    good = Q(acknowledged_at__isnull=False, acknowledged_late=False)
    told = tally(rows, scopes, paths=PATHS, all=Count("pk"), good=Count("pk", filter=good))
    return known_only((scope, share(one["good"], one["all"], as_of=at)) for scope, one in told.items())


INDICATOR_SOURCES = (("duty.acknowledged_in_time", acknowledged_in_time),)
