"""A product as PDF: typeset by typst with fonts of this machine, from data and never from mark-up."""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path
from typing import Any

from anlan.core.kernel.errors import Unavailable
from anlan.foundation.products.outputs.fonts import HEAD_STAND_INS, IN_PDF, STAND_INS
from anlan.foundation.products.outputs.letter import FOOT_NO_DATA, Letter
from anlan.foundation.products.paper import to_plain

try:
    import typst
except ImportError:  # an optional part of the installation
    typst = None  # type: ignore[assignment]

SHAPES = {"met": "○", "on_track": "◔", "at_risk": "△", "not_met": "✕", "no_data": "◇"}
TEMPLATE = Path(__file__).with_name("letter.typ")


def pdf_of(letter: Letter) -> bytes:
    """The file, with its fonts inside. Raises Unavailable where no Chinese font or no typesetter is found."""
    if typst is None:
        raise Unavailable("products.no_typesetter")
    data = json.dumps(_told(letter) | {"fonts": chosen_fonts()}, ensure_ascii=False)
    stamp = int(letter.at.timestamp())
    made = typst.compile(str(TEMPLATE), sys_inputs={"letter": data}, format="pdf", timestamp=stamp)
    return bytes(made)


@lru_cache(maxsize=1)
def families() -> frozenset[str]:
    """Font families that this machine has."""
    return frozenset(typst.Fonts().families()) if typst is not None else frozenset()


def chosen_fonts() -> dict[str, list[str]]:
    """Families by use, those of the standard first. Raises Unavailable when none holds Chinese."""
    found: dict[str, list[str]] = {}
    for use, wanted in IN_PDF.items():
        stand_ins = HEAD_STAND_INS if use == "head" else STAND_INS
        found[use] = [name for name in dict.fromkeys((*wanted, *stand_ins)) if name in families()]
    if not all(found.values()):
        raise Unavailable("products.no_font")
    return found


def _told(letter: Letter) -> dict[str, Any]:
    plain = to_plain(letter.paper)
    return plain | {
        "number": letter.number,
        "banner": letter.banner,
        "drill": letter.drill,
        "correction": letter.correction,
        "changes": list(letter.changes),
        "version": letter.version,
        "code": letter.code,
        "hash": letter.hash[:16],
        "signed_by": letter.signed_by,
        "signed_on": letter.signed_on,
        "foot": FOOT_NO_DATA if letter.paper.lacks_data else "",
        "shapes": SHAPES,
        "dense": letter.paper.dense,
    }
