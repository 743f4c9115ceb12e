"""Small changes of a rule document, each of which some vector must notice."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from typing import Any

Document = dict[str, Any]
SWAPS = {"lt": "le", "le": "lt", "gt": "ge", "ge": "gt"}


def mutants(document: Document) -> Iterator[tuple[str, Document]]:
    """Each with a name: a rule, a condition or a list element less; < for ≤; a parameter shifted by one."""
    for at, rule in enumerate(document["rules"]):
        yield f"{rule['id']} dropped", _changed(document, lambda d, at=at: d["rules"].pop(at))
        for path in _conditions(rule):
            yield from _of_condition(document, at, path)
    for name, policy in document["policies"].items():
        for parameter, value in policy.get("params", {}).items():
            yield from _of_parameter(document, name, parameter, value)


def _of_condition(document: Document, at: int, path: tuple[Any, ...]) -> Iterator[tuple[str, Document]]:
    condition = _at(document["rules"][at], path)
    name = f"{document['rules'][at]['id']} {'/'.join(map(str, path))} {condition[0]}"
    yield f"{name} dropped", _changed(document, lambda d: _at(d["rules"][at], path[:-1]).pop(path[-1]))
    if condition[1] in SWAPS:
        yield f"{name} swapped", _changed(document, lambda d: _swap(_at(d["rules"][at], path)))
    if condition[1] in ("in", "nin") and isinstance(condition[2], list):
        for place in range(len(condition[2])):
            yield (
                f"{name} without {condition[2][place]}",
                _changed(document, lambda d, place=place: _at(d["rules"][at], path)[2].pop(place)),
            )


def _of_parameter(document: Document, policy: str, name: str, value: Any) -> Iterator[tuple[str, Document]]:
    for step in (-1, 1):
        for place in range(len(value)) if isinstance(value, list) else (None,):

            def shift(d: Document, step: int = step, place: int | None = place) -> None:
                params = d["policies"][policy]["params"]
                if place is None:
                    params[name] += step
                else:
                    params[name][place] += step

            yield f"{policy} {name} {step:+}", _changed(document, shift)


def _conditions(rule: dict[str, Any]) -> Iterator[tuple[Any, ...]]:
    yield from (("when", at) for at in range(len(rule["when"])))
    for group, conditions in enumerate(rule.get("unless") or []):
        yield from (("unless", group, at) for at in range(len(conditions)))
    yield from (("must", at) for at in range(len(rule.get("must") or [])))


def _at(value: Any, path: tuple[Any, ...]) -> Any:
    for step in path:
        value = value[step]
    return value


def _swap(condition: list[Any]) -> None:
    condition[1] = SWAPS[condition[1]]


def _changed(document: Document, change: Any) -> Document:
    changed = copy.deepcopy(document)
    change(changed)
    return changed
