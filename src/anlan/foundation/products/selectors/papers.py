"""Products about one thing: which there are, and whether a person has settled them."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from anlan.core.access import Actor
from anlan.foundation.people.public import visible
from anlan.foundation.products.kinds import About
from anlan.foundation.products.models import Product
from anlan.foundation.products.states import ProductState


class Made(StrEnum):
    """Nothing was made, a draft waits, or a person signed it or gave it up."""

    NOTHING = "nothing"
    OPEN = "open"
    SETTLED = "settled"


def papers_about(viewer: Actor, about: About, *, kinds: Collection[str]) -> list[Product]:
    """Products of some kinds about a thing that the viewer sees and that were not given up, oldest first."""
    rows = Product.objects.filter(about_kind=about.kind, about_id=about.id, kind__in=kinds)
    seen = visible(rows, viewer, "products.read").exclude(
        state__in=(ProductState.DROPPED, ProductState.SUPERSEDED)
    )
    return list(seen.defer("facts", "paper").order_by("prepared_at", "pk"))


def made_about(kind: str, since: Mapping[UUID, datetime | None]) -> dict[UUID, Made]:
    """What there is of a kind about each thing since its own instant (ever, without one); one query.

    A draft counts however old it is.
    """
    rows = Product.objects.filter(kind=kind, about_id__in=list(since)).order_by()
    found = dict.fromkeys(since, Made.NOTHING)
    for key, state, at in rows.values_list("about_id", "state", "prepared_at"):
        begins = since.get(key) if key else None
        if key and state == ProductState.DRAFT:
            found[key] = Made.OPEN
        elif key and found[key] is Made.NOTHING and (begins is None or at >= begins):
            found[key] = Made.SETTLED
    return found
