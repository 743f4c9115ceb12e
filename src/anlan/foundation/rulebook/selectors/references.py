"""Which shipped measures, checks and values name a rule by its id."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.conf import settings

from anlan.foundation.people.public import in_language

NAMES = (("label", "label_en"), ("zh", "en"), ("title", "title_en"), ("name", "name_en"))


@dataclass(frozen=True, slots=True)
class Reference:
    """A place in a shipped file that names a rule."""

    file: str
    zh: str
    en: str

    @property
    def label(self) -> str:
        """What names it, in the reader's language."""
        return in_language(self.zh, self.en) or self.file


def references_to(code: str) -> tuple[Reference, ...]:
    """Who names the rule; read once a process."""
    return _found(Path(settings.RULEBOOKS)).get(code, ())


@lru_cache(maxsize=4)
def _found(folder: Path) -> Mapping[str, tuple[Reference, ...]]:
    rules = folder / "rules"
    texts = {file: file.read_text(encoding="utf-8") for file in sorted(folder.rglob("*.json"))}
    known = {
        str(rule["id"])
        for file, text in texts.items()
        if file.parent == rules
        for rule in json.loads(text)["rules"]
    }
    found: dict[str, dict[Reference, None]] = defaultdict(dict)
    for file, text in texts.items():
        if file.parent != rules:
            for code, reference in _named(json.loads(text), file.name, known, Reference(file.name, "", "")):
                found[code][reference] = None
    return {code: tuple(rows) for code, rows in found.items()}


def _named(value: Any, file: str, known: set[str], within: Reference) -> Iterator[tuple[str, Reference]]:
    """Every text in a document that is a rule's id, with the nearest named thing around it."""
    if isinstance(value, str) and value in known:
        yield value, within
    elif isinstance(value, list):
        for item in value:
            yield from _named(item, file, known, within)
    elif isinstance(value, dict):
        here = _name(value, file) or within
        for key, item in value.items():
            if key in known:
                yield key, here
            yield from _named(item, file, known, here)


def _name(value: Mapping[str, Any], file: str) -> Reference | None:
    for zh, en in NAMES:
        if isinstance(value.get(zh), str):
            return Reference(file, value[zh], str(value.get(en, "")))
    return None
