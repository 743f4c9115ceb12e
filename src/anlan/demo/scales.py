"""How big the synthetic university is."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Scale:
    """Numbers of people; ``share_living`` of the students live on campus, the rest are at home."""

    name: str
    students: int
    staff: int
    share_living: float
    campuses: int


SCALES = {
    scale.name: scale
    for scale in (
        Scale("small", students=520, staff=80, share_living=0.5, campuses=2),
        Scale("campus", students=50_500, staff=6_500, share_living=18_000 / 50_500, campuses=6),
        Scale("large", students=67_000, staff=8_000, share_living=0.95, campuses=6),
    )
}
