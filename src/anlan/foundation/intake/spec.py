"""A sheet as a table of columns: headings in both languages, how a cell is read, what may be chosen."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from anlan.foundation.intake import cells
from anlan.foundation.intake.states import Sheet

_NOISE = re.compile(r"[\s*＊:：()（）]|必填|可不填|required|optional", re.IGNORECASE)


def heading_key(text: str) -> str:
    """A heading as it is compared: width, case, blanks, stars and brackets do not matter."""
    return _NOISE.sub("", unicodedata.normalize("NFKC", text)).casefold()


@dataclass(frozen=True, slots=True)
class Column:
    """One column. ``hint`` stands in the notes row; ``choices`` gives the drop-down."""

    key: str
    zh: str
    en: str
    hint: str
    hint_en: str
    read: Callable[[Any], Any] = cells.text
    needed: bool = False
    aliases: tuple[str, ...] = ()
    choices: Callable[[], Sequence[tuple[str, str, str]]] | None = None
    width: int = 14

    def headings(self) -> frozenset[str]:
        """Every heading under which the column is recognised."""
        return frozenset(heading_key(text) for text in (self.key, self.zh, self.en, *self.aliases))


@dataclass(frozen=True, slots=True)
class SheetSpec:
    """One sheet: its columns, an example of invented rows, and what it is for."""

    sheet: Sheet
    zh: str
    en: str
    about: str
    about_en: str
    columns: tuple[Column, ...]
    example: tuple[tuple[str, ...], ...]
    aliases: tuple[str, ...] = ()
    by_key: Mapping[str, Column] = field(init=False)
    by_heading: Mapping[str, Column] = field(init=False)

    def __post_init__(self) -> None:
        by_heading = {heading: column for column in self.columns for heading in column.headings()}
        object.__setattr__(self, "by_key", {column.key: column for column in self.columns})
        object.__setattr__(self, "by_heading", by_heading)

    def needed(self) -> list[Column]:
        """The columns without which a file cannot be read."""
        return [column for column in self.columns if column.needed]


def choice(options: Callable[[], Sequence[tuple[str, str, str]]]) -> Callable[[Any], str]:
    """A reader of one of several choices, by code, Chinese or English name; gives the code."""

    def read(value: Any) -> str:
        wanted = cells.text(value).casefold()
        if not wanted:
            return ""
        for code, zh, en in options():
            if wanted in {code.casefold(), zh.casefold(), en.casefold()}:
                return code
        raise cells.BadCell("not_a_choice")

    return read
