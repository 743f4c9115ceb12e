"""A place to inspect and what a phone brings along there: fixtures of the journeys on site."""

from pathlib import Path
from typing import Any

import pytest

from anlan.areas.inspection.tests.ground import Ground, make_ground
from anlan.foundation.evidence.tests import files
from tests.support.cast import Cast


@pytest.fixture(autouse=True)
def stored(settings: Any, tmp_path: Path) -> None:
    """Evidence goes to a folder of the test."""
    settings.EVIDENCE_ROOT = tmp_path / "evidence"


@pytest.fixture
def ground(cast: Cast) -> Ground:
    """A canteen, inspectors, checklists."""
    return make_ground(cast)


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    """What a camera would give."""
    path = tmp_path / "camera.jpg"
    path.write_bytes(files.jpeg(size=(640, 480)))
    return path
