"""Writing judged persons by COPY: persons first, then standings, then classes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from anlan.core.access import Actor
from anlan.core.kernel import clock
from anlan.foundation.intake.sheets.person_world import CLASS, KnownPerson, PersonWorld
from anlan.foundation.people.models import Standing
from anlan.foundation.people.public import (
    GroupRow,
    MembershipRow,
    PersonRow,
    StandingRow,
    add_groups,
    add_memberships,
    add_persons,
    add_standings,
    change_persons,
    end_memberships,
    end_standings,
)


@dataclass(slots=True)
class PersonPlan:
    """What a row wants of a person; filled while it is judged."""

    kept: str
    name: str
    phone: str
    known: KnownPerson | None
    other_numbers: list[str] = field(default_factory=list)
    kind: str = ""
    unit_id: UUID | None = None
    since: datetime | None = None
    until: datetime | None = None
    standing_new: bool = False
    moved: bool = False
    ends: UUID | None = None
    new_end: tuple[UUID, datetime] | None = None
    group: str = ""
    group_name: str = ""
    group_unit: UUID | None = None
    leaves: UUID | None = None

    def alters(self) -> bool:
        """Whether the known person's own fields change."""
        known = self.known
        return known is not None and (
            bool(self.other_numbers) or (self.name, self.phone) != (known.name, known.phone)
        )


def write_plans(plans: Sequence[PersonPlan], *, world: PersonWorld, by: Actor) -> dict[str, int]:
    """Everything the plans want, in seven statements; returns how many of what."""
    others = _other_numbers(plans)
    ids = {number: person.id for number, person in world.by_number.items()}
    new = {plan.kept: plan for plan in reversed(plans) if plan.known is None}
    ids |= add_persons((_row(plan, others) for plan in new.values()), by=by)
    altered = {plan.kept: plan for plan in plans if plan.alters()}
    change_persons([_row(plan, others) for plan in altered.values()], by=by)
    end_standings([plan.ends for plan in plans if plan.ends], by=by)
    standings = _standings(plans, ids)
    add_standings(standings, by=by)
    _prolong(plans)
    joined = _join_classes(plans, ids, world=world, by=by)
    return {"persons": len(new), "changed": len(altered), "standings": len(standings), "classes": joined}


def _other_numbers(plans: Sequence[PersonPlan]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for plan in plans:
        if plan.other_numbers:
            before = list(plan.known.others) if plan.known else []
            held = found.setdefault(plan.kept, before)
            held += [number for number in plan.other_numbers if number not in held]
    return found


def _row(plan: PersonPlan, others: dict[str, list[str]]) -> PersonRow:
    return PersonRow(plan.kept, plan.name, plan.phone, tuple(others.get(plan.kept, ())))


def _standings(plans: Sequence[PersonPlan], ids: dict[str, UUID]) -> list[StandingRow]:
    """New standings, each once; one that replaces another begins when that one ends."""
    now = clock.now()
    found: dict[tuple[UUID, str, UUID], StandingRow] = {}
    for plan in plans:
        if plan.standing_new and plan.unit_id is not None:
            since = now if plan.moved else (plan.since or now)
            until = plan.until if plan.until is None or plan.until > since else None
            if plan.until is not None and until is None and not plan.moved:
                continue
            person = ids[plan.kept]
            row = StandingRow(person, plan.kind, plan.unit_id, since, until)
            found.setdefault((person, plan.kind, plan.unit_id), row)
    return list(found.values())


def _prolong(plans: Sequence[PersonPlan]) -> None:
    """Other last days for standings that stay."""
    ends = dict(plan.new_end for plan in plans if plan.new_end)
    rows = list(Standing.objects.filter(pk__in=ends))
    for row in rows:
        row.valid_until = max(ends[row.pk], row.valid_from)
    Standing.objects.bulk_update(
        [row for row in rows if row.valid_until != row.valid_from], ["valid_until"], batch_size=1000
    )


def _join_classes(plans: Sequence[PersonPlan], ids: dict[str, UUID], *, world: PersonWorld, by: Actor) -> int:
    joining = {plan.kept: plan for plan in plans if plan.group}
    missing = {plan.group: plan for plan in joining.values() if plan.group not in world.groups}
    groups = world.groups | add_groups((_group(plan) for plan in missing.values()), by=by)
    end_memberships([plan.leaves for plan in joining.values() if plan.leaves], by=by)
    add_memberships((MembershipRow(groups[plan.group], ids[plan.kept]) for plan in joining.values()), by=by)
    return len(joining)


def _group(plan: PersonPlan) -> GroupRow:
    if plan.group_unit is None:
        raise AssertionError("a class is only asked for together with its unit")
    return GroupRow(plan.group, plan.group_name, CLASS, plan.group_unit)
