"""Taking hold of a product to change it: locked, seen, the verb held on the issuing side."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from anlan.core.access import Actor, Facts
from anlan.core.kernel.errors import NotVisible, NotYours
from anlan.foundation.people.public import allowed, require_second_factor
from anlan.foundation.products.models import Product
from anlan.foundation.products.selectors.sight import stands


def hold(product_id: UUID, *, by: Actor) -> Product:
    """A product under a lock, seen. Raises NotVisible."""
    rows = Product.objects.select_for_update(of=("self",)).select_related("unit", "previous")
    product = rows.filter(pk=product_id).first()
    if product is None or not allowed(by, "products.read", product):
        raise NotVisible
    return product


def require_side(product: Product, verb: str, *, by: Actor) -> None:
    """The verb on the unit that issues the product, and the second factor where it binds. Raises NotYours."""
    if not stands(by, product, verb):
        raise NotYours(verb=verb)
    require_second_factor(by, verb)


def footing_of_unit(path: str) -> Facts:
    """Where a product of a unit would stand."""
    return Facts(units=frozenset({path}))


def told(product: Product) -> dict[str, Any]:
    """What the ledger keeps of a product: which, and its fingerprint."""
    return {
        "code": product.code,
        "version": product.version,
        "kind": product.kind,
        "title": product.title,
        "state": product.state,
    }
