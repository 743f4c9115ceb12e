"""Facts gathered and frozen: canonical texts and their fingerprint."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import override

from anlan.core.access import Actor
from anlan.foundation.ledger.canonical import canonical
from anlan.foundation.products.kinds import Params, ProductKind
from anlan.foundation.products.paper import Paper, to_plain
from anlan.foundation.products.rules.hashing import content_hash

PRODUCT_LANGUAGE = "zh-hans"


@dataclass(frozen=True, slots=True)
class Frozen:
    """What is kept of a product's content."""

    facts: str
    paper: str
    hash: str
    title: str
    drill: bool
    drawn: Paper


def freeze(kind: ProductKind, *, viewer: Actor, at: datetime, params: Params) -> Frozen:
    """Read the facts with the viewer's eyes and make the paper of the frozen text, never of live objects."""
    with override(PRODUCT_LANGUAGE):
        facts = canonical(kind.facts(viewer, at, params))
        values = json.loads(facts)
        drawn = kind.paper(values)
    paper = canonical(to_plain(drawn))
    drill = bool(values.get("drill", False))
    return Frozen(facts, paper, content_hash(facts, paper), drawn.title[:200], drill, drawn)
