"""Preparing a product, gathering its facts anew, correcting a signed one, giving a draft up."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction

from anlan.core.access import Actor
from anlan.core.kernel import clock
from anlan.core.kernel.errors import BadInput, Conflict, IllegalMove, NotVisible
from anlan.foundation.ledger.public import record
from anlan.foundation.people.models import Unit
from anlan.foundation.people.public import require_at, require_held
from anlan.foundation.products.access import PRODUCT
from anlan.foundation.products.kinds import About, Params, ProductKind, kind_of
from anlan.foundation.products.models import Product
from anlan.foundation.products.paper import from_plain
from anlan.foundation.products.rules.differences import differences
from anlan.foundation.products.selectors.papers import Made, made_about
from anlan.foundation.products.selectors.sight import own_unit
from anlan.foundation.products.services.freezing import Frozen, freeze
from anlan.foundation.products.services.grasp import footing_of_unit, hold, require_side, told
from anlan.foundation.products.services.numbering import next_code, take_turn
from anlan.foundation.products.states import PRODUCT as MACHINE
from anlan.foundation.products.states import ProductState

PREPARE = "products.prepare"
LONGEST_SITTING = timedelta(hours=12)


def preview(kind_code: str, *, params: Params, by: Actor) -> Frozen:
    """What the product would say now; nothing is kept."""
    kind = kind_of(kind_code)
    require_held(by, PREPARE)
    if kind.needs:
        require_held(by, kind.needs)
    return freeze(kind, viewer=by, at=clock.now(), params=params)


@transaction.atomic
def prepare(
    kind_code: str,
    *,
    params: Params,
    by: Actor,
    opened_at: datetime | None = None,
    client_id: UUID | None = None,
) -> Product:
    """Freeze the facts of now as a draft; sent twice with one client id it is made once."""
    known = Product.objects.filter(client_id=client_id).first() if client_id else None
    if known is not None:
        require_side(known, PREPARE, by=by)
        return known
    kind = kind_of(kind_code)
    about = kind.about(by, params) if kind.about else None
    unit = _issuing_unit(about, by=by)
    require_at(by, PREPARE, kind=PRODUCT, facts=footing_of_unit(unit.path))
    if kind.needs:
        require_held(by, kind.needs)
    now = clock.now()
    product = _draft(kind, params=params, about=about, unit=unit, by=by, at=now)
    product.code, product.client_id = next_code(), client_id
    product.opened_at = _sitting(opened_at, at=now)
    product.save(force_insert=True)
    record(
        "products.prepare",
        on=product,
        by=by,
        after=told(product),
        content_hash=product.content_hash,
        drill=product.drill,
    )
    return product


@transaction.atomic
def draft_once(kind_code: str, *, params: Params, by: Actor, since: datetime | None = None) -> Product | None:
    """A draft by the system about one thing; it signs and sends nothing.

    None where one is in the making or was made since an instant (ever, without one), also if it was given up.
    """
    kind = kind_of(kind_code)
    about = kind.about(by, params) if kind.about else None
    take_turn()
    if about is None or made_about(kind_code, {about.id: since})[about.id] is not Made.NOTHING:
        return None
    return prepare(kind_code, params=params, by=by)


@transaction.atomic
def gather_anew(product_id: UUID, *, by: Actor) -> Product:
    """Read a draft's facts again, as of now."""
    product = hold(product_id, by=by)
    require_side(product, PREPARE, by=by)
    _require_draft(product)
    kind, now = kind_of(product.kind), clock.now()
    frozen = freeze(kind, viewer=by, at=now, params=product.params)
    before = product.content_hash
    product.facts, product.paper, product.content_hash = frozen.facts, frozen.paper, frozen.hash
    product.title, product.as_of, product.prepared_at = frozen.title, now, now
    product.preparer_id, product.preparer_position_id = by.person_id, by.position_id
    product.by_system = by.person_id is None
    if product.previous is not None:
        product.changes = changes_since(product.previous, frozen)
    product.save()
    record(
        "products.gather_anew",
        on=product,
        by=by,
        before={"hash": before},
        after={"hash": product.content_hash},
        drill=product.drill,
    )
    return product


@transaction.atomic
def correct(product_id: UUID, *, note: str, by: Actor, opened_at: datetime | None = None) -> Product:
    """A new version of a signed product over the facts of now: it says why and what changed."""
    earlier = hold(product_id, by=by)
    require_side(earlier, PREPARE, by=by)
    if not note.strip():
        raise BadInput("products.reason_missing", field="note")
    if earlier.state != ProductState.SIGNED:
        raise IllegalMove(state=earlier.state, move="correct")
    if earlier.followers.exclude(state=ProductState.DROPPED).exists():
        raise Conflict("products.correction_under_way", code=earlier.code)
    kind, now = kind_of(earlier.kind), clock.now()
    frozen = freeze(kind, viewer=by, at=now, params=earlier.params)
    newest = Product.objects.filter(code=earlier.code).order_by("-version").values_list("version", flat=True)
    product = _row(kind, frozen=frozen, params=earlier.params, unit=earlier.unit, by=by, at=now)
    product.code, product.version, product.previous = earlier.code, newest[0] + 1, earlier
    product.about_kind, product.about_id = earlier.about_kind, earlier.about_id
    product.correction_note = note.strip()[:500]
    product.changes = changes_since(earlier, frozen)
    product.opened_at = _sitting(opened_at, at=now)
    product.save(force_insert=True)
    record(
        "products.correct",
        on=product,
        by=by,
        note=product.correction_note,
        after=told(product),
        content_hash=product.content_hash,
        drill=product.drill,
    )
    return product


@transaction.atomic
def drop(product_id: UUID, *, by: Actor) -> Product:
    """Give a draft up."""
    product = hold(product_id, by=by)
    require_side(product, PREPARE, by=by)
    product.state = MACHINE.move(product.state, "drop").target.value
    product.save(update_fields=["state"])
    record("products.drop", on=product, by=by, after=told(product), drill=product.drill)
    return product


def changes_since(earlier: Product, frozen: Frozen) -> list[str]:
    """What is different, in words."""
    return differences(from_plain(json.loads(earlier.paper)), frozen.drawn)


def _draft(
    kind: ProductKind, *, params: Params, about: About | None, unit: Unit, by: Actor, at: datetime
) -> Product:
    frozen = freeze(kind, viewer=by, at=at, params=params)
    product = _row(kind, frozen=frozen, params=params, unit=unit, by=by, at=at)
    if about is not None:
        product.about_kind, product.about_id = about.kind, about.id
    return product


def _row(
    kind: ProductKind, *, frozen: Frozen, params: Params, unit: Unit, by: Actor, at: datetime
) -> Product:
    kept: dict[str, Any] = {name: value for name, value in params.items() if value not in (None, "")}
    return Product(
        kind=kind.code,
        title=frozen.title,
        unit=unit,
        params=kept,
        as_of=at,
        facts=frozen.facts,
        paper=frozen.paper,
        content_hash=frozen.hash,
        drill=frozen.drill,
        independent=kind.independent,
        by_system=by.person_id is None,
        preparer_id=by.person_id,
        preparer_position_id=by.position_id,
        prepared_at=at,
    )


def _issuing_unit(about: About | None, *, by: Actor) -> Unit:
    """The unit of whoever prepares; for the system the one that the matter belongs to."""
    if by.person_id is not None:
        return own_unit(by)
    found = Unit.objects.filter(path=about.owner_path).first() if about else None
    if found is None:
        raise NotVisible
    return found


def _require_draft(product: Product) -> None:
    if product.state != ProductState.DRAFT:
        raise IllegalMove(state=product.state, move="gather_anew")


def _sitting(opened_at: datetime | None, *, at: datetime) -> datetime:
    """When work began; what cannot be is taken as now."""
    if opened_at is None or not at - LONGEST_SITTING <= opened_at <= at:
        return at
    return opened_at
