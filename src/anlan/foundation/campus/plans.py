"""Plans in and out: GeoJSON brought in with a verdict for each feature, and given out again."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.db import transaction

from anlan.core.access import Actor, Facts, ground
from anlan.foundation.campus.drafts import Draft, Judged, Outcome
from anlan.foundation.campus.geojson import Document, Problem, read
from anlan.foundation.campus.geometry import LOCAL
from anlan.foundation.campus.layout import judged, write
from anlan.foundation.campus.models import Place
from anlan.foundation.ledger.public import Ref, record


@dataclass(frozen=True, slots=True)
class PlanReport:
    """What a GeoJSON file says; ``applied`` is False after a dry run or with any error."""

    filename: str
    content_hash: str
    rows: tuple[Judged, ...]
    applied: bool

    @property
    def counts(self) -> dict[str, int]:
        """How many features of each outcome."""
        return dict(Counter(str(row.outcome) for row in self.rows))

    @property
    def clean(self) -> bool:
        """Whether nothing has to be mended."""
        return all(row.outcome is not Outcome.ERROR for row in self.rows)


@transaction.atomic
def import_geojson(*, content: bytes, filename: str, by: Actor, dry_run: bool = True) -> PlanReport:
    """Bring in a FeatureCollection: all of it, or nothing when one feature cannot be used.

    Raises BadInput or TooLarge when the document as a whole cannot be read.
    """
    document = read(content)
    rows = _within_reach(judged(_drafts(document)), by)
    digest = hashlib.sha256(content).hexdigest()
    report = PlanReport(filename, digest, tuple(rows), applied=False)
    if dry_run or not report.clean:
        return report
    written = write(rows)
    record(
        "campus.import_plan",
        on=Ref("campus.place", digest[:32]),
        by=by,
        note=filename,
        count=written,
        content_hash=digest,
    )
    return replace(report, applied=True)


def _drafts(document: Document) -> list[Draft]:
    return [
        Draft(
            feature.index,
            feature.values | ({"crs": document.crs} if "geometry" in feature.values else {}),
            feature.problems,
        )
        for feature in document.features
    ]


def _within_reach(rows: Sequence[Judged], by: Actor) -> list[Judged]:
    """Rows on places that are not the actor's to edit become errors; one query."""
    held: dict[str, str | None] = dict(Place.objects.values_list("path", "owner_unit__path"))
    return [_reachable(row, by, held=held) for row in rows]


def _reachable(row: Judged, by: Actor, *, held: dict[str, str | None]) -> Judged:
    """A change is judged at the place itself, a new place at the nearest one that exists around it."""
    if row.outcome not in {Outcome.NEW, Outcome.CHANGED}:
        return row
    path = row.path
    while path and path not in held:
        path = path[: path.rstrip("/").rfind("/") + 1]
    facts = Facts(places=frozenset({path} - {""}), units=frozenset({held.get(path) or ""} - {""}))
    if ground(by, "campus.edit", kind="campus.place", facts=facts).allowed:
        return row
    return replace(row, outcome=Outcome.ERROR, problems=(Problem("not_yours", "code", row.code),))


def export_geojson(places: Sequence[Place], *, crs: str) -> dict[str, Any]:
    """Places as a FeatureCollection that ``import_geojson`` reads back without a change."""
    codes = {place.pk: place.code for place in places}
    collection: dict[str, Any] = {
        "type": "FeatureCollection",
        "features": list(_features(places, codes, crs)),
    }
    if crs == LOCAL:
        collection["crs"] = {"type": "name", "properties": {"name": LOCAL}}
    return collection


def _features(places: Sequence[Place], codes: dict[Any, str], crs: str) -> Iterator[dict[str, Any]]:
    for place in places:
        if place.geometry is not None and place.crs != crs:
            continue
        parent = codes.get(place.parent_id) or (place.parent.code if place.parent else "")
        told = {
            "code": place.code,
            "name": place.name,
            "name_en": place.name_en,
            "kind": place.kind,
            "parent": parent,
            "owner": place.owner_unit.code if place.owner_unit else "",
            "capacity": place.capacity,
            "floor": place.floor,
            "order": place.order,
            "shut": place.shut,
            "note": place.note,
        }
        properties = {name: value for name, value in told.items() if value not in (None, "")}
        yield {"type": "Feature", "geometry": place.geometry, "properties": properties}
