"""Processes of their own over the test's database."""

import os
from urllib.parse import quote

import pytest
from django.conf import settings


@pytest.fixture
def process_environment() -> dict[str, str]:
    """The environment in which a child process sees this test's database."""
    given = settings.DATABASES["default"]
    user, secret = given["USER"], given.get("PASSWORD")
    who = f"{user}:{quote(secret, safe='')}" if secret else user
    place = f":{given['PORT']}" if given.get("PORT") else ""
    address = f"postgresql://{who}@{place}/{given['NAME']}?host={quote(given['HOST'], safe='')}"
    return os.environ | {
        "DATABASE_URL": address,
        "DJANGO_SETTINGS_MODULE": "anlan.project.settings",
        "PYTHONPATH": str(settings.ROOT / "src"),
    }
