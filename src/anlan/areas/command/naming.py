"""Names of requirements, meetings and papers for the lines of the ledger."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from anlan.areas.command.models import Directive, Meeting, UpstreamPaper


def requirements(keys: Collection[UUID]) -> dict[UUID, str]:
    """Codes of requirements by key."""
    return dict(Directive.objects.filter(pk__in=keys).values_list("pk", "code"))


def meetings(keys: Collection[UUID]) -> dict[UUID, str]:
    """Titles of meetings by key."""
    return dict(Meeting.objects.filter(pk__in=keys).values_list("pk", "title"))


def papers(keys: Collection[UUID]) -> dict[UUID, str]:
    """Papers from above by key."""
    return {paper.pk: str(paper) for paper in UpstreamPaper.objects.filter(pk__in=keys)}


NAMERS = (requirements, meetings, papers)
