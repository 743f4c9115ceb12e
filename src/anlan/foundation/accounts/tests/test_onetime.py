"""One-time codes against the vectors of RFC 6238, and what is never accepted."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anlan.core.kernel.errors import Unavailable
from anlan.foundation.accounts import onetime
from anlan.foundation.accounts.sealing import seal, unseal

RFC_SECRET = b"12345678901234567890"
NOON = datetime(2022, 5, 23, 12, 0, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("seconds", "code"),
    [
        (59, "287082"),
        (1111111109, "081804"),
        (1111111111, "050471"),
        (1234567890, "005924"),
        (2000000000, "279037"),
        (20000000000, "353130"),
    ],
)
def test_the_codes_are_those_of_the_standard(seconds, code):
    assert onetime.code_at(RFC_SECRET, datetime.fromtimestamp(seconds, UTC)) == code


@given(st.integers(-1, 1), st.integers(0, 29))
def test_a_code_one_step_early_or_late_is_taken(steps, second):
    at = NOON + timedelta(seconds=second)
    code = onetime.code_at(RFC_SECRET, at + timedelta(seconds=30 * steps))
    assert onetime.matching_step(RFC_SECRET, code, at=at, after=0) == onetime.step_at(at) + steps


def test_a_code_two_steps_old_is_refused():
    code = onetime.code_at(RFC_SECRET, NOON - timedelta(seconds=60))
    assert onetime.matching_step(RFC_SECRET, code, at=NOON, after=0) is None


def test_a_code_is_not_taken_twice():
    code = onetime.code_at(RFC_SECRET, NOON)
    step = onetime.matching_step(RFC_SECRET, code, at=NOON, after=0) or 0
    assert onetime.matching_step(RFC_SECRET, code, at=NOON, after=step) is None


@pytest.mark.parametrize("typed", ["", "abc", "12345", "0" * 500, "²³", "-00001"])
def test_what_is_no_code_is_no_code(typed):
    assert onetime.matching_step(RFC_SECRET, typed, at=NOON, after=0) is None


def test_digits_of_a_chinese_keyboard_are_digits():
    code = onetime.code_at(RFC_SECRET, NOON)
    wide = "".join(chr(ord(sign) + 0xFEE0) for sign in code)
    assert onetime.matching_step(RFC_SECRET, wide, at=NOON, after=0)


def test_blanks_inside_a_code_do_not_matter():
    code = onetime.code_at(RFC_SECRET, NOON)
    assert onetime.matching_step(RFC_SECRET, f" {code[:3]} {code[3:]} ", at=NOON, after=0)


def test_an_authenticator_is_told_who_and_where():
    uri = onetime.provisioning_uri(RFC_SECRET, username="t001", issuer="Anlan 澜江大学")
    assert uri.startswith("otpauth://totp/")
    assert "secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ" in uri
    assert onetime.typed_secret(RFC_SECRET).replace(" ", "") in uri


def test_recovery_codes_differ_and_survive_being_typed_with_blanks():
    codes = onetime.new_recovery_codes()
    assert len(set(codes)) == 10
    assert onetime.normal_recovery_code(f" {codes[0][:5].upper()}-{codes[0][5:]} ") == codes[0]


def test_a_sealed_secret_opens_only_for_its_account_and_key(settings):
    sealed = seal(RFC_SECRET, about="a")
    assert RFC_SECRET not in sealed
    assert unseal(sealed, about="a") == RFC_SECRET
    with pytest.raises(Unavailable):
        unseal(sealed, about="b")
    settings.SECRET_KEY = "another"
    with pytest.raises(Unavailable):
        unseal(sealed, about="a")
