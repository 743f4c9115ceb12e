"""Opening and closing the hours of reports; a unit telling its day."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db import transaction

from anlan.core.access import Actor
from anlan.core.kernel import clock
from anlan.core.kernel.clock import CAMPUS_ZONE
from anlan.core.kernel.errors import BadInput, NotVisible, NotYours
from anlan.foundation.bus.public import publish
from anlan.foundation.ledger.public import record
from anlan.foundation.people.models import Unit
from anlan.foundation.people.public import require_at
from anlan.foundation.products.access import REPORT
from anlan.foundation.products.events import UnitReported
from anlan.foundation.products.models import Expected, UnitReport, Window
from anlan.foundation.products.selectors.reports import matters_of, own_asked, report_of
from anlan.foundation.products.selectors.rulebook import daily_report
from anlan.foundation.products.services.grasp import footing_of_unit

JOB = "products.windows"
MOST_OWN = 20
LONGEST = 300


@transaction.atomic
def turn_windows(*, at: datetime | None = None) -> Window | None:
    """Open today's window at its hour and close those past theirs; running twice changes nothing."""
    now, hours = at or clock.now(), daily_report()
    for late in Window.objects.select_for_update().filter(closed_at=None, closes_at__lte=now):
        late.closed_at = now
        late.save(update_fields=["closed_at"])
        record("products.close_window", on=late, by=Actor.system(JOB), after={"day": late.day})
    day = now.astimezone(CAMPUS_ZONE).date()
    opens, closes = (datetime.combine(day, one, tzinfo=CAMPUS_ZONE) for one in (hours.opens, hours.closes))
    if not hours.enabled or not opens <= now < closes:
        return None
    window, made = Window.objects.get_or_create(day=day, defaults={"opens_at": opens, "closes_at": closes})
    if made:
        units = Unit.objects.in_force(now).filter(kind__in=hours.unit_kinds)
        Expected.objects.bulk_create(Expected(window=window, unit=unit) for unit in units)
        record("products.open_window", on=window, by=Actor.system(JOB), after={"day": day}, count=len(units))
    return window


@transaction.atomic
def report(
    window_id: UUID,
    *,
    by: Actor,
    chosen: Collection[str] = (),
    own: Collection[str] = (),
    seen_version: int = 0,
) -> UnitReport:
    """Tell the day of one's unit: nothing, the chosen of its own records, or words of one's own.

    Told twice alike it is one report; told otherwise it is a new version. After the hour it is late.
    """
    window = Window.objects.filter(pk=window_id).first()
    unit = own_asked(by, window) if window else None
    if window is None or unit is None:
        raise NotVisible
    require_at(by, "products.report", kind=REPORT, facts=footing_of_unit(unit.path))
    if by.person_id is None:
        raise NotYours("products.person_signs")
    Expected.objects.select_for_update().get(window=window, unit=unit)
    now, before = clock.now(), report_of(window, unit)
    matters = _matters(unit, window, chosen=chosen, own=own, at=now)
    if before is not None and before.matters == matters:
        return before
    if before is not None and before.version != seen_version:
        raise BadInput("products.report_changed")
    told = UnitReport.objects.create(
        window=window,
        unit=unit,
        version=before.version + 1 if before else 1,
        matters=matters,
        late=now >= window.closes_at,
        position_id=by.position_id,
        person_id=by.person_id,
    )
    record("products.report", on=told, by=by, after={"day": window.day, "matters": len(matters)})
    publish(UnitReported(window_id=str(window.pk), unit_id=str(unit.pk), matters=len(matters)))
    return told


def _matters(
    unit: Unit, window: Window, *, chosen: Collection[str], own: Collection[str], at: datetime
) -> list[dict[str, str]]:
    """The chosen records in their own words, then what was written by hand."""
    found = matters_of(unit, window, at=at) if chosen else []
    rows = [
        {"text": one.text, "source": one.source, "reference": one.reference}
        for one in found
        if f"{one.source}:{one.reference}" in set(chosen)
    ]
    lines = [text.strip()[:LONGEST] for text in own if text.strip()]
    if len(lines) > MOST_OWN:
        raise BadInput("products.too_many_lines", most=MOST_OWN)
    return [*rows, *({"text": text, "source": "", "reference": ""} for text in lines)]
