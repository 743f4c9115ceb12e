"""An order given by word of mouth at night: it may only tighten, for life safety, for two hours."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from anlan.core.kernel.errors import BadInput
from anlan.foundation.posture.rules.catalogue import Catalogue
from anlan.foundation.posture.rules.direction import Way
from anlan.foundation.posture.rules.values import MeasureSet

DIES_AFTER: Final = timedelta(hours=2)
LASTS_AT_MOST: Final = timedelta(hours=24)


def require_oral(
    catalogue: Catalogue,
    *,
    words: str,
    danger: str,
    said_at: datetime,
    at: datetime,
    own: MeasureSet,
    way: Way,
) -> None:
    """Whether an oral order may be recorded now; ``own`` are the measures it adds itself. Raises BadInput."""
    if not words.strip():
        raise BadInput("posture.oral_words_missing", field="words")
    if not danger.strip():
        raise BadInput("posture.oral_danger_missing", field="danger")
    if not timedelta(0) <= at - said_at < DIES_AFTER:
        raise BadInput("posture.oral_hour_unusable", field="said_at", hours=2)
    not_oral = [measure.title.zh for measure in map(catalogue.measures.__getitem__, own) if not measure.oral]
    if not_oral:
        raise BadInput("posture.oral_measure", field="measures", measure="、".join(not_oral))
    if way is not Way.TIGHTER:
        raise BadInput("posture.oral_only_tightens", field="measures")


def dies_at(said_at: datetime) -> datetime:
    """When it dies unless two people confirm it."""
    return said_at + DIES_AFTER


def lasts_until(said_at: datetime, wanted: datetime | None) -> datetime:
    """Until when a confirmed one lasts: what was asked for, a day at most."""
    longest = said_at + LASTS_AT_MOST
    return longest if wanted is None else min(wanted, longest)
