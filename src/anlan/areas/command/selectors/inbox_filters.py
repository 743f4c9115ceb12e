"""What narrows the inbox; it stands in the address of the page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

LISTS = ("waiting", "kept", "objections", "to_relay")
LONGEST_SEARCH = 100
FARTHEST_PAGE = 100_000


@dataclass(frozen=True, slots=True)
class InboxFilters:
    """One of the lists or all of them, words of the requirement, only what is late, which page."""

    show: str = ""
    q: str = ""
    late: bool = False
    page: int = 1

    @classmethod
    def from_query(cls, query: Mapping[str, str]) -> InboxFilters:
        """The filters of an address; what nobody knows is left out."""
        show, page = query.get("show", ""), query.get("page", "")
        known = page.isascii() and page.isdecimal() and len(page) <= len(str(FARTHEST_PAGE))
        return cls(
            show=show if show in LISTS else "",
            q=query.get("q", "").replace("\x00", "").strip()[:LONGEST_SEARCH],
            late=query.get("late") == "1",
            page=max(int(page), 1) if known else 1,
        )

    def to_query(self, **changed: object) -> str:
        """The address of the same with some of it changed, from its first page."""
        told: dict[str, object] = {"show": self.show, "q": self.q, "late": "1" if self.late else ""}
        told |= {name: "1" if value is True else value for name, value in changed.items()}
        return urlencode({name: value for name, value in told.items() if value})
