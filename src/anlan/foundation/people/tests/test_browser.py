"""The pages that change units, seats and people, as a browser and a screen reader meet them."""

import pytest
from django.test import Client
from django.urls import reverse

from anlan.foundation.people.public import create_group, join_group, open_seats
from tests.support.browser import OpenPage, axe, carry_session, fits, shoot
from tests.support.cast import Cast, sign_in


def pages(cast: Cast) -> list[str]:
    by = cast.actor("sysadmin")
    group = create_group(code="CS-1", name="软件一班", kind="class", unit_id=cast.units["cs"].pk, by=by)
    join_group(group_id=group.pk, person_id=cast.person("student").pk, by=by)
    dean = cast.position("dean")
    held, standing = dean.appointments.get(), cast.person("dean").standings.get()
    empty = open_seats(unit_id=cast.units["networks"].pk, by=cast.actor("sysadmin"))
    vacant = empty or list(cast.units["networks"].positions.all())
    return [
        reverse("people:units"),
        reverse("people:unit", args=["cs"]),
        reverse("people:new-unit", args=["cs"]),
        reverse("people:change-unit", args=["cs"]),
        reverse("people:move-unit", args=["software"]),
        reverse("people:move-unit", args=["software"]) + "?parent=chem",
        reverse("people:close-unit", args=["cs"]),
        reverse("people:close-unit", args=["networks"]),
        reverse("people:new-position", args=["cs"]),
        reverse("people:position", args=[dean.pk]),
        reverse("people:close-position", args=[dean.pk]),
        reverse("people:close-position", args=[vacant[0].pk]),
        reverse("people:end-appointment", args=[held.pk]),
        reverse("people:persons"),
        reverse("people:groups"),
        reverse("people:groups") + "?q=nothing",
        reverse("people:group", args=["CS-1"]),
        reverse("people:new-person"),
        reverse("people:person", args=[cast.person("student").pk]),
        reverse("people:change-person", args=[cast.person("student").pk]),
        reverse("people:new-standing", args=[cast.person("student").pk]),
        reverse("people:end-standing", args=[standing.pk]),
    ]


@pytest.mark.parametrize(
    ("width", "theme", "language"), [(390, "dark", "zh"), (390, "light", "en"), (1440, "light", "zh")]
)
def test_every_page_is_fit_to_read_and_to_hear(
    open_page: OpenPage, live_server, cast: Cast, client: Client, width: int, theme: str, language: str
):
    page = open_page(width=width, theme=theme, language=language)
    carry_session(page, sign_in(client, cast["sysadmin"]), live_server)
    for address in pages(cast):
        answer = page.goto(address)
        assert answer is not None
        assert answer.status == 200, address
        axe(page)
        fits(page)
        if "groups" in address:
            shoot(page, f"{address.strip('/').replace('/', '-')[:20]}-{width}-{language}-{theme}")


def test_a_faulty_form_says_so_at_its_top_and_takes_the_focus(
    open_page: OpenPage, live_server, cast: Cast, client: Client
):
    page = open_page(width=390)
    carry_session(page, sign_in(client, cast["sysadmin"]), live_server)
    page.goto(reverse("people:new-person"))
    page.get_by_label("工号或学号").fill("T 9")
    page.get_by_label("姓名").fill("诸葛明")
    page.get_by_label("单位").select_option("cs")
    page.get_by_role("button", name="登记这个人").click()
    summary = page.locator("[data-error-summary]")
    assert summary.evaluate("it => it === document.activeElement")
    assert page.title().startswith("有错误:")
    axe(page)
