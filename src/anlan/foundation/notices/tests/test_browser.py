"""The pages of notices as a browser, a keyboard and a screen reader meet them."""

import pytest
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Page, expect

from anlan.core.kernel import clock
from anlan.foundation.notices.models import Letter, Notice
from anlan.foundation.notices.public import submit
from anlan.foundation.notices.services.dispatching import work_off
from anlan.foundation.notices.services.spreading import spread_notice
from tests.support.browser import OpenPage, axe, carry_session, fits, shoot
from tests.support.cast import Cast, sign_in
from tests.support.loopback import Loopback

from .desk import channel, sent, written


def _furnish(cast: Cast) -> dict[str, list[str]]:
    with Loopback("404") as there:
        hook = channel(cast, "webhook", there.url, secrets={"key": "k"})
        notice = sent(
            cast,
            channels=[hook.pk],
            audience={"persons": [cast.person("clerk").pk], "units": [cast.units["cs"].pk]},
        )
        work_off(hook.pk)
    channel(cast, "email", "127.0.0.1:25")
    draft, waiting, drill = written(cast, headline_en=""), written(cast), written(cast, status="Exercise")
    submit(waiting.pk, by=cast.actor("clerk"))
    Letter.objects.filter(notice=notice).update(shown_from=clock.now())
    letter = Letter.objects.get(notice=notice, person=cast.person("clerk"))
    return {
        "clerk": [
            "/notices/",
            "/notices/?show=coming",
            "/notices/?drill=1",
            reverse("notices:letter", args=(letter.pk,)),
            "/notices/address/",
            "/notices/sent/",
            "/notices/sent/?q=none",
            "/notices/new/",
            draft.get_absolute_url(),
            waiting.get_absolute_url(),
            drill.get_absolute_url(),
            notice.get_absolute_url(),
            reverse("notices:edit", args=(draft.code,)),
            reverse("notices:deliveries", args=(notice.code,)),
        ],
        "sysadmin": [
            "/notices/channels/",
            reverse("notices:channel", args=(hook.pk,)),
            "/notices/channels/new/email/",
            "/notices/channels/new/dingtalk/",
            "/notices/hours/",
        ],
    }


@pytest.mark.parametrize(
    ("width", "theme", "language"),
    [(390, "dark", "zh"), (390, "light", "en"), (1440, "light", "zh"), (1440, "dark", "en")],
)
def test_every_page_is_fit_to_read_and_to_hear(
    open_page: OpenPage, live_server, cast: Cast, client: Client, width: int, theme: str, language: str
):
    for who, addresses in _furnish(cast).items():
        page = open_page(width=width, theme=theme, language=language)
        carry_session(page, sign_in(client, cast[who]), live_server)
        for number, address in enumerate(addresses):
            answer = page.goto(address)
            assert answer is not None
            assert answer.status == 200, address
            axe(page)
            fits(page)
            shoot(page, f"notices-{who}-{number}-{width}-{theme}-{language}")


def test_a_notice_is_written_checked_approved_and_confirmed_by_hand(
    open_page: OpenPage, live_server, cast: Cast, client: Client
):
    page = open_page()
    carry_session(page, sign_in(client, cast["clerk"]), live_server)
    page.goto("/notices/new/")
    page.get_by_role("button", name="保存并核对").click()
    _fill(page)
    page.get_by_role("button", name="保存并核对").click()
    expect(page.get_by_text("现在发送，会有 4 人收到")).to_be_visible()
    axe(page)
    page.get_by_role("button", name="提交审批").click()
    expect(page.get_by_text("等另一个人审批")).to_be_visible()
    assert page.get_by_role("button", name="批准通知").count() == 0
    head = open_page()
    carry_session(head, sign_in(Client(), cast["hq_head"]), live_server)
    head.goto(Notice.objects.get().get_absolute_url())
    head.get_by_role("button", name="批准通知").click()
    expect(head.get_by_text("已批准，可以发送")).to_be_visible()
    head.get_by_role("button", name="发给 4 人").click()
    expect(head.get_by_text("已发给 4 人").first).to_be_visible()
    spread_notice(Notice.objects.get().pk)
    Letter.objects.update(shown_from=clock.now())
    dean = open_page(width=390)
    carry_session(dean, sign_in(Client(), cast["dean"]), live_server)
    dean.goto("/notices/")
    dean.get_by_role("link", name="今晚停水").click()
    dean.get_by_role("button", name="确认收到").click()
    expect(dean.get_by_text("已确认收到").first).to_be_visible()
    axe(dean)


def _fill(page: Page) -> None:
    page.get_by_label("实际", exact=True).check()
    page.get_by_label("立即送达").check()
    for label, text in {
        "标题": "今晚停水",
        "标题（英文）": "Water is off tonight",
        "内容": "20:00 到 22:00 停水。",
        "内容（英文）": "No water from 20:00 to 22:00.",
        "什么事": "停水",
        "什么事（英文）": "Water cut",
    }.items():
        page.get_by_label(label, exact=True).fill(text)
    page.get_by_label("要求收到的人确认").check()
    page.get_by_role("listbox", name="这些单位里的人").select_option(label="　计算机学院")
