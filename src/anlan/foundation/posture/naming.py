"""Names of operations, phases and incidents for the lines of the ledger."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from anlan.foundation.posture.models import Incident, Operation, Phase


def operations(keys: Collection[UUID]) -> dict[UUID, str]:
    """Operations by key."""
    return {row.pk: f"{row.code} {row.label}" for row in Operation.objects.filter(pk__in=keys)}


def phases(keys: Collection[UUID]) -> dict[UUID, str]:
    """Phases by key, with their place."""
    rows = Phase.objects.filter(pk__in=keys).select_related("place")
    return {row.pk: f"{row.place.label} {row.label}" if row.place else row.label for row in rows}


def incidents(keys: Collection[UUID]) -> dict[UUID, str]:
    """Incidents by key."""
    return dict(Incident.objects.filter(pk__in=keys).values_list("pk", "code"))


NAMERS = (operations, phases, incidents)
