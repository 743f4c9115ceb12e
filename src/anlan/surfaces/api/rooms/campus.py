"""Places: a search, one place with what lies in it, and its plan as GeoJSON."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, JsonResponse
from ninja import Query, Router, Schema
from pydantic import Field

from anlan.foundation.campus import selectors
from anlan.foundation.campus.kinds import kind_label, kinds
from anlan.foundation.campus.models import Place
from anlan.foundation.campus.plans import export_geojson
from anlan.foundation.campus.selectors import Lodging
from anlan.foundation.people.public import require_held
from anlan.foundation.ui.wire import Given, Listed, Text, Window, example, listed, part_of
from anlan.surfaces.api.session import actor_in

KEY = "01989a5e-7c11-7b52-9d4e-3f0c5a1b2c3d"
PLAN_TYPE = "application/geo+json"
router = Router(tags=["campus"])

PLAN = {
    "responses": {
        200: {
            "description": "A FeatureCollection that the import reads back without a change.",
            "content": {
                PLAN_TYPE: {
                    "schema": {"type": "object"},
                    "example": {"type": "FeatureCollection", "features": []},
                }
            },
        }
    }
}


class PlacesQuery(Window):
    """Which places."""

    q: Text = Field("", description="A part of the name or the beginning of the code.")
    kind: Text = Field("", description="A kind of place, such as `building`.")
    under: Text = Field("", description="The code of a place: everything that lies in it.")


class PlanQuery(Given):
    """How much of a plan."""

    rooms: bool = Field(False, description="Also rooms and beds.")


class PlaceOut(Schema):
    """A place; `path` are the codes from the campus down, each ended by a stroke."""

    model_config = example(
        id=KEY,
        code="centre-canteen-1",
        name="第一食堂",
        name_en="Canteen 1",
        kind="canteen",
        kind_word="食堂",
        path="centre/centre-canteen-1/",
        parent="centre",
        owner="canteen-1",
        capacity=900,
        floor=None,
        shut=False,
    )

    id: UUID
    code: str
    name: str
    name_en: str
    kind: str
    kind_word: str
    path: str
    parent: str | None
    owner: str | None
    capacity: int | None
    floor: int | None
    shut: bool


class PlacesOut(Listed):
    """A part of the places in force."""

    items: list[PlaceOut]


class KindOut(Schema):
    """How many places of a kind lie in a place."""

    model_config = example(kind="building", places=12, capacity=6000)

    kind: str
    places: int
    capacity: int | None


class PlaceDetail(PlaceOut):
    """A place with its beds and residents; `residents` is null where so few live that it would name them."""

    model_config = example(
        id=KEY,
        code="centre",
        name="中心校区",
        name_en="Centre",
        kind="campus",
        kind_word="校区",
        path="centre/",
        parent=None,
        owner="office-centre",
        capacity=None,
        floor=None,
        shut=False,
        note="",
        beds=5200,
        residents=4410,
        contains=[{"kind": "building", "places": 12, "capacity": 6000}],
    )

    note: str
    beds: int
    residents: int | None
    contains: list[KindOut]


@router.get("/places", response=PlacesOut, summary="List places")
def list_places(request: HttpRequest, asked: Query[PlacesQuery]) -> dict[str, Any]:
    """Places in force by name, kind and where they lie, a campus before what lies in it."""
    actor = actor_in(request)
    require_held(actor, "campus.read")
    under = selectors.place_for(actor, asked.under).path if asked.under else ""
    found, place = part_of(selectors.search(actor, text=asked.q, kind=asked.kind, under=under), asked)
    return listed([_place(one) for one in found], place)


@router.get("/places/{code}", response=PlaceDetail, summary="Read a place")
def read_place(request: HttpRequest, code: str) -> dict[str, Any]:
    """One place by its code: capacity, beds, how many live there, what lies in it by kind."""
    actor = actor_in(request)
    place = selectors.place_for(actor, code)
    told = selectors.lodging([place.path]).get(place.path, Lodging())
    return {
        **_place(place),
        "note": place.note,
        "beds": told.beds,
        "residents": None if told.few else told.residents,
        "contains": selectors.sums_by_kind(actor, place),
    }


@router.get("/places/{code}/plan.geojson", summary="Take a plan along", openapi_extra=PLAN)
def read_plan(request: HttpRequest, code: str, asked: Query[PlanQuery]) -> HttpResponse:
    """A place and all that lies in it as GeoJSON, in the coordinates of the place."""
    actor = actor_in(request)
    place = selectors.place_for(actor, code)
    rows = selectors.search(actor, under=place.path)
    if not asked.rooms:
        rows = rows.exclude(kind__in=[kind.code for kind in kinds().values() if not kind.layer])
    return JsonResponse(
        export_geojson(list(rows), crs=place.crs),
        content_type=PLAN_TYPE,
        json_dumps_params={"ensure_ascii": False},
    )


def _place(place: Place) -> dict[str, Any]:
    names = ("code", "name", "name_en", "kind", "path", "capacity", "floor", "shut")
    told = {name: getattr(place, name) for name in names}
    return {
        "id": place.pk,
        **told,
        "kind_word": kind_label(place.kind),
        "parent": place.parent.code if place.parent else None,
        "owner": place.owner_unit.code if place.owner_unit else None,
    }
