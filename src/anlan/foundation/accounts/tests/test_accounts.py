"""Accounts, passwords, sessions, administration, and the ready roles of the demo."""

import pytest
from axes.models import AccessAttempt
from django.test import Client
from django.urls import reverse

from anlan.core.access import Actor
from anlan.core.kernel import clock
from anlan.core.kernel.errors import Conflict, NotYours
from anlan.foundation.accounts.jobs import forget_sessions
from anlan.foundation.accounts.models import Account, Session
from anlan.foundation.accounts.public import create_account, give_demo_factor, reset_password
from anlan.foundation.accounts.tests.conftest import PASSWORD
from anlan.foundation.ledger.models import Event
from anlan.foundation.people.tests import cast

STRONG = "a sentence of calm water"


def test_a_person_has_one_account_and_a_name_is_used_once(campus, account_of):
    account_of(campus.dean)
    for username, person in (("other", campus.dean), ("T002", campus.clerk)):
        with pytest.raises(Conflict):
            create_account(username=username, person=person, by=Actor.system("test"))


def test_a_dean_makes_no_accounts(campus):
    with pytest.raises(NotYours):
        create_account(username="x", person=campus.student, by=cast.acting(campus.dean))


def test_no_password_no_entry(campus, client):
    create_account(username="s001", person=campus.student, by=Actor.system("test"))
    assert client.post("/sign-in/", {"username": "s001", "password": ""}).status_code == 422
    assert client.post("/sign-in/", {"username": "s001", "password": "!"}).status_code == 422


def test_an_administrator_opens_an_account_and_tells_the_password_once(campus, signed_in):
    client = signed_in(campus.admin)
    page = client.post(reverse("accounts:new"), {"number": "S001"})
    password = page.context["password"]
    assert password in page.content.decode()
    account = Account.objects.get(username="s001")
    assert password not in client.get(reverse("accounts:account", args=[account.pk])).content.decode()
    assert password not in str(list(Event.objects.values("payload", "header")))


@pytest.mark.parametrize(("number", "status"), [("nobody", 422), ("", 422), ("T001", 422)])
def test_an_account_for_nobody_or_for_one_who_has_it_is_refused(campus, signed_in, number, status):
    assert signed_in(campus.admin).post(reverse("accounts:new"), {"number": number}).status_code == status


def test_a_one_time_password_opens_only_its_change(campus, account_of):
    account = account_of(campus.dean)
    given = reset_password(account_id=account.pk, by=cast.acting(campus.admin))
    client = Client()
    client.post("/sign-in/", {"username": "t002", "password": given})
    for path in ("/people/", "/positions/", "/account/"):
        assert client.get(path)["Location"] == reverse("accounts:password")
    weak = client.post(reverse("accounts:password"), {"old": given, "new": "short"})
    assert weak.status_code == 422
    client.post(reverse("accounts:password"), {"old": given, "new": STRONG})
    assert client.get("/positions/").status_code == 200


def test_a_reset_ends_every_session_of_the_account(campus, signed_in):
    client = signed_in(campus.dean)
    reset_password(account_id=Account.objects.get(username="t002").pk, by=cast.acting(campus.admin))
    assert client.get("/positions/").status_code == 302


def test_a_new_password_ends_the_other_devices_and_keeps_this_one(campus, signed_in):
    here, there = signed_in(campus.dean), signed_in(campus.dean)
    wrong = here.post(reverse("accounts:password"), {"old": "nope", "new": STRONG})
    assert wrong.status_code == 422
    here.post(reverse("accounts:password"), {"old": PASSWORD, "new": STRONG})
    assert here.get("/positions/").status_code == 200
    assert there.get("/positions/").status_code == 302


def test_one_sees_one_s_own_sessions_and_ends_the_others(campus, signed_in):
    here, there = signed_in(campus.dean), signed_in(campus.dean)
    signed_in(campus.stranger)
    page = here.get(reverse("accounts:security"))
    rows = page.context["sessions"]
    assert len(rows) == 2
    assert all(row.session_key not in page.content.decode() for row in rows)
    other = next(row for row in rows if row.session_key == there.session.session_key)
    here.post(reverse("accounts:end-sessions"), {"session": other.mark})
    assert there.get("/positions/").status_code == 302
    assert here.get("/positions/").status_code == 200


def test_nobody_ends_the_session_of_another(campus, signed_in):
    dean, stranger = signed_in(campus.dean), signed_in(campus.stranger)
    row = Session.objects.get(session_key=stranger.session.session_key)
    assert dean.post(reverse("accounts:end-sessions"), {"session": row.mark}).status_code == 404
    dean.post(reverse("accounts:end-sessions"))
    assert stranger.get("/positions/").status_code == 200


def test_account_pages_exist_only_for_who_manages_accounts(campus, signed_in, account_of):
    account = account_of(campus.clerk)
    dean, admin = signed_in(campus.dean), signed_in(campus.admin)
    pages = [
        reverse("accounts:administration"),
        reverse("accounts:new"),
        reverse("accounts:account", args=[account.pk]),
    ]
    assert [dean.get(page).status_code for page in pages] == [404, 404, 404]
    assert [admin.get(page).status_code for page in pages] == [200, 200, 200]
    for act in ("reset", "activity", "lost-factor"):
        assert dean.post(reverse(f"accounts:{act}", args=[account.pk])).status_code == 404


def test_an_administrator_does_not_reset_or_switch_off_the_own_account(campus, signed_in):
    client = signed_in(campus.admin)
    own = Account.objects.get(person=campus.admin)
    assert client.post(reverse("accounts:reset", args=[own.pk])).status_code == 403
    assert client.post(reverse("accounts:activity", args=[own.pk])).status_code == 403


def test_an_account_goes_off_and_on_again(campus, signed_in, account_of):
    account, client = account_of(campus.dean), signed_in(campus.admin)
    for active in (False, True):
        client.post(reverse("accounts:activity", args=[account.pk]))
        account.refresh_from_db()
        assert account.is_active is active


def test_a_search_finds_accounts_by_name(campus, signed_in, account_of):
    account_of(campus.dean)
    client = signed_in(campus.admin)
    found = client.get(reverse("accounts:administration"), {"q": "婉清"}).context["page"]
    assert [row.username for row in found] == ["t002"]


def test_there_are_no_ready_roles_outside_the_demo(campus, account_of, client, settings):
    settings.DEMO = False
    account = account_of(campus.dean, demo_role="unit_head")
    assert client.get(reverse("accounts:demo-roles")).status_code == 404
    assert client.post(reverse("accounts:demo-enter"), {"account": account.pk}).status_code == 404


def test_a_stranger_enters_as_a_ready_role_by_one_button(campus, account_of, client, settings):
    settings.DEMO = True
    account = account_of(campus.dean, demo_role="unit_head")
    page = client.get(reverse("accounts:demo-roles")).content.decode()
    assert "化学学院院长" in page
    client.post(reverse("accounts:demo-enter"), {"account": account.pk})
    assert client.get("/positions/").status_code == 200


def test_even_on_the_demo_an_ordinary_account_has_no_button(campus, account_of, client, settings):
    settings.DEMO = True
    account = account_of(campus.dean)
    for wanted in (str(account.pk), "", "x"):
        assert client.post(reverse("accounts:demo-enter"), {"account": wanted}).status_code == 404
    assert client.get(reverse("accounts:demo-enter")).status_code == 405


def test_an_enacting_ready_role_shows_its_code_and_asks_for_it(campus, account_of, client, settings):
    settings.DEMO = True
    account = account_of(campus.clerk, demo_role="hq_clerk")
    give_demo_factor(account_id=account.pk, by=Actor.system("demo"))
    code = client.get(reverse("accounts:demo-roles")).context["rows"][0].code
    assert len(code) == 6
    asked = client.post(reverse("accounts:demo-enter"), {"account": account.pk})
    assert asked["Location"] == reverse("accounts:second-factor")
    assert "_auth_user_id" not in client.session
    form = client.get(asked["Location"])
    assert form.context["demo_code"] == code or len(form.context["demo_code"]) == 6
    client.post(asked["Location"], {"code": form.context["demo_code"]})
    assert client.get("/positions/").context["actor"].second_factor
    settings.DEMO = False
    assert "demo_code" not in client.get("/positions/").context


def test_two_strangers_enter_the_same_ready_role_within_half_a_minute(campus, account_of, settings):
    settings.DEMO = True
    account = account_of(campus.clerk, demo_role="hq_clerk")
    give_demo_factor(account_id=account.pk, by=Actor.system("demo"))
    for _ in range(2):
        client = Client()
        client.post(reverse("accounts:demo-enter"), {"account": account.pk})
        code = client.get(reverse("accounts:second-factor")).context["demo_code"]
        client.post(reverse("accounts:second-factor"), {"code": code})
        assert client.get("/positions/").status_code == 200


def test_the_codes_of_real_accounts_are_never_shown(campus, account_of, client, settings):
    settings.DEMO = True
    account = account_of(campus.clerk, demo_role="hq_clerk")
    give_demo_factor(account_id=account.pk, by=Actor.system("demo"))
    Account.objects.filter(pk=account.pk).update(demo_role="")
    client.post("/sign-in/", {"username": "t003", "password": PASSWORD})
    assert client.get(reverse("accounts:second-factor")).context["demo_code"] == ""


def test_the_page_of_ready_roles_costs_few_queries(
    campus, account_of, client, settings, django_assert_num_queries
):
    settings.DEMO = True
    for person, role in ((campus.clerk, "hq_clerk"), (campus.dean, "unit_head"), (campus.student, "student")):
        account_of(person, demo_role=role)
    with django_assert_num_queries(3):
        client.get(reverse("accounts:demo-roles"))


def test_run_out_sessions_and_old_tries_are_forgotten(campus, signed_in, client):
    signed_in(campus.dean)
    client.post("/sign-in/", {"username": "t002", "password": "wrong"})
    forget_sessions.work()
    assert (Session.objects.count(), AccessAttempt.objects.count()) == (1, 1)
    with clock.hold(clock.later(days=2)):
        forget_sessions.work()
    assert (Session.objects.count(), AccessAttempt.objects.count()) == (0, 0)


def test_a_session_began_when_one_signed_in_whatever_came_later(campus, signed_in):
    with clock.hold(clock.later(hours=-3)) as began:
        client = signed_in(campus.dean)
    client.post(reverse("accounts:switch"), {"appointment": str(campus.dean.appointments.get().pk)})
    assert client.get(reverse("accounts:security")).context["sessions"][0].started_at == began
