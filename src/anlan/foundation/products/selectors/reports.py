"""Daily reports as they are read: the window of now, one's own unit, who told what."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time

from anlan.core.access import Actor
from anlan.core.kernel.clock import CAMPUS_ZONE
from anlan.foundation.people.models import Unit
from anlan.foundation.people.public import visible
from anlan.foundation.products.kinds import Matter, matter_sources
from anlan.foundation.products.models import Expected, UnitReport, Window

MOST_MATTERS = 60


@dataclass(frozen=True, slots=True)
class Told:
    """A unit that is asked, and the newest of what it told."""

    unit: Unit
    report: UnitReport | None


@dataclass(frozen=True, slots=True)
class Telling:
    """A day: every unit that the viewer may read of."""

    window: Window
    rows: tuple[Told, ...]

    @property
    def silent(self) -> int:
        """How many have not told."""
        return sum(one.report is None for one in self.rows)

    @property
    def with_matters(self) -> int:
        """How many told of something."""
        return sum(one.report is not None and bool(one.report.matters) for one in self.rows)


def window_at(at: datetime) -> Window | None:
    """The newest window that has opened."""
    return Window.objects.filter(opens_at__lte=at).order_by("-day").first()


def telling_of(viewer: Actor, window: Window) -> Telling:
    """Who is asked and who told; three queries."""
    seen = {one.unit_id: one for one in reversed(list(_reports(viewer, window)))}
    asked = visible(Expected.objects.filter(window=window), viewer, "products.read")
    units = Unit.objects.filter(pk__in=asked.values("unit")).order_by("order", "path")
    return Telling(window, tuple(Told(unit, seen.get(unit.pk)) for unit in units))


def own_asked(viewer: Actor, window: Window) -> Unit | None:
    """The asked unit that the viewer speaks for: their own, or the nearest above."""
    if not viewer.unit_path:
        return None
    paths = [viewer.unit_path[: at + 1] for at, sign in enumerate(viewer.unit_path) if sign == "/"]
    asked = Expected.objects.filter(window=window, unit__path__in=paths).select_related("unit")
    found = asked.order_by("-unit__path").first()
    return found.unit if found else None


def report_of(window: Window, unit: Unit) -> UnitReport | None:
    """The newest that a unit told."""
    return UnitReport.objects.filter(window=window, unit=unit).order_by("-version").first()


def matters_of(unit: Unit, window: Window, *, at: datetime) -> list[Matter]:
    """What the unit's own records say of the day."""
    since = datetime.combine(window.day, time(0), tzinfo=CAMPUS_ZONE)
    found = [one for source in matter_sources().values() for one in source(unit.pk, since, at)]
    return found[:MOST_MATTERS]


def _reports(viewer: Actor, window: Window) -> list[UnitReport]:
    rows = visible(UnitReport.objects.filter(window=window), viewer, "products.read")
    return list(rows.select_related("position__unit").order_by("unit", "-version"))
