"""A Friday morning with an office that gives tasks and a canteen to inspect."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

import pytest

from anlan.areas.inspection.tests.ground import Ground, make_ground
from anlan.areas.tasks.tests.office import NOW, Office
from anlan.core.kernel import clock
from tests.support.cast import Cast


@pytest.fixture(autouse=True)
def morning() -> Iterator[datetime]:
    """A Friday morning, outside the quiet hours."""
    with clock.hold(NOW):
        yield NOW


@pytest.fixture(autouse=True)
def media(settings: Any, tmp_path: Any) -> None:
    """Files go to a folder of the test."""
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture
def office(cast: Cast) -> Office:
    """Who gives, does and verifies."""
    return Office(cast)


@pytest.fixture
def ground(cast: Cast) -> Ground:
    """A canteen to inspect."""
    return make_ground(cast)
