import pytest
from django.utils import translation


@pytest.fixture(autouse=True)
def chinese():
    """A request leaves its language in the thread; every test begins in Chinese."""
    with translation.override("zh-hans"):
        yield
