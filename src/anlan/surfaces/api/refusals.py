"""What went wrong, as JSON: a stable code, three sentences in the reader's language, the facts."""

from __future__ import annotations

import logging
import secrets
from collections.abc import Mapping
from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from ninja import NinjaAPI, Schema
from ninja.errors import AuthenticationError, HttpError, ValidationError
from pydantic import Field

from anlan.areas.command.public import DraftConflict
from anlan.core.kernel.errors import AnlanError, BadInput, NotVisible, TooLarge
from anlan.foundation.ui.answers import status_of
from anlan.foundation.ui.wire import example
from anlan.foundation.ui.wording import words_for
from anlan.surfaces.api.session import ForgeryRefused

log = logging.getLogger("anlan.api")

NOT_JSON, SIGNED_OUT, FORBIDDEN, MISSING, FAULT = 400, 401, 403, 404, 500
MOST_FIELDS = 20


class Refusal(Schema):
    """Why something was not done. `code` never changes; the sentences follow `Accept-Language`."""

    model_config = example(
        code="act.not_yours",
        title="这一步由别人来做",
        why="你能看到它，但现在的岗位办不了这件事。",
        do="换一个岗位再试，或者转给负责的单位。",
        facts={"verb": "command.issue"},
    )

    code: str = Field(description="What happened, for programs.")
    title: str = Field(description="What happened, for people.")
    why: str = Field(description="Why.")
    do: str = Field(description="What to do now.")
    facts: dict[str, Any] = Field(description="What the words are about: limits, fields, names.")


def refuse(
    error: AnlanError, *, status: int | None = None, more: Mapping[str, Any] | None = None
) -> HttpResponse:
    """The answer to an error of the core."""
    words = words_for(error)
    told = {"title": str(words.title), "why": str(words.why), "do": str(words.do)}
    body = {"code": error.code, **told, "facts": {**error.facts, **(more or {})}}
    return JsonResponse(body, status=status or status_of(error), json_dumps_params={"ensure_ascii": False})


def refuse_one_time_password() -> HttpResponse:
    """The answer to somebody whose password was told to them and is still to be changed."""
    return refuse(AnlanError("api.password_to_change"), status=FORBIDDEN)


def answer_errors_of(api: NinjaAPI) -> None:
    """Every way out of an operation that is not its answer."""
    api.add_exception_handler(AnlanError, _ours)
    api.add_exception_handler(DraftConflict, _both_sides)
    api.add_exception_handler(ValidationError, _fields)
    api.add_exception_handler(AuthenticationError, _signed_out)
    api.add_exception_handler(ForgeryRefused, _forged)
    api.add_exception_handler(HttpError, _not_json)
    api.add_exception_handler(Http404, _missing)
    api.add_exception_handler(RequestDataTooBig, _too_big)
    api.add_exception_handler(Exception, _fault)


def _ours(_request: HttpRequest, error: Any) -> HttpResponse:
    return refuse(error)


def _both_sides(_request: HttpRequest, error: Any) -> HttpResponse:
    """A conflict on a draft tells each field as both have it."""
    sides = [{"field": one.field, "yours": one.yours, "theirs": one.theirs} for one in error.sides]
    return refuse(error, more={"sides": sides})


def _fields(_request: HttpRequest, error: Any) -> HttpResponse:
    """Each faulty field by its place, with the reason in English."""
    told = {".".join(str(step) for step in one["loc"]): str(one["msg"]) for one in error.errors}
    fields = dict(list(told.items())[:MOST_FIELDS])
    return refuse(BadInput("api.bad_fields", count=len(error.errors)), more={"fields": fields})


def _signed_out(_request: HttpRequest, _error: Any) -> HttpResponse:
    return refuse(AnlanError("api.signed_out"), status=SIGNED_OUT)


def _forged(_request: HttpRequest, _error: Any) -> HttpResponse:
    return refuse(AnlanError("api.csrf"), status=FORBIDDEN)


def _not_json(_request: HttpRequest, error: Any) -> HttpResponse:
    cause = error.__cause__
    if isinstance(cause, AnlanError):
        return refuse(cause)
    return refuse(BadInput("api.not_json"), status=NOT_JSON)


def _missing(_request: HttpRequest, _error: Any) -> HttpResponse:
    return refuse(NotVisible(), status=MISSING)


def _too_big(_request: HttpRequest, _error: Any) -> HttpResponse:
    return refuse(TooLarge())


def _fault(request: HttpRequest, error: Any) -> HttpResponse:
    """Nothing of the fault goes out; its number is in the log beside the trace."""
    number = secrets.token_hex(3).upper()
    log.error("%s %s %s", number, request.method, request.path, exc_info=error)
    return refuse(AnlanError("api.fault", number=number), status=FAULT)
