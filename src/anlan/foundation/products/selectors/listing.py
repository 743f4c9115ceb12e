"""The list of products, narrowed by what stands in the address."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any
from urllib.parse import urlencode

from django.db.models import Q, QuerySet

from anlan.core.access import Actor
from anlan.foundation.products.kinds import kinds
from anlan.foundation.products.models import Product
from anlan.foundation.products.selectors.sight import products_seen
from anlan.foundation.products.states import ProductState

LONGEST = 80


@dataclass(frozen=True, slots=True)
class ProductFilters:
    """What the list is narrowed to; at rest it shows what is in force or in the making."""

    q: str = ""
    kind: str = ""
    state: str = ""
    drill: bool = False

    @classmethod
    def from_query(cls, query: Mapping[str, Any]) -> ProductFilters:
        """As the address says; what it says wrongly narrows nothing."""
        text = {
            name: str(query.get(name, "")).replace("\x00", "").strip()[:LONGEST] for name in ("q", "kind")
        }
        state = str(query.get("state", ""))
        return cls(
            q=text["q"],
            kind=text["kind"] if text["kind"] in {one.code for one in kinds()} else "",
            state=state if state in {one.value for one in ProductState} else "",
            drill=str(query.get("drill", "")) == "1",
        )

    def to_query(self, **other: object) -> str:
        """The address's tail with some fields set otherwise; fields at rest are left out."""
        told = {one.name: getattr(self, one.name) for one in fields(self)} | other
        return urlencode({name: "1" if value is True else value for name, value in told.items() if value})

    @property
    def narrowed(self) -> bool:
        """Whether anything but the world narrows the list."""
        return bool(self.q or self.kind or self.state)


def product_list(viewer: Actor, filters: ProductFilters) -> QuerySet[Product]:
    """What the filters leave, newest first, without the long texts."""
    rows = products_seen(viewer, drill=filters.drill)
    if filters.kind:
        rows = rows.filter(kind=filters.kind)
    if filters.state:
        rows = rows.filter(state=filters.state)
    else:
        rows = rows.exclude(state__in=(ProductState.DROPPED, ProductState.SUPERSEDED))
    if filters.q:
        rows = rows.filter(
            Q(title__icontains=filters.q)
            | Q(code__istartswith=filters.q)
            | Q(official_number__icontains=filters.q)
        )
    rows = rows.select_related("unit", "preparer_position__unit", "signer_position__unit")
    return rows.defer("facts", "paper").order_by("-prepared_at", "-pk")
