"""The filters of the register, as they stand in its address."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from typing import Any, Self
from urllib.parse import urlencode
from uuid import UUID

from anlan.areas.command.models.choices import Obligation, Origin
from anlan.areas.command.rules.status import Status
from anlan.areas.command.states import DirectiveState

GROUPINGS = ("requirement", "unit", "deadline")
ROLES = ("lead", "helper")
DUES = ("overdue", "today", "week", "month", "repeats", "none")
OTHER_ORIGINS = "others"
EVERY_ORIGIN = "all"
ORIGINS = (*Origin.values, OTHER_ORIGINS, EVERY_ORIGIN)
STATES = tuple(state.value for state in DirectiveState if state is not DirectiveState.DRAFT)
LONGEST_SEARCH = 80


@dataclass(frozen=True, slots=True)
class RegisterFilters:
    """What the register is narrowed to; the defaults show everything in force or done.

    Without an origin, whoever sees the whole house gets what headquarters issued, and a unit everything.
    """

    meeting: UUID | None = None
    speaker: str = ""
    unit: UUID | None = None
    role: str = ""
    campus: UUID | None = None
    status: str = ""
    state: str = ""
    kind: str = ""
    due: str = ""
    origin: str = ""
    q: str = ""
    mine: bool = False
    ended: bool = False
    group: str = "requirement"
    page: int = 1

    @classmethod
    def from_query(cls, query: Mapping[str, Any]) -> Self:
        """The filters of an address; what cannot be used is left out, so that an old link still opens."""
        return cls(
            meeting=_key(query.get("meeting")),
            speaker=_text(query.get("speaker")),
            unit=_key(query.get("unit")),
            role=_one_of(query.get("role"), ROLES),
            campus=_key(query.get("campus")),
            status=_one_of(query.get("status"), [status.value for status in Status]),
            state=_one_of(query.get("state"), STATES),
            kind=_one_of(query.get("kind"), Obligation.values),
            due=_one_of(query.get("due"), DUES),
            origin=_one_of(query.get("origin"), ORIGINS),
            q=_text(query.get("q")),
            mine=_text(query.get("mine")) in {"1", "on", "true"},
            ended=_text(query.get("ended")) in {"1", "on", "true"},
            group=_one_of(query.get("group"), GROUPINGS) or "requirement",
            page=_page(query.get("page")),
        )

    def to_query(self, **changes: Any) -> str:
        """The address of these filters with some changed; defaults are left out, a change goes to page 1."""
        wanted = replace(self, **({"page": 1} | changes)) if changes else self
        plain = RegisterFilters()
        return urlencode(
            [
                (one.name, "1" if value is True else str(value))
                for one in fields(self)
                if (value := getattr(wanted, one.name)) != getattr(plain, one.name)
            ]
        )

    @property
    def narrowed(self) -> bool:
        """Whether anything but grouping and page is set."""
        return bool(replace(self, group="requirement", page=1).to_query())


PARAMETERS = frozenset(one.name for one in fields(RegisterFilters))


def _text(value: object) -> str:
    return str(value or "").replace("\x00", "").strip()[:LONGEST_SEARCH]


def _one_of(value: object, known: Any) -> str:
    text = _text(value)
    return text if text in known else ""


def _key(value: object) -> UUID | None:
    try:
        return UUID(_text(value)) if value else None
    except ValueError:
        return None


def _page(value: object) -> int:
    text = _text(value)
    return min(max(int(text), 1), 100_000) if text.isdecimal() and len(text) < 7 else 1
