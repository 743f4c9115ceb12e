"""What the phone keeps so that its pages open without a line, and the version of it."""

from __future__ import annotations

from functools import lru_cache
from hashlib import sha256
from pathlib import Path

from django.contrib.staticfiles import finders
from django.templatetags.static import static

FILES = ("field.css", "field.js", "theme.js", "icons.svg", "favicon.svg")
PAGE = Path(__file__).parent / "templates" / "field_app" / "shell.html"


def addresses() -> list[str]:
    """Where the kept files are fetched from; the page itself comes first."""
    return ["/field/", *(static(f"anlan/{name}") for name in FILES)]


def version() -> str:
    """Changes whenever any kept file does."""
    found = [*(finders.find(f"anlan/{name}") for name in (*FILES, "field-worker.js")), str(PAGE)]
    paths = [Path(one) for one in found if one]
    return _digest(tuple((str(path), path.stat().st_mtime_ns) for path in paths))


def worker_text() -> str:
    """The service worker as it was built; empty where the front end was not."""
    found = finders.find("anlan/field-worker.js")
    return Path(found).read_text(encoding="utf-8") if found else ""


@lru_cache(maxsize=4)
def _digest(files: tuple[tuple[str, int], ...]) -> str:
    found = sha256()
    for name, _changed in files:
        found.update(Path(name).read_bytes())
    return found.hexdigest()[:16]
