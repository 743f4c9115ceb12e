"""Who is on duty."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from anlan.core.access import Actor
from anlan.core.kernel import clock
from anlan.foundation.people.models import Duty
from anlan.foundation.people.permission import visible


def duty_for(viewer: Actor, *, starts: datetime, ends: datetime) -> QuerySet[Duty]:
    """Duties that overlap a stretch of time, with person, position and unit."""
    rows = Duty.objects.filter(starts__lt=ends, ends__gt=starts)
    return visible(rows, viewer, "people.read").select_related("person", "position__unit")


def on_duty(person_id: UUID | None) -> Duty | None:
    """The duty that a person has now, the leading one first."""
    if person_id is None:
        return None
    now = clock.now()
    rows = Duty.objects.filter(person_id=person_id, starts__lte=now, ends__gt=now)
    return rows.select_related("position").order_by("-lead").first()
