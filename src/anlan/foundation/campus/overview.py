"""What the two pages of places show."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.urls import reverse

from anlan.core.access import Actor
from anlan.foundation.campus import selectors
from anlan.foundation.campus.kinds import kind_label, kinds
from anlan.foundation.campus.models import Place
from anlan.foundation.campus.plan import svg_map
from anlan.foundation.campus.selectors import Lodging
from anlan.foundation.ledger.public import history, lines_of
from anlan.foundation.people.permission import allowed
from anlan.foundation.ui.parts import Choice

PER_PAGE = 50
WIDE, NARROW = 920.0, 360.0
_HISTORY = 12
_GROUND = ("green", "water", "road")


@dataclass(frozen=True, slots=True)
class PlaceLine:
    """A place as a row of a table."""

    place: Place
    kind: str
    lodging: Lodging


def index_of(viewer: Actor, asked: Mapping[str, str]) -> dict[str, Any]:
    """The campuses, the chosen one's plan and table, or what a search found."""
    roots = selectors.roots_for(viewer)
    chosen = next((root for root in roots if root.code == asked.get("campus")), roots[0] if roots else None)
    text, kind = asked.get("q", "").strip()[:60], asked.get("kind", "")
    searching = bool(text or kind)
    under = chosen.path if chosen and (not searching or asked.get("campus")) else ""
    rows = selectors.search(viewer, text=text, kind=kind, under=under)
    if not searching:
        rows = selectors.by_kind(rows.exclude(kind__in=_unlisted()).exclude(parent=None))
    page = Paginator(rows, PER_PAGE).get_page(asked.get("page"))
    drawn = selectors.drawn_within(viewer, chosen) if chosen and not searching else []
    return {
        "roots": [_root(root, chosen, asked) for root in roots],
        "campus": chosen,
        "searching": searching,
        "text": text,
        "kind": kind,
        "kinds": [(one.code, one.label) for one in kinds().values()],
        "page": page,
        "lines": lines_for(page.object_list),
        "gates": selectors.gates_within(drawn),
        "sums": sums_of(viewer, chosen) if chosen and not searching else [],
        "wide": svg_map(chosen, drawn, width=WIDE) if chosen and drawn else "",
        "narrow": svg_map(chosen, drawn, width=NARROW) if chosen and drawn else "",
        "may_edit": viewer.holds("campus.edit"),
        "totals": _totals(roots, selectors.lodging([root.path for root in roots])),
    }


def page_of(viewer: Actor, place: Place, asked: Mapping[str, str]) -> dict[str, Any]:
    """One place with what is around it and in it."""
    above = selectors.above(viewer, place)
    page = Paginator(selectors.children_for(viewer, place), PER_PAGE).get_page(asked.get("page"))
    root = above[0] if above else place
    drawn = selectors.drawn_within(viewer, root)
    here = place.code if above else ""
    return {
        "place": place,
        "kind": kind_label(place.kind),
        "above": above,
        "page": page,
        "lines": lines_for(page.object_list),
        "lodging": selectors.lodging([place.path])[place.path],
        "sums": sums_of(viewer, place),
        "wide": svg_map(root, drawn, width=NARROW + 20, here=here) if drawn else "",
        "history": lines_of(history("campus.place", place.pk)[:_HISTORY]),
        "may_edit": place.valid_until is None and allowed(viewer, "campus.edit", place),
    }


def lines_for(places: Any) -> list[PlaceLine]:
    """Rows with beds and residents; one query for all of them."""
    listed = list(places)
    counted = selectors.lodging([place.path for place in listed])
    return [PlaceLine(place, kind_label(place.kind), counted.get(place.path, Lodging())) for place in listed]


def sums_of(viewer: Actor, place: Place) -> list[tuple[str, str, selectors.KindSum]]:
    """What lies under a place by kind, with the search that lists it."""
    root = place.path.split("/")[0]
    return [
        (
            kind_label(row.kind),
            f"{reverse('campus:index')}?{urlencode({'campus': root, 'kind': row.kind})}",
            row,
        )
        for row in selectors.sums_by_kind(viewer, place)
        if row.kind not in _GROUND
    ]


def _unlisted() -> list[str]:
    """Kinds that the overview leaves to the pages below: rooms, beds, floors, and the ground itself."""
    return [kind.code for kind in kinds().values() if not kind.layer or kind.code in _GROUND]


def _root(root: Place, chosen: Place | None, asked: Mapping[str, str]) -> Choice:
    kept = {name: asked[name] for name in ("q", "kind") if asked.get(name)}
    return Choice(root.label, f"?{urlencode({'campus': root.code} | kept)}", current=root == chosen)


def _totals(roots: list[Place], told: Mapping[str, Lodging]) -> dict[str, Any]:
    """Beds and residents of the whole house."""
    return {
        "campuses": len(roots),
        "beds": sum(told[root.path].beds for root in roots if root.path in told),
        "residents": sum(told[root.path].residents for root in roots if root.path in told),
    }
