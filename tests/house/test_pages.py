"""Pages keep to the strict content policy and to their own room."""

import re
from pathlib import Path

import pytest

from tests.house import sources

INLINE = re.compile(
    r"<style\b|\sstyle\s*=|<script(?![^>]*\ssrc=)[^>]*>|\son[a-z]+\s*=|javascript:", re.IGNORECASE
)
OUTSIDE = re.compile(r"(?:src|href|action)\s*=\s*[\"'](?:https?:)?//", re.IGNORECASE)
REFERENCE = re.compile(r"{%\s*(?:include|extends)\s+[\"']([^\"']+)[\"']")


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8")


@pytest.mark.parametrize("path", sources.templates(), ids=sources.shown)
def test_a_page_holds_no_inline_script_or_style_and_fetches_nothing_from_outside(path: Path):
    text = re.sub(r"{#.*?#}|{%.*?%}|{{.*?}}", "", _text(path), flags=re.DOTALL)
    assert INLINE.findall(text) == []
    assert OUTSIDE.findall(text) == []


@pytest.mark.parametrize("path", sources.templates(), ids=sources.shown)
def test_a_page_includes_only_parts_of_its_own_room_or_of_the_interface(path: Path):
    room = path.relative_to(sources.SOURCE).as_posix().split("/templates/")[0]
    own = room.rsplit("/", maxsplit=1)[-1]
    shared = {own, "ui", "ledger", "evidence"} if not room.startswith("foundation/ui") else {"ui"}
    foreign = [name for name in REFERENCE.findall(_text(path)) if name.split("/")[0] not in shared]
    assert foreign == []
