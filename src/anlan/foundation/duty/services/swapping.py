"""Swapping a watch: one asks, the other accepts; the office hears of it and no gap opens."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from anlan.core.access import Actor
from anlan.core.kernel import clock
from anlan.core.kernel.errors import BadInput, Conflict, IllegalMove, NotVisible
from anlan.foundation.bus.public import publish
from anlan.foundation.duty.events import WatchSwapped
from anlan.foundation.duty.models import Member, Shift, Swap, Watch
from anlan.foundation.duty.models.choices import Left
from anlan.foundation.duty.selectors.presence import presence
from anlan.foundation.duty.selectors.sight import own_watch, swap_for
from anlan.foundation.duty.services.placing import place, take_off
from anlan.foundation.duty.services.planning import drop_swaps
from anlan.foundation.duty.services.telling import office, tell, when_words
from anlan.foundation.duty.states import SWAP, ShiftState, SwapState
from anlan.foundation.ledger.public import record
from anlan.foundation.people.models import Person
from anlan.foundation.people.public import require


@transaction.atomic
def ask_swap(*, watch_id: UUID, of: UUID, by: Actor, reason: str = "", in_return: UUID | None = None) -> Swap:
    """Ask somebody of the roster to take one's watch, perhaps for one of theirs."""
    watch = own_watch(by, watch_id, hold=True)
    require(by, "duty.stand", watch.shift)
    person = Person.objects.filter(pk=of).first()
    if person is None:
        raise NotVisible
    other = _in_return(watch, of=of, key=in_return)
    _possible(watch, person, other)
    if watch.swaps.filter(state=SwapState.ASKED).exists():
        raise Conflict("duty.swap_asked_already")
    swap = Swap.objects.create(watch=watch, asked_of=person, in_return=other, reason=reason)
    record("duty.ask_swap", on=watch.shift, by=by, note=reason, after={"asked_of": person.name})
    _tell(
        swap,
        "swap_asked",
        "%(name)s 想请你替 %(roster)s %(when)s",
        name=watch.person.name,
        by=by,
        to=[person.pk],
    )
    return swap


@transaction.atomic
def accept_swap(*, swap_id: UUID, by: Actor) -> Swap:
    """Take the watch; both shifts change in one step."""
    swap = _to_answer(swap_id, by=by)
    watch = (
        Watch.objects.select_for_update(of=("self",))
        .select_related("shift__roster", "person")
        .get(pk=swap.watch_id)
    )
    other = _held(swap.in_return_id)
    _possible(watch, swap.asked_of, other)
    for one in (watch, other):
        if one is not None:
            take_off(one, why=Left.SWAPPED)
    place(watch.shift, swap.asked_of, lead=watch.lead, published=True)
    if other is not None:
        place(other.shift, watch.person, lead=other.lead, published=True)
        drop_swaps(other)
    _settle(swap, "accept")
    before, after = {"person": watch.person.name}, {"person": swap.asked_of.name}
    record("duty.swap", on=watch.shift, by=by, before=before, after=after)
    publish(WatchSwapped(str(watch.pk), str(watch.person_id), str(swap.asked_of_id)))
    name = swap.asked_of.name
    _tell(
        swap,
        "swapped",
        "%(roster)s %(when)s 换由 %(name)s 值班",
        name=name,
        by=by,
        to=[watch.person_id],
        office_too=True,
    )
    return swap


@transaction.atomic
def reject_swap(*, swap_id: UUID, reason: str, by: Actor) -> Swap:
    """Not to take it, with the reason."""
    swap = _to_answer(swap_id, by=by)
    if not reason.strip():
        raise BadInput("duty.reason_missing", field="reason")
    swap.answer = reason
    _settle(swap, "reject")
    record("duty.reject_swap", on=swap.watch.shift, by=by, note=reason)
    name = swap.asked_of.name
    _tell(
        swap,
        "swap_rejected",
        "%(name)s 不能替 %(roster)s %(when)s",
        name=name,
        by=by,
        to=[swap.watch.person_id],
    )
    return swap


@transaction.atomic
def withdraw_swap(*, swap_id: UUID, by: Actor) -> Swap:
    """Whoever asked asks no longer."""
    swap = swap_for(by, swap_id, hold=True)
    if by.person_id is None or swap.watch.person_id != by.person_id:
        raise NotVisible
    require(by, "duty.stand", swap.watch.shift)
    _settle(swap, "withdraw")
    record("duty.withdraw_swap", on=swap.watch.shift, by=by)
    return swap


def _to_answer(swap_id: UUID, *, by: Actor) -> Swap:
    """A swap that was asked of the actor, held."""
    swap = swap_for(by, swap_id, hold=True)
    if by.person_id is None or swap.asked_of_id != by.person_id:
        raise NotVisible
    require(by, "duty.stand", swap.watch.shift)
    SWAP.move(swap.state, "accept")
    return swap


def _settle(swap: Swap, name: str) -> None:
    swap.state, swap.settled_at = SWAP.move(swap.state, name).target.value, clock.now()
    swap.save(update_fields=["state", "settled_at", "answer"])


def _held(key: UUID | None) -> Watch | None:
    if key is None:
        return None
    rows = Watch.objects.select_for_update(of=("self",)).select_related("shift__roster", "person")
    return rows.get(pk=key)


def _in_return(watch: Watch, *, of: UUID, key: UUID | None) -> Watch | None:
    """The other's watch of the same roster, or nothing."""
    if key is None:
        return None
    row = Watch.objects.filter(pk=key, person_id=of, left_at=None, shift__roster_id=watch.shift.roster_id)
    found = row.select_related("shift__roster", "person").first()
    if found is None:
        raise NotVisible
    return found


def _possible(watch: Watch, person: Person, other: Watch | None) -> None:
    """Refuse a swap that would open a gap, whoever is asked."""
    for one in (watch, other):
        if one is not None:
            _still_ahead(one)
    if person.pk == watch.person_id:
        raise BadInput("duty.same_person", name=person.name)
    _can_stand(person, watch, leaving=other)
    if other is not None:
        _can_stand(watch.person, other, leaving=watch)


def _still_ahead(watch: Watch) -> None:
    if watch.left_at is not None or watch.starts <= clock.now() or watch.shift.state != ShiftState.PUBLISHED:
        raise IllegalMove("duty.watch_begun")


def _can_stand(person: Person, watch: Watch, *, leaving: Watch | None) -> None:
    """Raises BadInput for one who is away, on another post, or may not lead."""
    shift: Shift = watch.shift
    if not presence([person.pk], since=shift.starts).fit(person.pk, shift.starts, shift.ends):
        raise BadInput("duty.not_fit", name=person.name)
    members = Member.objects.filter(roster=shift.roster, person=person)
    if not (members.filter(leads=True) if watch.lead else members).exists():
        raise BadInput("duty.may_not_lead" if watch.lead else "duty.not_on_roster", name=person.name)
    busy = Watch.objects.filter(person=person, left_at=None, starts__lt=shift.ends, ends__gt=shift.starts)
    if any(one != leaving for one in busy):
        raise BadInput("duty.two_posts", name=person.name)


def _tell(
    swap: Swap, about: str, title: str, *, name: str, by: Actor, to: list[UUID], office_too: bool = False
) -> None:
    watch = swap.watch
    tell(
        about,
        title=title,
        facts={"name": name, "roster": watch.shift.roster.name, "when": when_words(watch)},
        key=f"duty:{about}:{swap.pk}",
        url=watch.shift.get_absolute_url(),
        by=by,
        persons=to,
        positions=office() if office_too else (),
        now=about != "swapped",
    )
