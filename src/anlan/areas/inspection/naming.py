"""Names of findings and runs where the ledger speaks of them by key; nothing of the protected channel."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from uuid import UUID

from anlan.areas.inspection.models import Finding, Run


def findings(keys: Collection[UUID]) -> Mapping[UUID, str]:
    """Findings by key: the code."""
    return dict(Finding.objects.filter(pk__in=keys).values_list("pk", "code"))


def runs(keys: Collection[UUID]) -> Mapping[UUID, str]:
    """Runs by key: the code."""
    return dict(Run.objects.filter(pk__in=keys).values_list("pk", "code"))


NAMERS = (findings, runs)
