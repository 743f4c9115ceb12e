"""How alike two requirements are worded: TF-IDF over pairs and triples of characters, cosine.

Deterministic and explainable: no model, no randomness; the same texts give the same order.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from math import log, sqrt
from unicodedata import category, normalize

_SIZES = (2, 3)


@dataclass(frozen=True, slots=True)
class Earlier:
    """An earlier requirement by its key and wording."""

    key: str
    text: str


@dataclass(frozen=True, slots=True)
class Likeness:
    """An earlier requirement and how alike it is, between 0 and 1."""

    key: str
    score: float


class Wordings:
    """Earlier requirements, weighed once, to be asked many times."""

    def __init__(self, earlier: Sequence[Earlier]) -> None:
        counted = [grams(one.text) for one in earlier]
        seen = Counter(gram for counts in counted for gram in counts)
        self._keys = [one.key for one in earlier]
        self._rarities = {gram: self._rarity(number) for gram, number in seen.items()}
        self._postings: defaultdict[str, list[tuple[int, float]]] = defaultdict(list)
        for index, counts in enumerate(counted):
            for gram, weight in self._vector(counts).items():
                self._postings[gram].append((index, weight))

    def nearest(self, text: str, *, floor: float, most: int) -> tuple[Likeness, ...]:
        """At most so many earlier ones that reach the floor, the likest first, then by key."""
        scores: defaultdict[int, float] = defaultdict(float)
        for gram, asked in self._vector(grams(text)).items():
            for index, weight in self._postings.get(gram, ()):
                scores[index] += asked * weight
        near = [
            Likeness(self._keys[index], min(1.0, score)) for index, score in scores.items() if score >= floor
        ]
        return tuple(sorted(near, key=lambda one: (-round(one.score, 9), one.key))[:most])

    def _rarity(self, number: int) -> float:
        return log((1 + len(self._keys)) / (1 + number)) + 1

    def _vector(self, counts: Counter[str]) -> dict[str, float]:
        new = self._rarity(0)
        raw = {gram: number * self._rarities.get(gram, new) for gram, number in sorted(counts.items())}
        length = sqrt(sum(weight * weight for weight in raw.values()))
        return {gram: weight / length for gram, weight in raw.items()} if length else {}


def grams(text: str) -> Counter[str]:
    """Pairs and triples of letters and ideographs; punctuation, space and case do not count."""
    plain = "".join(c for c in normalize("NFKC", text).lower() if category(c)[0] in "LN")
    return Counter(plain[i : i + size] for size in _SIZES for i in range(len(plain) - size + 1))
