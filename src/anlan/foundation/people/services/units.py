"""Opening, renaming, moving and closing units."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Value
from django.db.models.functions import Concat, Substr

from anlan.core.access import Actor, Facts
from anlan.core.kernel import clock
from anlan.core.kernel.errors import BadInput, Conflict, NotVisible
from anlan.foundation.bus.public import publish
from anlan.foundation.ledger.public import record
from anlan.foundation.people.events import UnitMoved
from anlan.foundation.people.models import Unit
from anlan.foundation.people.permission import require, require_at
from anlan.foundation.people.rulebook import rulebook
from anlan.foundation.people.selectors.consequences import ending_with, in_the_way
from anlan.foundation.people.services.clashes import clashes_told
from anlan.foundation.people.services.telling import told_unit


@transaction.atomic
def create_unit(
    *,
    code: str,
    name: str,
    kind: str,
    by: Actor,
    parent_id: UUID | None = None,
    name_en: str = "",
    short_name: str = "",
    aliases: Sequence[str] = (),
    order: int = 0,
) -> Unit:
    """Open a unit under its parent; without a parent it is a root, for house-wide editors only."""
    _known_kind(kind)
    parent = _open(parent_id) if parent_id else None
    path = f"{parent.path if parent else ''}{code}/"
    require_at(by, "people.edit", kind="people.unit", facts=Facts(units=frozenset({path})))
    with clashes_told():
        unit = Unit.objects.create(
            code=code,
            name=name,
            name_en=name_en,
            short_name=short_name,
            aliases=list(aliases),
            kind=kind,
            parent=parent,
            path=path,
            order=order,
        )
    record("people.open_unit", on=unit, by=by, after={"name": name, "kind": kind, "path": path})
    return unit


@transaction.atomic
def change_unit(
    *,
    unit_id: UUID,
    name: str,
    kind: str,
    by: Actor,
    name_en: str = "",
    short_name: str = "",
    aliases: Sequence[str] = (),
) -> Unit:
    """Give a unit other names or another kind; its code and place in the tree stay."""
    unit = _locked(unit_id)
    require(by, "people.edit", unit)
    _known_kind(kind)
    before = _words_of(unit)
    unit.name, unit.kind, unit.name_en, unit.short_name = name, kind, name_en, short_name
    unit.aliases = list(aliases)
    unit.save(update_fields=("name", "kind", "name_en", "short_name", "aliases"))
    record("people.change_unit", on=unit, by=by, before=before, after=_words_of(unit))
    return unit


@transaction.atomic
def move_unit(*, unit_id: UUID, parent_id: UUID, by: Actor, note: str = "") -> Unit:
    """Hang a unit under another parent; everything below follows in the same transaction."""
    list(Unit.objects.select_for_update().filter(parent=None).values_list("pk"))
    unit, parent = _open(unit_id), _open(parent_id)
    require(by, "people.edit", unit)
    require(by, "people.edit", parent)
    if parent.path.startswith(unit.path):
        raise Conflict("people.below_itself")
    above, before, after = unit.parent, unit.path, f"{parent.path}{unit.code}/"
    below = Unit.objects.filter(path__startswith=before)
    moved = below.update(path=Concat(Value(after), Substr("path", len(before) + 1)))
    Unit.objects.filter(pk=unit.pk).update(parent=parent)
    unit.refresh_from_db()
    record(
        "people.move_unit",
        on=unit,
        by=by,
        note=note,
        count=moved,
        before={"path": before, "parent": told_unit(above) if above else ""},
        after={"path": after, "parent": told_unit(parent)},
    )
    publish(UnitMoved(unit_id=str(unit.pk), before=before, after=after))
    return unit


@transaction.atomic
def close_unit(*, unit_id: UUID, by: Actor, at: datetime | None = None, note: str = "") -> Unit:
    """End a unit under which nobody stands, holds or belongs any more; its seats and groups end with it."""
    unit = _locked(unit_id)
    require(by, "people.edit", unit)
    ends = at or clock.now()
    if not unit.covers(ends):
        raise Conflict("people.already_ended")
    if any(rows.exists() for rows in in_the_way(unit, ends)):
        raise Conflict("people.unit_not_empty", unit=unit.name)
    for rows in ending_with(unit, ends):
        rows.update(valid_until=ends)
    unit.valid_until = ends
    with clashes_told():
        unit.save(update_fields=("valid_until",))
    record("people.close_unit", on=unit, by=by, note=note, after={"valid_until": ends.isoformat()})
    return unit


def _locked(unit_id: UUID) -> Unit:
    unit = Unit.objects.select_for_update().filter(pk=unit_id).first()
    if unit is None:
        raise NotVisible
    return unit


def _open(unit_id: UUID) -> Unit:
    unit = _locked(unit_id)
    if not unit.covers(clock.now()):
        raise Conflict("people.unit_closed", unit=unit.name)
    return unit


def _known_kind(kind: str) -> None:
    if kind not in rulebook().units:
        raise BadInput("people.kind_unknown", kind=kind)


def _words_of(unit: Unit) -> dict[str, object]:
    return {
        "name": unit.name,
        "name_en": unit.name_en,
        "short_name": unit.short_name,
        "kind": unit.kind,
        "aliases": list(unit.aliases),
    }
