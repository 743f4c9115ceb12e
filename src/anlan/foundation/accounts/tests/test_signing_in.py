"""Coming in and what must not let anybody in."""

import logging

import pytest
from axes.models import AccessAttempt
from django.test import Client
from django.urls import reverse

from anlan.core.access import Actor
from anlan.core.kernel import clock
from anlan.foundation.accounts.models import Account, Session
from anlan.foundation.accounts.public import deactivate
from anlan.foundation.accounts.signing import device_of
from anlan.foundation.accounts.tests.conftest import PASSWORD
from anlan.foundation.ledger.models import Event
from anlan.foundation.people.public import appoint, end_appointment
from anlan.foundation.people.tests import cast

FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:101.0) Gecko/20100101 Firefox/101.0"


def actor_seen(client: Client) -> Actor:
    actor: Actor = client.get(reverse("accounts:positions")).context["actor"]
    return actor


def test_a_dean_signs_in_and_acts_as_dean(campus, signed_in):
    actor = actor_seen(signed_in(campus.dean))
    assert (actor.label, actor.title, actor.unit_path) == ("曾婉清", "化学学院院长", "u/chem/")
    assert Event.objects.filter(verb="accounts.sign_in").count() == 1


def test_a_username_is_the_same_in_any_case(campus, account_of, client):
    account_of(campus.dean)
    assert client.post("/sign-in/", {"username": " T002 ", "password": PASSWORD}).status_code == 302


def test_an_unknown_name_and_a_wrong_password_get_the_same_answer(campus, account_of, client, monkeypatch):
    account_of(campus.dean)
    hashed: list[str] = []

    def encode(_self: object, password: str, salt: str) -> str:
        hashed.append(password)
        return f"md5${salt}$x"

    monkeypatch.setattr("django.contrib.auth.hashers.MD5PasswordHasher.encode", encode)
    answers = []
    for name in ("t002", "t-nobody"):
        answer = client.post("/sign-in/", {"username": name, "password": "wrong-password"})
        assert answer.status_code == 422
        answers.append([str(error) for error in answer.context["form"].non_field_errors()])
    assert answers[0] == answers[1]
    assert len(hashed) == 2


def test_an_account_that_is_off_is_answered_like_a_wrong_password(campus, account_of, client):
    account = account_of(campus.dean)
    deactivate(account_id=account.pk, by=Actor.system("test"))
    answer = client.post("/sign-in/", {"username": "t002", "password": PASSWORD})
    assert answer.status_code == 422


def test_eight_wrong_passwords_stop_the_ninth_even_if_right(campus, account_of, client):
    account_of(campus.dean)
    for _ in range(8):
        client.post("/sign-in/", {"username": "t002", "password": "wrong"})
    answer = client.post("/sign-in/", {"username": "T002", "password": PASSWORD})
    assert answer.status_code == 429
    assert "_auth_user_id" not in client.session


def test_the_guard_s_log_names_nobody(campus, account_of, client, caplog):
    account_of(campus.dean)
    with caplog.at_level(logging.DEBUG):
        client.post("/sign-in/", {"username": "t002", "password": "a-wrong-secret"})
    told = " ".join(record.getMessage() for record in caplog.records if record.name.startswith("axes"))
    assert "t002" not in told
    assert "a-wrong-secret" not in caplog.text
    assert "a-wrong-secret" not in str(list(AccessAttempt.objects.values()))


def test_a_session_planted_before_is_worth_nothing_after(campus, account_of):
    account_of(campus.dean)
    client = Client()
    client.get(reverse("accounts:sign-in"))
    session = client.session
    session["planted"] = True
    session.save()
    planted = str(session.session_key)
    client.cookies["sessionid"] = planted
    client.post("/sign-in/", {"username": "t002", "password": PASSWORD})
    assert client.session.session_key != planted
    thief = Client()
    thief.cookies["sessionid"] = planted
    assert thief.get(reverse("accounts:positions")).status_code == 302


@pytest.mark.parametrize(
    "wanted",
    [
        "https://elsewhere.example/",
        "//elsewhere.example",
        "/\\elsewhere.example",
        "javascript:alert(1)",
        "http:///x",
    ],
)
def test_next_leads_nowhere_outside(campus, account_of, client, wanted):
    account_of(campus.stranger)
    answer = client.post("/sign-in/", {"username": "t004", "password": PASSWORD, "next": wanted})
    assert answer["Location"] == "/"


def test_next_leads_back_to_where_one_came_from(campus, account_of, client):
    account_of(campus.stranger)
    away = client.get("/people/duty/?from=2022-05-23")
    assert away["Location"] == "/sign-in/?next=%2Fpeople%2Fduty%2F%3Ffrom%3D2022-05-23"
    page = client.get(away["Location"])
    assert page.context["next"] == "/people/duty/?from=2022-05-23"
    answer = client.post(
        "/sign-in/", {"username": "t004", "password": PASSWORD, "next": page.context["next"]}
    )
    assert answer["Location"] == "/people/duty/?from=2022-05-23"


def test_an_htmx_part_takes_the_whole_page_to_sign_in(db, client):
    answer = client.get("/people/duty/", headers={"HX-Request": "true"})
    assert answer["HX-Redirect"].startswith("/sign-in/?next=")


@pytest.mark.parametrize("name", ["sign-in", "switch", "sign-out", "end-sessions", "second-factor"])
def test_a_form_from_elsewhere_is_refused(campus, account_of, name):
    account_of(campus.dean)
    strict = Client(enforce_csrf_checks=True)
    answer = strict.post(reverse(f"accounts:{name}"), {"username": "t002", "password": PASSWORD})
    assert answer.status_code == 403


def test_signing_out_needs_a_form_and_ends_the_session(campus, signed_in):
    client = signed_in(campus.dean)
    assert client.get(reverse("accounts:sign-out")).status_code == 405
    client.post(reverse("accounts:sign-out"))
    assert not Session.objects.exclude(account_id=None).exists()
    assert client.get(reverse("accounts:positions")).status_code == 302


def test_a_position_is_switched_and_lasts(campus, signed_in):
    second = cast.hold(campus.dean, cast.seat(campus.root, "inspector", title="督查员"))
    client = signed_in(campus.dean)
    assert actor_seen(client).title == "化学学院院长"
    client.post(reverse("accounts:switch"), {"appointment": str(second.pk), "next": "/positions/"})
    assert actor_seen(client).appointment_id == second.pk


@pytest.mark.parametrize("whose", ["another", "none", "nonsense"])
def test_somebody_else_s_appointment_looks_missing(campus, signed_in, whose):
    client = signed_in(campus.dean)
    wanted = {"another": str(campus.admin.appointments.get().pk), "none": "", "nonsense": "x' OR 1=1"}[whose]
    assert client.post(reverse("accounts:switch"), {"appointment": wanted}).status_code == 404
    assert actor_seen(client).title == "化学学院院长"


def test_a_forged_appointment_in_the_session_falls_back_to_one_s_own(campus, signed_in):
    client = signed_in(campus.dean)
    session = client.session
    session["appointment"] = str(campus.admin.appointments.get().pk)
    session.save()
    assert actor_seen(client).unit_path == "u/chem/"


def test_an_ended_appointment_stops_with_the_next_request(campus, signed_in):
    client = signed_in(campus.dean)
    assert client.get("/people/units/chem/new/").status_code == 200
    end_appointment(appointment_id=campus.dean.appointments.get().pk, by=cast.acting(campus.admin))
    assert client.get("/people/units/chem/new/").status_code == 404
    assert actor_seen(client).appointment_id is None


def test_a_new_appointment_works_without_signing_in_again(campus, signed_in):
    client = signed_in(campus.stranger)
    seat = cast.seat(campus.college, "unit_clerk")
    appoint(person_id=campus.stranger.pk, position_id=seat.pk, by=cast.acting(campus.dean))
    assert actor_seen(client).position_id == seat.pk


def test_an_account_switched_off_is_out_with_the_next_request(campus, signed_in):
    client = signed_in(campus.dean)
    account = Account.objects.get(person=campus.dean)
    deactivate(account_id=account.pk, by=Actor.system("test"))
    assert client.get(reverse("accounts:positions")).status_code == 302


def test_building_the_actor_costs_three_queries(campus, signed_in, django_assert_num_queries):
    client = signed_in(campus.dean)
    with django_assert_num_queries(4):  # the session itself, then account, appointments, standings
        assert client.get(reverse("accounts:sign-out")).status_code == 405


def test_a_visitor_costs_no_query(db, client, django_assert_num_queries):
    with django_assert_num_queries(0):
        client.get("/sign-in/")


def test_a_student_without_a_position_still_has_a_page(campus, signed_in):
    client = signed_in(campus.student)
    assert client.get(reverse("people:me"), follow=True).status_code == 200
    assert client.get(reverse("accounts:positions")).status_code == 200


def test_the_positions_page_says_what_each_may_do(campus, signed_in):
    page = signed_in(campus.dean).get(reverse("accounts:positions"))
    assert "认领或异议本单位的要求" in page.content.decode()


def test_a_device_is_two_words():
    assert device_of(FIREFOX) == "Firefox · Windows"
    assert device_of("") == ""


def test_who_is_on_duty_reads_so_at_the_top(campus, signed_in):
    seat = campus.dean.appointments.get().position
    seat.duties.create(person=campus.dean, starts=clock.now(), ends=clock.later(hours=2), lead=True)
    page = signed_in(campus.dean).get(reverse("accounts:positions"))
    assert "值班长" in page.content.decode()
