"""What every test may lean on."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.utils import translation
from hypothesis import HealthCheck
from hypothesis import settings as properties

from tests.support.browser import browser, open_page, page, phone_page
from tests.support.cast import cast, recorded_cast
from tests.support.database import django_db_setup
from tests.support.processes import process_environment
from tests.support.queue import empty_queue

__all__ = [
    "browser",
    "cast",
    "django_db_setup",
    "empty_queue",
    "open_page",
    "page",
    "phone_page",
    "process_environment",
    "recorded_cast",
]


@pytest.fixture(autouse=True)
def chinese() -> Iterator[None]:
    """A request leaves its language in the thread; every test begins in Chinese."""
    with translation.override("zh-hans"):
        yield


def pytest_configure() -> None:
    """The folder that the static files middleware looks for; properties judge truth, never speed."""
    Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)
    properties.register_profile("house", deadline=None, suppress_health_check=[HealthCheck.too_slow])
    properties.load_profile("house")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What drives a browser is marked so, and shares one process: a browser fills a core by itself."""
    for item in items:
        if "browser" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.browser)
        if item.get_closest_marker("browser"):
            item.add_marker(pytest.mark.xdist_group("browser"))
