"""Planning a month, publishing it, and putting one person in another's place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from hashlib import sha256
from uuid import UUID

from django.db import transaction
from django.utils.timezone import localtime

from anlan.core.access import Actor
from anlan.core.kernel import clock
from anlan.core.kernel.errors import BadInput, IllegalMove, NotVisible
from anlan.core.minutes.deadlines.reckoning import is_workday
from anlan.foundation.bus.public import publish as announce
from anlan.foundation.duty.events import RosterPublished
from anlan.foundation.duty.models import Member, Roster, Shift, Swap, Watch
from anlan.foundation.duty.models.choices import Left
from anlan.foundation.duty.rules.pattern import Pattern, plan
from anlan.foundation.duty.selectors.presence import presence
from anlan.foundation.duty.selectors.rota import edge, gaps_between
from anlan.foundation.duty.selectors.sight import roster_for, watch_for
from anlan.foundation.duty.services.placing import clashes_told, make_duties, place, take_off
from anlan.foundation.duty.services.telling import tell, when_words
from anlan.foundation.duty.states import SHIFT, ShiftState, SwapState
from anlan.foundation.ledger.public import record
from anlan.foundation.people.models import Person
from anlan.foundation.people.public import require

MOST_DAYS = 62


@dataclass(frozen=True, slots=True)
class Line:
    """One shift as planned: its people by key, the leader first or None."""

    starts: datetime
    ends: datetime
    leader: UUID | None
    others: tuple[UUID, ...]


@transaction.atomic
def plan_days(*, code: str, first: date, last: date, by: Actor) -> list[Shift]:
    """Plan the days by rotation over what is not published yet; draws up, publishes nothing."""
    roster = hold_roster(by, code)
    _bounded(first, last)
    leaders, others = _rings(roster)
    known = presence({*leaders, *others}, since=edge(first))
    busy = _elsewhere({*leaders, *others}, roster, since=edge(first), until=edge(last + timedelta(days=2)))

    def fits(person: UUID, starts: datetime, ends: datetime) -> bool:
        free = all(until <= starts or since >= ends for since, until in busy.get(person, ()))
        return free and known.fit(person, starts, ends)

    pattern = Pattern(
        first_start=roster.first_start,
        shift_hours=roster.shift_hours,
        leaders=leaders,
        others=others,
        others_each=max(roster.least - 1, 0),
        leaders_from=_next_turn(roster, leaders, lead=True, before=edge(first)),
        others_from=_next_turn(roster, others, lead=False, before=edge(first)),
    )
    rows = plan(pattern, first=first, last=last, zone=clock.CAMPUS_ZONE, is_workday=is_workday, fits=fits)
    lines = [Line(row.starts, row.ends, row.leader, row.others) for row in rows]
    return draw_up(roster, lines, by=by, verb="duty.plan_days")


def draw_up(roster: Roster, lines: Sequence[Line], *, by: Actor, verb: str) -> list[Shift]:
    """Put planned shifts in the place of the plan so far; published ones stay as they are."""
    if not lines:
        raise BadInput("duty.nothing_to_plan")
    since, until = min(line.starts for line in lines), max(line.ends for line in lines)
    _clear(roster, since=since, until=until)
    kept = list(
        roster.shifts.filter(state=ShiftState.PUBLISHED, starts__lt=until, ends__gt=since).values_list(
            "starts", "ends"
        )
    )
    free = [line for line in lines if all(line.ends <= a or line.starts >= b for a, b in kept)]
    with clashes_told():
        shifts = Shift.objects.bulk_create(
            Shift(roster=roster, starts=line.starts, ends=line.ends) for line in free
        )
        Watch.objects.bulk_create(
            Watch(shift=shift, person_id=person, lead=lead, starts=shift.starts, ends=shift.ends)
            for shift, line in zip(shifts, free, strict=True)
            for person, lead in _people(line)
        )
    record(verb, on=roster, by=by, count=len(shifts), content_hash=_hash(free))
    return shifts


@transaction.atomic
def publish_days(*, code: str, first: date, last: date, by: Actor) -> int:
    """Bring the plan of some days into force; refused with the gap named when anything is missing."""
    roster = hold_roster(by, code)
    _bounded(first, last)
    since, until = _shift_edge(roster, first), _shift_edge(roster, last + timedelta(days=1))
    missing = gaps_between(roster, since=since, until=until)
    if missing:
        gap = missing[0]
        raise BadInput(
            f"duty.gap_{gap.kind}",
            when=f"{localtime(gap.starts, clock.CAMPUS_ZONE):%m-%d %H:%M}",
            until=f"{localtime(gap.ends, clock.CAMPUS_ZONE):%m-%d %H:%M}",
            names="、".join(gap.missing),
            count=len(missing),
        )
    shifts = roster.shifts.filter(state=ShiftState.DRAFT, starts__lt=until, ends__gt=since)
    watches = list(
        Watch.objects.filter(shift__in=shifts, left_at=None).select_related("shift__roster", "person")
    )
    if not watches:
        raise BadInput("duty.nothing_to_publish")
    make_duties(watches)
    count = shifts.update(
        state=SHIFT.move(ShiftState.DRAFT, "publish").target.value, published_at=clock.now()
    )
    lines = sorted(f"{watch.starts.isoformat()} {watch.person_id} {watch.lead}" for watch in watches)
    digest = sha256("\n".join(lines).encode()).hexdigest()
    told = {"first": first.isoformat(), "last": last.isoformat()}
    record("duty.publish", on=roster, by=by, count=count, content_hash=digest, after=told)
    announce(RosterPublished(str(roster.pk), since.isoformat(), until.isoformat()))
    _tell_people(roster, watches, by=by, digest=digest)
    return count


@transaction.atomic
def replace(*, watch_id: UUID, number: str, reason: str, by: Actor) -> Watch:
    """Put another person in somebody's place at once: a leaver, a sick person. Nobody is asked."""
    watch = watch_for(by, watch_id, hold=True)
    require(by, "duty.plan", watch.shift)
    person = Person.objects.filter(number=number).first()
    if person is None:
        raise NotVisible
    if not reason.strip():
        raise BadInput("duty.reason_missing", field="reason")
    _not_over(watch.shift)
    if person.pk == watch.person_id:
        raise BadInput("duty.same_person", name=person.name)
    take_off(watch, why=Left.REPLACED)
    published = watch.shift.state == ShiftState.PUBLISHED
    fresh = place(watch.shift, person, lead=watch.lead, published=published)
    drop_swaps(watch)
    before, after = {"person": watch.person.name}, {"person": person.name}
    record("duty.replace", on=watch.shift, by=by, note=reason, before=before, after=after)
    if published:
        _tell_replaced(watch, fresh, by=by)
    return fresh


@transaction.atomic
def add_person(*, shift_id: UUID, number: str, lead: bool, by: Actor) -> Watch:
    """Put one more person on a shift, where a place is empty."""
    shift = Shift.objects.select_for_update(of=("self",)).select_related("roster__position__unit")
    row = shift.filter(pk=shift_id).exclude(state=ShiftState.CANCELLED).first()
    person = Person.objects.filter(number=number).first()
    if row is None or person is None:
        raise NotVisible
    require(by, "duty.plan", row)
    _not_over(row)
    watch = place(row, person, lead=lead, published=row.state == ShiftState.PUBLISHED)
    record("duty.add_person", on=row, by=by, after={"person": person.name, "lead": lead})
    return watch


def hold_roster(by: Actor, code: str) -> Roster:
    """The roster, held while it is planned. Raises NotVisible, NotYours."""
    row = roster_for(by, code)
    Roster.objects.select_for_update(of=("self",)).get(pk=row.pk)
    require(by, "duty.plan", row)
    return row


def drop_swaps(watch: Watch) -> None:
    """What was asked about a watch that somebody has left is withdrawn."""
    Swap.objects.filter(watch=watch, state=SwapState.ASKED).update(
        state=SwapState.WITHDRAWN, settled_at=clock.now()
    )


def _not_over(shift: Shift) -> None:
    if shift.ends <= clock.now():
        raise IllegalMove("duty.shift_over")


def _bounded(first: date, last: date) -> None:
    if not timedelta() <= last - first < timedelta(days=MOST_DAYS):
        raise BadInput("duty.days_unusable", most=MOST_DAYS)


def _rings(roster: Roster) -> tuple[list[UUID], list[UUID]]:
    rows = list(Member.objects.filter(roster=roster).values_list("person_id", "leads").order_by("order"))
    return [key for key, leads in rows if leads], [key for key, leads in rows if not leads]


def _elsewhere(
    people: set[UUID], roster: Roster, *, since: datetime, until: datetime
) -> dict[UUID, list[tuple[datetime, datetime]]]:
    """When these people stand somewhere already, the plan of this roster left out."""
    rows = Watch.objects.filter(person_id__in=people, left_at=None, starts__lt=until, ends__gt=since)
    rows = rows.exclude(shift__roster=roster, shift__state=ShiftState.DRAFT)
    found: dict[UUID, list[tuple[datetime, datetime]]] = {}
    for person, starts, ends in rows.values_list("person_id", "starts", "ends"):
        found.setdefault(person, []).append((starts, ends))
    return found


def _next_turn(roster: Roster, ring: Sequence[UUID], *, lead: bool, before: datetime) -> int:
    """Whose turn comes after the last one who stood."""
    rows = Watch.objects.filter(
        shift__roster=roster, lead=lead, left_at=None, starts__lt=before, person_id__in=ring
    )
    last = rows.order_by("-starts", "-recorded_at").values_list("person_id", flat=True).first()
    return (ring.index(last) + 1) % len(ring) if last is not None else 0


def _clear(roster: Roster, *, since: datetime, until: datetime) -> None:
    """Drop the plan so far of a stretch; a plan leaves no trace but its line in the ledger."""
    old = roster.shifts.filter(state=ShiftState.DRAFT, starts__lt=until, ends__gt=since)
    Watch.objects.filter(shift__in=old).delete()
    old.delete()


def _shift_edge(roster: Roster, day: date) -> datetime:
    return datetime.combine(day, roster.first_start, tzinfo=clock.CAMPUS_ZONE)


def _people(line: Line) -> list[tuple[UUID, bool]]:
    return [*([(line.leader, True)] if line.leader else []), *((one, False) for one in line.others)]


def _hash(lines: Sequence[Line]) -> str:
    said = "\n".join(f"{line.starts.isoformat()} {line.leader} {line.others}" for line in lines)
    return sha256(said.encode()).hexdigest()


def _tell_people(roster: Roster, watches: list[Watch], *, by: Actor, digest: str) -> None:
    """Everybody on the roster hears once of what was published."""
    tell(
        "published",
        title="%(roster)s 的值班表已发布",
        text="你的班次在值班页“我的班”里，可以导到日历。",
        facts={"roster": roster.name},
        key=f"duty:published:{digest[:40]}",
        url="/duty/mine/",
        by=by,
        persons={watch.person_id for watch in watches},
    )


def _tell_replaced(old: Watch, fresh: Watch, *, by: Actor) -> None:
    facts = {"when": when_words(fresh), "name": fresh.person.name, "roster": fresh.shift.roster.name}
    tell(
        "replaced",
        title="%(roster)s %(when)s 由 %(name)s 值班",
        facts=facts,
        key=f"duty:replaced:{fresh.pk}",
        url=fresh.shift.get_absolute_url(),
        by=by,
        persons=[old.person_id, fresh.person_id],
        now=True,
    )
