"""Ending an appointment, a seat and a standing; taking people in: pages that tell the consequence first."""

from datetime import timedelta

import pytest
from django.urls import reverse

from anlan.core.kernel import clock
from anlan.foundation.ledger.models import Event
from anlan.foundation.people.models import Duty, Person, Standing
from anlan.foundation.people.tests import cast


def text_of(answer) -> str:
    return str(answer.content.decode())


def newcomer(**more: str) -> dict[str, str]:
    return {"number": "T900", "name": "诸葛亮节", "standing": "teacher", "unit": "organic"} | more


def test_leaving_is_told_before_it_happens(campus, browse):
    seat = cast.seat(campus.department, "unit_head", title="系主任")
    held = cast.hold(campus.stranger, seat)
    client = browse(campus.dean)
    address = reverse("people:end-appointment", args=[held.pk])
    page = text_of(client.get(address))
    assert "林一然不再担任有机化学系系主任" in page
    assert "发给这个单位的要求没有人认领" in page
    held.refresh_from_db()
    assert held.valid_until is None
    assert client.post(address, {"note": "轮岗"}).status_code == 302
    again = client.post(address, {})
    assert "已经结束了" in text_of(again)
    assert "轮岗" in text_of(client.get(reverse("people:position", args=[seat.pk])))


def test_one_may_leave_one_s_own_seat_but_not_a_colleague_s(campus, browse):
    client = browse(campus.clerk)
    own = campus.clerk.appointments.get()
    other = campus.admin.appointments.get()
    assert client.get(reverse("people:end-appointment", args=[other.pk])).status_code in {403, 404}
    assert client.get(reverse("people:end-appointment", args=[own.pk])).status_code == 200
    client.post(reverse("people:end-appointment", args=[own.pk]))
    own.refresh_from_db()
    assert own.valid_until is not None


def test_a_seat_with_a_holder_or_a_duty_is_not_closed(campus, browse):
    seat = cast.seat(campus.department, "unit_clerk", title="联络员")
    held = cast.hold(campus.stranger, seat)
    client = browse(campus.dean)
    address = reverse("people:close-position", args=[seat.pk])
    page = text_of(client.get(address))
    assert "现在还不能撤：岗位上还有人" in page
    assert "免去林一然" in page
    assert client.post(address, {"note": "撤"}).status_code == 422
    client.post(reverse("people:end-appointment", args=[held.pk]))
    duty = Duty.objects.create(
        position=seat, person=campus.stranger, starts=clock.now(), ends=clock.later(hours=2)
    )
    assert "值班表上还排着" in text_of(client.get(address))
    assert client.post(address, {"note": "撤"}).status_code == 422
    duty.delete()
    assert client.post(address, {"note": "撤"})["Location"] == reverse("people:unit", args=["organic"])
    seat.refresh_from_db()
    assert seat.valid_until is not None
    assert client.post(address, {"note": "撤"}).status_code == 422


def test_a_stranger_closes_no_seat(campus, browse):
    seat = cast.seat(campus.office, "unit_clerk", title="联络员")
    for who in (campus.dean, campus.student):
        client = browse(who)
        assert client.get(reverse("people:close-position", args=[seat.pk])).status_code == 404
        assert client.post(reverse("people:close-position", args=[seat.pk]), {"note": "x"}).status_code == 404


def test_a_dean_takes_somebody_in_and_the_ledger_shows_it(campus, browse):
    client = browse(campus.dean)
    address = reverse("people:new-person")
    start = client.get(address, {"unit": "organic"})
    assert start.context["form"].initial["unit"] == "organic"
    for wrong in (
        {"unit": "hq"},
        {"unit": "nothing"},
        {"standing": "emperor"},
        {"number": "T 900"},
        {"number": "T002"},
        {"phone": "<script>"},
        {"name": "  "},
    ):
        assert client.post(address, newcomer(**wrong)).status_code == 422
    made = client.post(address, newcomer(phone="13900001234"))
    person = Person.objects.get(number="T900")
    assert made["Location"] == reverse("people:person", args=[person.pk])
    page = text_of(client.get(made["Location"]))
    assert "登记人员" in page
    assert "有机化学系 organic" in page
    assert "教师" in page


@pytest.mark.parametrize("who", ["student", "stranger", "clerk"])
def test_those_who_edit_nobody_find_no_form(campus, browse, who):
    client = browse(getattr(campus, who))
    assert client.get(reverse("people:new-person")).status_code == 404
    assert client.post(reverse("people:new-person"), newcomer()).status_code == 404
    for page in ("change-person", "new-standing"):
        assert client.get(reverse(f"people:{page}", args=[campus.dean.pk])).status_code == 404
        assert (
            client.post(reverse(f"people:{page}", args=[campus.student.pk]), {"name": "x"}).status_code == 404
        )
    assert not Person.objects.filter(number="T900").exists()


def test_nobody_else_s_person_is_changed_by_a_dean(campus, browse):
    client = browse(campus.dean)
    for page in ("change-person", "new-standing"):
        assert client.get(reverse(f"people:{page}", args=[campus.clerk.pk])).status_code == 404


def test_a_name_and_a_telephone_change_and_old_and_new_stand_in_the_history(campus, browse):
    client = browse(campus.dean)
    address = reverse("people:change-person", args=[campus.student.pk])
    assert client.post(address, {"name": "", "phone": ""}).status_code == 422
    assert client.post(address, {"name": "欧阳明玥", "phone": "139 0000 5678"}).status_code == 302
    campus.student.refresh_from_db()
    assert (campus.student.name, campus.student.sort_key) == ("欧阳明玥", "ou yang ming yue")
    page = text_of(client.get(reverse("people:person", args=[campus.student.pk])))
    assert "13900000000" in page
    assert "139 0000 5678" in page


def test_a_standing_is_given_for_a_time_and_not_twice(campus, browse):
    client = browse(campus.dean)
    address = reverse("people:new-standing", args=[campus.student.pk])
    given = {"standing": "worker", "unit": "chem", "valid_until": "2099-05-23T20:00"}
    for wrong in ({"valid_until": "2001-01-01T00:00"}, {"valid_from": "soon"}, {"unit": "hq"}):
        assert client.post(address, given | wrong).status_code == 422
    assert client.post(address, given).status_code == 302
    assert "这个人这段时间已经有同样的身份" in text_of(client.post(address, given))
    row = Standing.objects.get(person=campus.student, kind="worker")
    assert row.valid_until is not None
    assert row.valid_until.isoformat() == "2099-05-23T12:00:00+00:00"


def test_the_last_standing_s_end_is_told_with_what_stays(campus, browse):
    seat = cast.seat(campus.department, "unit_clerk", title="联络员")
    cast.hold(campus.student, seat)
    row = campus.student.standings.get()
    client = browse(campus.dean)
    address = reverse("people:end-standing", args=[row.pk])
    page = text_of(client.get(address))
    assert "这是最后一个身份" in page
    assert "岗位不会跟着免去" in page
    assert client.post(address, {"note": ""}).status_code == 422
    assert client.post(address, {"note": "退学"})["Location"] == reverse("people:persons")
    assert Event.objects.filter(verb="people.end_standing").count() == 1
    admin = browse(campus.admin)
    assert "退学" in text_of(admin.get(reverse("people:person", args=[campus.student.pk])))
    assert "已经结束" in text_of(admin.post(address, {"note": "再来"}))


def test_one_s_own_standing_is_not_one_s_own_to_end(campus, browse):
    row = campus.student.standings.get()
    client = browse(campus.student)
    address = reverse("people:end-standing", args=[row.pk])
    assert client.get(address).status_code == 403
    assert client.post(address, {"note": "x"}).status_code == 403
    other = campus.dean.standings.get()
    assert client.get(reverse("people:end-standing", args=[other.pk])).status_code == 404


def test_one_sees_who_looked_at_one_s_page(campus, browse):
    browse(campus.dean).get(reverse("people:person", args=[campus.student.pk]))
    page = text_of(browse(campus.student).get(reverse("people:me"), follow=True))
    assert "谁看过你的信息" in page
    assert "曾婉清" in page
    assert "化学学院院长" in page


def test_somebody_with_only_their_own_page_is_led_there_from_the_list(campus, browse):
    assert browse(campus.student).get(reverse("people:persons"))["Location"] == reverse("people:me")


def test_an_appointment_that_starts_later_keeps_its_seat(campus, browse):
    seat = cast.seat(campus.department, "unit_clerk", title="联络员")
    held = cast.hold(campus.stranger, seat)
    held.valid_from = clock.now() + timedelta(days=2)
    held.save()
    page = browse(campus.dean).get(reverse("people:close-position", args=[seat.pk]))
    assert list(page.context["held"]) == [held]
