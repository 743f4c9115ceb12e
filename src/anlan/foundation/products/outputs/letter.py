"""What the outputs of a product share: its paper with the facts of its signature."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, datetime

from anlan.core.kernel.clock import CAMPUS_ZONE
from anlan.foundation.products.models import Product
from anlan.foundation.products.paper import Paper, from_plain
from anlan.foundation.products.states import ProductState

FOOT_NO_DATA = "凡标“无数据”者，不计入达标"


@dataclass(frozen=True, slots=True)
class Letter:
    """A paper as it leaves: number and seal are left for outside, a draft and a drill say so."""

    paper: Paper
    number: str
    version: int
    code: str
    hash: str
    signed_by: str
    signed_on: str
    correction: str
    changes: tuple[str, ...]
    banner: str
    drill: bool
    at: datetime


def letter_of(product: Product) -> Letter:
    """The letter of a product; of its frozen text only."""
    signer = product.signer_position
    day = product.signed_at or product.prepared_at
    return Letter(
        paper=from_plain(json.loads(product.paper)),
        number=product.official_number,
        version=product.version,
        code=product.code,
        hash=product.content_hash,
        signed_by=f"{signer.unit.name}{signer.title}" if signer and product.signed_at else "",
        signed_on=chinese_day(day.astimezone(CAMPUS_ZONE).date()) if product.signed_at else "",
        correction=product.correction_note,
        changes=tuple(product.changes),
        banner=_banner(product),
        drill=product.drill,
        at=day,
    )


def chinese_day(day: date) -> str:
    """A day as official letters write it."""
    return f"{day.year}年{day.month}月{day.day}日"


def _banner(product: Product) -> str:
    words = {
        ProductState.DRAFT.value: "草稿，未签发",
        ProductState.DROPPED.value: "已作废",
        ProductState.SUPERSEDED.value: "已有更正版，以更正版为准",
    }
    return words.get(product.state, "")
