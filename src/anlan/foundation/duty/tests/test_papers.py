"""Hand-over, oral orders, and what a secretary does for a position."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from anlan.core.access import Actor
from anlan.core.kernel import clock
from anlan.core.kernel.errors import BadInput, Conflict, IllegalMove, NotVisible, NotYours
from anlan.core.kernel.ids import new_id
from anlan.foundation.duty import public
from anlan.foundation.duty.models import HandOver, OralOrder, ProxyAct
from anlan.foundation.duty.services.handing import digest
from anlan.foundation.duty.services.ordering import remind_of_orders
from anlan.foundation.duty.services.proxies import remind_of_proxies
from anlan.foundation.ledger.public import Ref, record
from anlan.foundation.notices.models import Letter
from anlan.foundation.people.public import Capacity, actor_of, appoint, positions_of, standings_of

from .desk import Desk


def _left(desk: Desk) -> HandOver:
    """The first day's record, signed by its leader near the end."""
    watch = desk.watch(lead=True)
    with clock.hold(watch.ends - timedelta(minutes=10)):
        row = public.draft_handover(shift_id=watch.shift_id, by=desk.actor(watch))
        return public.sign_out(handover_id=row.pk, remarks="东门道闸报修", by=desk.actor(watch))


def _signed(desk: Desk) -> HandOver:
    row, coming = _left(desk), desk.watch(lead=True, day=1)
    with clock.hold(coming.starts):
        return public.sign_in(handover_id=row.pk, by=desk.actor(coming))


def test_two_persons_sign_and_the_signature_starts_the_watch(desk: Desk):
    desk.published()
    row = _signed(desk)
    coming = desk.watch(lead=True, day=1)
    assert row.state == "signed"
    assert coming.taken_at == coming.acknowledged_at == coming.starts
    assert row.sha256 == digest(HandOver.objects.get(pk=row.pk))


def test_nobody_takes_over_from_themselves(desk: Desk):
    desk.published()
    row = _left(desk)
    with pytest.raises(BadInput, match="same_signer"):
        public.sign_in(handover_id=row.pk, by=desk.actor(desk.watch(lead=True)))
    with pytest.raises(IntegrityError), transaction.atomic():
        HandOver.objects.filter(pk=row.pk).update(incoming=row.outgoing_id)


def test_only_the_next_shift_takes_over(desk: Desk):
    desk.published()
    row = _left(desk)
    with pytest.raises(NotYours):
        public.sign_in(handover_id=row.pk, by=desk.actor(desk.watch(lead=True, day=2)))


def test_what_was_signed_cannot_be_changed_and_a_correction_is_a_new_version(desk: Desk):
    desk.published()
    row = _signed(desk)
    with pytest.raises(IntegrityError), transaction.atomic():
        HandOver.objects.filter(pk=row.pk).update(remarks="别的")
    watch = desk.watch(lead=True)
    with pytest.raises(Conflict):
        public.draft_handover(shift_id=watch.shift_id, by=desk.actor(watch))
    fresh = public.correct_handover(
        handover_id=row.pk, what="道闸是西门的", remarks="西门道闸报修", by=desk.actor(watch)
    )
    assert (fresh.version, fresh.corrects_id, fresh.state) == (2, row.pk, "draft")
    with pytest.raises(IllegalMove):
        public.correct_handover(handover_id=row.pk, what="再改", remarks="", by=desk.actor(watch))


def _order(desk: Desk, **more: object) -> OralOrder:
    told = {
        "client_id": new_id(),
        "roster_code": "hq",
        "words": "今晚东门只出不进，九点开始",
        "ordered_by": desk.cast.person("commander").pk,
        "ordered_at": clock.now(),
        "by": desk.planner,
    }
    return public.record_order(**{**told, **more})  # type: ignore[arg-type]


def test_an_oral_order_stays_open_until_whoever_gave_it_writes_it(desk: Desk):
    desk.published()
    row = _order(desk)
    with pytest.raises(NotYours):
        public.confirm_order(order_id=row.pk, written="东门只出不进", by=desk.planner)
    public.confirm_order(
        order_id=row.pk, written="5 月 19 日 21:00 起东门只出不进", by=desk.cast.actor("commander")
    )
    assert OralOrder.objects.get().state == "confirmed"
    with pytest.raises(IntegrityError), transaction.atomic():
        OralOrder.objects.update(words="别的")


def test_the_same_order_sent_twice_is_one(desk: Desk):
    key = new_id()
    assert _order(desk, client_id=key).pk == _order(desk, client_id=key).pk
    with pytest.raises(Conflict):
        _order(desk, client_id=key, words="另一句话")


def test_an_open_order_is_in_the_hand_over_and_its_giver_is_reminded(desk: Desk):
    desk.published()
    row = _order(desk)
    left = _left(desk)
    assert [one["key"] for one in left.body["orders"]] == [str(row.pk)]
    with clock.hold(clock.now() + timedelta(hours=25)):
        remind_of_orders()
        remind_of_orders()
    assert Letter.objects.filter(about="duty.order_late").count() == 1


@pytest.mark.parametrize("words", ["", "   ", "x" * 2001, "a\x00b"])
def test_words_that_cannot_be_kept_are_refused(desk: Desk, words: str):
    with pytest.raises(BadInput, match="order_words"):
        _order(desk, words=words)


def test_somebody_off_duty_writes_no_order_down(desk: Desk):
    desk.published()
    with pytest.raises(NotYours):
        _order(desk, by=desk.actor(desk.watch(lead=True, day=3)))


def _secretary(desk: Desk) -> Actor:
    """The liaison as named secretary of the dean."""
    person = desk.cast.person("liaison")
    held = appoint(
        person_id=person.pk,
        position_id=desk.cast.position("dean").pk,
        by=Actor.system("tests"),
        capacity=Capacity.SECRETARY,
    )
    chosen = next(one for one in positions_of(person) if one.pk == held.pk)
    return actor_of(desk.cast["liaison"], chosen, standings=standings_of(person), second_factor=True)


def _act(by: Actor, verb: str = "tasks.accept") -> None:
    with transaction.atomic():
        record(
            verb, on=Ref("tasks.task", new_id()), by=by, before={"state": "open"}, after={"state": "accepted"}
        )


def test_every_act_of_a_secretary_waits_for_the_principal(desk: Desk):
    secretary, dean = _secretary(desk), desk.cast.actor("dean")
    _act(secretary)
    _act(dean)
    _act(secretary, "people.read_person")
    _act(secretary, "accounts.change_password")
    row = ProxyAct.objects.get()
    assert (row.position_id, row.state) == (dean.position_id, "waiting")
    assert public.confirm_proxies(keys=[row.pk], by=dean) == 1
    assert public.confirm_proxies(keys=[row.pk], by=dean) == 0
    assert ProxyAct.objects.get().settled_by_id == dean.person_id


def test_a_secretary_cannot_confirm_their_own_act(desk: Desk):
    secretary = _secretary(desk)
    _act(secretary)
    with pytest.raises(NotYours):
        public.confirm_proxies(keys=[ProxyAct.objects.get().pk], by=secretary)
    other = desk.cast.actor("chem_dean")
    assert public.confirm_proxies(keys=[ProxyAct.objects.get().pk], by=other) == 0
    with pytest.raises(NotVisible):
        public.object_to_proxy(key=ProxyAct.objects.get().pk, reason="不是我", by=other)


def test_an_objection_reaches_the_office(desk: Desk):
    _act(_secretary(desk))
    public.object_to_proxy(key=ProxyAct.objects.get().pk, reason="我没让接", by=desk.cast.actor("dean"))
    assert Letter.objects.filter(about="duty.objected", person=desk.cast.person("clerk")).exists()
    with pytest.raises(IntegrityError), transaction.atomic():
        ProxyAct.objects.update(objection="")


def test_an_act_that_fails_leaves_nothing_to_confirm(desk: Desk):
    secretary = _secretary(desk)
    with transaction.atomic():
        record("tasks.accept", on=Ref("tasks.task", new_id()), by=secretary)
        assert ProxyAct.objects.exists()
        transaction.set_rollback(True)
    assert not ProxyAct.objects.exists()


def test_what_is_not_confirmed_in_time_is_brought_to_mind(desk: Desk):
    _act(_secretary(desk))
    with clock.hold(clock.now() + timedelta(hours=25)):
        remind_of_proxies()
        remind_of_proxies()
    assert ProxyAct.objects.get().reminded_at is not None
    assert Letter.objects.filter(about="duty.proxy_late").count() == 1
