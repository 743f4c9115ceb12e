"""Fixtures of the tests of inspection."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from anlan.areas.inspection.tests.books import make_workbook
from anlan.areas.inspection.tests.ground import Ground, held_clock, make_ground
from tests.support.cast import Cast

__all__ = ["held_clock"]


@pytest.fixture(autouse=True)
def media(settings: Any, tmp_path: Path) -> None:
    """Files go to a folder of the test."""
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture
def ground(cast: Cast) -> Ground:
    """The small university with places to inspect and checklists in use."""
    return make_ground(cast)


@pytest.fixture
def workbook() -> Any:
    """Makes an XLSForm workbook of survey rows (type, name, label, then columns by head)."""
    return make_workbook
