"""Bulk laying out of places: what is known is read at once, what is wanted is written at once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final
from uuid import UUID

from anlan.foundation.campus.drafts import COMPARED, Draft, Judged, Known, Outcome, judge
from anlan.foundation.campus.models import Place
from anlan.foundation.people.models import Unit

_BATCH: Final = 2_000
_WRITTEN: Final = (
    "name",
    "name_en",
    "kind",
    "order",
    "floor",
    "capacity",
    "owner_unit",
    "geometry",
    "crs",
    "shut",
    "note",
)


def known_places() -> dict[str, Known]:
    """Every place by its code."""
    columns = [name for name in COMPARED if name != "owner"]
    rows = Place.objects.values_list("code", "id", "path", "parent__code", "owner_unit__code", *columns)
    return {
        code: Known(key, path, parent or "", dict(zip(columns, values, strict=True)) | {"owner": owner})
        for code, key, path, parent, owner, *values in rows.iterator(chunk_size=5_000)
    }


def known_units() -> dict[str, UUID]:
    """Every unit's key by its code."""
    return dict(Unit.objects.values_list("code", "id"))


def judged(drafts: Sequence[Draft]) -> list[Judged]:
    """The drafts judged against the database: three queries, whatever their number."""
    return judge(drafts, known=known_places(), units=known_units())


def write(rows: Sequence[Judged]) -> int:
    """Write the new and the changed ones, parents first; returns how many. Belongs inside a transaction."""
    units = known_units()
    wanted = {row.code: row for row in rows if row.outcome in {Outcome.NEW, Outcome.CHANGED}}
    parents = {row.parent for row in wanted.values()} - {""}
    keys = dict(Place.objects.filter(code__in=parents).values_list("code", "id"))
    keys |= {code: row.id for code, row in wanted.items() if row.id is not None}
    ordered = sorted(wanted.values(), key=lambda row: (row.path.count("/"), row.path))
    Place.objects.bulk_create(
        [_row(row, keys, units) for row in ordered],
        batch_size=_BATCH,
        update_conflicts=True,
        unique_fields=["code"],
        update_fields=_WRITTEN,
    )
    return len(ordered)


def _row(row: Judged, keys: dict[str, UUID], units: dict[str, UUID]) -> Place:
    values = row.values
    return Place(
        id=row.id,
        code=row.code,
        path=row.path,
        parent_id=keys.get(row.parent),
        name=values["name"],
        name_en=values["name_en"] or "",
        kind=values["kind"],
        order=values["order"] or 0,
        floor=values["floor"],
        capacity=values["capacity"],
        owner_unit_id=units.get(values["owner"] or ""),
        geometry=values["geometry"],
        crs=values["crs"],
        shut=bool(values["shut"]),
        note=values["note"] or "",
    )
