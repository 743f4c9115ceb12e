"""Putting people on shifts and taking them off; people's own duties follow."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

import psycopg
from django.db import IntegrityError, transaction

from anlan.core.kernel import clock
from anlan.core.kernel.errors import BadInput, Conflict
from anlan.foundation.duty.models import Shift, Watch
from anlan.foundation.duty.models.choices import Left
from anlan.foundation.duty.selectors.presence import presence
from anlan.foundation.people.models import Duty, Person

CLASHES = {
    "duty_watch_one_post_at_a_time": "duty.two_posts",
    "duty_watch_one_leader": "duty.two_leaders",
    "duty_shift_one_at_a_time": "duty.shift_overlaps",
    "duty_roster_code_key": "duty.roster_exists",
    "people_duty_once": "people.duty_overlaps",
    "people_duty_one_lead": "people.duty_has_lead",
}


@contextmanager
def clashes_told() -> Iterator[None]:
    """Run a write in a savepoint; a clash with what is there becomes a Conflict."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        cause = error.__cause__
        name = (cause.diag.constraint_name if isinstance(cause, psycopg.Error) else "") or ""
        if name not in CLASHES:
            raise
        raise Conflict(CLASHES[name]) from error


def place(shift: Shift, person: Person, *, lead: bool, published: bool) -> Watch:
    """Put a person on a shift; a published one is their duty from now on."""
    if not presence([person.pk], since=shift.starts).fit(person.pk, shift.starts, shift.ends):
        raise BadInput("duty.not_fit", name=person.name)
    with clashes_told():
        watch = Watch.objects.create(
            shift=shift, person=person, lead=lead, starts=shift.starts, ends=shift.ends
        )
        if published:
            watch.duty = _made(shift, person.pk, lead=lead)
            watch.duty.save(force_insert=True)
            watch.save(update_fields=["duty"])
    return watch


def take_off(watch: Watch, *, why: Left) -> None:
    """End somebody's part in a shift; the row stays with the reason."""
    duty = watch.duty
    watch.left_at, watch.left_why, watch.duty = clock.now(), why.value, None
    watch.save(update_fields=["left_at", "left_why", "duty"])
    if duty is not None:
        duty.delete()


def make_duties(watches: list[Watch]) -> None:
    """The duties of watches that come into force; two queries and one a watch."""
    with clashes_told():
        duties = Duty.objects.bulk_create(
            _made(watch.shift, watch.person_id, lead=watch.lead) for watch in watches
        )
        for watch, duty in zip(watches, duties, strict=True):
            watch.duty = duty
        Watch.objects.bulk_update(watches, ["duty"])


def _made(shift: Shift, person_id: UUID, *, lead: bool) -> Duty:
    return Duty(
        position_id=shift.roster.position_id,
        person_id=person_id,
        starts=shift.starts,
        ends=shift.ends,
        lead=lead,
    )
