"""The pages of posture as a browser, a keyboard and a screen reader meet them."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from anlan.foundation.posture.public import give_oral_order
from tests.support.browser import OpenPage, axe, carry_session, fits, shoot
from tests.support.cast import Cast, sign_in

from .desk import QUOTA, STRICT, enacted, opened, zone
from .test_switching import spoken


def _furnish(cast: Cast) -> list[str]:
    operation, flood, living = opened(cast), opened(cast, title="防汛"), zone(cast)
    enacted(cast, operation, QUOTA)
    enacted(cast, operation, STRICT, where=living)
    enacted(cast, flood, {"area_closed": {"zones": ["labs"]}, "gate_quota": {"most": 20}})
    said = operation.opened_at
    assert said is not None
    words = spoken(cast, said_at=said - timedelta(minutes=1), wanted_until=said + timedelta(hours=6))
    give_oral_order(operation.pk, place_id=cast.campuses["south"].pk, spoken=words, by=cast.actor("clerk"))
    why = [reverse("posture:why", args=(operation.code, code)) for code in ("centre-living", "south", "lake")]
    board = reverse("console:board")
    return ["/posture/", "/posture/?drill=1", "/posture/?op=OP-1", *why, board]


@pytest.mark.parametrize(
    ("width", "theme", "language"),
    [(390, "dark", "zh"), (390, "light", "en"), (1440, "light", "zh"), (1440, "dark", "en")],
)
def test_every_page_is_fit_to_read_and_to_hear(
    open_page: OpenPage, live_server, cast: Cast, client: Client, width: int, theme: str, language: str
):
    addresses = _furnish(cast)
    page = open_page(width=width, theme=theme, language=language)
    carry_session(page, sign_in(client, cast["clerk"]), live_server)
    for number, address in enumerate(addresses):
        page.goto(address)
        axe(page)
        fits(page)
        shoot(page, f"posture-{number}-{width}-{theme}-{language}")
