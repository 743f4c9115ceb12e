"""The second factor: asked, once, not guessed, not skipped."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from anlan.core.access import Actor
from anlan.core.kernel import clock
from anlan.core.kernel.errors import Conflict, NotVisible, NotYours
from anlan.foundation.accounts import onetime
from anlan.foundation.accounts.models import Account, RecoveryCode, SecondFactor
from anlan.foundation.accounts.public import drop_factor, give_demo_factor
from anlan.foundation.accounts.selectors import confirmed_factor, recovery_codes_left, secret_of
from anlan.foundation.accounts.services.factors import (
    accept_code,
    begin_enrolment,
    confirm_enrolment,
    renew_recovery_codes,
)
from anlan.foundation.accounts.tests.conftest import PASSWORD
from anlan.foundation.people.models import Position
from anlan.foundation.people.tests import cast

FACTOR = "accounts:second-factor"


def code_now(account: Account, *, later: timedelta = timedelta()) -> str:
    return onetime.code_at(secret_of(SecondFactor.objects.get(account=account)), clock.now() + later)


@pytest.fixture
def clerk(campus, account_of):
    """The clerk's account, enrolled a minute ago; gives the account and its recovery codes."""
    account = account_of(campus.clerk)
    by = Actor(account_id=account.pk)
    with clock.hold(clock.now() - timedelta(minutes=5)):
        begin_enrolment(account_id=account.pk, by=by)
        codes = confirm_enrolment(account_id=account.pk, code=code_now(account), by=by)
    return account, codes


def actor_seen(client: Client) -> Actor:
    actor: Actor = client.get(reverse("accounts:positions")).context["actor"]
    return actor


def test_a_clerk_without_a_factor_is_led_to_enrol_and_cannot_issue_yet(campus, signed_in):
    client = signed_in(campus.clerk)
    assert not actor_seen(client).second_factor
    page = client.get(reverse("accounts:enrol"))
    account = Account.objects.get(person=campus.clerk)
    assert "<svg" in page.content.decode()
    assert client.post(reverse("accounts:enrol"), {"code": "000000"}).status_code == 422
    told = client.post(reverse("accounts:enrol"), {"code": code_now(account)})
    assert len(told.context["codes"]) == 10
    assert actor_seen(client).second_factor
    assert client.get(reverse("accounts:enrol"))["Location"] == reverse("accounts:security")


def test_signing_in_to_an_enacting_position_leads_to_enrolment(campus, account_of, client):
    account_of(campus.clerk)
    answer = client.post("/sign-in/", {"username": "t003", "password": PASSWORD, "next": "/people/"})
    assert answer["Location"] == "/account/second-factor/?next=%2Fpeople%2F"


def test_the_password_alone_opens_nothing(clerk, client):
    answer = client.post("/sign-in/", {"username": "t003", "password": PASSWORD})
    assert answer["Location"] == reverse(FACTOR)
    assert "_auth_user_id" not in client.session
    assert client.get(reverse("accounts:positions")).status_code == 302


def test_the_code_after_the_password_lets_in(clerk, client):
    account, _codes = clerk
    client.post("/sign-in/", {"username": "t003", "password": PASSWORD, "next": "/people/"})
    before = client.session.session_key
    answer = client.post(reverse(FACTOR), {"code": code_now(account), "next": "/people/"})
    assert answer["Location"] == "/people/"
    assert client.session.session_key != before
    assert actor_seen(client).second_factor


def test_a_code_works_once(clerk):
    account, _codes = clerk
    code = code_now(account)
    assert accept_code(account_id=account.pk, code=code)
    assert not accept_code(account_id=account.pk, code=code)


def test_a_recovery_code_works_once(clerk):
    account, codes = clerk
    assert accept_code(account_id=account.pk, code=f" {codes[3].upper()[:5]} {codes[3][5:]}")
    assert not accept_code(account_id=account.pk, code=codes[3])
    assert recovery_codes_left(account.pk) == 9


def test_five_wrong_codes_make_the_right_one_wait(clerk):
    account, _codes = clerk
    for _ in range(5):
        assert not accept_code(account_id=account.pk, code="not it")
    assert not accept_code(account_id=account.pk, code=code_now(account))
    with clock.hold(clock.later(minutes=16)):
        assert accept_code(account_id=account.pk, code=code_now(account))


def test_a_waiting_sign_in_lapses_after_five_minutes_and_when_the_password_changes(clerk, client):
    account, _codes = clerk
    client.post("/sign-in/", {"username": "t003", "password": PASSWORD})
    with clock.hold(clock.later(minutes=6)):
        late = client.post(reverse(FACTOR), {"code": code_now(account)})
    assert late["Location"] == reverse("accounts:sign-in")
    client.post("/sign-in/", {"username": "t003", "password": PASSWORD})
    account.set_password("another-password-1")
    account.save()
    assert client.get(reverse(FACTOR))["Location"] == reverse("accounts:sign-in")


def test_after_twelve_hours_the_factor_is_asked_again_before_an_enacting_act(clerk, client):
    account, _codes = clerk
    client.post("/sign-in/", {"username": "t003", "password": PASSWORD})
    client.post(reverse(FACTOR), {"code": code_now(account)})
    session = client.session
    session["second_factor_at"] = (clock.now() - timedelta(hours=12, seconds=1)).timestamp()
    session.save()
    assert not actor_seen(client).second_factor
    refused = client.post(
        reverse("accounts:recovery-codes"), headers={"Referer": "http://testserver/account/"}
    )
    assert refused["Location"] == "/sign-in/code/?next=%2Faccount%2F&act=1"
    again = client.post(
        reverse(FACTOR), {"code": code_now(account, later=timedelta(seconds=30)), "next": "/account/"}
    )
    assert again["Location"] == "/account/"
    assert actor_seen(client).second_factor


def test_a_referer_from_elsewhere_is_not_followed(clerk, client):
    account, _codes = clerk
    client.post("/sign-in/", {"username": "t003", "password": PASSWORD})
    client.post(reverse(FACTOR), {"code": code_now(account)})
    session = client.session
    del session["second_factor_at"]
    session.save()
    for referer in ("https://elsewhere.example/x", "http://testserver.elsewhere.example/"):
        refused = client.post(reverse("accounts:recovery-codes"), headers={"Referer": referer})
        assert refused["Location"] == "/sign-in/code/?next=%2F&act=1"


@pytest.mark.parametrize("stamp", ["yesterday", None, 99999999999])
def test_a_stamp_that_makes_no_sense_is_no_factor(clerk, client, stamp):
    account, _codes = clerk
    client.post("/sign-in/", {"username": "t003", "password": PASSWORD})
    client.post(reverse(FACTOR), {"code": code_now(account)})
    session = client.session
    session["second_factor_at"] = stamp
    session.save()
    assert not actor_seen(client).second_factor


def test_a_wrong_code_keeps_the_visitor_out_with_the_form(clerk, client):
    client.post("/sign-in/", {"username": "t003", "password": PASSWORD})
    for typed in ("000000x", "", "9" * 21):
        assert client.post(reverse(FACTOR), {"code": typed}).status_code == 422
    assert "_auth_user_id" not in client.session


def test_nobody_enrols_renews_or_confirms_for_another(clerk, campus, account_of):
    account, _codes = clerk
    other = Actor(account_id=account_of(campus.dean).pk, second_factor=True)
    for act in (begin_enrolment, renew_recovery_codes):
        with pytest.raises(NotVisible):
            act(account_id=account.pk, by=other)
    with pytest.raises(NotVisible):
        confirm_enrolment(account_id=account.pk, code="1", by=other)
    with pytest.raises(Conflict):
        begin_enrolment(account_id=account.pk, by=Actor(account_id=account.pk))


def test_a_factor_is_not_taken_off_without_a_fresh_code(clerk, client):
    account, _codes = clerk
    client.post("/sign-in/", {"username": "t003", "password": PASSWORD})
    client.post(reverse(FACTOR), {"code": code_now(account)})
    session = client.session
    del session["second_factor_at"]
    session.save()
    client.post(reverse("accounts:drop-factor"))
    assert confirmed_factor(account.pk)
    client.post(reverse(FACTOR), {"code": code_now(account, later=timedelta(seconds=30))})
    client.post(reverse("accounts:drop-factor"))
    assert confirmed_factor(account.pk) is None
    assert not RecoveryCode.objects.exists()


def test_an_administrator_takes_a_lost_factor_off_with_a_reason_and_never_the_own(clerk, campus, account_of):
    account, _codes = clerk
    admin = cast.acting(campus.admin)
    with pytest.raises(Exception, match="reason_missing"):
        drop_factor(account_id=account.pk, by=admin, note=" ")
    drop_factor(account_id=account.pk, by=admin, note="本人到场核对工作证")
    assert confirmed_factor(account.pk) is None
    own = account_of(campus.admin)
    with pytest.raises(NotYours):
        drop_factor(account_id=own.pk, by=Actor(account_id=own.pk, grants=admin.grants), note="x")


def test_only_a_ready_role_gets_a_factor_from_others(campus, account_of):
    with pytest.raises(NotYours):
        give_demo_factor(account_id=account_of(campus.dean).pk, by=Actor.system("demo"))


def test_the_secret_stands_nowhere_in_the_clear(clerk):
    account, codes = clerk
    factor = SecondFactor.objects.get(account=account)
    assert secret_of(factor) not in bytes(factor.sealed_secret)
    assert not RecoveryCode.objects.filter(digest__in=codes).exists()


def test_new_recovery_codes_replace_the_old_ones(clerk, client):
    account, codes = clerk
    client.post("/sign-in/", {"username": "t003", "password": PASSWORD})
    client.post(reverse(FACTOR), {"code": codes[0]})
    fresh = client.post(reverse("accounts:recovery-codes")).context["codes"]
    assert not accept_code(account_id=account.pk, code=codes[1])
    assert accept_code(account_id=account.pk, code=fresh[0])


def test_recovery_codes_need_a_factor_first(campus, account_of):
    account = account_of(campus.dean)
    with pytest.raises(NotVisible):
        renew_recovery_codes(account_id=account.pk, by=Actor(account_id=account.pk, second_factor=True))
    assert not accept_code(account_id=account.pk, code="000000")


def test_a_lost_phone_is_put_right_on_the_account_s_page(clerk, campus, signed_in):
    account, _codes = clerk
    admin = signed_in(campus.admin)
    address = reverse("accounts:lost-factor", args=[account.pk])
    assert admin.post(address, {"note": ""}).status_code == 422
    assert admin.post(address, {"note": "本人到场"}).status_code == 302
    assert admin.post(address, {"note": "再一次"}).status_code == 404


@pytest.fixture
def dean(campus, account_of):
    """A dean's account with a factor: the one use for it is to approve and send notices."""
    account = account_of(campus.dean)
    by = Actor(account_id=account.pk)
    with clock.hold(clock.now() - timedelta(minutes=5)):
        begin_enrolment(account_id=account.pk, by=by)
        confirm_enrolment(account_id=account.pk, code=code_now(account), by=by)
    return account


def test_whoever_needs_the_factor_for_a_rare_act_only_signs_in_without_it(dean, client):
    answer = client.post("/sign-in/", {"username": "t002", "password": PASSWORD, "next": "/people/"})
    assert answer["Location"] == "/people/"
    assert not actor_seen(client).second_factor
    client.post(reverse(FACTOR), {"code": code_now(dean)})
    assert actor_seen(client).second_factor


def test_a_position_that_enacts_every_day_asks_at_sign_in_even_beside_a_rare_one(dean, campus, client):
    seat = Position.objects.get(appointments__person=campus.clerk)
    cast.hold(campus.dean, seat, deputy=True)
    answer = client.post("/sign-in/", {"username": "t002", "password": PASSWORD})
    assert answer["Location"] == reverse(FACTOR)
    assert "_auth_user_id" not in client.session


def test_who_enrolled_of_their_own_accord_is_asked_at_sign_in(campus, account_of, client):
    account = account_of(campus.stranger)
    with clock.hold(clock.now() - timedelta(minutes=5)):
        begin_enrolment(account_id=account.pk, by=Actor(account_id=account.pk))
        confirm_enrolment(account_id=account.pk, code=code_now(account), by=Actor(account_id=account.pk))
    answer = client.post("/sign-in/", {"username": "t004", "password": PASSWORD})
    assert answer["Location"] == reverse(FACTOR)


def test_a_rare_act_does_not_lead_to_enrolment_at_sign_in(campus, account_of, client):
    account_of(campus.dean)
    answer = client.post("/sign-in/", {"username": "t002", "password": PASSWORD})
    assert answer["Location"] == "/"
