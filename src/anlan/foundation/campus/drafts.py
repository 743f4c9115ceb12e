"""Places as somebody wants them, judged against places as they are. No database."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Final
from uuid import UUID

from anlan.core.kernel.ids import new_id
from anlan.foundation.campus.geojson import Problem
from anlan.foundation.campus.kinds import ROOT, kind_by_name, kinds

MAX_PATH: Final = 400
_NOWHERE: Final = "?"
COMPARED: Final = (
    "name", "name_en", "kind", "order", "floor", "capacity", "owner", "geometry", "crs", "shut", "note"
)  # fmt: skip


class Outcome(StrEnum):
    """What will happen to a draft."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    ERROR = "error"


@dataclass(frozen=True, slots=True)
class Known:
    """A place as it is: its key, path, its parent's code and its values (``owner`` is a unit's code)."""

    id: UUID
    path: str
    parent: str
    values: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Draft:
    """A place as it is wanted; a value that is absent stays as it is."""

    ref: int
    values: Mapping[str, Any]
    problems: tuple[Problem, ...] = ()

    @property
    def code(self) -> str:
        """The code, "" when the draft gives none."""
        return str(self.values.get("code", ""))


@dataclass(frozen=True, slots=True)
class Judged:
    """A draft with its outcome; ``changes`` maps a field to before and after, ``values`` is all of it."""

    ref: int
    code: str
    outcome: Outcome
    id: UUID | None = None
    path: str = ""
    parent: str = ""
    values: Mapping[str, Any] = field(default_factory=dict)
    changes: Mapping[str, tuple[Any, Any]] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()


def judge(drafts: Sequence[Draft], *, known: Mapping[str, Known], units: Mapping[str, UUID]) -> list[Judged]:
    """One outcome a draft, in their order; parents may come later in the same file than their children."""
    return _Judge(drafts, known, units).outcomes()


@dataclass(slots=True)
class _Judge:
    drafts: Sequence[Draft]
    known: Mapping[str, Known]
    units: Mapping[str, UUID]
    first: dict[str, Draft] = field(default_factory=dict)
    done: dict[str, Judged] = field(default_factory=dict)
    open: set[str] = field(default_factory=set)

    def outcomes(self) -> list[Judged]:
        for draft in self.drafts:
            if draft.code:
                self.first.setdefault(draft.code, draft)
        return [self._outcome(draft) for draft in self.drafts]

    def _outcome(self, draft: Draft) -> Judged:
        if not draft.code:
            return self._refused(draft, draft.problems or (Problem("missing", "code"),))
        first = self.first[draft.code]
        if first is not draft:
            return self._refused(draft, (Problem("twice", "code", str(first.ref)),))
        if draft.code not in self.done:
            self._resolve(draft)
        return self.done[draft.code]

    def _resolve(self, start: Draft) -> None:
        """Judge the chain of parents from the top down; no recursion, files nest as deep as they like."""
        chain, draft = [start], start
        self.open = {start.code}
        while True:
            above = self.first.get(self._parent_code(draft))
            if above is None or above.code in self.done:
                break
            if above.code in self.open:
                for one in chain:
                    self.done[one.code] = self._refused(one, (Problem("circle", "parent", above.code),))
                return
            chain.append(above)
            self.open.add(above.code)
            draft = above
        for one in reversed(chain):
            self.done[one.code] = self._judged(one)

    def _parent_code(self, draft: Draft) -> str:
        before = self.known.get(draft.code)
        return str(draft.values.get("parent") or (before.parent if before else ""))

    def _judged(self, draft: Draft) -> Judged:
        before = self.known.get(draft.code)
        parent = self._parent_code(draft)
        path, parent_kind, problems = self._placed(draft, parent, before)
        values = dict(before.values) if before else dict.fromkeys(COMPARED) | {"crs": "EPSG:4326"}
        values |= {name: draft.values[name] for name in COMPARED if name in draft.values}
        problems += [*draft.problems, *self._faults(values, parent_kind)]
        if problems:
            return self._refused(draft, tuple(problems))
        changes = self._changes(before, values) if before else {}
        outcome = Outcome.NEW if before is None else Outcome.CHANGED if changes else Outcome.SAME
        key = before.id if before else new_id()
        return Judged(draft.ref, draft.code, outcome, key, path, parent, values, changes)

    def _placed(self, draft: Draft, parent: str, before: Known | None) -> tuple[str, str, list[Problem]]:
        """The path and the parent's kind, and what is wrong with the parent."""
        if before is not None and parent != before.parent:
            return "", _NOWHERE, [Problem("moved", "parent", parent)]
        if not parent:
            return f"{draft.code}/", ROOT, []
        above, judged = self.known.get(parent), self.done.get(parent)
        if judged is not None and judged.outcome is Outcome.ERROR:
            return "", _NOWHERE, [Problem("parent_refused", "parent", parent)]
        if judged is None and above is None:
            return "", _NOWHERE, [Problem("parent_unknown", "parent", parent)]
        base, kind = (judged.path, judged.values["kind"]) if judged else (above.path, above.values["kind"])  # type: ignore[union-attr]
        path = f"{base}{draft.code}/"
        return path, str(kind), [Problem("too_deep", "parent", parent)] if len(path) > MAX_PATH else []

    def _faults(self, values: dict[str, Any], parent_kind: str) -> Iterable[Problem]:
        if not values.get("name"):
            yield Problem("missing", "name")
        kind = kind_by_name(str(values.get("kind") or ""))
        if kind is None:
            yield Problem(
                "unknown_kind" if values.get("kind") else "missing", "kind", str(values.get("kind") or "")
            )
        else:
            values["kind"] = kind.code
            values["capacity"] = kind.seats if values["capacity"] is None else values["capacity"]
            if parent_kind in kinds() and not kind.may_lie_in(parent_kind):
                yield Problem("wrong_parent_kind", "kind", kinds()[parent_kind].label)
            elif parent_kind == ROOT and not kind.may_lie_in(ROOT):
                yield Problem("missing", "parent")
        if values.get("owner") and values["owner"] not in self.units:
            yield Problem("unknown_unit", "owner", str(values["owner"]))

    def _changes(self, before: Known, values: Mapping[str, Any]) -> dict[str, tuple[Any, Any]]:
        return {
            name: (before.values.get(name), values[name])
            for name in COMPARED
            if (values[name] or None) != (before.values.get(name) or None)
        }

    def _refused(self, draft: Draft, problems: tuple[Problem, ...]) -> Judged:
        return Judged(draft.ref, draft.code, Outcome.ERROR, problems=problems, values=draft.values)
