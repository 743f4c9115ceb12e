"""Somebody cannot stand: the watches they leave open show as gaps at once, and the office hears of it."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.urls import reverse

from anlan.core.access import Actor
from anlan.core.kernel import clock
from anlan.core.kernel.errors import BadInput, NotVisible, NotYours
from anlan.foundation.duty.models import Absence, Shift, Watch
from anlan.foundation.duty.models.choices import AbsenceKind
from anlan.foundation.duty.rules.gaps import Gap
from anlan.foundation.duty.selectors.figures import figures
from anlan.foundation.duty.selectors.rota import gaps_between
from anlan.foundation.duty.selectors.sight import rosters_for
from anlan.foundation.duty.services.telling import ROBOT, office, tell, when_words
from anlan.foundation.duty.states import ShiftState
from anlan.foundation.ledger.public import record
from anlan.foundation.people.models import Person
from anlan.foundation.people.public import allowed


@transaction.atomic
def record_absence(*, number: str, kind: str, starts: datetime, ends: datetime, by: Actor) -> Absence:
    """Write down that somebody is away; oneself, or whoever plans a roster they stand on."""
    person = Person.objects.filter(number=number).first()
    if person is None:
        raise NotVisible
    if person.pk != by.person_id and not _plans_for(by, person):
        raise NotYours(verb="duty.plan")
    if kind not in AbsenceKind.values or ends <= starts:
        raise BadInput("duty.absence_unusable")
    row = Absence.objects.create(
        person=person, kind=kind, starts=starts, ends=ends, recorded_by_id=by.person_id
    )
    after = {"starts": starts.isoformat(), "ends": ends.isoformat(), "absence": kind}
    record("duty.record_absence", on=row, by=by, after=after | {"person": person.name})
    _tell_of_open_watches(row, by=by)
    return row


@transaction.atomic
def withdraw_absence(*, absence_id: UUID, by: Actor) -> None:
    """They can stand after all."""
    row = (
        Absence.objects.select_for_update(of=("self",)).select_related("person").filter(pk=absence_id).first()
    )
    if row is None or row.withdrawn_at is not None:
        raise NotVisible
    if row.person_id != by.person_id and not _plans_for(by, row.person):
        raise NotVisible
    row.withdrawn_at = clock.now()
    row.save(update_fields=["withdrawn_at"])
    record("duty.withdraw_absence", on=row, by=by)


def warn_of_gaps() -> int:
    """Tell the office of every gap that begins soon in what is published; once a gap and day."""
    now, told = clock.now(), 0
    for roster in rosters_for(ROBOT):
        last = (
            Shift.objects.filter(roster=roster, state=ShiftState.PUBLISHED, ends__gt=now)
            .order_by("-ends")
            .first()
        )
        if last is None:
            continue
        until = min(now + figures().gap_warning, last.ends)
        for gap in gaps_between(roster, since=now, until=until, drafts=False):
            facts = {"roster": roster.name, "when": when_words(Shift(starts=gap.starts, ends=gap.ends))}
            told += tell(
                "gap",
                title=GAP_TITLES[gap.kind.value],
                facts=facts,
                key=_gap_key(roster.code, gap),
                url=reverse("duty:roster", args=(roster.code,)),
                positions=office(),
                now=True,
            )
    return told


GAP_TITLES = {
    "hole": "%(roster)s %(when)s 没有人值班",
    "no_leader": "%(roster)s %(when)s 没有带班领导",
    "too_few": "%(roster)s %(when)s 值班人不够",
}


def _gap_key(code: str, gap: Gap) -> str:
    day = clock.today().isoformat()
    return f"duty:gap:{code}:{gap.ends.isoformat()}:{gap.kind}:{day}"


def _plans_for(by: Actor, person: Person) -> bool:
    """Whether the actor plans a roster on which the person stands."""
    rosters = [member.roster for member in person.rosters.select_related("roster__position__unit")]
    watches = Watch.objects.filter(person=person, left_at=None).select_related(
        "shift__roster__position__unit"
    )
    return any(
        allowed(by, "duty.plan", one) for one in {*rosters, *(watch.shift.roster for watch in watches)}
    )


def _tell_of_open_watches(row: Absence, *, by: Actor) -> None:
    open_ones = Watch.objects.filter(
        person_id=row.person_id,
        left_at=None,
        starts__lt=row.ends,
        ends__gt=max(row.starts, clock.now()),
        shift__state=ShiftState.PUBLISHED,
    ).select_related("shift__roster", "person")
    for watch in open_ones:
        facts = {"roster": watch.shift.roster.name, "when": when_words(watch), "name": watch.person.name}
        tell(
            "open_watch",
            title="%(name)s 不在岗，%(roster)s %(when)s 缺人",
            facts=facts,
            key=f"duty:open:{watch.pk}:{row.pk}",
            url=watch.shift.get_absolute_url(),
            by=by,
            positions=office(),
            now=True,
        )
