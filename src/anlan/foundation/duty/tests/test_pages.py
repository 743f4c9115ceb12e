"""The pages of duty over HTTP."""

import io
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from anlan.core.kernel import clock
from anlan.foundation.duty import public
from anlan.foundation.duty.models import HandOver, OralOrder, ProxyAct, Roster, Shift, Swap
from anlan.foundation.duty.slots import today
from anlan.foundation.worklist.public import rows
from tests.support.cast import sign_in

from .desk import FIRST, LAST, Desk
from .test_papers import _act, _left, _secretary


def _as(desk: Desk, who: str) -> Client:
    return sign_in(Client(), desk.cast[who])


def test_the_planner_plans_and_publishes_from_the_page(desk: Desk):
    client = _as(desk, "clerk")
    days = {"first": FIRST.isoformat(), "last": LAST.isoformat()}
    for name in ("plan", "publish"):
        answer = client.post(
            "/duty/r/hq/", {"do": name, **{f"{name}-{key}": day for key, day in days.items()}}
        )
        assert answer.status_code == 302
    assert Shift.objects.filter(state="published").count() == 7
    page = client.get("/duty/").content.decode()
    assert "现在值班" in page
    assert desk.watch(lead=True).person.name in page


def test_a_roster_with_a_gap_comes_back_with_the_gap_named(desk: Desk):
    answer = _as(desk, "clerk").post(
        "/duty/r/hq/", {"do": "publish", "publish-first": FIRST.isoformat(), "publish-last": LAST.isoformat()}
    )
    assert answer.status_code == 422
    assert "05-19 08:00 到 05-26 08:00 没有人值班" in answer.content.decode()


def test_a_roster_is_opened_from_the_page(desk: Desk):
    told = {
        "code": "gate",
        "name": "保卫值班",
        "name_en": "Security duty",
        "position": desk.cast.position("security_head").pk,
        "least": 2,
        "first_start": "08:00",
        "shift_hours": 12,
    }
    assert _as(desk, "clerk").post("/duty/new/", told).status_code == 302
    assert Roster.objects.get(code="gate").shift_hours == 12


def test_whoever_does_not_plan_sees_no_forms_and_can_post_none(desk: Desk):
    client = _as(desk, "inspector")
    assert "发布值班表" not in client.get("/duty/r/hq/").content.decode()
    assert client.post("/duty/r/hq/", {"do": "plan"}).status_code == 403


@pytest.mark.parametrize(
    "path", ["", "mine/", "r/hq/", "r/hq/sheet.xlsx", "handovers/", "orders/", "proxies/"]
)
def test_a_student_sees_nothing_of_duty(desk: Desk, path: str):
    assert _as(desk, "student").get(f"/duty/{path}").status_code == 404


def test_the_sheet_goes_out_and_comes_in(desk: Desk):
    desk.published(FIRST, FIRST)
    client = _as(desk, "clerk")
    answer = client.get(f"/duty/r/hq/sheet.xlsx?from={FIRST}")
    assert answer["Content-Disposition"].startswith("attachment")
    file = io.BytesIO(answer.content)
    file.name = "duty.xlsx"
    assert client.post("/duty/r/hq/", {"do": "import", "import-sheet": file}).status_code == 302


def test_a_watch_is_acknowledged_and_swapped_in_two_taps(desk: Desk):
    desk.published()
    mine, theirs = desk.watch(lead=True, day=1), desk.watch(lead=True, day=3)
    client = _as(desk, desk.who(mine.person))
    client.post(reverse("duty:swap", args=(mine.pk,)), {"of": str(theirs.person_id)})
    swap = Swap.objects.get()
    other = _as(desk, desk.who(theirs.person))
    assert mine.person.name in other.get("/duty/mine/").content.decode()
    other.post(reverse("duty:answer-swap", args=(swap.pk, "accept")))
    assert desk.watch(lead=True, day=1).person_id == theirs.person_id
    now = desk.watch(lead=True)
    _as(desk, desk.who(now.person)).post(reverse("duty:acknowledge", args=(now.pk,)))
    assert desk.watch(lead=True).acknowledged_at is not None


def test_the_calendar_holds_ones_own_watches(desk: Desk):
    desk.published()
    watch = desk.watch(lead=True, day=1)
    text = _as(desk, desk.who(watch.person)).get("/duty/mine.ics").content.decode()
    assert text.count("BEGIN:VEVENT") == 1 + (desk.watch(lead=True, day=5).person_id == watch.person_id)
    assert f"DTSTART:{watch.starts:%Y%m%dT%H%M%SZ}" in text
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))


def test_a_hand_over_is_drafted_signed_and_taken_over_by_hand(desk: Desk):
    desk.published()
    out, coming = desk.watch(lead=True), desk.watch(lead=True, day=1)
    client = _as(desk, desk.who(out.person))
    client.post(reverse("duty:draft-handover", args=(out.shift_id,)))
    url = HandOver.objects.get().get_absolute_url()
    client.post(url, {"do": "leave", "remarks": "东门道闸报修"})
    assert client.post(url, {"do": "take", "remarks": ""}).status_code == 422
    other = _as(desk, desk.who(coming.person))
    assert "签字接班" in other.get(url).content.decode()
    other.post(url, {"do": "take", "remarks": ""})
    assert HandOver.objects.get().state == "signed"
    assert "东门道闸报修" in other.get(f"{url}paper/").content.decode()


def test_an_order_is_written_down_and_put_in_writing_by_hand(desk: Desk):
    client = _as(desk, "clerk")
    page = client.get("/duty/orders/")
    told = {
        "client_id": page.context["form"].initial["client_id"],
        "roster": "hq",
        "words": "<script>alert(1)</script>今晚东门只出不进",
        "ordered_by": str(desk.cast.person("commander").pk),
        "ordered_at": "2031-05-19T09:58",
    }
    assert client.post("/duty/orders/", told).status_code == 302
    assert "<script>alert" not in client.get("/duty/orders/").content.decode()
    row = OralOrder.objects.get()
    url = reverse("duty:settle-order", args=(row.pk, "confirm"))
    assert client.post(url, {"written": "是"}).status_code == 403
    _as(desk, "commander").post(url, {"written": "东门只出不进"})
    assert OralOrder.objects.get().state == "confirmed"


def test_the_principal_confirms_all_in_one_tap(desk: Desk):
    secretary = _secretary(desk)
    _act(secretary)
    _act(secretary)
    client = _as(desk, "dean")
    page = client.get("/duty/proxies/").content.decode()
    assert "2 件代办等你确认" in page
    assert "accepted" in page or "已接收" in page
    client.post("/duty/proxies/confirm/", {"act": [str(row.pk) for row in ProxyAct.objects.all()]})
    assert not ProxyAct.objects.filter(state="waiting").exists()


def test_what_is_late_is_seen_by_the_auditor(desk: Desk):
    _act(_secretary(desk))
    with clock.hold(clock.now() + timedelta(hours=25)):
        sought = _as(desk, "auditor").get("/duty/proxies/").content.decode()
    assert "邵一帆" in sought
    assert "对“" not in sought


def test_everything_that_duty_asks_stands_on_the_worklist(desk: Desk):
    desk.published()
    watch, coming = desk.watch(lead=True), desk.watch(lead=True, day=1)
    assert [row.word for row in rows(desk.actor(watch), clock.now()) if row.source == "duty"] == [
        "等你确认到岗"
    ]
    _left(desk)
    with clock.hold(coming.starts):
        words = {row.word for row in rows(desk.actor(coming), clock.now()) if row.source == "duty"}
    assert "等你接班签字" in words
    _act(_secretary(desk))
    assert "等本人确认" in {row.word for row in rows(desk.cast.actor("dean"), clock.now())}


def test_the_board_says_who_is_on_duty_now(desk: Desk, rf):
    desk.published()
    request = rf.get("/")
    request.actor = desk.cast.actor("inspector")
    assert desk.watch(lead=True).person.name in str(today(request, {}))


def test_the_week_asks_as_many_questions_for_a_month_as_for_a_day(desk: Desk, django_assert_max_num_queries):
    public.plan_days(code="hq", first=FIRST, last=LAST + timedelta(days=25), by=desk.planner)
    viewer = desk.planner
    with django_assert_max_num_queries(8):
        public.week(viewer, first=FIRST, days=28)
