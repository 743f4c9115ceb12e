"""The page of phones and what a phone takes along."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from anlan.foundation.field.public import enrol, register_pack
from anlan.foundation.field.tests.test_parcels import hand, parcel
from tests.support.browser import axe, carry_session, fits, shoot
from tests.support.cast import sign_in

pytestmark = pytest.mark.django_db


def test_a_pack_is_sent_once_while_nothing_changes(cast, client, device):
    sign_in(client, cast["dean"])
    first = client.get(reverse("field:pack"))
    assert first.json()["sections"] == {"who": {"label": "唐柏"}}
    assert first["Cache-Control"] == "private, no-cache"
    again = client.get(reverse("field:pack"), headers={"If-None-Match": first["ETag"]})
    assert again.status_code == 304
    other = sign_in(client, cast["liaison"]).get(
        reverse("field:pack"), headers={"If-None-Match": first["ETag"]}
    )
    assert other.status_code == 200


def test_a_room_that_fails_does_not_keep_the_others_from_the_phone(cast, client):
    def broken(viewer, at):
        raise ZeroDivisionError

    register_pack("broken", broken)
    told = sign_in(client, cast["dean"]).get(reverse("field:pack")).json()
    assert told["missing"] == ["broken"]
    assert "who" in told["sections"]


def test_one_sees_ones_own_phones_and_the_office_everybodys(cast, client, device):
    hand(sign_in(client, cast["dean"]), device, parcel(2, kind="t.refuse"))
    address = reverse("field:devices")
    assert "唐柏的手机" in client.get(address).content.decode()
    assert "唐柏的手机" not in sign_in(client, cast["liaison"]).get(address).content.decode()
    office = sign_in(client, cast["hq_head"]).get(address).content.decode()
    assert "唐柏的手机" in office
    assert "再办一次" not in office


def test_the_page_asks_as_often_for_many_phones_as_for_few(cast, client, django_assert_max_num_queries):
    sign_in(client, cast["dean"])
    for _turn in range(5):
        key = enrol(device_id=uuid4(), label="手机", by=cast.actor("dean")).pk
        hand(client, key, parcel(2), parcel(3, kind="t.refuse"))
    client.get(reverse("field:devices"))
    with django_assert_max_num_queries(16):
        client.get(reverse("field:devices"))


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("width", "theme", "language"), [(1440, "light", "zh"), (390, "dark", "en")])
def test_the_page_of_phones_is_readable_everywhere(
    cast, client, live_server, open_page, device, width, theme, language
):
    sign_in(client, cast["dean"])
    hand(client, device, parcel(1), parcel(4, kind="t.refuse"), upto=7)
    page = open_page(width=width, theme=theme, language=language)
    carry_session(page, client, live_server)
    page.goto("/field/devices/")
    expect(page.locator("main h3").first).to_have_text("唐柏的手机")
    shoot(page, f"field-devices-{width}")
    axe(page)
    fits(page)
