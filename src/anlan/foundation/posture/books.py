"""The catalogue of measures and the rules of gates of this site, read once; compilations are remembered."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.conf import settings

from anlan.foundation.posture.rules.catalogue import Catalogue, read
from anlan.foundation.posture.rules.compiling import Compiled, compiled
from anlan.foundation.posture.rules.values import MeasureSet, plain


def catalogue() -> Catalogue:
    """Every measure that can be chosen."""
    return _catalogue(Path(settings.RULEBOOKS) / "measures.json")


def compile_measures(measures: MeasureSet) -> Compiled:
    """What these measures come to; the same set is compiled once."""
    return _compiled(json.dumps(plain(measures), sort_keys=True), _Held(measures))


class _Held:
    """Carries the set past the cache, whose key is its text alone."""

    def __init__(self, measures: MeasureSet) -> None:
        self.measures = measures

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Held)

    def __hash__(self) -> int:
        return 0


@lru_cache(maxsize=4)
def _catalogue(path: Path) -> Catalogue:
    return read(json.loads(path.read_text(encoding="utf-8")))


@lru_cache(maxsize=4)
def _templates(path: Path) -> Mapping[str, Any]:
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return found


@lru_cache(maxsize=256)
def _compiled(_text: str, held: _Held) -> Compiled:
    templates = _templates(Path(settings.RULEBOOKS) / "gate_rules.json")
    return compiled(catalogue(), templates, held.measures)
