import pytest

from anlan.core.kernel import clock
from anlan.core.kernel.errors import BadInput, Conflict, IllegalMove, NotVisible
from anlan.foundation.intake import services
from anlan.foundation.intake.closing import close_gone
from anlan.foundation.intake.models import Delivery, NumberAlias
from anlan.foundation.intake.states import Stage
from anlan.foundation.intake.tests.files import staff_file
from anlan.foundation.intake.tests.office import CLERK, STRANGER, UNITS, bring, staff, student
from anlan.foundation.ledger.models import Event
from anlan.foundation.people.models import Person

pytestmark = pytest.mark.django_db

ROW = ("0010231", "周一宁", "物理学院", "教师", "13800000101")


@pytest.fixture(autouse=True)
def units():
    bring("units", UNITS)


def hand_in(*rows: tuple[str, ...]) -> Delivery:
    content = staff_file(*(rows or (ROW,)))
    delivery = services.receive(sheet="staff", filename="staff.xlsx", content=content, by=CLERK)
    return services.check(delivery_id=delivery.pk, by=CLERK)


def test_a_file_is_tried_then_written_and_its_bytes_are_dropped():
    delivery = hand_in()
    assert (delivery.stage, delivery.counts, Person.objects.count()) == (Stage.CHECKED, {"new": 1}, 0)
    delivery = services.apply(delivery_id=delivery.pk, by=CLERK)
    assert (delivery.stage, delivery.content, Person.objects.count()) == (Stage.APPLIED, None, 1)


def test_each_row_keeps_its_verdict_with_its_number_in_the_file():
    delivery = hand_in(ROW, ("0010232", "许小满", "无此单位", "教师", ""))
    assert list(delivery.verdicts.values_list("row", "verdict", "key")) == [
        (2, "new", "0010231"), (3, "error", "0010232")
    ]  # fmt: skip


def test_nothing_is_written_twice_and_nothing_after_it_was_discarded():
    delivery = hand_in()
    services.apply(delivery_id=delivery.pk, by=CLERK)
    with pytest.raises(IllegalMove):
        services.apply(delivery_id=delivery.pk, by=CLERK)
    other = services.discard(delivery_id=hand_in().pk, by=CLERK)
    assert (other.content, other.verdicts.count()) == (None, 0)
    with pytest.raises(IllegalMove):
        services.check(delivery_id=other.pk, by=CLERK)


def test_verdicts_that_are_out_of_date_are_not_applied():
    delivery = hand_in()
    bring("staff", [staff("0010231", "周一宁", phone="13800000999")])
    with pytest.raises(Conflict):
        services.apply(delivery_id=delivery.pk, by=CLERK)
    services.check(delivery_id=delivery.pk, by=CLERK)
    assert services.apply(delivery_id=delivery.pk, by=CLERK).counts == {"changed": 1}


def test_a_decision_is_remembered_and_takes_effect_with_the_next_try():
    bring("students", [student("20220001", "周一宁", phone="13800000101")])
    delivery = hand_in()
    twin = delivery.verdicts.get(verdict="twin")
    services.decide(delivery_id=delivery.pk, verdict_id=twin.pk, same=True, by=CLERK)
    with pytest.raises(Conflict):
        services.apply(delivery_id=delivery.pk, by=CLERK)
    services.check(delivery_id=delivery.pk, by=CLERK)
    services.apply(delivery_id=delivery.pk, by=CLERK)
    assert Person.objects.get().other_numbers == ["0010231"]
    assert NumberAlias.objects.get().decided_by == "许明"
    assert Event.objects.filter(verb="intake.decide").count() == 1


def test_a_decision_can_be_taken_back():
    bring("students", [student("20220001", "周一宁", phone="13800000101")])
    delivery = hand_in()
    alias = services.decide(
        delivery_id=delivery.pk, verdict_id=delivery.verdicts.get(verdict="twin").pk, same=False, by=CLERK
    )
    services.withdraw_decision(alias_id=alias.pk, by=CLERK)
    assert services.check(delivery_id=delivery.pk, by=CLERK).counts == {"twin": 1}


def test_what_is_gone_cannot_be_closed_before_the_file_is_written():
    with pytest.raises(Conflict):
        close_gone(delivery_id=hand_in().pk, by=CLERK)


def test_only_those_chosen_are_closed():
    bring("staff", [staff("1", "甲一"), staff("2", "乙一"), staff("0010231", "周一宁", phone="13800000101")])
    with clock.hold(clock.later(minutes=1)):
        delivery = services.apply(delivery_id=hand_in().pk, by=CLERK)
        chosen = [row.pk for row in delivery.verdicts.filter(verdict="gone", key="2")]
        assert close_gone(delivery_id=delivery.pk, by=CLERK, verdict_ids=chosen).ended == 1
        assert list(
            delivery.verdicts.filter(verdict="gone", settled=False).values_list("key", flat=True)
        ) == ["1"]


def test_a_file_that_cannot_be_read_leaves_no_trace():
    with pytest.raises(BadInput):
        services.receive(sheet="staff", filename="x.exe", content=b"MZ\x90", by=CLERK)
    assert not Delivery.objects.filter(sheet="staff").exists()


def test_a_stranger_hands_in_sees_and_applies_nothing():
    delivery = hand_in()
    for act in (services.check, services.apply, services.discard):
        with pytest.raises(NotVisible):
            act(delivery_id=delivery.pk, by=STRANGER)
    with pytest.raises(NotVisible):
        services.receive(sheet="staff", filename="x", content=staff_file(ROW), by=STRANGER)


def test_two_jobs_do_not_take_the_same_file():
    delivery = hand_in()
    services.hand_over(delivery_id=delivery.pk, what="apply", by=CLERK)
    with pytest.raises(Conflict):
        services.hand_over(delivery_id=delivery.pk, what="check", by=CLERK)


def test_a_failure_in_the_middle_leaves_nothing_half_written(monkeypatch):
    delivery = hand_in()

    def breaks(*_given: object, **_more: object) -> int:
        raise RuntimeError("the power went out")

    monkeypatch.setattr("anlan.foundation.intake.sheets.person_writing.add_standings", breaks)
    with pytest.raises(RuntimeError):
        services.apply(delivery_id=delivery.pk, by=CLERK)
    delivery.refresh_from_db()
    assert (Person.objects.count(), delivery.stage) == (0, Stage.CHECKED)
