"""The way in: products, reports and forms the viewer may see; hidden and missing look alike."""

from __future__ import annotations

from uuid import UUID

from django.db.models import QuerySet

from anlan.core.access import Actor, Facts, ground
from anlan.core.kernel.errors import NotVisible
from anlan.foundation.people.models import Unit
from anlan.foundation.people.public import visible
from anlan.foundation.products.access import PRODUCT
from anlan.foundation.products.models import Product, SuperiorForm

SHOWN_WITH = (
    "unit",
    "shared_with",
    "preparer",
    "preparer_position__unit",
    "signer",
    "signer_position__unit",
    "previous",
)


def products_seen(viewer: Actor, *, drill: bool = False) -> QuerySet[Product]:
    """Products of one world that the viewer's side made, or received signed."""
    return visible(Product.objects.filter(drill=drill), viewer, "products.read")


def product_seen(viewer: Actor, code: str, version: int) -> Product:
    """One version of a product, of either world. Raises NotVisible."""
    return _one(viewer, code=code.strip().upper(), version=version)


def product_by_id(viewer: Actor, product_id: UUID) -> Product:
    """One version by its key. Raises NotVisible."""
    return _one(viewer, pk=product_id)


def versions_of(viewer: Actor, product: Product) -> list[Product]:
    """Every version of the same product, newest first."""
    rows = visible(Product.objects.filter(code=product.code), viewer, "products.read")
    return list(rows.select_related("signer_position__unit").order_by("-version"))


def stands(viewer: Actor, product: Product, verb: str) -> bool:
    """Whether the viewer holds the verb on the side that issues the product; receiving it is not enough."""
    facts = Facts(units=frozenset({product.unit.path}))
    return ground(viewer, verb, kind=PRODUCT, facts=facts).allowed


def own_unit(viewer: Actor) -> Unit:
    """The unit of the viewer's position. Raises NotVisible for who has none."""
    found = Unit.objects.filter(path=viewer.unit_path).first() if viewer.unit_path else None
    if found is None:
        raise NotVisible
    return found


def form_seen(viewer: Actor, form_id: UUID) -> SuperiorForm:
    """One form of a superior. Raises NotVisible."""
    rows = visible(SuperiorForm.objects.defer("data"), viewer, "products.read")
    found = rows.select_related("unit", "position__unit").filter(pk=form_id).first()
    if found is None:
        raise NotVisible
    return found


def forms_seen(viewer: Actor) -> list[SuperiorForm]:
    """Forms in use that the viewer may see."""
    rows = visible(SuperiorForm.objects.filter(retired_at=None).defer("data"), viewer, "products.read")
    return list(rows.select_related("unit"))


def _one(viewer: Actor, **wanted: object) -> Product:
    rows = visible(Product.objects.select_related(*SHOWN_WITH), viewer, "products.read")
    found = rows.filter(**wanted).first()
    if found is None:
        raise NotVisible
    return found
