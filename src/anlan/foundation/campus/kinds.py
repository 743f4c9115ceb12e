"""The kinds of places, read from ``rulebooks/places.json``."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.conf import settings
from django.utils.translation import get_language

ROOT = ""
ANYWHERE = "*"


@dataclass(frozen=True, slots=True)
class PlaceKind:
    """One kind: its names, the kinds it may lie in, and the layer of the plan that draws it ("" for none)."""

    code: str
    zh: str
    en: str
    under: frozenset[str]
    layer: str
    seats: int | None = None

    @property
    def label(self) -> str:
        """The name in the reader's language."""
        return self.en if (get_language() or "").startswith("en") else self.zh

    def may_lie_in(self, parent: str) -> bool:
        """Whether a place of this kind may lie in one of the other; "" stands for the root."""
        return parent in self.under or (ANYWHERE in self.under and parent != ROOT)


@cache
def kinds() -> dict[str, PlaceKind]:
    """Every kind by its code, in the order of the rulebook."""
    book = json.loads((Path(settings.RULEBOOKS) / "places.json").read_text(encoding="utf-8"))
    return {
        code: PlaceKind(
            code=code,
            zh=entry["label"],
            en=entry["label_en"],
            under=frozenset(entry["under"]),
            layer=entry["layer"],
            seats=entry.get("seats"),
        )
        for code, entry in book["kinds"].items()
    }


def kind_label(code: str) -> str:
    """The name of a kind for a reader; the code itself for one that the rulebook no longer holds."""
    known = kinds().get(code)
    return known.label if known else code


def kind_by_name(text: str) -> PlaceKind | None:
    """The kind whose code, Chinese or English name is this text, whatever the case."""
    wanted = text.strip().casefold()
    for kind in kinds().values():
        if wanted in {kind.code, kind.zh, kind.en.casefold()}:
            return kind
    return None


def codes_of_layer(*layers: str) -> frozenset[str]:
    """The kinds that the plan draws on one of these layers."""
    return frozenset(kind.code for kind in kinds().values() if kind.layer in layers)
