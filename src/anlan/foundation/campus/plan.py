"""The schematic of a place: land, green, water, roads and buildings in greys; gates and alerts in colour."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext, ngettext

from anlan.foundation.campus.drawing import FONT, GATE_HEIGHT, Box, Desk, Frame, spots_on, text_width
from anlan.foundation.campus.kinds import kinds
from anlan.foundation.campus.models import Place

LAYERS: Final = ("land", "zone", "green", "ground", "water", "road", "building", "yard", "fence")
_NAMED: Final = ("water", "building", "yard", "ground", "zone")
_LINE: Final = 18.0
_LONGEST_NAME: Final = 1.8
_SHORTEST_NAME: Final = 76.0
_NARROW: Final = 480.0
_TALL_SHAPE, _WIDE_SHAPE = 0.92, 0.56


@dataclass(frozen=True, slots=True)
class PlanMark:
    """Something to see on the plan: the place's code, a state of ``ui.marks``, a word, a link."""

    place: str
    state: str
    word: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Outline:
    """A shape of one layer."""

    layer: str
    path: str
    hollow: bool
    here: bool = False


@dataclass(frozen=True, slots=True)
class Label:
    """A text at a spot; ``x`` and ``y`` are its middle and baseline."""

    x: float
    y: float
    text: str
    layer: str
    url: str = ""
    here: bool = False


@dataclass(frozen=True, slots=True)
class GateSign:
    """A gate's sign: solid when open, outlined and marked when shut."""

    box: Box
    text: str
    shut: bool
    url: str

    @property
    def middle(self) -> float:
        """Where the text's middle lies."""
        return self.box.width / 2


@dataclass(frozen=True, slots=True)
class MarkSign:
    """An alert: its shape's corner, its word's start, its state."""

    x: float
    y: float
    label_x: float
    label_y: float
    state: str
    word: str
    url: str


@dataclass(frozen=True, slots=True)
class Plan:
    """A drawn plan; ``told`` says in one sentence what it shows."""

    width: float
    height: float
    outlines: tuple[Outline, ...]
    labels: tuple[Label, ...]
    gates: tuple[GateSign, ...]
    marks: tuple[MarkSign, ...]
    told: str
    name: str
    linked: bool
    spot: tuple[float, float] | None = None

    @property
    def lands(self) -> list[Outline]:
        """The outlines that bound everything else."""
        return [outline for outline in self.outlines if outline.layer == "land" and not outline.hollow]

    @property
    def inside(self) -> list[Outline]:
        """What is drawn within the land, from the ground up."""
        return [outline for outline in self.outlines if outline.layer != "land"]

    @property
    def here(self) -> list[Outline]:
        """The outlines of the one place that the page is about."""
        return [outline for outline in self.outlines if outline.here]


def draw(
    place: Place,
    inside: Sequence[Place],
    *,
    marks: Iterable[PlanMark] = (),
    width: float = 380.0,
    links: bool = True,
    here: str = "",
) -> Plan | None:
    """The plan of a place from what lies inside it; None when nothing there has a geometry.

    ``here`` is the code of the one place that the page is about.
    """
    shown = [one for one in (place, *inside) if one.geometry and one.crs == place.crs and _layer(one)]
    shape = _WIDE_SHAPE if width > _NARROW else _TALL_SHAPE
    drawn = [one.geometry for one in shown if one.geometry]
    frame = Frame.around(drawn, crs=place.crs, width=width, most_height=width * shape)
    if frame is None:
        return None
    desk = Desk(frame.width, frame.height)
    gates = tuple(_gate(one, frame, desk, links=links) for one in shown if _layer(one) == "gate")
    signs = tuple(_marks(list(marks), {one.code: one for one in shown}, frame, desk))
    return Plan(
        width=frame.width,
        height=frame.height,
        outlines=tuple(_outlines(shown, frame, here)),
        labels=tuple(_labels(shown, frame, desk, links=links, here=here)),
        gates=gates,
        marks=signs,
        told=_told(place, shown, signs),
        name=place.code,
        linked=links,
        spot=next((frame.middle(_geometry(one)) for one in shown if one.code == here), None),
    )


def svg_map(
    place: Place,
    inside: Sequence[Place],
    *,
    marks: Iterable[PlanMark] = (),
    width: float = 380.0,
    links: bool = True,
    here: str = "",
) -> SafeString:
    """The plan as an inline SVG with a sentence for those who cannot see it; "" when nothing can be drawn."""
    plan = draw(place, inside, marks=marks, width=width, links=links, here=here)
    return render_to_string("campus/_plan.html", {"plan": plan}) if plan else SafeString("")


def _layer(place: Place) -> str:
    kind = kinds().get(place.kind)
    return kind.layer if kind else "point"


def _outlines(shown: Sequence[Place], frame: Frame, here: str) -> Iterable[Outline]:
    drawn = [(LAYERS.index(_layer(one)), one) for one in shown if _layer(one) in LAYERS and one.geometry]
    for _, one in sorted(drawn, key=lambda pair: pair[0]):
        path = frame.path(_geometry(one))
        if path:
            hollow = not _geometry(one)["type"].endswith("Polygon")
            yield Outline(_layer(one), path, hollow=hollow, here=one.code == here)


def _geometry(place: Place) -> dict[str, Any]:
    return place.geometry or {"type": "Point", "coordinates": [0, 0]}


def _gate(place: Place, frame: Frame, desk: Desk, *, links: bool) -> GateSign:
    text = gettext("%(gate)s 关") % {"gate": place.label} if place.shut else place.label
    x, y = frame.middle(_geometry(place))
    width = round(text_width(text) + 14, 1)
    box = desk.claim(Box(x - width / 2, y - GATE_HEIGHT / 2, width, GATE_HEIGHT))
    return GateSign(box, text, place.shut, place.get_absolute_url() if links else "")


def _marks(marks: list[PlanMark], known: Mapping[str, Place], frame: Frame, desk: Desk) -> Iterable[MarkSign]:
    for mark in marks:
        place = known.get(mark.place)
        if place is None:
            continue
        x, y = frame.middle(_geometry(place))
        shape = desk.claim(Box(x - 8, y - 8, 16, 16))
        width = text_width(mark.word) + 4
        spots = [
            Box(shape.left + 18, shape.top - 1, width, _LINE),
            Box(shape.left - width - 2, shape.top - 1, width, _LINE),
            Box(shape.left + 8 - width / 2, shape.top + 17, width, _LINE),
        ]
        spot = desk.put(spots) or desk.claim(spots[0])
        yield MarkSign(
            shape.left,
            shape.top,
            round(spot.left + width / 2, 1),
            round(spot.top + FONT, 1),
            mark.state,
            mark.word,
            mark.url,
        )


def _labels(shown: Sequence[Place], frame: Frame, desk: Desk, *, links: bool, here: str) -> Iterable[Label]:
    """Names of what is drawn, the page's own place first; a name much longer than its shape is left out."""
    named = [one for one in shown[1:] if _layer(one) in _NAMED]
    for one in sorted(
        named, key=lambda one: (one.code != here, _NAMED.index(_layer(one)), one.order, one.code)
    ):
        width = round(text_width(one.label) + 6, 1)
        shape = frame.box(_geometry(one))
        if one.code != here and width > max(shape.width * _LONGEST_NAME, _SHORTEST_NAME):
            continue
        spot = desk.put(spots_on(shape, width=width, height=_LINE, beside=one.code == here))
        if spot is not None:
            url = one.get_absolute_url() if links else ""
            x, y = round(spot.left + width / 2, 1), round(spot.top + FONT, 1)
            yield Label(x, y, one.label, _layer(one), url, one.code == here)


def _told(place: Place, shown: Sequence[Place], signs: Sequence[MarkSign]) -> str:
    """What a reader of the picture learns, in a sentence."""
    gates = [one for one in shown if _layer(one) == "gate"]
    shut = [one.label for one in gates if one.shut]
    parts = [gettext("%(place)s平面示意") % {"place": place.label}]
    if gates:
        count = len(gates) - len(shut)
        parts.append(ngettext("%(count)s 个校门开放", "%(count)s 个校门开放", count) % {"count": count})
    if shut:
        parts.append(gettext("关闭：%(gates)s") % {"gates": gettext("、").join(shut)})
    parts += [sign.word for sign in signs]
    return gettext("，").join(parts)
