"""The token bucket, and how waiting messages share what is in it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import TypeVar

from anlan.foundation.notices.rules.figures import Bucket

Item = TypeVar("Item")


def filled(tokens: float, *, since: datetime | None, at: datetime, bucket: Bucket) -> float:
    """What is in the bucket now; a new one is full, a clock that went back adds nothing."""
    if since is None:
        return bucket.capacity
    gone = max((at - since).total_seconds(), 0.0)
    return min(bucket.capacity, tokens + gone * bucket.per_minute / 60)


def full_token_at(tokens: float, *, at: datetime, bucket: Bucket) -> datetime:
    """When the next whole token is there."""
    lacking = max(1.0 - tokens, 0.0)
    return at + timedelta(seconds=lacking * 60 / bucket.per_minute)


def batches(waiting: Sequence[Item], *, tokens: int, gathers: bool, most: int) -> list[list[Item]]:
    """What goes out now, one message a batch: single ones while the tokens last; where they do not and the
    channel can gather, the last token carries the rest together, at most ``most``."""
    if tokens <= 0 or not waiting:
        return []
    if len(waiting) <= tokens or not gathers:
        return [[item] for item in waiting[:tokens]]
    single, rest = waiting[: tokens - 1], waiting[tokens - 1 :]
    return [*([item] for item in single), list(rest[:most])]
