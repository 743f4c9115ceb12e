"""Comparison of a reading of minutes with the annotated one.

Requirements match one to one, best overlap first, when their spans overlap by at least 0.7
(intersection over union) and both are marked or both unmarked. Parts match one to one at 0.6,
across requirement borders. Kinds, relayed orders, leads and exact spans are judged on matches.
Owners and deadlines do not depend on how parts were cut: one is right when an annotated part
that overlaps the part carrying it has the same (deadlines: text, due and repeats).
"""

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

Reading = Mapping[str, Any]
Row = Mapping[str, Any]
Sheet = dict[str, "Tally"]

REQUIREMENT_OVERLAP = 0.7
PART_OVERLAP = 0.6


@dataclass(frozen=True, slots=True)
class Tally:
    """What was right among what was found and among what was expected."""

    right_found: int = 0
    found: int = 0
    right_expected: int = 0
    expected: int = 0

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(
            self.right_found + other.right_found,
            self.found + other.found,
            self.right_expected + other.right_expected,
            self.expected + other.expected,
        )

    @property
    def precision(self) -> float:
        return self.right_found / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        return self.right_expected / self.expected if self.expected else 1.0

    @property
    def f1(self) -> float:
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def overlap(one: Iterable[int], other: Iterable[int]) -> float:
    """Intersection over union of two spans."""
    (a, b), (c, d) = one, other
    shared = max(0, min(b, d) - max(a, c))
    union = (b - a) + (d - c) - shared
    return shared / union if union else 0.0


def parts_of(reading: Reading) -> list[Row]:
    """All parts of a reading in order."""
    return [part for requirement in reading["requirements"] for part in requirement["parts"]]


def matched(
    expected: list[Row], found: list[Row], *, least: float, alike: Callable[[Row, Row], bool]
) -> list[tuple[Row, Row]]:
    """Pairs of expected and found rows, one to one, best overlap first."""
    scored = [
        (overlap(e["span"], f["span"]), i, j)
        for i, e in enumerate(expected)
        for j, f in enumerate(found)
        if alike(e, f)
    ]
    pairs: dict[int, int] = {}
    for score, i, j in sorted(scored, key=lambda row: (-row[0], row[1], row[2])):
        if score >= least and i not in pairs and j not in pairs.values():
            pairs[i] = j
    return [(expected[i], found[j]) for i, j in sorted(pairs.items())]


def matched_requirements(expected: Reading, found: Reading) -> list[tuple[Row, Row]]:
    """Requirements of both readings that are the same."""
    return matched(
        expected["requirements"],
        found["requirements"],
        least=REQUIREMENT_OVERLAP,
        alike=lambda e, f: (e["marker"] is None) == (f["marker"] is None),
    )


def matched_parts(expected: Reading, found: Reading) -> list[tuple[Row, Row]]:
    """Parts of both readings that are the same."""
    return matched(parts_of(expected), parts_of(found), least=PART_OVERLAP, alike=lambda e, f: True)


def _finds(pairs: list[tuple[Row, Row]], expected: int, found: int) -> Tally:
    return Tally(len(pairs), found, len(pairs), expected)


def _share(right: Iterable[bool]) -> Tally:
    verdicts = list(right)
    return Tally(sum(verdicts), len(verdicts), sum(verdicts), len(verdicts))


def _same(pairs: list[tuple[Row, Row]], *keys: str) -> Tally:
    """The share of pairs that agree in every key."""
    return _share(all(_plain(e[key]) == _plain(f[key]) for key in keys) for e, f in pairs)


def _plain(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else value


def _carried(rows: list[Row], others: list[Row], marks: Callable[[Row], list[Hashable]]) -> tuple[int, int]:
    """How many marks of rows stand on an overlapping row of the others, and how many there are."""
    right = total = 0
    for row in rows:
        there = {mark for other in others if overlap(row["span"], other["span"]) > 0 for mark in marks(other)}
        own = marks(row)
        total += len(own)
        right += sum(mark in there for mark in own)
    return right, total


def _marks(expected: Reading, found: Reading, marks: Callable[[Row], list[Hashable]]) -> Tally:
    right, wanted = parts_of(expected), parts_of(found)
    return Tally(*_carried(wanted, right, marks), *_carried(right, wanted, marks))


def _owners(part: Row) -> list[Hashable]:
    return list(part["owners"])


def _deadlines(part: Row) -> list[Hashable]:
    deadline = part["deadline"]
    return [] if deadline is None else [(deadline["text"], deadline["due"], deadline["repeats"])]


def _announced(expected: Reading, found: Reading) -> Tally:
    def rows(reading: Reading) -> Counter[tuple[Any, ...]]:
        return Counter((row["speaker"], row["count"], row["found"]) for row in reading["announced"])

    wanted, got = rows(expected), rows(found)
    right = (wanted & got).total()
    return Tally(right, got.total(), right, wanted.total())


def compared(expected: Reading, found: Reading) -> Sheet:
    """All figures of one text."""
    requirements = matched_requirements(expected, found)
    parts = matched_parts(expected, found)
    silent = not expected["requirements"]
    return {
        "requirements": _finds(requirements, len(expected["requirements"]), len(found["requirements"])),
        "exact spans": _same(requirements, "span"),
        "headings": _same(requirements, "heading", "marker"),
        "speakers": _same(requirements, "speaker", "speaker_role"),
        "parts": _finds(parts, len(parts_of(expected)), len(parts_of(found))),
        "exact parts": _same(parts, "span"),
        "leads": _same(parts, "lead"),
        "kinds": _same(parts, "kind"),
        "relayed": _same(parts, "relayed"),
        "conditions": _same(parts, "condition"),
        "owners": _marks(expected, found, _owners),
        "deadlines": _marks(expected, found, _deadlines),
        "announced": _announced(expected, found),
        "dates": _same([(expected, found)], "held_on", "published_on"),
        "texts without orders": _share([not found["requirements"]] if silent else []),
    }


def added(sheets: Iterable[Sheet]) -> Sheet:
    """The figures of several texts as one sheet."""
    total: Sheet = {}
    for sheet in sheets:
        for name, tally in sheet.items():
            total[name] = total.get(name, Tally()) + tally
    return total


def table(sheet: Sheet) -> str:
    """The sheet as lines for people."""
    lines = [f"{'':22}{'precision':>10}{'recall':>8}{'f1':>8}{'found':>8}{'expected':>10}"]
    lines += [
        f"{name:22}{t.precision:10.3f}{t.recall:8.3f}{t.f1:8.3f}{t.found:8}{t.expected:10}"
        for name, t in sheet.items()
    ]
    return "\n".join(lines)
