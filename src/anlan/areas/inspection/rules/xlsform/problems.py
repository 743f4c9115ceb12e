"""What a workbook holds that we do not take, where it stands, and why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Problem:
    """One problem at a sheet and row (as the spreadsheet counts); ``refused`` keeps the whole file out."""

    sheet: str
    row: int
    code: str
    refused: bool = True
    facts: Mapping[str, object] = field(default_factory=dict)


class Problems:
    """Gathers problems while reading goes on, so that all are told at once."""

    def __init__(self) -> None:
        self.rows: list[Problem] = []

    def refuse(self, sheet: str, row: int, code: str, **facts: object) -> None:
        """Something we cannot read: the file is not taken."""
        self.rows.append(Problem(sheet, row, code, refused=True, facts=facts))

    def tell(self, sheet: str, row: int, code: str, **facts: object) -> None:
        """Something that has no effect here; the reader is told."""
        self.rows.append(Problem(sheet, row, code, refused=False, facts=facts))

    @property
    def refused(self) -> bool:
        """Whether the file is kept out."""
        return any(one.refused for one in self.rows)
