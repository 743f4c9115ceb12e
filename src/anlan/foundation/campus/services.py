"""Acts on places: lay out, change, move, shut, close, and bring in a plan."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, Final
from uuid import UUID

from django.db import transaction
from django.db.models import F, Value
from django.db.models.functions import Concat, Substr

from anlan.core.access import Actor, Facts
from anlan.core.kernel import clock
from anlan.core.kernel.errors import BadInput, Conflict, NotVisible
from anlan.foundation.campus.drafts import MAX_PATH
from anlan.foundation.campus.geometry import BadGeometry, cleaned
from anlan.foundation.campus.kinds import ROOT, kinds
from anlan.foundation.campus.models import Place
from anlan.foundation.ledger.public import record
from anlan.foundation.people.permission import require, require_at

CHANGEABLE: Final = (
    "name", "name_en", "kind", "order", "floor", "capacity",
    "owner_unit_id", "geometry", "crs", "shut", "note",
)  # fmt: skip


@transaction.atomic
def create_place(
    *,
    code: str,
    name: str,
    kind: str,
    parent_id: UUID | None,
    by: Actor,
    values: Mapping[str, Any] | None = None,
) -> Place:
    """Add a place to the tree; ``values`` are any of CHANGEABLE besides name and kind."""
    parent = _locked(parent_id) if parent_id else None
    _require_room(by, parent)
    _refuse_kind(kind, parent)
    if "/" in code or not code.strip():
        raise BadInput("campus.bad_code", place=code)
    if Place.objects.filter(code=code).exists():
        raise Conflict("campus.code_taken", place=code)
    path = f"{parent.path if parent else ''}{code}/"
    if len(path) > MAX_PATH:
        raise BadInput("campus.too_deep", place=code)
    place = Place(code=code, name=name, kind=kind, parent=parent, path=path)
    _assign(place, values or {})
    place.capacity = kinds()[kind].seats if place.capacity is None else place.capacity
    place.save(force_insert=True)
    record(
        "campus.add_place", on=place, by=by, after={"code": code, "name": name, "kind": kind, "path": path}
    )
    return place


@transaction.atomic
def edit_place(*, place_id: UUID, values: Mapping[str, Any], by: Actor, note: str = "") -> Place:
    """Change what a place says of itself, with before and after in the ledger; no change, no line."""
    place = _locked(place_id)
    require(by, "campus.edit", place)
    before = {name: getattr(place, name) for name in CHANGEABLE}
    _assign(place, values)
    changed = [name for name in CHANGEABLE if getattr(place, name) != before[name]]
    if "kind" in changed:
        _refuse_kind(place.kind, place.parent)
    if not changed:
        return place
    place.save(update_fields=changed)
    record(
        "campus.change_place",
        on=place,
        by=by,
        note=note,
        before={name: _told(before[name]) for name in changed},
        after={name: _told(getattr(place, name)) for name in changed},
    )
    return place


@transaction.atomic
def move_place(*, place_id: UUID, parent_id: UUID, by: Actor, note: str = "") -> Place:
    """Hang a place and all below it under another parent."""
    place, parent = _locked(place_id), _locked(parent_id)
    require(by, "campus.edit", place)
    require(by, "campus.edit", parent)
    _refuse_kind(place.kind, parent)
    if parent.path.startswith(place.path):
        raise BadInput("campus.into_itself", place=place.code)
    before, after = place.path, f"{parent.path}{place.code}/"
    below = Place.objects.filter(path__startswith=before)
    longest = max((len(path) for path in below.values_list("path", flat=True)), default=0)
    if longest - len(before) + len(after) > MAX_PATH:
        raise BadInput("campus.too_deep", place=place.code)
    below.update(path=Concat(Value(after), Substr(F("path"), len(before) + 1)))
    Place.objects.filter(pk=place.pk).update(parent=parent)
    record("campus.move_place", on=place, by=by, note=note, before={"path": before}, after={"path": after})
    place.refresh_from_db()
    return place


@transaction.atomic
def close_place(*, place_id: UUID, by: Actor, note: str = "") -> Place:
    """End a place from now on; refused while somebody lives there or something inside still exists."""
    place = _locked(place_id)
    require(by, "campus.edit", place)
    inside = Place.objects.in_force().filter(path__startswith=place.path)
    if inside.exclude(pk=place.pk).exists():
        raise Conflict("campus.not_empty", place=place.code)
    if place.residences.in_force().exists():
        raise Conflict("campus.lived_in", place=place.code)
    place.valid_until = clock.now()
    place.save(update_fields=["valid_until"])
    record(
        "campus.close_place", on=place, by=by, note=note, after={"valid_until": place.valid_until.isoformat()}
    )
    return place


def _locked(place_id: UUID) -> Place:
    place = Place.objects.select_for_update(of=("self",)).select_related("parent").filter(pk=place_id).first()
    if place is None:
        raise NotVisible
    return place


def _require_room(by: Actor, parent: Place | None) -> None:
    """Whoever adds must be allowed to edit what it is added to; a campus needs the verb everywhere."""
    if parent is None:
        require_at(by, "campus.edit", kind="campus.place", facts=Facts())
    else:
        require(by, "campus.edit", parent)


def _refuse_kind(kind: str, parent: Place | None) -> None:
    known = kinds().get(kind)
    if known is None:
        raise BadInput("campus.unknown_kind", kind=kind)
    above = parent.kind if parent else ROOT
    if not known.may_lie_in(above) and (above in kinds() or above == ROOT):
        raise BadInput("campus.wrong_parent", kind=known.label, parent=kinds()[above].label if above else "")


def _assign(place: Place, values: Mapping[str, Any]) -> None:
    """Set the given values; a geometry is checked position by position."""
    for name, value in values.items():
        if name not in CHANGEABLE:
            raise BadInput("campus.unknown_field", field=name)
        setattr(place, name, value)
    if place.geometry is not None and "geometry" in values:
        try:
            place.geometry = cleaned(place.geometry, crs=place.crs)
        except BadGeometry as bad:
            raise BadInput("campus.bad_geometry", problem=bad.code, field=bad.field) from None


def _told(value: object) -> object:
    """A value as the ledger keeps it: a geometry as text, since the ledger takes no fractions."""
    if isinstance(value, UUID):
        return str(value)
    return json.dumps(value, ensure_ascii=False) if isinstance(value, dict) else value
