"""How long a sign-in still lasts, and prolonging it."""

from datetime import timedelta

from anlan.foundation.accounts.models import Session

TWELVE_HOURS = 12 * 60 * 60


def bring_near(client, seconds: int) -> None:
    session = client.session
    session.set_expiry(timedelta(seconds=seconds))
    session.save()


def test_a_sign_in_lasts_twelve_hours_from_the_password_and_looking_does_not_prolong_it(campus, signed_in):
    client = signed_in(campus.dean)
    assert TWELVE_HOURS - 30 <= client.get("/account/session/").json()["seconds"] <= TWELVE_HOURS
    bring_near(client, 100)
    client.get("/people/")
    assert client.get("/account/session/").json()["seconds"] <= 100


def test_one_press_lets_it_last_again(campus, signed_in):
    client = signed_in(campus.dean)
    bring_near(client, 100)
    answer = client.post("/account/session/", headers={"Accept": "application/json"})
    assert answer.json()["seconds"] >= TWELVE_HOURS - 30
    row = Session.objects.get(account_id=campus.dean.account.pk)
    assert (row.expire_date - row.started_at) >= timedelta(hours=11)


def test_without_script_the_button_leads_back(campus, signed_in):
    client = signed_in(campus.dean)
    assert client.post("/account/session/", {"next": "/people/"})["Location"] == "/people/"
    assert client.post("/account/session/", {"next": "https://elsewhere.example/"})["Location"] == "/"


def test_nobody_has_no_seconds_and_prolongs_nothing(campus, client):
    assert client.get("/account/session/").json() == {"seconds": 0}
    answer = client.post("/account/session/", headers={"Accept": "application/json"})
    assert answer.json() == {"seconds": 0}
    assert not Session.objects.exists()


def test_a_page_knows_when_its_sign_in_ends(campus, signed_in):
    client = signed_in(campus.dean)
    bring_near(client, 100)
    page = client.get("/account/").content.decode()
    seconds = int(page.split('data-session="')[1].split('"')[0])
    assert 90 <= seconds <= 100


def test_whoever_lost_the_form_token_gets_a_new_one(client):
    assert client.get("/account/session/").cookies["csrftoken"].value
