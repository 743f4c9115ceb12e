"""One query for every scope: rows are counted by the paths they lie on and shared out to the scopes above."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, TypeVar

from django.db.models import Aggregate, Model, QuerySet

from anlan.foundation.campus.models import Place
from anlan.foundation.indicators.scopes import Scope, ScopeKind
from anlan.foundation.people.models import Unit

Row = TypeVar("Row", bound=Model)
Paths = Mapping[ScopeKind, str]
"""Where the path of a row's unit or campus stands; a row lies in every scope above one of them."""


def tally(
    rows: QuerySet[Row], scopes: Iterable[Scope], *, paths: Paths, **figures: Aggregate
) -> dict[Scope, dict[str, int]]:
    """Counts of the rows in each scope that has any; ``figures`` add up over parts."""
    grouped = rows.order_by().values(*paths.values()).annotate(**figures)
    told: dict[Scope, dict[str, int]] = {}
    for scope, parts in shared_out(
        grouped.values_list(*paths.values(), *figures), scopes, paths=paths
    ).items():
        sums = (sum(column) for column in zip(*parts, strict=True))
        told[scope] = dict(zip(figures, sums, strict=True))
    return told


def gather(
    rows: QuerySet[Row], scopes: Iterable[Scope], *, paths: Paths, fields: Sequence[str]
) -> dict[Scope, list[tuple[Any, ...]]]:
    """The fields of the rows in each scope that has any."""
    return shared_out(rows.order_by().values_list(*paths.values(), *fields), scopes, paths=paths)


def shared_out(
    rows: Iterable[tuple[Any, ...]], scopes: Iterable[Scope], *, paths: Paths
) -> dict[Scope, list[tuple[Any, ...]]]:
    """Rows that begin with their paths, without these, in every scope that one of them lies in."""
    tops = _tops(scopes)
    found: defaultdict[Scope, list[tuple[Any, ...]]] = defaultdict(list)
    for row in rows:
        ends, rest = row[: len(paths)], row[len(paths) :]
        for kind, path in ((ScopeKind.WHOLE, ""), *zip(paths, ends, strict=True)):
            for top in _above(path):
                for scope in tops.get((kind, top), ()):
                    found[scope].append(rest)
    return dict(found)


def _tops(scopes: Iterable[Scope]) -> dict[tuple[ScopeKind, str], list[Scope]]:
    """The scopes by their own path, one query a kind; the whole house lies at the empty path."""
    found: defaultdict[tuple[ScopeKind, str], list[Scope]] = defaultdict(list)
    by_key: defaultdict[ScopeKind, dict[Any, Scope]] = defaultdict(dict)
    for scope in scopes:
        by_key[scope.kind][scope.id] = scope
    for kind, known in by_key.items():
        if kind is ScopeKind.WHOLE:
            found[kind, ""] += known.values()
            continue
        model: type[Model] = Unit if kind is ScopeKind.UNIT else Place
        kept = model._default_manager.filter(pk__in=known).values_list("path", "pk")
        for path, key in kept:
            found[kind, path].append(known[key])
    return found


def _above(path: str | None) -> Iterator[str]:
    """A path and every path above it: "/a/b/" lies under "/a/b/", "/a/" and "/"; nothing lies nowhere."""
    if path == "":
        yield ""
    for end, sign in enumerate(path or "", 1):
        if sign == "/":
            yield (path or "")[:end]
