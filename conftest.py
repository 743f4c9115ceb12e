"""What every test may lean on."""

from tests.support.browser import browser, open_page, page, phone_page
from tests.support.database import django_db_setup

__all__ = ["browser", "django_db_setup", "open_page", "page", "phone_page"]
