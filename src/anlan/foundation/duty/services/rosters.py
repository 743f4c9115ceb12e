"""Opening a roster, and who stands on it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import time
from uuid import UUID

from django.db import transaction

from anlan.core.access import Actor
from anlan.core.kernel.errors import BadInput, Conflict, NotVisible
from anlan.foundation.duty.models import Member, Roster
from anlan.foundation.duty.selectors.sight import roster_for
from anlan.foundation.ledger.public import record
from anlan.foundation.people.models import Person, Position
from anlan.foundation.people.public import facts_of, require, require_at

HOURS = (4, 6, 8, 12, 24)
MOST_MEMBERS = 200


@transaction.atomic
def open_roster(
    *,
    code: str,
    name: str,
    name_en: str,
    position_id: UUID,
    by: Actor,
    least: int = 2,
    first_start: time = time(8),
    shift_hours: int = 24,
) -> Roster:
    """Keep a roster for the desk of a position."""
    position = Position.objects.in_force().select_related("unit").filter(pk=position_id).first()
    if position is None:
        raise NotVisible
    require_at(by, "duty.plan", kind="duty.roster", facts=facts_of(position))
    _fit(least=least, shift_hours=shift_hours)
    if Roster.objects.filter(position=position).exists() or Roster.objects.filter(code=code).exists():
        raise Conflict("duty.roster_exists")
    roster = Roster.objects.create(
        code=code,
        name=name,
        name_en=name_en,
        position=position,
        least=least,
        first_start=first_start,
        shift_hours=shift_hours,
    )
    record("duty.open_roster", on=roster, by=by, after={"name": name, "code": code, "least": least})
    return roster


@transaction.atomic
def change_roster(
    *, code: str, by: Actor, name: str, name_en: str, least: int, first_start: time, shift_hours: int
) -> Roster:
    """Change its name, how many stand a shift, and the hours of the next plan."""
    roster = _to_plan(by, code)
    _fit(least=least, shift_hours=shift_hours)
    after = {"name": name, "least": least, "first_start": str(first_start), "shift_hours": shift_hours}
    before = {key: _plain(getattr(roster, key)) for key in after}
    roster.name, roster.name_en, roster.least = name, name_en, least
    roster.first_start, roster.shift_hours = first_start, shift_hours
    roster.save(update_fields=["name", "name_en", "least", "first_start", "shift_hours"])
    record("duty.change_roster", on=roster, by=by, before=before, after=after)
    return roster


@transaction.atomic
def set_members(*, code: str, leaders: Sequence[str], others: Sequence[str], by: Actor) -> Roster:
    """Who stands in turn, by number, in the order of turn; a leader may stand among the others too."""
    roster = _to_plan(by, code)
    numbers = {*leaders, *others}
    if len(numbers) > MOST_MEMBERS:
        raise BadInput("duty.too_many_members", most=MOST_MEMBERS)
    known = {row.number: row for row in Person.objects.filter(number__in=numbers)}
    unknown = sorted(numbers - known.keys())
    if unknown:
        raise BadInput("duty.unknown_numbers", numbers=" ".join(unknown[:10]))
    roster.members.all().delete()
    Member.objects.bulk_create(
        Member(roster=roster, person=known[number], leads=leads, order=order)
        for leads, ring in ((True, leaders), (False, others))
        for order, number in enumerate(dict.fromkeys(ring))
    )
    record(
        "duty.set_members",
        on=roster,
        by=by,
        count=len(numbers),
        after={"leaders": [known[n].name for n in leaders], "others": [known[n].name for n in others]},
    )
    return roster


def _to_plan(by: Actor, code: str) -> Roster:
    roster = Roster.objects.select_for_update(of=("self",)).get(pk=roster_for(by, code).pk)
    require(by, "duty.plan", roster)
    return roster


def _fit(*, least: int, shift_hours: int) -> None:
    if least < 1 or shift_hours not in HOURS:
        raise BadInput("duty.hours_unusable")


def _plain(value: object) -> str | int:
    return value if isinstance(value, int) else str(value)
