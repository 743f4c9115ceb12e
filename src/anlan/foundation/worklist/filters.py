"""The filters of the list, as they stand in its address."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from typing import Any, Self
from urllib.parse import urlencode

from anlan.foundation.worklist.sources import sources

TABS = ("mine", "late", "changed", "waiting")
LONGEST_SEARCH = 80


@dataclass(frozen=True, slots=True)
class ListFilters:
    """What the list is narrowed to."""

    tab: str = "mine"
    source: str = ""
    q: str = ""

    @classmethod
    def from_query(cls, query: Mapping[str, Any]) -> Self:
        """The filters of an address; what cannot be used is left out."""
        tab, source = str(query.get("tab") or ""), str(query.get("source") or "")
        return cls(
            tab=tab if tab in TABS else "mine",
            source=source if source in {one.code for one in sources()} else "",
            q=str(query.get("q") or "").replace("\x00", "").strip()[:LONGEST_SEARCH],
        )

    def to_query(self, **changes: Any) -> str:
        """The address of these filters with some changed; defaults are left out."""
        wanted, plain = replace(self, **changes), ListFilters()
        return urlencode(
            [
                (one.name, value)
                for one in fields(self)
                if (value := getattr(wanted, one.name)) != getattr(plain, one.name)
            ]
        )
