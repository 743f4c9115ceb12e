"""Signing: another person than who prepared it, a second factor where it binds, the earlier version ends."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from anlan.core.access import Actor
from anlan.core.kernel import clock
from anlan.core.kernel.errors import Conflict, NotYours
from anlan.foundation.bus.public import publish
from anlan.foundation.ledger.public import record
from anlan.foundation.people.models import Unit
from anlan.foundation.products.events import ProductSigned
from anlan.foundation.products.kinds import ProductKind, kind_of
from anlan.foundation.products.models import Product
from anlan.foundation.products.services.grasp import hold, require_side, told
from anlan.foundation.products.states import PRODUCT

LONGEST_LOOK = timedelta(hours=12)


@transaction.atomic
def sign(
    product_id: UUID,
    *,
    by: Actor,
    seen_hash: str,
    official_number: str = "",
    opened_at: datetime | None = None,
) -> Product:
    """Sign what was seen: ``seen_hash`` is the fingerprint on the signer's page. Raises Conflict when the
    draft changed meanwhile or its stored text no longer gives its fingerprint."""
    product = hold(product_id, by=by)
    kind = kind_of(product.kind)
    require_side(product, kind.signing_verb, by=by)
    move = PRODUCT.move(product.state, "sign")
    _require_other(product, by=by)
    if not product.is_intact:
        raise Conflict("products.tampered", code=product.code)
    if seen_hash != product.content_hash:
        raise Conflict("products.draft_changed", code=product.code)
    now = clock.now()
    looked = opened_at if opened_at and now - LONGEST_LOOK <= opened_at <= now else now
    product.state, product.signed_at, product.signing_opened_at = move.target.value, now, looked
    product.signer_id, product.signer_position_id = by.person_id, by.position_id
    product.official_number = official_number.strip()[:60]
    product.shared_with = _receiver(product, kind, by=by)
    product.save()
    if product.previous is not None:
        _supersede(product.previous, by=by, at=now)
    record(
        "products.sign",
        on=product,
        by=by,
        after=told(product),
        content_hash=product.content_hash,
        drill=product.drill,
    )
    publish(
        ProductSigned(
            product_id=str(product.pk),
            kind=product.kind,
            code=product.code,
            version=product.version,
            supersedes=str(product.previous_id or ""),
            drill=product.drill,
        )
    )
    return product


def _require_other(product: Product, *, by: Actor) -> None:
    """A person signs, and another than who prepared. Raises NotYours."""
    if by.person_id is None:
        raise NotYours("products.person_signs")
    if product.independent and by.person_id == product.preparer_id:
        raise NotYours("products.own_product")


def _receiver(product: Product, kind: ProductKind, *, by: Actor) -> Unit | None:
    """The unit that a signed product goes to."""
    about = kind.about(by, product.params) if kind.about else None
    return Unit.objects.filter(path=about.addressee_path).first() if about and about.addressee_path else None


def _supersede(earlier: Product, *, by: Actor, at: datetime) -> None:
    row = Product.objects.select_for_update().get(pk=earlier.pk)
    row.state, row.superseded_at = PRODUCT.move(row.state, "supersede").target.value, at
    row.save(update_fields=["state", "superseded_at"])
    record("products.supersede", on=row, by=by, after=told(row), drill=row.drill)
