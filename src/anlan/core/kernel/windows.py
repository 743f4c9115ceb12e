"""Half-open stretches of time: the first instant belongs to them, the last does not."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, order=True)
class Window:
    """From ``start`` until just before ``end``; an ``end`` of None never comes."""

    start: datetime
    end: datetime | None = None

    def __post_init__(self) -> None:
        if self.end is not None and self.end <= self.start:
            raise ValueError("a window ends after it starts")

    def covers(self, at: datetime) -> bool:
        """Whether the instant lies inside."""
        return self.start <= at and (self.end is None or at < self.end)

    def overlaps(self, other: Window) -> bool:
        """Whether the two share an instant."""
        starts_in_time = other.end is None or self.start < other.end
        return starts_in_time and (self.end is None or other.start < self.end)

    def meet(self, other: Window) -> Window | None:
        """The stretch that both cover, if any."""
        if not self.overlaps(other):
            return None
        ends = [end for end in (self.end, other.end) if end is not None]
        return Window(max(self.start, other.start), min(ends) if ends else None)
