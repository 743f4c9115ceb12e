"""A held noon, and a folder for papers."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from anlan.core.kernel import clock
from tests.support.cast import Cast, build_cast

from .desk import NOON


@pytest.fixture
def noon(settings: Any, tmp_path: Path) -> Iterator[None]:
    """The clock stands at noon; evidence goes to a folder of its own."""
    settings.EVIDENCE_ROOT = tmp_path / "evidence"
    with clock.hold(NOON):
        yield


@pytest.fixture
def staff(db: None, noon: None) -> Cast:
    """The small university at noon."""
    return build_cast()
