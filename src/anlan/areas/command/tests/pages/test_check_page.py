from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from anlan.areas.command import public
from anlan.areas.command.models import Directive, IssueBatch
from anlan.areas.command.services.confirming import confirm_as_suggested
from anlan.areas.command.tests.pages.desk import Reading, clerk, read, signed_in_as
from tests.support.cast import Cast, sign_in


@pytest.fixture
def reading(cast: Cast) -> Reading:
    return read(cast)


@pytest.fixture
def confirmed(cast: Cast, reading: Reading) -> Reading:
    by = cast.actor("clerk")
    keys = [card.id for card in reading.page.drafts]
    public.apply_to_selected(keys, fields={"lead_unit": str(cast.units["logistics"].pk)}, by=by)
    confirm_as_suggested(keys, by=by)
    return reading


def _issue(reading: Reading, client: Client, **sent: object) -> Any:
    return client.post(f"{reading.url}issue/", {"client_id": str(uuid4()), "extent": "all"} | sent)


def test_what_blocks_is_told_apart_from_what_is_only_worth_knowing(cast: Cast, reading: Reading):
    page = clerk(cast).get(f"{reading.url}check/")
    assert page.context["page"].blocking
    assert "还没有确认" in page.content.decode()


def test_the_consequence_stands_before_the_button(cast: Cast, confirmed: Reading):
    page = clerk(cast).get(f"{confirmed.url}check/").content.decode()
    count = len(confirmed.page.drafts)
    assert f"签发 {count} 条要求" in page
    assert "24 小时内签收" in page
    assert "不能再改" in page


def test_issuing_puts_everything_in_force_and_says_what_comes_next(cast: Cast, confirmed: Reading):
    client = clerk(cast)
    answer = _issue(confirmed, client)
    assert answer.status_code == 302
    count = Directive.objects.filter(kind="item").count()
    assert count == len(confirmed.page.drafts)
    page = client.get(answer.url).content.decode()
    assert f"已下发 {count} 条要求" in page


def test_pressing_twice_issues_once(cast: Cast, confirmed: Reading):
    client, key = clerk(cast), str(uuid4())
    first = _issue(confirmed, client, client_id=key)
    again = _issue(confirmed, client, client_id=key)
    assert first.url == again.url
    assert IssueBatch.objects.count() == 1


def test_an_undecided_reading_is_not_issued_as_a_whole(cast: Cast, reading: Reading):
    answer = _issue(reading, clerk(cast))
    assert answer.status_code == 409
    assert "没有下发" in answer.content.decode()
    assert not Directive.objects.exists()


def test_chosen_headings_are_issued_and_the_rest_waits(cast: Cast, confirmed: Reading):
    chosen = confirmed.page.headings[0].id
    assert _issue(confirmed, clerk(cast), extent="chosen", heading=str(chosen)).status_code == 302
    states = {card.state for card in confirmed.page.drafts if card.heading_id != chosen}
    assert states == {"confirmed"}


def test_a_heading_goes_ahead_of_its_parts(cast: Cast, reading: Reading):
    chosen = reading.page.headings[0].id
    client = clerk(cast)
    answer = _issue(reading, client, extent="headings", heading=str(chosen))
    assert answer.status_code == 302
    assert Directive.objects.get().kind == "heading"
    assert "还有没确认的条目" in client.get(answer.url).content.decode()


def test_without_a_fresh_second_factor_nothing_is_issued_and_it_is_asked_for(cast: Cast, confirmed: Reading):
    client: Any = sign_in(Client(), cast["clerk"], second_factor=False)
    page = f"http://testserver{confirmed.url}check/"
    answer = client.post(
        f"{confirmed.url}issue/", {"client_id": str(uuid4()), "extent": "all"}, HTTP_REFERER=page
    )
    assert answer.status_code == 302
    assert "/sign-in/code/" in answer.url
    assert "check" in answer.url
    assert not Directive.objects.exists()


@pytest.mark.parametrize("who", ["dean", "student", "auditor"])
def test_nobody_else_checks_or_issues(cast: Cast, confirmed: Reading, who: str):
    client = signed_in_as(cast, who)
    assert client.get(f"{confirmed.url}check/").status_code == 404
    assert _issue(confirmed, client).status_code == 404
    assert not Directive.objects.exists()


def test_a_batch_is_shown_only_to_those_who_see_its_drafts(cast: Cast, confirmed: Reading):
    answer = _issue(confirmed, clerk(cast))
    assert signed_in_as(cast, "dean").get(answer.url).status_code == 404


def test_a_client_id_that_is_none_finds_nothing(cast: Cast, confirmed: Reading):
    assert _issue(confirmed, clerk(cast), client_id="1; drop").status_code == 404
