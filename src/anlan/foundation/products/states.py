"""What a product can be, and how it moves."""

from __future__ import annotations

from enum import StrEnum

from anlan.core.workflow import Machine, Move


class ProductState(StrEnum):
    """From a draft to what became of it; from ``signed`` on nothing in it changes."""

    DRAFT = "draft"
    SIGNED = "signed"
    SUPERSEDED = "superseded"
    DROPPED = "dropped"


PRODUCT = Machine(
    "products.product",
    start=ProductState.DRAFT,
    moves=(
        Move(ProductState.DRAFT, "sign", ProductState.SIGNED, verb="products.sign"),
        Move(ProductState.DRAFT, "drop", ProductState.DROPPED, verb="products.prepare"),
        Move(ProductState.SIGNED, "supersede", ProductState.SUPERSEDED, verb="products.sign"),
    ),
)

MACHINES = (PRODUCT,)

OUTSIDE = frozenset({ProductState.SIGNED, ProductState.SUPERSEDED})
"""States in which a product may have left the house."""
