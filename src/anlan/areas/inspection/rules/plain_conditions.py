"""Conditions as a form without signs writes them, read back; any other is kept as it stands."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

_NUMBER = r"-?\d{1,9}(?:\.\d{1,6})?"
_LOW = re.compile(rf"\. < ({_NUMBER})")
_HIGH = re.compile(rf"\. > ({_NUMBER})")
_BOTH = re.compile(rf"\. < ({_NUMBER}) or \. > ({_NUMBER})")
_CHOSEN = re.compile(r"\. = '([\w.-]+)'(?: or \. = '[\w.-]+')*")
_ONE = re.compile(r"\. = '([\w.-]+)'")


@dataclass(frozen=True, slots=True)
class Fails:
    """What fails: below a number, above a number, or certain choices; ``other`` is kept untouched."""

    low: Decimal | None = None
    high: Decimal | None = None
    chosen: frozenset[str] = frozenset()
    other: str = ""

    def text(self) -> str:
        """As it is kept."""
        ends = [
            f". < {self.low}" if self.low is not None else "",
            f". > {self.high}" if self.high is not None else "",
        ]
        said = " or ".join(one for one in ends if one)
        return said or " or ".join(f". = '{name}'" for name in sorted(self.chosen)) or self.other


def read_fails(text: str) -> Fails:
    """What a form can show of it."""
    if match := _BOTH.fullmatch(text):
        return Fails(low=Decimal(match[1]), high=Decimal(match[2]))
    if match := _LOW.fullmatch(text):
        return Fails(low=Decimal(match[1]))
    if match := _HIGH.fullmatch(text):
        return Fails(high=Decimal(match[1]))
    if _CHOSEN.fullmatch(text):
        return Fails(chosen=frozenset(_ONE.findall(text)))
    return Fails(other=text)


def answered(key: str, name: str) -> str:
    """The condition that an earlier question was answered so."""
    return f"${{{key}}} = '{name}'"


def read_choices(
    text: str, known: Iterable[Mapping[str, str]]
) -> tuple[list[dict[str, str]], frozenset[str]]:
    """Choices written a line each, ``中文 | English``; a line that begins with ``×`` fails. A label that was
    there before keeps its name, so that conditions about it hold."""
    names = {row["label"]: row["name"] for row in known}
    rows: list[dict[str, str]] = []
    failing: set[str] = set()
    for line in text.splitlines():
        said = line.strip()
        fails, said = said.startswith("×"), said.removeprefix("×").strip()
        chinese, _bar, english = (part.strip() for part in said.partition("|"))
        if not chinese or any(row["label"] == chinese for row in rows):
            continue
        name = names.get(chinese) or _fresh({*names.values(), *(row["name"] for row in rows)})
        rows.append({"name": name, "label": chinese, "label_en": english})
        failing |= {name} if fails else set()
    return rows, frozenset(failing)


def told_choices(rows: Iterable[Mapping[str, str]], failing: Collection[str]) -> str:
    """Choices as they are written."""
    return "\n".join(
        ("× " if row["name"] in failing else "")
        + row["label"]
        + (f" | {row['label_en']}" if row.get("label_en") else "")
        for row in rows
    )


def _fresh(taken: Collection[str]) -> str:
    return next(f"c{number}" for number in range(1, len(taken) + 2) if f"c{number}" not in taken)
