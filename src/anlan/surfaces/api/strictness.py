"""Input is what was asked for, and nothing else: no unknown field, no sign that cannot be kept."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from functools import wraps
from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from ninja.operation import Operation
from ninja.parser import Parser

from anlan.core.kernel.errors import BadInput
from anlan.surfaces.api.session import actor_in, refuse_early

JSON = "application/json"
MOST_NAMED = 10

Run = Callable[..., HttpResponseBase]


class StrictParser(Parser):
    """JSON as the standard has it: no NaN; text that the database can keep."""

    def parse_body(self, request: HttpRequest) -> Any:
        """The body; raises ValueError when it is no JSON and BadInput for unusable text."""
        told = json.loads(request.body, parse_constant=_refuse)
        require_usable(told)
        return told


def require_usable(told: object) -> None:
    """Raise BadInput for text with a null sign or a lone surrogate, however deep it lies."""
    if any(not _usable(text) for text in _texts(told)):
        raise BadInput("api.unusable_sign")


def strictly(operation: Operation) -> Run:
    """The operation, after a look at what came with the address and the form."""
    known = {source: set(_names(operation, source)) for source in ("query", "form", "file", "body")}
    run = operation.run

    @wraps(run)
    def inner(request: HttpRequest, **path: Any) -> HttpResponseBase:
        if actor_in(request).account_id is None:
            return run(request, **path)
        try:
            _require_known(request.GET, known["query"])
            require_usable([path, dict(request.GET)])
            if known["body"] and request.content_type != JSON:
                raise BadInput("api.not_json")
            if known["file"]:
                refuse_early(request)
                _require_known_form(request, known["form"] | known["file"])
        except (BadInput, RequestDataTooBig) as error:
            return operation.api.on_exception(request, error)
        return run(request, **path)

    return inner


def _require_known_form(request: HttpRequest, fields: set[str]) -> None:
    """A form brings its fields and files, and nothing more."""
    _require_known({**request.POST, **request.FILES}, fields)
    names = [getattr(file, "name", "") for file in request.FILES.values()]
    require_usable([dict(request.POST), names])


def _require_known(given: Any, known: set[str]) -> None:
    unknown = sorted(set(given) - known)
    if unknown:
        raise BadInput("api.unknown_fields", fields=" ".join(name[:40] for name in unknown[:MOST_NAMED]))


def _names(operation: Operation, source: str) -> Iterator[str]:
    for model in operation.models:
        if model.__ninja_param_source__ == source:
            yield from getattr(model, "__ninja_flatten_map__", None) or model.model_fields


def _texts(told: object) -> Iterator[str]:
    waiting = [told]
    while waiting:
        one = waiting.pop()
        if isinstance(one, str):
            yield one
        elif isinstance(one, dict):
            waiting += [*one.keys(), *one.values()]
        elif isinstance(one, list | tuple):
            waiting += one


def _usable(text: str) -> bool:
    return "\x00" not in text and not any("\ud800" <= sign <= "\udfff" for sign in text)


def _refuse(constant: str) -> None:
    raise ValueError(f"{constant} is no JSON")
