"""What other rooms say about requirements; each registers its source once, in the wiring."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from uuid import UUID

from anlan.areas.command.rules.status import Contribution

ContributionSource = Callable[[Sequence[UUID], datetime], Mapping[UUID, Sequence[Contribution]]]
"""Answers for many requirements at once, as of an instant; a constant number of queries."""

_sources: list[ContributionSource] = []


def register_contribution(source: ContributionSource) -> None:
    """Add a source; the same one twice counts once."""
    if source not in _sources:
        _sources.append(source)


def forget_contribution(source: ContributionSource) -> None:
    """Take a source away again; for tests."""
    if source in _sources:
        _sources.remove(source)


def contributions_of(directive_ids: Sequence[UUID], *, at: datetime) -> dict[UUID, tuple[Contribution, ...]]:
    """Everything said about these requirements; of none, nobody is asked."""
    gathered: defaultdict[UUID, list[Contribution]] = defaultdict(list)
    for source in _sources if directive_ids else ():
        for directive_id, said in source(directive_ids, at).items():
            gathered[directive_id].extend(said)
    return {directive_id: tuple(said) for directive_id, said in gathered.items()}
