from typing import Any

from django.test import Client

from tests.support.cast import Cast, sign_in


def test_everybody_holds_their_position(cast: Cast):
    assert cast.actor("clerk").holds("command.draft")
    assert cast.actor("dean").unit_path == "anlan/cs/"
    assert not cast.actor("student").holds("command.read")
    assert len(cast.campuses) == 3


def test_a_signed_in_client_is_somebody(cast: Cast, client: Client):
    sign_in(client, cast["dean"])
    answer: Any = client.get("/account/")
    assert answer.status_code == 200
    assert answer.wsgi_request.actor.label == cast.person("dean").name
