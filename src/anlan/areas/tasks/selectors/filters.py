"""The filters of the task list, as they stand in its address."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, fields, replace
from typing import Any, Self
from urllib.parse import urlencode
from uuid import UUID

from anlan.areas.tasks.states import Kind, TaskState

STAGES: Mapping[str, tuple[str, ...]] = {
    "open": (TaskState.OPEN.value, TaskState.NOT_EXECUTABLE.value),
    "doing": (TaskState.ACCEPTED.value, TaskState.IN_PROGRESS.value, TaskState.RETURNED.value),
    "checking": (TaskState.SUBMITTED.value,),
    "verified": (TaskState.VERIFIED.value,),
    "ended": (TaskState.CLOSED.value, TaskState.WITHDRAWN.value, TaskState.DORMANT.value),
}
"""The columns of the board with their states."""
DUES = ("overdue", "today", "week", "late")
VIEWS = ("list", "board")
LONGEST_SEARCH = 80


@dataclass(frozen=True, slots=True)
class TaskFilters:
    """What the list is narrowed to; the defaults show everything that has not ended."""

    stage: str = ""
    unit: UUID | None = None
    directive: UUID | None = None
    due: str = ""
    kind: str = ""
    q: str = ""
    mine: bool = False
    view: str = "list"
    page: int = 1

    @classmethod
    def from_query(cls, query: Mapping[str, Any]) -> Self:
        """The filters of an address; what cannot be used is left out, so that an old link still opens."""
        return cls(
            stage=_one_of(query.get("stage"), STAGES),
            unit=_key(query.get("unit")),
            directive=_key(query.get("directive")),
            due=_one_of(query.get("due"), DUES),
            kind=_one_of(query.get("kind"), [kind.value for kind in Kind]),
            q=_text(query.get("q")),
            mine=_text(query.get("mine")) in {"1", "on", "true"},
            view=_one_of(query.get("view"), VIEWS) or "list",
            page=_page(query.get("page")),
        )

    def to_query(self, **changes: Any) -> str:
        """The address of these filters with some changed; defaults are left out, a change goes to page 1."""
        wanted = replace(self, **({"page": 1} | changes)) if changes else self
        plain = TaskFilters()
        return urlencode(
            [
                (one.name, "1" if value is True else str(value))
                for one in fields(self)
                if (value := getattr(wanted, one.name)) != getattr(plain, one.name)
            ]
        )

    @property
    def narrowed(self) -> bool:
        """Whether anything but view and page is set."""
        return bool(replace(self, view="list", page=1).to_query())


def _text(value: object) -> str:
    return str(value or "").replace("\x00", "").strip()[:LONGEST_SEARCH]


def _one_of(value: object, known: Collection[str]) -> str:
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
