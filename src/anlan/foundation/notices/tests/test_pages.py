import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from anlan.core.kernel import clock
from anlan.foundation.ledger.models import Event
from anlan.foundation.notices.models import Channel, Delivery, Letter, Notice, Timing
from anlan.foundation.notices.public import submit
from anlan.foundation.notices.services.dispatching import work_off
from tests.support.cast import Cast, sign_in
from tests.support.loopback import Loopback

from .desk import MORNING, channel, sent, written

FORM = {
    "status": "Actual",
    "level": "now",
    "event_zh": "停水",
    "event_en": "Water cut",
    "headline_zh": "今晚停水",
    "headline_en": "Water is off tonight",
    "text_zh": "20:00 到 22:00 停水。",
    "text_en": "No water from 20:00 to 22:00.",
    "category": "Infra",
    "response": "Prepare",
    "urgency": "Expected",
    "severity": "Minor",
    "certainty": "Observed",
    "scope": "Restricted",
    "numbers": "",
}


@pytest.fixture
def desk(cast: Cast, client: Client):
    """Signs somebody in and gives the client."""

    def at(who: str) -> Client:
        return sign_in(client, cast[who])

    return at


def test_a_notice_goes_from_the_form_to_the_inbox(cast: Cast, desk: Any):
    answer = desk("clerk").post("/notices/new/", FORM | {"units": [str(cast.units["cs"].pk)]})
    notice = Notice.objects.get()
    assert answer["Location"] == notice.get_absolute_url()
    page = desk("clerk").get(notice.get_absolute_url()).content.decode()
    assert "会有 <b>4</b> 人收到" in page
    assert "No water from 20:00 to 22:00." in page
    assert "批准通知" not in page
    desk("clerk").post(reverse("notices:move", args=(notice.code, "submit")))
    assert "批准通知" in desk("hq_head").get(notice.get_absolute_url()).content.decode()
    desk("hq_head").post(reverse("notices:move", args=(notice.code, "approve")))
    desk("hq_head").post(reverse("notices:move", args=(notice.code, "send")))
    notice.refresh_from_db()
    assert (notice.state, notice.reached) == ("sent", 4)
    assert Event.objects.filter(verb="notices.send", count=4).exists()


def test_a_form_that_lacks_something_comes_back_with_what_was_typed(desk: Any):
    answer = desk("clerk").post("/notices/new/", FORM | {"headline_en": ""})
    assert answer.status_code == 422
    assert "20:00 到 22:00 停水。" in answer.content.decode()
    assert not Notice.objects.exists()


def test_a_number_that_nobody_has_is_named(desk: Any):
    answer = desk("clerk").post("/notices/new/", FORM | {"numbers": "T00001 X404"})
    assert "查不到 X404" in answer.content.decode()


def test_numbers_find_the_persons(cast: Cast, desk: Any):
    desk("clerk").post("/notices/new/", FORM | {"numbers": "T00001\nT00002"})
    assert len(Notice.objects.get().audience_spec["persons"]) == 2


def test_two_who_change_a_draft_do_not_overwrite_one_another(cast: Cast, desk: Any):
    notice = written(cast)
    url = reverse("notices:edit", args=(notice.code,))
    assert desk("clerk2").post(url, FORM | {"version": 1, "headline_zh": "先改"}).status_code == 302
    answer = desk("clerk").post(url, FORM | {"version": 1, "headline_zh": "后改"})
    assert answer.status_code == 422
    assert "刚被改过" in answer.content.decode()
    assert Notice.objects.get().headline_zh == "先改"


def test_what_belongs_to_others_looks_missing(cast: Cast, desk: Any):
    notice = written(cast)
    for who in ("dean", "student"):
        assert desk(who).get(notice.get_absolute_url()).status_code == 404
        assert desk(who).get(reverse("notices:cap", args=(notice.code,))).status_code == 404
        assert desk(who).get(reverse("notices:deliveries", args=(notice.code,))).status_code == 404
        assert desk(who).post(reverse("notices:move", args=(notice.code, "send"))).status_code == 404
    assert desk("student").get("/notices/new/").status_code == 404
    assert desk("student").get("/notices/sent/").status_code == 404
    assert desk("clerk").get("/notices/channels/").status_code == 404


def test_nobody_reads_the_letters_of_another(cast: Cast, desk: Any):
    with clock.hold(MORNING):
        notice = sent(cast)
    letter = Letter.objects.get(notice=notice, person=cast.person("dean"))
    url = reverse("notices:letter", args=(letter.pk,))
    assert desk("liaison").get(url).status_code == 404
    assert desk("liaison").post(reverse("notices:acknowledge", args=(letter.pk,))).status_code == 404
    assert desk("dean").get(url).status_code == 200
    letter.refresh_from_db()
    assert letter.read_at is not None


def test_the_inbox_rings_and_falls_silent(cast: Cast, client: Client):
    with clock.hold(MORNING):
        sent(cast)
        sign_in(client, cast["dean"])
        page = client.get("/notices/").content.decode()
        assert "收件箱，1 条未读" in page
        letter = Letter.objects.get(person=cast.person("dean"))
        client.post(reverse("notices:acknowledge", args=(letter.pk,)))
        assert "收件箱，没有未读" in client.get("/notices/").content.decode()
        assert "没有这样的消息" in client.get("/notices/?show=asked").content.decode()
        assert "还没有消息" in client.get("/notices/?drill=1").content.decode()


def test_drills_and_actual_notices_stand_in_lists_of_their_own(cast: Cast, desk: Any):
    actual, drill = written(cast), written(cast, status="Exercise")
    here, there = (desk("clerk").get(f"/notices/sent/{query}").content.decode() for query in ("", "?drill=1"))
    assert (actual.code in here, drill.code in here) == (True, False)
    assert (actual.code in there, drill.code in there) == (False, True)


@pytest.mark.parametrize(
    "query", ["?state=sent", "?state=nonsense&level=x", "?q=停水", "?q=%00", "?page=99", "?level=now"]
)
def test_filters_live_in_the_address_and_nonsense_does_no_harm(cast: Cast, desk: Any, query: str):
    written(cast)
    assert desk("clerk").get(f"/notices/sent/{query}").status_code == 200


@pytest.mark.parametrize("query", ["?state=gave_up", "?channel=x", "?q=%25", "?state=zz&page=7"])
def test_the_delivery_ledger_takes_any_address(cast: Cast, desk: Any, query: str):
    notice = sent(cast)
    assert desk("clerk").get(reverse("notices:deliveries", args=(notice.code,)) + query).status_code == 200


def test_the_ledger_of_deliveries_masks_names_and_offers_a_retry(cast: Cast, desk: Any):
    with clock.hold(MORNING), Loopback("404", "200") as there:
        hook = channel(cast, "webhook", there.url)
        notice = sent(cast, channels=[hook.pk])
        work_off(hook.pk)
        page = desk("hq_head").get(reverse("notices:deliveries", args=(notice.code,))).content.decode()
        assert "http.404" in page
        assert cast.person("dean").name not in page
        (row,) = Delivery.objects.filter(channel=hook)
        assert desk("clerk").post(reverse("notices:retry", args=(row.pk,))).status_code == 302
        row.refresh_from_db()
        assert row.state == "queued"


def test_the_cap_file_is_handed_out_as_a_file(cast: Cast, desk: Any):
    notice = sent(cast)
    answer = desk("clerk").get(reverse("notices:cap", args=(notice.code,)))
    assert answer["Content-Type"].startswith("application/cap+xml")
    assert notice.code in answer["Content-Disposition"]


def test_a_secret_is_written_and_never_shown(cast: Cast, desk: Any):
    form = {"name": "指挥部群", "key": "very-secret-key", "timeout_seconds": "5", "enabled": "on"}
    answer = desk("sysadmin").post("/notices/channels/new/wecom/", form)
    made = Channel.objects.get(kind="wecom")
    assert b"very-secret-key" not in bytes(made.sealed_secret)
    page = desk("sysadmin").get(answer["Location"]).content.decode()
    assert "已填，看不到" in page
    assert "very-secret-key" not in page
    assert not Event.objects.filter(payload__contains="very-secret-key").exists()
    desk("sysadmin").post(answer["Location"], {**form, "key": "", "version": "1", "name": "群二"})
    kept, made = bytes(made.sealed_secret), Channel.objects.get(pk=made.pk)
    assert (made.name, bytes(made.sealed_secret)) == ("群二", kept)


def test_a_test_message_says_what_came_of_it(cast: Cast, desk: Any):
    with Loopback("well", "500") as there:
        robot = channel(cast, "wecom", there.url, secrets={"key": "k"})
        url = reverse("notices:try-channel", args=(robot.pk,))
        assert "测试消息已发出" in desk("sysadmin").post(url, follow=True).content.decode()
        assert "没有发出" in desk("sysadmin").post(url, follow=True).content.decode()
        assert "【测试】" in there.asked[0].body.decode()


@pytest.mark.parametrize("address", ["", "ftp://x", "javascript:1", "https://user@host/x", "x"])
def test_a_webhook_needs_an_address_of_the_web(desk: Any, address: str):
    form = {"name": "回调", "address": address, "timeout_seconds": "5"}
    assert desk("sysadmin").post("/notices/channels/new/webhook/", form).status_code == 422


def test_a_retired_channel_keeps_its_deliveries_and_loses_its_secret(cast: Cast, desk: Any):
    with Loopback("200") as there:
        hook = channel(cast, "webhook", there.url, secrets={"key": "s"})
        notice = sent(cast, channels=[hook.pk])
    desk("sysadmin").post(reverse("notices:retire-channel", args=(hook.pk,)))
    hook.refresh_from_db()
    assert (bytes(hook.sealed_secret), hook.enabled) == (b"", False)
    assert Delivery.objects.filter(notice=notice, channel=hook).exists()


def test_the_hours_are_changed_in_the_product_and_keep_their_history(desk: Any):
    form = {"digest_hours": "9:00", "quiet_from": "23:00", "quiet_until": "06:00", "interrupts_a_day": "3"}
    assert desk("sysadmin").post("/notices/hours/", form).status_code == 422
    assert desk("sysadmin").post("/notices/hours/", form | {"digest_hours": "09:00 18:00"}).status_code == 302
    assert Timing.objects.get().digest_hours == ["09:00", "18:00"]
    assert "09:00" in desk("sysadmin").get("/notices/channels/").content.decode()


def test_one_gives_and_takes_back_ones_own_address(cast: Cast, desk: Any):
    assert desk("dean").post("/notices/address/", {"address": "nonsense"}).status_code == 422
    desk("dean").post("/notices/address/", {"address": "dean@cs.example"})
    assert "dean@cs.example" in desk("dean").get("/notices/address/").content.decode()
    desk("dean").post("/notices/address/", {"address": ""})
    assert "dean@cs.example" not in desk("dean").get("/notices/address/").content.decode()


def test_every_page_speaks_english(cast: Cast, client: Client):
    with clock.hold(MORNING):
        hook = channel(cast, "webhook", "https://hooks.example/x")
        notice = sent(cast, channels=[hook.pk])
        waiting = written(cast)
        submit(waiting.pk, by=cast.actor("clerk"))
    client.cookies["django_language"] = "en"
    pages = {
        "sysadmin": ["/notices/channels/", "/notices/hours/", reverse("notices:channel", args=(hook.pk,))],
        "hq_head": [
            "/notices/", "/notices/sent/", "/notices/new/", "/notices/address/", notice.get_absolute_url(),
            waiting.get_absolute_url(), reverse("notices:deliveries", args=(notice.code,)),
        ],
    }  # fmt: skip
    for who, urls in pages.items():
        sign_in(client, cast[who])
        for url in urls:
            main = re.sub(
                r"<[^>]+>", " ", client.get(url).content.decode().split("<main")[1].split("</main>")[0]
            )
            left = set(re.findall(r"[\u4e00-\u9fff]{2,}", main)) - _own_words(cast)
            assert left == set(), f"{url}: {left}"


def _own_words(cast: Cast) -> set[str]:
    """Chinese that is data: names, titles and texts of notices."""
    data = [
        text
        for notice in Notice.objects.all()
        for text in (notice.text_zh, notice.headline_zh, notice.instruction_zh, notice.event_zh)
    ]
    for unit in cast.units.values():
        data += [unit.name, unit.short_name]
    data += [place.name for place in cast.campuses.values()]
    for who in set(cast.accounts) - {"student"}:
        seat = cast.position(who)
        data += [cast.person(who).name, f"{seat.unit.short_name or seat.unit.name}{seat.title}"]
    return {word for text in data for word in re.findall(r"[\u4e00-\u9fff]{2,}", text)}


def test_a_page_asks_no_more_questions_for_a_larger_audience(
    cast: Cast, client: Client, django_assert_max_num_queries: Any
):
    with clock.hold(MORNING):
        notice = sent(cast, audience={"units": [cast.units["anlan"].pk]})
        sign_in(client, cast["hq_head"])
        client.get(notice.get_absolute_url())
        with django_assert_max_num_queries(32):
            client.get(notice.get_absolute_url())
        with django_assert_max_num_queries(24):
            client.get(reverse("notices:deliveries", args=(notice.code,)))


def _questions(client: Client, url: str) -> int:
    client.get(url)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(url).status_code == 200
    return len(asked)


def test_lists_ask_as_often_for_many_rows_as_for_few(cast: Cast, client: Client):
    counts: list[list[int]] = []
    with clock.hold(MORNING):
        for size in (2, 8):
            for number in range(size):
                hook = channel(cast, "webhook", f"https://hooks.example/{size}{number}")
                sent(cast, channels=[hook.pk])
                written(cast, status="Exercise")
            asked = []
            for who, url in (
                ("hq_head", "/notices/sent/"),
                ("hq_head", "/notices/sent/?drill=1"),
                ("dean", "/notices/"),
                ("sysadmin", "/notices/channels/"),
            ):
                sign_in(client, cast[who])
                asked.append(_questions(client, url))
            counts.append(asked)
    assert counts[0] == counts[1]
