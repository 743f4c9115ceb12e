"""Who can stand a watch: not on leave, not sick, not gone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from anlan.foundation.duty.models import Absence, Watch
from anlan.foundation.people.models import Appointment, Standing

Window = tuple[datetime, datetime | None]


@dataclass(frozen=True, slots=True)
class Presence:
    """The absences and ties of some people, read once."""

    absences: dict[UUID, list[Window]] = field(default_factory=lambda: defaultdict(list))
    ties: dict[UUID, list[Window]] = field(default_factory=lambda: defaultdict(list))

    def fit(self, person_id: UUID, starts: datetime, ends: datetime) -> bool:
        """Whether the person belongs to the house all the while and is not away for any of it."""
        away = any(
            since < ends and (until is None or until > starts) for since, until in self.absences[person_id]
        )
        here = any(
            since <= starts and (until is None or until >= ends) for since, until in self.ties[person_id]
        )
        return here and not away


def presence(persons: Collection[UUID], *, since: datetime) -> Presence:
    """Read it for some people from an instant on; three queries."""
    found = Presence()
    rows = Absence.objects.filter(person_id__in=persons, withdrawn_at=None, ends__gt=since)
    for person, starts, ends in rows.values_list("person_id", "starts", "ends"):
        found.absences[person].append((starts, ends))
    for model in (Standing, Appointment):
        held = model.objects.lasting_past(since).filter(person_id__in=persons)
        for person, starts, until in held.values_list("person_id", "valid_from", "valid_until"):
            found.ties[person].append((starts, until))
    return found


def unfit(watches: Iterable[Watch]) -> set[UUID]:
    """The watches whose person cannot stand them; three queries whatever their number."""
    rows = list(watches)
    if not rows:
        return set()
    known = presence({row.person_id for row in rows}, since=min(row.starts for row in rows))
    return {row.pk for row in rows if not known.fit(row.person_id, row.starts, row.ends)}
