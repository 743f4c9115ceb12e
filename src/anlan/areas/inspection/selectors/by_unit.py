"""Open findings of units, for those who compare them."""

from __future__ import annotations

from collections.abc import Mapping

from django.db.models import Count

from anlan.areas.inspection.selectors.sight import findings_seen
from anlan.areas.inspection.states import OPEN
from anlan.core.access import Actor


def open_by_unit(viewer: Actor) -> Mapping[str, int]:
    """How many findings are not closed yet, by the path of the unit in charge; one query."""
    rows = findings_seen(viewer).filter(state__in=OPEN).order_by()
    return dict(rows.values_list("unit__path").annotate(number=Count("pk", distinct=True)))
