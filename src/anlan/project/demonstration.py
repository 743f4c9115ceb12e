"""The demo campus in a database: whether it is there, and whether its loading was cut off."""

from pathlib import Path

from django.contrib.auth import get_user_model
from django.db import connection

from anlan.project.home import anlan_home


def is_demonstration() -> bool:
    """Whether the database holds the demo's ready roles; only then may their page be open."""
    return get_user_model().objects.exclude(demo_role="").exists()


def was_cut_off() -> bool:
    """Whether a loading into this very database began on an empty one and did not end."""
    return _mark().is_file() and _mark().read_text(encoding="utf-8") == _this_database()


def begin() -> None:
    """Note that loading begins."""
    _mark().write_text(_this_database(), encoding="utf-8")


def end() -> None:
    """Forget the note: the campus is whole, or the data are somebody's own now."""
    _mark().unlink(missing_ok=True)


def _mark() -> Path:
    return anlan_home() / "demo.begun"


def _this_database() -> str:
    given = connection.settings_dict
    return f"{given['HOST']}:{given['PORT']}/{given['NAME']}"
