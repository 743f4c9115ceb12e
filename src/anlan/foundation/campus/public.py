"""The door of places."""

from anlan.foundation.campus.kinds import PlaceKind, kind_label, kinds
from anlan.foundation.campus.models import Place, Residence
from anlan.foundation.campus.plan import PlanMark, svg_map
from anlan.foundation.campus.plans import PlanReport, export_geojson, import_geojson
from anlan.foundation.campus.residents import move_resident, residence_of
from anlan.foundation.campus.selectors import (
    Lodging,
    drawn_within,
    gates_within,
    lodging,
    place_for,
    places_for,
    roots_for,
    search,
)
from anlan.foundation.campus.services import close_place, create_place, edit_place, move_place

__all__ = [
    "Lodging",
    "Place",
    "PlaceKind",
    "PlanMark",
    "PlanReport",
    "Residence",
    "close_place",
    "create_place",
    "drawn_within",
    "edit_place",
    "export_geojson",
    "gates_within",
    "import_geojson",
    "kind_label",
    "kinds",
    "lodging",
    "move_place",
    "move_resident",
    "place_for",
    "places_for",
    "residence_of",
    "roots_for",
    "search",
    "svg_map",
]
