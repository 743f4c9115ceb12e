import base64
import hashlib
import hmac
import json
import time
from datetime import timedelta
from email import message_from_bytes
from email.policy import default
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.conf import settings

from anlan.core.cap import validate
from anlan.core.kernel import clock
from anlan.foundation.notices.channels import WAYS, outward
from anlan.foundation.notices.channels.outward import Forbidden, refuse_peer
from anlan.foundation.notices.channels.robots import cut
from anlan.foundation.notices.models import Address, Attempt, Delivery, Letter
from anlan.foundation.notices.public import cancel, notify, send
from anlan.foundation.notices.selectors.figures import figures
from anlan.foundation.notices.services import dispatching
from anlan.foundation.notices.services.digesting import make_digests
from anlan.foundation.notices.services.dispatching import work_off
from anlan.foundation.notices.services.settling import retry, retry_given_up
from tests.support.cast import Cast
from tests.support.loopback import Loopback, MailServer

from .desk import MORNING, SYSTEM, approved, channel, deliveries, sent


def _sent_by(cast: Cast, *channels: Any, **more: Any):
    return sent(cast, channels=[one.pk for one in channels], **more)


def _state(way: Any) -> str:
    (row,) = deliveries(way)
    return row.state


def test_a_webhook_is_signed_and_carries_the_notice_as_cap(cast: Cast):
    with clock.hold(MORNING), Loopback("200") as there:
        hook = channel(cast, "webhook", there.url, secrets={"key": "shared"})
        _sent_by(cast, hook)
        work_off(hook.pk)
        (asked,) = there.asked
    key, at = asked.headers["webhook-id"], asked.headers["webhook-timestamp"]
    signed = f"{key}.{at}.".encode() + asked.body
    made = base64.b64encode(hmac.digest(b"shared", signed, hashlib.sha256)).decode()
    assert asked.headers["webhook-signature"] == f"v1,{made}"
    assert int(at) == int(MORNING.timestamp())
    assert validate(str(asked.json()["cap"]).encode()) == []
    assert _state(hook) == "delivered"


@pytest.mark.parametrize("word", ["500", "cut", "hang", "drip"])
def test_a_webhook_that_fails_is_tried_again_later(cast: Cast, word: str):
    with clock.hold(MORNING), Loopback(word, "200") as there:
        hook = channel(cast, "webhook", there.url, timeout_seconds=0.4)
        _sent_by(cast, hook)
        started = time.monotonic()
        work_off(hook.pk)
        took = time.monotonic() - started
        assert _state(hook) == "failed"
        hook.refresh_from_db()
        assert hook.paused_until is not None
        with clock.hold(MORNING + timedelta(seconds=30)):
            work_off(hook.pk)
    assert took < 2
    assert _state(hook) == "delivered"
    assert [one.outcome for one in Attempt.objects.filter(delivery__channel=hook)] == ["later", "delivered"]


def test_whoever_asks_to_slow_down_is_left_alone_as_long_as_asked(cast: Cast):
    with clock.hold(MORNING), Loopback("429", "200") as there:
        hook = channel(cast, "webhook", there.url)
        _sent_by(cast, hook)
        work_off(hook.pk)
        with clock.hold(MORNING + timedelta(seconds=29)):
            work_off(hook.pk)
        assert len(there.asked) == 1
        with clock.hold(MORNING + timedelta(seconds=31)):
            work_off(hook.pk)
    (row,) = deliveries(hook)
    assert (row.state, row.attempts) == ("delivered", 1)


@pytest.mark.parametrize("word", ["404", "302"])
def test_what_cannot_get_better_is_given_up_and_can_be_retried_by_hand(cast: Cast, word: str):
    with clock.hold(MORNING), Loopback(word, "200") as there:
        hook = channel(cast, "webhook", there.url)
        notice = _sent_by(cast, hook)
        work_off(hook.pk)
        (row,) = deliveries(hook)
        assert row.state == "gave_up"
        assert f"http.{word}" in row.reason
        retry(row.pk, by=cast.actor("hq_head"))
        work_off(hook.pk)
        assert len(there.asked) == 2
    assert _state(hook) == "delivered"
    assert notice.reached == 4


def test_after_its_last_retry_a_delivery_is_given_up_in_sight(cast: Cast):
    with Loopback("500") as there:
        with clock.hold(MORNING):
            hook = channel(cast, "webhook", there.url)
            notice = _sent_by(cast, hook)
        for hour in range(9):
            with clock.hold(MORNING + timedelta(hours=hour * 2)):
                work_off(hook.pk)
        assert len(there.asked) == 8
        assert _state(hook) == "gave_up"
        assert retry_given_up(notice.pk, by=cast.actor("hq_head")) == 1


def test_a_bad_channel_delays_only_itself(cast: Cast):
    with clock.hold(MORNING), Loopback("hang") as bad, Loopback("200") as good:
        slow = channel(cast, "webhook", bad.url, timeout_seconds=0.5)
        well = channel(cast, "webhook", good.url)
        _sent_by(cast, slow, well)
        work_off(well.pk)
        assert _state(well) == "delivered"
        started = time.monotonic()
        work_off(slow.pk)
        work_off(slow.pk)
        assert time.monotonic() - started < 1.5
        assert len(bad.asked) == 1


def test_a_worker_killed_after_sending_sends_again(cast: Cast, monkeypatch: pytest.MonkeyPatch):
    class Killed(BaseException):
        pass

    def die(*_: object, **__: object) -> None:
        raise Killed

    with Loopback("200") as there:
        with clock.hold(MORNING):
            hook = channel(cast, "webhook", there.url)
            notice = _sent_by(cast, hook)
            monkeypatch.setattr(dispatching, "settle", die)
            with pytest.raises(Killed):
                work_off(hook.pk)
            monkeypatch.undo()
        assert _state(hook) == "queued"
        with clock.hold(MORNING + timedelta(seconds=100)):
            work_off(hook.pk)
        ids = {asked.headers["webhook-id"] for asked in there.asked}
    assert _state(hook) == "delivered"
    assert (len(there.asked), len(ids)) == (2, 1)
    assert Letter.objects.filter(notice=notice).count() == notice.reached


def test_a_channel_that_another_dispatcher_holds_is_left_to_it_until_it_dies(cast: Cast):
    with Loopback("200") as there:
        with clock.hold(MORNING):
            hook = channel(cast, "webhook", there.url)
            _sent_by(cast, hook)
            assert dispatching._take(hook.pk) is not None
            work_off(hook.pk)
        assert there.asked == []
        with clock.hold(MORNING + timedelta(seconds=91)):
            work_off(hook.pk)
        assert len(there.asked) == 1


def test_a_robot_never_gets_more_than_twenty_in_a_minute_and_the_rest_together(cast: Cast):
    with Loopback("well") as there:
        with clock.hold(MORNING):
            robot = channel(cast, "wecom", there.url, secrets={"key": "k-1"})
            for number in range(12):
                _sent_by(cast, robot, headline_zh=f"第 {number} 条")
            work_off(robot.pk)
        assert len(there.asked) == 5
        last = there.asked[-1].json()
        assert "8 条通知" in json.dumps(last, ensure_ascii=False)
        assert {row.state for row in deliveries(robot)} == {"sent"}
        assert parse_qs(urlsplit(there.asked[0].path).query) == {"key": ["k-1"]}
        for second in range(1, 60):
            with clock.hold(MORNING + timedelta(seconds=second)):
                _sent_by(
                    cast, robot, audience={"persons": [cast.person("dean").pk]}
                ) if second % 3 == 0 else None
                work_off(robot.pk)
        assert len(there.asked) <= 20


def test_a_robot_that_says_too_often_rests_a_minute(cast: Cast):
    with Loopback("robot_too_often", "well") as there, clock.hold(MORNING):
        robot = channel(cast, "wecom", there.url, secrets={"key": "k"})
        _sent_by(cast, robot)
        work_off(robot.pk)
        assert _state(robot) == "failed"
        with clock.hold(MORNING + timedelta(seconds=61)):
            work_off(robot.pk)
        assert _state(robot) == "sent"


def test_dingtalk_is_signed_with_time_and_secret(cast: Cast):
    with Loopback("well") as there, clock.hold(MORNING):
        robot = channel(cast, "dingtalk", there.url, secrets={"key": "token", "sign": "SEC1"})
        _sent_by(cast, robot)
        work_off(robot.pk)
        query = parse_qs(urlsplit(there.asked[0].path).query)
        body = there.asked[0].json()
    millis = str(int(MORNING.timestamp() * 1000))
    made = hmac.digest(b"SEC1", f"{millis}\nSEC1".encode(), hashlib.sha256)
    assert query == {
        "access_token": ["token"],
        "timestamp": [millis],
        "sign": [base64.b64encode(made).decode()],
    }
    assert body["msgtype"] == "markdown"


def _mail_to_the_dean(cast: Cast, there: MailServer, **more: Any):
    Address.objects.create(person=cast.person("dean"), kind="email", address="dean@cs.example")
    options = {"security": "none", "from": "anlan@lanjiang.example"}
    mail = channel(cast, "email", there.address, settings=options, timeout_seconds=0.5)
    return mail, _sent_by(cast, mail, **more)


def test_mail_goes_to_those_with_an_address_in_both_languages(cast: Cast):
    with MailServer("well") as there, clock.hold(MORNING):
        mail, _ = _mail_to_the_dean(cast, there)
        work_off(mail.pk)
        (asked,) = there.asked
    message: Any = message_from_bytes(asked.body, policy=default)
    assert message["To"] == "dean@cs.example"
    assert message["Subject"] == "今晚八点停水检修 / Water is off from 20:00"
    assert "Store water." in message.get_content()
    assert message["Message-ID"] == f"<{deliveries(mail)[0].pk}@lanjiang.example>"
    assert _state(mail) == "sent"


@pytest.mark.parametrize(
    ("word", "state"), [("refuse", "gave_up"), ("later", "failed"), ("hang", "failed"), ("cut", "failed")]
)
def test_mail_that_is_not_taken_is_judged_by_what_the_server_said(cast: Cast, word: str, state: str):
    with MailServer(word) as there, clock.hold(MORNING):
        mail, _ = _mail_to_the_dean(cast, there)
        started = time.monotonic()
        work_off(mail.pk)
    assert _state(mail) == state
    assert time.monotonic() - started < 3


def test_a_headline_with_a_line_break_forges_no_header(cast: Cast):
    with MailServer("well") as there, clock.hold(MORNING):
        mail, _ = _mail_to_the_dean(cast, there, headline_en="Hello\r\nBcc: all@lanjiang.example")
        work_off(mail.pk)
        message: Any = message_from_bytes(there.asked[0].body, policy=default)
    assert message["Bcc"] is None


def test_short_messages_lie_as_files_for_a_gateway(cast: Cast):
    person = cast.person("dean")
    person.phone = "13900001111"
    person.save(update_fields=["phone"])
    with clock.hold(MORNING):
        text = channel(cast, "sms")
        _sent_by(cast, text)
        work_off(text.pk)
    (row,) = deliveries(text)
    told = json.loads((Path(settings.HOME) / "sms" / f"{row.pk}.json").read_text(encoding="utf-8"))
    assert told["to"] == "13900001111"
    assert "停水" in told["text"]


def test_a_cancelled_notice_no_longer_goes_out_by_a_slow_channel(cast: Cast):
    with Loopback("500", "200") as there:
        with clock.hold(MORNING):
            hook = channel(cast, "webhook", there.url)
            first = _sent_by(cast, hook)
            work_off(hook.pk)
            send(
                approved(cast, cancel(first.pk, by=cast.actor("clerk"), channels=[])).pk,
                by=cast.actor("hq_head"),
            )
        with clock.hold(MORNING + timedelta(hours=1)):
            work_off(hook.pk)
        assert len(there.asked) == 1
    assert _state(hook) == "skipped"


def test_an_expired_notice_no_longer_goes_out(cast: Cast):
    with Loopback("200") as there:
        with clock.hold(MORNING):
            hook = channel(cast, "webhook", there.url)
            _sent_by(cast, hook, expires=MORNING + timedelta(minutes=5))
        with clock.hold(MORNING + timedelta(minutes=6)):
            work_off(hook.pk)
        assert there.asked == []
    assert _state(hook) == "skipped"


def test_a_drill_goes_only_where_drills_may_go(cast: Cast):
    with Loopback("200") as there, clock.hold(MORNING):
        real = channel(cast, "webhook", there.url)
        both = channel(cast, "webhook", there.url, name="drills", drills=True)
        _sent_by(cast, real, both, status="Exercise")
        for one in (real, both):
            work_off(one.pk)
        (asked,) = there.asked
    assert deliveries(real) == []
    assert asked.json()["drill"] is True
    assert "【演练】" in asked.body.decode()


def test_what_gathered_goes_out_as_one_digest_a_position(cast: Cast):
    with MailServer("well") as there:
        with clock.hold(MORNING):
            mail, _ = _mail_to_the_dean(cast, there, audience={"persons": [cast.person("clerk").pk]})
            for number in range(3):
                notify(
                    code="tasks.assigned",
                    positions=[cast.position("dean").pk],
                    title_zh=f"任务 {number}",
                    title_en=f"Task {number}",
                    dedupe_key=f"task:{number}",
                    by=SYSTEM,
                )
            assert make_digests() == 0
        with clock.hold(MORNING + timedelta(hours=2, minutes=1)):
            assert (make_digests(), make_digests()) == (1, 0)
            work_off(mail.pk)
        (asked,) = there.asked
        message: Any = message_from_bytes(asked.body, policy=default)
    assert "任务 2" in message.get_content()
    assert Delivery.objects.get(digest__isnull=False).state == "sent"


@pytest.mark.parametrize("address", ["169.254.169.254", "224.0.0.1", "fe80::1%eth0", "::ffff:169.254.1.1"])
def test_some_addresses_are_never_sent_to(address: str):
    with pytest.raises(Forbidden):
        refuse_peer(address, plain=False)


def test_words_in_the_clear_stay_inside_the_university():
    refuse_peer("10.1.2.3", plain=True)
    refuse_peer("1.1.1.1", plain=False)
    with pytest.raises(Forbidden):
        refuse_peer("1.1.1.1", plain=True)


@pytest.mark.parametrize("url", ["ftp://10.0.0.1/", "file:///etc/hosts", "http:///x", "gopher://x"])
def test_only_web_addresses_are_posted_to(url: str):
    with pytest.raises(Forbidden):
        outward.post(url, b"", headers={}, timeout=1)


@pytest.mark.parametrize(
    ("said", "seconds"), [("5", 5.0), ("999999", 3600.0), ("soon", 0.0), ("", 0.0), ("-3", 0.0)]
)
def test_a_wait_that_is_asked_for_has_an_end(said: str, seconds: float):
    assert outward._retry_after(said) == seconds


def test_a_text_is_cut_between_signs():
    assert cut("停水" * 10, most_bytes=20).endswith("…")
    assert len(cut("停水" * 10, most_bytes=20).encode()) <= 20


def test_every_kind_of_channel_has_a_way_and_a_bucket(cast: Cast):
    assert set(WAYS) == {"email", "sms", "webhook", "wecom", "dingtalk"}
    assert set(WAYS) <= set(figures().buckets)
