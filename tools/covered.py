"""How much of the code the tests must run, and what they left out."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

WHOLE_LEAST = 95.0
Files = Mapping[str, Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Floor:
    """A part of the house by its paths, and the least percentage of its lines and branches."""

    name: str
    paths: re.Pattern[str]
    least: float = 100.0
    why: str = ""


FLOORS = (
    Floor("core", re.compile(r"/core/")),
    Floor("rules", re.compile(r"/rules(?:/|\.py$)")),
    Floor("states", re.compile(r"/states(?:/|\.py$)")),
    Floor("access", re.compile(r"/access(?:/|\.py$)")),
)
"""A file belongs to the first that names it."""


def shortfalls(report: Path) -> list[str]:
    """A line for everything that coverage's JSON report shows to be missing; none when all is well."""
    if not report.is_file():
        return ["no coverage was measured"]
    told = json.loads(report.read_text(encoding="utf-8"))
    files: Files = told["files"]
    whole = told["totals"]["percent_covered"]
    found = [f"the whole: {whole:.1f} %, at least {WHOLE_LEAST:g}"] if whole < WHOLE_LEAST else []
    for floor in FLOORS:
        found += _below(floor, {path: files[path] for path in files if _floor_of(path) is floor})
    return found


def _floor_of(path: str) -> Floor | None:
    return next((floor for floor in FLOORS if floor.paths.search(path)), None)


def _below(floor: Floor, files: Files) -> Iterator[str]:
    if not files:
        yield f"{floor.name}: no file of it was measured"
        return
    percent = _percent(file["summary"] for file in files.values())
    if percent < floor.least:
        yield f"{floor.name}: {percent:.2f} %, at least {floor.least:g}"
        yield from (f"  {path}: {left}" for path, file in sorted(files.items()) if (left := _missing(file)))


def _percent(summaries: Iterable[Mapping[str, int]]) -> float:
    done = there = 0
    for summary in summaries:
        done += summary["covered_lines"] + summary["covered_branches"]
        there += summary["num_statements"] + summary["num_branches"]
    return 100.0 * done / there if there else 100.0


def _missing(file: Mapping[str, Any]) -> str:
    """Lines as ranges; of lines that did run, the ways that were not taken (``12→15``, ``12→end``)."""
    lines = set(file["missing_lines"])
    ways = [
        f"{start}→{'end' if end < 0 else end}"
        for start, end in file["missing_branches"]
        if start not in lines
    ]
    return ", ".join([*_ranges(sorted(lines)), *ways])


def _ranges(lines: list[int]) -> Iterator[str]:
    starts = [line for before, line in pairwise([-1, *lines]) if line != before + 1]
    ends = [line for line, after in pairwise([*lines, -1]) if after != line + 1]
    for start, end in zip(starts, ends, strict=True):
        yield str(start) if start == end else f"{start}-{end}"
