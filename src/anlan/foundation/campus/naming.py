"""Names of places for the lines of the ledger."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from anlan.foundation.campus.models import Place


def places(keys: Collection[UUID]) -> dict[UUID, str]:
    """Places by key."""
    return {place.pk: place.label for place in Place.objects.filter(pk__in=keys)}


NAMERS = (places,)
