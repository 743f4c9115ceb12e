"""Every test begins in Chinese, whatever language the page before it spoke."""

from collections.abc import Iterator

import pytest
from django.utils import translation


@pytest.fixture(autouse=True)
def chinese() -> Iterator[None]:
    """The language of the source text, restored afterwards."""
    with translation.override("zh-hans"):
        yield
