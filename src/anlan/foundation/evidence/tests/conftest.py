"""Units as subjects: seen with ``people.read``, their own people add."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from anlan.core.access import Actor
from anlan.foundation.evidence import registry
from anlan.foundation.evidence.public import Link, Ref, register_subject
from anlan.foundation.people.models import Unit
from anlan.foundation.people.public import visible
from tests.support.cast import Cast

KIND = "people.unit"


def _seen(viewer: Actor, keys: set[UUID]) -> set[UUID]:
    return set(
        visible(Unit.objects.filter(pk__in=keys), viewer, "people.edit").values_list("pk", flat=True)
    ) | {unit.pk for unit in Unit.objects.filter(pk__in=keys) if unit.path == viewer.unit_path}


def _may_add(viewer: Actor, key: UUID) -> bool:
    return Unit.objects.filter(pk=key, path=viewer.unit_path).exists()


def _links(viewer: Actor, keys: set[UUID]) -> dict[UUID, Link]:
    return {unit.pk: Link(unit.name, "/people/") for unit in Unit.objects.filter(pk__in=keys)}


@pytest.fixture(autouse=True)
def units_have_evidence(settings: Any, tmp_path: Path) -> Iterator[None]:
    """The room with one kind of subject and a folder of its own."""
    settings.EVIDENCE_ROOT = tmp_path / "evidence"
    register_subject(KIND, _seen, _may_add, _links)
    yield
    registry._subjects.pop(KIND)


@pytest.fixture
def college(cast: Cast) -> Ref:
    """The subject of most tests."""
    return Ref(KIND, cast.units["cs"].pk)
