"""A phone of the dean, and three kinds of work it may send."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import OperationalError

from anlan.core.access import Actor
from anlan.core.kernel.errors import BadInput
from anlan.foundation.field import registry
from anlan.foundation.field.public import enrol, register_handler, register_pack
from anlan.foundation.people.models import Person
from tests.support.cast import Cast


def _keep(body: Mapping[str, Any], /, *, by: Actor, made_at: datetime, client_id: UUID) -> dict[str, Any]:
    """Renames whoever sent it: an act that can be seen and counted."""
    assert by.person_id
    person = Person.objects.get(pk=by.person_id)
    person.other_numbers = [*person.other_numbers, str(body.get("word", "x"))]
    person.save()
    return {"code": f"W-{len(person.other_numbers)}"}


def _refuse(body: Mapping[str, Any], /, *, by: Actor, made_at: datetime, client_id: UUID) -> dict[str, Any]:
    _keep(body, by=by, made_at=made_at, client_id=client_id)
    raise BadInput("field.no_reason")


def _break(body: Mapping[str, Any], /, *, by: Actor, made_at: datetime, client_id: UUID) -> dict[str, Any]:
    _keep(body, by=by, made_at=made_at, client_id=client_id)
    raise ZeroDivisionError


def _unreachable(body: Mapping[str, Any], /, **_more: Any) -> dict[str, Any]:
    raise OperationalError


@pytest.fixture(autouse=True)
def kinds() -> Iterator[None]:
    """Kinds of work that tests know; forgotten afterwards."""
    handlers, sections = dict(registry._handlers), dict(registry._sections)
    for kind, handle in (
        ("t.keep", _keep),
        ("t.refuse", _refuse),
        ("t.break", _break),
        ("t.away", _unreachable),
    ):
        register_handler(kind, handle)
    registry._sections.clear()
    register_pack("who", lambda viewer, at: {"label": viewer.label})
    yield
    registry._handlers.clear()
    registry._handlers.update(handlers)
    registry._sections.clear()
    registry._sections.update(sections)


@pytest.fixture
def device(cast: Cast) -> UUID:
    """The dean's phone."""
    return enrol(device_id=uuid4(), label="唐柏的手机", by=cast.actor("dean")).pk
