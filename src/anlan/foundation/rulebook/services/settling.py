"""Saying in which areas the school, or a place of it, lies."""

from __future__ import annotations

from django.db import transaction

from anlan.core.access import Actor, Facts
from anlan.core.kernel.errors import BadInput, NotVisible
from anlan.foundation.campus.models import Place
from anlan.foundation.ledger.public import record
from anlan.foundation.people.public import require_at
from anlan.foundation.rulebook.access import AREA
from anlan.foundation.rulebook.models import RuleArea
from anlan.foundation.rulebook.rules.vocabulary import Level


@transaction.atomic
def settle_area(code: str, *, here: bool, by: Actor, place_code: str = "") -> RuleArea:
    """An area becomes ours, for the whole school or one place of it, or no longer is. Raises NotVisible,
    NotYours, BadInput. Another area of the same level at the same place ceases to be ours."""
    require_at(by, "rulebook.settle", kind=AREA, facts=Facts(everywhere=True))
    area = RuleArea.objects.select_for_update().filter(code=code).first()
    if area is None:
        raise NotVisible
    if area.level in (Level.NATIONAL, Level.SCHOOL):
        raise BadInput("rulebook.area_always_here", field="area")
    place = Place.objects.in_force().filter(code=place_code).first() if place_code else None
    if place_code and place is None:
        raise BadInput("rulebook.no_such_place", field="place")
    before = {"here": area.here, "place": area.place_id}
    if here:
        RuleArea.objects.filter(level=area.level, here=True, place=place).exclude(pk=area.pk).update(
            here=False, place=None
        )
    area.here, area.place = here, place if here else None
    area.save(update_fields=["here", "place"])
    record(
        "rulebook.settle",
        on=area,
        by=by,
        before=before,
        after={"area": area.code, "here": area.here, "place": area.place_id},
    )
    return area
