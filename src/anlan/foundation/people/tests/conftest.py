"""The cast of these tests."""

import pytest

from anlan.foundation.people.tests import cast


@pytest.fixture
def campus(db):
    return cast.campus()
