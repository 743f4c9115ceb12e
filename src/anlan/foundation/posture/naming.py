"""Names of operations, phases and incidents for the lines of the ledger; one query."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from django.db.models import CharField, F, Value

from anlan.foundation.people.public import in_language
from anlan.foundation.posture.models import Incident, Operation, Phase

NOTHING = Value("", output_field=CharField())


def posture_names(keys: Collection[UUID]) -> dict[UUID, str]:
    """Operations by code and title, phases by place and title, incidents by code."""
    operations = Operation.objects.filter(pk__in=keys).order_by()
    phases = Phase.objects.filter(pk__in=keys).order_by().annotate(where=F("place__name"))
    incidents = Incident.objects.filter(pk__in=keys).order_by().annotate(none=NOTHING, none_en=NOTHING)
    rows = operations.values_list("pk", "code", "title", "title_en").union(
        phases.values_list("pk", "where", "title", "title_en"),
        incidents.values_list("pk", "code", "none", "none_en"),
    )
    return {key: f"{first or ''} {in_language(zh, en)}".strip() for key, first, zh, en in rows}


NAMERS = (posture_names,)
