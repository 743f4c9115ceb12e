"""Requests: one JSON object of attributes each, checked against the document's declarations."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from typing import Any, NoReturn

from anlan.core.kernel.errors import BadInput
from anlan.core.policy.compiling.fitting import fits
from anlan.core.policy.document import LARGEST, Attribute

PERSON = "person"
PHASE = "phase"
CARRIED = frozenset({PERSON, PHASE})
"""Keys that no attribute is: who passes, and which policy is in force."""
MOST_SHAPES = 1000
SHOWN = 60


def person_of(facts: Mapping[str, Any]) -> str | None:
    """Who passes, as a text; whatever else names the person is written as JSON."""
    person = facts.get(PERSON)
    return person if person is None or type(person) is str else json.dumps(person, sort_keys=True)


class UnusableRequest(BadInput):
    """A request that cannot be judged; facts: ``field`` and what was expected of it."""

    code = "policy.request"


class Checker:
    """Checks requests against the attributes of one document.

    Keys that begin with ``_``, and ``person``, are carried along unread. A missing attribute is fine.
    ``also`` names attributes that another document declares, which has a checker of its own.
    """

    def __init__(self, attributes: Mapping[str, Attribute], *, also: Iterable[str] = ()) -> None:
        read = {name: one for name, one in attributes.items() if name not in CARRIED}
        self._attributes = read
        self._known = CARRIED.union(read, also)
        self._tests = {name: _test(attribute) for name, attribute in read.items()}
        self._fits = fits(read, self._tests)
        self._shapes: set[tuple[str, ...]] = set()

    def check(self, request: object) -> dict[str, Any]:
        """The request itself; ``UnusableRequest`` when it, an attribute or a value is foreign."""
        if type(request) is not dict:
            raise UnusableRequest("policy.request.not_object")
        shape = tuple(request)
        if shape not in self._shapes:
            self._check_names(shape)
        try:
            fitting = self._fits(request.get)
        except TypeError:
            fitting = False
        if not fitting:
            self._refuse(request)
        return request

    def _check_names(self, shape: tuple[str, ...]) -> None:
        for name in shape:
            if name not in self._known and name[:1] != "_":
                raise UnusableRequest("policy.request.undeclared", field=name[:SHOWN])
        if len(self._shapes) < MOST_SHAPES:
            self._shapes.add(shape)

    def _refuse(self, request: Mapping[str, Any]) -> NoReturn:
        """Name the first attribute whose value does not fit."""
        foreign = (
            name
            for name, value in request.items()
            if name in self._tests and value is not None and not self._tests[name](value)
        )
        attribute = self._attributes[next(foreign)]
        value = request[attribute.name]
        if type(value) is str and attribute.type == "enum":
            raise UnusableRequest("policy.request.value", field=attribute.name, value=value[:SHOWN])
        raise UnusableRequest("policy.request.type", field=attribute.name, expected=attribute.type)


def _test(attribute: Attribute) -> Callable[[Any], bool]:
    """Whether a present value is one of the attribute's."""
    if attribute.type == "enum":
        return _Among(attribute.values).__contains__
    if attribute.type == "set":
        return _set_of(attribute.values)
    return _SCALARS[attribute.type]


class _Among(frozenset[str]):
    """A closed set of values that is not upset by a list or an object."""

    def __contains__(self, value: object) -> bool:
        return type(value) is str and super().__contains__(value)


def _set_of(values: tuple[str, ...]) -> Callable[[Any], bool]:
    element = _Among(values).__contains__ if values else _is_id

    def holds(value: Any) -> bool:
        return type(value) is list and all(map(element, value))

    return holds


def _is_int(value: Any) -> bool:
    return type(value) is int and -LARGEST <= value <= LARGEST


def _is_bool(value: Any) -> bool:
    return value is True or value is False


def _is_id(value: Any) -> bool:
    return type(value) is str or _is_int(value)


_SCALARS: dict[str, Callable[[Any], bool]] = {"int": _is_int, "bool": _is_bool, "id": _is_id}
