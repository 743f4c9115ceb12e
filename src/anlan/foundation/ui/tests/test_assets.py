import gzip
import json
import re

import pytest
from django.conf import settings

from anlan.foundation.ui import navigation
from anlan.foundation.ui.tags.pictures import known_icons

FRONTEND = settings.ROOT / "frontend"
OWN = [path for path in (FRONTEND / "styles").glob("*.css") if path.name not in {"anlan.css", "tokens.css"}]
DIST = FRONTEND / "dist" / "anlan"
HEX = re.compile(r"#[0-9a-fA-F]{3,8}\b(?![^{]*\{)")
ICON = re.compile(r"{%\s*icon\s+\"([\w-]+)\"|(?:icon|symbol)=\"([\w-]+)\"")


def test_colours_stand_in_the_tokens_only():
    pages = list((FRONTEND / "styles" / "pages").glob("*.css"))
    found = {path.name: HEX.findall(path.read_text(encoding="utf-8")) for path in [*OWN, *pages]}
    assert {name: codes for name, codes in found.items() if codes} == {}


def test_every_icon_a_template_asks_for_is_in_the_sprite():
    templates = (settings.ROOT / "src").rglob("templates/**/*.html")
    asked = {
        name for path in templates for pair in ICON.findall(path.read_text(encoding="utf-8")) for name in pair
    }
    assert asked - known_icons() - {""} == set()


def test_every_icon_of_the_rail_is_in_the_sprite():
    assert {item.icon for item in navigation.items()} - known_icons() == set()


def test_the_list_of_icons_names_none_twice():
    names = json.loads((FRONTEND / "icons.json").read_text(encoding="utf-8"))
    assert len(names) == len(set(names))


def test_the_lock_file_names_no_address():
    lock = (settings.ROOT / "package-lock.json").read_text(encoding="utf-8")
    assert "resolved" not in lock
    assert "http" not in re.sub(r'"(url|funding|homepage)": "[^"]*"', "", lock)


@pytest.mark.skipif(not DIST.is_dir(), reason="the front end is not built: npm run build")
@pytest.mark.parametrize(
    ("files", "budget"),
    [(("anlan.css",), 50_000), (("shell.js", "htmx.js"), 60_000), (("icons.svg",), 12_000)],
)
def test_what_every_page_loads_keeps_to_its_budget(files, budget):
    assert sum(len(gzip.compress((DIST / name).read_bytes())) for name in files) < budget
