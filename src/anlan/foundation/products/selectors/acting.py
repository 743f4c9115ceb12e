"""What a viewer may do with a product."""

from __future__ import annotations

from anlan.core.access import Actor
from anlan.foundation.products.kinds import known_kind
from anlan.foundation.products.models import Product
from anlan.foundation.products.selectors.sight import stands
from anlan.foundation.products.states import ProductState

PREPARE = "products.prepare"


def acts_on(viewer: Actor, product: Product) -> tuple[str, ...]:
    """The names of the acts that its state and the viewer's side allow now."""
    kind = known_kind(product.kind)
    if kind is None:
        return ()
    found = []
    if product.state == ProductState.DRAFT:
        if may_sign(viewer, product) and not is_own(viewer, product):
            found.append("sign")
        if stands(viewer, product, PREPARE):
            found += ["gather", "drop"]
    if product.state == ProductState.SIGNED and stands(viewer, product, PREPARE):
        found.append("correct")
    return tuple(found)


def may_sign(viewer: Actor, product: Product) -> bool:
    """Whether the viewer holds the verb that signs this kind; who prepared it is not asked."""
    kind = known_kind(product.kind)
    verb = kind.signing_verb if kind else "products.sign"
    return product.state == ProductState.DRAFT and stands(viewer, product, verb)


def is_own(viewer: Actor, product: Product) -> bool:
    """Whether another person has to sign because the viewer prepared it."""
    prepared = product.preparer_id is not None and product.preparer_id == viewer.person_id
    return product.independent and prepared
