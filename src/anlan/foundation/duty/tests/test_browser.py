"""The pages of duty as a browser, a keyboard and a screen reader meet them."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from playwright.sync_api import expect

from anlan.core.kernel import clock
from anlan.core.kernel.ids import new_id
from anlan.foundation.duty import public
from anlan.foundation.duty.models import HandOver
from anlan.foundation.people.models import Appointment, Standing
from tests.support.browser import OpenPage, axe, carry_session, fits, shoot
from tests.support.cast import Cast, sign_in

from .desk import Desk, build_desk
from .test_papers import _act, _secretary


def _furnished(cast: Cast) -> Desk:
    """A week in force from yesterday on, so that somebody stands now."""
    long_ago = clock.now() - timedelta(days=30)
    Standing.objects.update(valid_from=long_ago)
    Appointment.objects.update(valid_from=long_ago)
    desk = build_desk(cast)
    first = clock.today() - timedelta(days=1)
    desk.published(first, first + timedelta(days=7))
    return desk


def _addresses(desk: Desk) -> list[tuple[str, list[str]]]:
    now = next(row for row in public.running(desk.planner, at=clock.now()))
    lead = now.leader
    assert lead is not None
    on_now = desk.who(lead.watch.person)
    row = public.draft_handover(shift_id=now.shift.pk, by=desk.cast.actor(on_now))
    public.record_order(
        client_id=new_id(),
        roster_code="hq",
        words="今晚东门只出不进，九点开始",
        ordered_by=desk.cast.person("commander").pk,
        ordered_at=clock.now(),
        by=desk.planner,
    )
    _act(_secretary(desk))
    coming = desk.watch(lead=True, day=3)
    paper = reverse("duty:handover-paper", args=(row.pk,))
    shift = now.shift.get_absolute_url()
    return [
        ("clerk", ["/duty/", "/duty/r/hq/", "/duty/r/hq/paper/", "/duty/new/", shift]),
        (on_now, ["/duty/mine/", row.get_absolute_url(), paper, "/duty/handovers/", shift]),
        (desk.who(coming.person), [reverse("duty:swap", args=(coming.pk,))]),
        ("commander", ["/duty/orders/"]),
        ("dean", ["/duty/proxies/"]),
        ("auditor", ["/duty/proxies/"]),
    ]


@pytest.mark.parametrize(
    ("width", "theme", "language"),
    [(390, "dark", "zh"), (390, "light", "en"), (1440, "light", "zh"), (1440, "dark", "en")],
)
def test_every_page_is_fit_to_read_and_to_hear(
    open_page: OpenPage, live_server, cast: Cast, client: Client, width: int, theme: str, language: str
):
    for who, addresses in _addresses(_furnished(cast)):
        page = open_page(width=width, theme=theme, language=language)
        carry_session(page, sign_in(client, cast[who]), live_server)
        for number, address in enumerate(addresses):
            answer = page.goto(address)
            assert answer is not None
            assert answer.status == 200, address
            axe(page)
            fits(page)
            shoot(page, f"duty-{who}-{number}-{width}-{theme}-{language}")


def test_a_watch_is_handed_over_between_two_phones(open_page: OpenPage, live_server, cast: Cast):
    desk = _furnished(cast)
    now = next(iter(public.running(desk.planner, at=clock.now())))
    lead = now.leader
    assert lead is not None
    following = public.next_shift(now.shift)
    assert following is not None
    coming = following.watches.select_related("person").get(lead=True, left_at=None)
    phones = {}
    for who in (desk.who(lead.watch.person), desk.who(coming.person)):
        phones[who] = open_page(width=390)
        carry_session(phones[who], sign_in(Client(), cast[who]), live_server)
    out, arriving = phones.values()
    out.goto(now.shift.get_absolute_url())
    out.get_by_role("button", name="我已到岗").first.click()
    expect(out.get_by_text("已确认到岗").first).to_be_visible()
    out.get_by_role("button", name="起草交接班记录").click()
    expect(out.get_by_text("已按现在的情况起草")).to_be_visible()
    out.get_by_label("其他要交代的").fill("东门道闸报修")
    out.get_by_role("button", name="签字交班").click()
    expect(out.get_by_text("等接班人签字").first).to_be_visible()
    expect(out.get_by_role("button", name="签字接班")).to_have_count(0)
    arriving.goto("/duty/mine/")
    arriving.get_by_role("link", name="指挥部值班").first.click()
    arriving.get_by_role("button", name="签字接班").focus()
    arriving.keyboard.press("Enter")
    expect(arriving.get_by_text("已接班，你的班从现在起")).to_be_visible()
    assert HandOver.objects.get().state == "signed"
    axe(arriving)
