"""Where a person lives, and moving them from one bed to another."""

from __future__ import annotations

from uuid import UUID

from django.db import IntegrityError, transaction

from anlan.core.access import Actor
from anlan.core.kernel import clock
from anlan.core.kernel.errors import BadInput, Conflict, NotVisible
from anlan.foundation.campus.models import Place, Residence
from anlan.foundation.campus.selectors import place_for
from anlan.foundation.ledger.public import record
from anlan.foundation.people.models import Person
from anlan.foundation.people.permission import require

ROOM, BED = "room", "bed"


def residence_of(person: Person) -> Residence | None:
    """Where the person lives now."""
    return Residence.objects.in_force().filter(person=person).select_related("place__parent").first()


def residences_through_time(person: Person) -> list[Residence]:
    """Where the person lived and lives, the newest first."""
    return list(person.residences.select_related("place").order_by("-valid_from"))


def bed_for(viewer: Actor, code: str) -> Place:
    """A place somebody could move to: seen by the viewer, in force, free. Raises BadInput or Conflict."""
    wanted = code.strip()
    if not wanted or "\x00" in wanted:
        raise BadInput("campus.no_such_bed", place=wanted[:60].replace("\x00", ""), field="place")
    try:
        place = place_for(viewer, wanted)
    except NotVisible:
        raise BadInput("campus.no_such_bed", place=wanted[:60], field="place") from None
    if place.kind not in (ROOM, BED) or not place.covers(clock.now()):
        raise BadInput("campus.not_to_live_in", place=place.code, field="place")
    if place.kind == ROOM and place.children.filter(kind=BED, valid_until=None).exists():
        raise BadInput("campus.choose_a_bed", place=place.code, field="place")
    _require_free(place)
    return place


@transaction.atomic
def move_resident(*, person_id: UUID, place_code: str, by: Actor, note: str = "") -> Residence:
    """End the person's stay and begin another at once; the old stay stays on record.

    Raises NotYours without ``people.edit`` over the person; BadInput or Conflict for what is no free bed.
    """
    person = Person.objects.select_for_update().filter(pk=person_id).first()
    if person is None:
        raise NotVisible
    require(by, "people.edit", person)
    before = residence_of(person)
    if before is not None and before.place.code == place_code.strip():
        raise Conflict("campus.lives_there", place=before.place.code)
    place = bed_for(by, place_code)
    Place.objects.select_for_update(of=("self",)).get(pk=place.pk)
    _require_free(place)
    now = clock.now()
    if before is not None:
        before.valid_until = now
        before.save(update_fields=["valid_until"])
    try:
        with transaction.atomic():
            stay = Residence.objects.create(
                person=person, place=place, sole=place.kind == BED, valid_from=now
            )
    except IntegrityError:
        raise Conflict("campus.bed_taken", place=place.code) from None
    told = {"place": before.place.code} if before else None
    record("campus.move_resident", on=person, by=by, note=note, before=told, after={"place": place.code})
    return stay


def _require_free(place: Place) -> None:
    living = Residence.objects.in_force().filter(place=place).count()
    if place.kind == BED and living:
        raise Conflict("campus.bed_taken", place=place.code)
    if place.kind == ROOM and place.capacity is not None and living >= place.capacity:
        raise Conflict("campus.room_full", place=place.code, limit=place.capacity)
