"""Places, inspectors and checklists: what the tests of inspection begin with."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest

from anlan.areas.inspection import public
from anlan.areas.inspection.models import Checklist, Finding, Run
from anlan.areas.inspection.services.running import Found, Sheet, Witness
from anlan.core.access import Actor
from anlan.core.kernel import clock
from anlan.core.kernel.ids import new_id
from anlan.foundation.accounts.public import create_account
from anlan.foundation.campus.models import Place
from anlan.foundation.campus.services import create_place
from anlan.foundation.evidence.public import Evidence, Ref, add_reading
from anlan.foundation.people.models import Person, Position, Unit
from anlan.foundation.people.public import (
    actor_of,
    appoint,
    create_person,
    give_standing,
    positions_of,
    standings_of,
)
from tests.support.cast import Cast

NOW = datetime(2022, 5, 20, 1, 0, tzinfo=UTC)
SYSTEM = Actor.system("tests.inspection")
ANSWERS = {
    "lines": "pass",
    "guide": "pass",
    "mask_staff": "pass",
    "cover": "pass",
    "stations": "pass",
    "bottles": "pass",
    "prompt": "na",
    "samples_kept": "pass",
    "sample_temperature": "5",
    "morning_check": "pass",
}


@pytest.fixture
def held_clock() -> Iterator[datetime]:
    """A Friday morning."""
    with clock.hold(NOW):
        yield NOW


@dataclass(frozen=True, slots=True)
class Ground:
    """A canteen to inspect, two inspectors, the unit that keeps it."""

    cast: Cast
    canteen: Place
    gate: Place
    second: Any

    @property
    def checklist(self) -> Checklist:
        """The canteen's checklist in use."""
        return Checklist.objects.get(code="canteen-handwash", state="published")

    def actor(self, who: str) -> Actor:
        """Somebody of the cast; ``second`` is another inspector."""
        if who != "second":
            return self.cast.actor(who)
        held = positions_of(self.second.person)
        return actor_of(self.second, held[0], standings=standings_of(self.second.person), second_factor=True)

    def seat(self, who: str) -> UUID:
        """The key of somebody's position."""
        key = self.actor(who).position_id
        assert key is not None
        return key

    def join(self, person: Person, unit: Unit) -> None:
        """Somebody belongs to a unit as well."""
        give_standing(person_id=person.pk, standing="teacher", unit_id=unit.pk, by=SYSTEM)

    def plan(self, **more: Any) -> Run:
        """A run of the canteen for the first inspector."""
        told: dict[str, Any] = {
            "by": self.actor("clerk"),
            "checklist_id": self.checklist.pk,
            "place_id": self.canteen.pk,
            "inspector_ids": [self.seat("inspector")],
            "client_id": new_id(),
        }
        return public.schedule_run(**{**told, **more})

    def sheet(self, *, found: tuple[Found, ...] = (), **answers: str) -> Sheet:
        """A filled sheet, all well but for what is said."""
        return Sheet({**ANSWERS, **answers}, {}, found, Witness("read", "苗香"))

    def inspected(self, *, who: str = "inspector", found: tuple[Found, ...] = (), **answers: str) -> Run:
        """A run that was handed in."""
        run = self.plan(inspector_ids=[self.seat(who)], second_reason="跟进")
        public.start_run(run.pk, by=self.actor(who))
        return public.submit_run(run.pk, sheet=self.sheet(found=found, **answers), by=self.actor(who))

    def finding(self, **more: Any) -> Finding:
        """Something wrong at the canteen, raised by the first inspector, not given out yet."""
        told: dict[str, Any] = {
            "by": self.actor("inspector"),
            "place_id": self.canteen.pk,
            "unit_id": self.cast.units["canteen-1"].pk,
            "severity": "minor",
            "text": "2 号取餐口手消瓶已空，无人补充",
            "client_id": new_id(),
        }
        return public.raise_finding(**{**told, **more})

    def prove(self, finding: Finding, *, who: str = "canteen_head", at: datetime | None = None) -> Evidence:
        """A reading that shows how it is now, or was at an instant."""
        return add_reading(
            subject=Ref("inspection.finding", finding.pk),
            value=Decimal(1),
            unit="瓶",
            by=self.actor(who),
            client_id=new_id(),
            captured_at=at,
        )

    def assigned(self, **more: Any) -> Finding:
        """A finding given to the canteen."""
        return public.assign(self.finding(**more).pk, by=self.actor("inspector"))

    def submitted(self, **more: Any) -> Finding:
        """A finding that the canteen says is put right, an hour later."""
        finding = self.assigned(**more)
        with clock.hold(clock.now() + timedelta(hours=1)):
            self.prove(finding)
            return public.submit(finding.pk, by=self.actor("canteen_head"), note="补了手消液")


def make_ground(cast: Cast) -> Ground:
    """Build it through the services."""
    campus = cast.campuses["centre"]
    canteen = create_place(
        code="canteen-1-hall",
        name="第一食堂",
        kind="canteen",
        parent_id=campus.pk,
        by=SYSTEM,
        values={"name_en": "Canteen 1", "owner_unit_id": cast.units["canteen-1"].pk},
    )
    gate = create_place(
        code="south-gate",
        name="南门",
        kind="gate",
        parent_id=campus.pk,
        by=SYSTEM,
        values={"owner_unit_id": cast.units["security"].pk},
    )
    public.load_shipped(by=SYSTEM)
    unit = cast.units["inspection"]
    person = create_person(number="T90001", name="季明", standing="administrator", unit_id=unit.pk, by=SYSTEM)
    seat = Position.objects.get(code="inspection.inspector-2")
    appoint(person_id=person.pk, position_id=seat.pk, by=SYSTEM)
    return Ground(cast, canteen, gate, create_account(username="inspector-two", person=person, by=SYSTEM))
