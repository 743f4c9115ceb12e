"""Whatever the interface says in Chinese it says in English too."""

import ast
import re
from functools import cache
from pathlib import Path

import polib
import pytest

from tests.house import sources

CHINESE = re.compile(r"[\u4e00-\u9fff]")
IN_TEMPLATES = re.compile(r"{%\s*(?:trans|translate)\s+(\"(?:[^\"\\]|\\.)*\"|'(?:[^'\\]|\\.)*')")
BLOCKS = re.compile(r"{%\s*blocktrans(?:late)?\b([^%]*)%}(.*?){%\s*endblocktrans(?:late)?\s*%}", re.DOTALL)
VARIABLE = re.compile(r"{{\s*([\w.]+)[^}]*}}")
PLURAL = re.compile(r"{%\s*plural\s*%}")
CALLS = {"_", "gettext", "gettext_lazy", "pgettext", "pgettext_lazy", "ngettext", "ngettext_lazy"}


@cache
def _rooms() -> list[Path]:
    return sorted({p.parent for p in sources.SOURCE.rglob("apps.py")})


def _template_words(path: Path) -> set[str]:
    text = path.read_text(encoding="utf-8")
    words = {raw[1:-1] for raw in IN_TEMPLATES.findall(text)}
    for options, body in BLOCKS.findall(text):
        first = PLURAL.split(body)[0]
        said = VARIABLE.sub(r"%(\1)s", first.replace("%", "%%") if "%" in first else first)
        words.add(
            " ".join(line.strip() for line in said.strip().splitlines()) if "trimmed" in options else said
        )
    return words


def _code_words(path: Path) -> set[str]:
    words = set()
    for node in ast.walk(sources.tree_of(path)):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in CALLS):
            continue
        given = [
            arg.value for arg in node.args if isinstance(arg, ast.Constant) and isinstance(arg.value, str)
        ]
        words |= set(given[-1:] if node.func.id.startswith("pgettext") else given[:1])
    return words


def _room_of(path: Path) -> Path | None:
    """The innermost app that a file belongs to."""
    return max((room for room in _rooms() if room in path.parents), key=lambda r: len(r.parts), default=None)


def _spoken(room: Path) -> set[str]:
    said = {w for p in sources.modules() if _room_of(p) == room for w in _code_words(p)}
    return said | {w for p in sources.templates() if _room_of(p) == room for w in _template_words(p)}


@pytest.mark.parametrize("room", _rooms(), ids=sources.shown)
def test_every_chinese_word_of_a_room_has_its_english(room: Path):
    catalogue = room / "locale" / "en" / "LC_MESSAGES" / "django.po"
    entries = polib.pofile(str(catalogue)) if catalogue.exists() else []
    known = {
        e.msgid for e in entries if (e.msgstr or any(e.msgstr_plural.values())) and "fuzzy" not in e.flags
    }
    missing = sorted(word for word in _spoken(room) if CHINESE.search(word) and word not in known)
    assert missing == []


def test_a_chinese_word_has_one_english_in_the_whole_house():
    """Django merges the rooms' catalogues: a second English of the same word would show up anywhere."""
    spoken: dict[tuple[str | None, str], dict[str, list[str]]] = {}
    for catalogue in sorted(sources.SOURCE.rglob("*.po")):
        for entry in polib.pofile(str(catalogue)):
            english = entry.msgstr or " | ".join(entry.msgstr_plural.values())
            rooms = spoken.setdefault((entry.msgctxt, entry.msgid), {}).setdefault(english, [])
            rooms.append(sources.shown(catalogue))
    twice = {word: tongues for word, tongues in spoken.items() if len(tongues) > 1}
    assert twice == {}


@pytest.mark.parametrize("catalogue", sorted(sources.SOURCE.rglob("*.po")), ids=sources.shown)
def test_a_translation_keeps_every_placeholder(catalogue: Path):
    placeholder = re.compile(r"%\((\w+)\)s")
    wrong = [
        entry.msgid
        for entry in polib.pofile(str(catalogue))
        if entry.msgstr and set(placeholder.findall(entry.msgid)) != set(placeholder.findall(entry.msgstr))
    ]
    assert wrong == []
