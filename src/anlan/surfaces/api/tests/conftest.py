"""Programs of several people."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from anlan.surfaces.api.tests.calling import Caller, caller
from tests.support.cast import Cast


@pytest.fixture
def acting(cast: Cast) -> Callable[[str], Caller]:
    """``acting("dean")`` is the dean's program."""
    return lambda who: caller(cast, who)


@pytest.fixture(autouse=True)
def media(settings: Any, tmp_path: Path) -> None:
    """Original files go to a folder of the test."""
    settings.MEDIA_ROOT = tmp_path
