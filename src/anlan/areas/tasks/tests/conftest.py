"""Fixtures of the tests of tasks."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from anlan.areas.tasks.tests.office import Office, held_clock
from tests.support.cast import Cast

__all__ = ["held_clock"]


@pytest.fixture(autouse=True)
def media(settings: Any, tmp_path: Path) -> None:
    """Files go to a folder of the test."""
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture
def office(cast: Cast) -> Office:
    """The small university with tasks to give."""
    return Office(cast)
