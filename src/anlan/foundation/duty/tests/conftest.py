"""Fixtures of the tests of duty."""

from __future__ import annotations

import pytest

from anlan.foundation.duty.tests.desk import Desk, build_desk, held_clock
from tests.support.cast import Cast

__all__ = ["held_clock"]


@pytest.fixture
def desk(cast: Cast, held_clock: object) -> Desk:
    """The duty desk on a Monday morning."""
    return build_desk(cast)
