"""Personal numbers and addresses: found with their spans, masked, and near misses left alone."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anlan.core.minutes.privacy import is_identity_number, masked, personal_data

WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


def with_check(seventeen: str) -> str:
    return seventeen + "10X98765432"[sum(int(d) * w for d, w in zip(seventeen, WEIGHTS, strict=True)) % 11]


def found(text: str) -> list[tuple[str, str]]:
    data = personal_data(text)
    assert all(datum.span.of(text) == datum.text for datum in data)
    return [(datum.kind, datum.text) for datum in data]


@pytest.mark.parametrize(
    "phone",
    [
        "13900000000",
        "139 0000 0000",
        "139-0000-0000",
        "+8613900000000",
        "+86 13900000000",
        "0086-13900000000",
        "86 139 0000 0000",
    ],
)
@pytest.mark.parametrize("around", ["{}", "电话{}，", "联系人林远舟（{}）", "手机:{}。"])
def test_phones_are_found(phone, around):
    assert found(around.format(phone)) == [("phone", phone)]


@pytest.mark.parametrize(
    "text",
    [
        "12900000000",
        "23900000000",
        "1390000000",
        "139000000000",
        "A13900000000",
        "13900000000a",
        "139 0000-0000",
        "139.0000.0000",
        "010-62750000",
        "2022年5月25日",
        "编号20220519000001",
    ],
)
def test_what_only_looks_like_a_phone_is_left(text):
    assert found(text) == []


@pytest.mark.parametrize("born", ["19900307", "20000229", "18800101"])
def test_identity_numbers_with_their_check_character_are_found(born):
    number = with_check(f"990101{born}001")
    assert is_identity_number(number)
    assert found(f"身份证号{number}。") == [("identity", number)]


def test_a_check_character_x_may_be_small():
    number = next(n for n in (with_check(f"99010119900307{i:03}") for i in range(99)) if n.endswith("X"))
    assert found(number) == [("identity", number)]
    assert found(number.lower()) == [("identity", number.lower())]


@given(st.integers(0, 9), st.integers(0, 17))
def test_one_wrong_digit_is_no_identity_number_unless_it_checks(digit, place):
    number = with_check("99010119900307001")
    changed = number[:place] + str(digit) + number[place + 1 :]
    assert is_identity_number(changed) == (changed == number)


@pytest.mark.parametrize(
    "number",
    [
        "",
        "99010119900307001",
        with_check("99010119901307001"),
        with_check("99010119900230001"),
        with_check("99010118790307001"),
        with_check("09010119900307001"),
        with_check("99010119900307001") + "1",
        "A" + with_check("99010119900307001"),
    ],
)
def test_wrong_dates_and_lengths_are_no_identity_numbers(number):
    assert not is_identity_number(number)
    assert found(number) == []


@pytest.mark.parametrize(
    "mail", ["lin@qingyu.example", "lin.yz+x@mail.qingyu.example", "a_b-c@x1.y2.example"]
)
@pytest.mark.parametrize("around", ["{}", "邮箱：{}，", "（{}）", "请发至{}。"])
def test_mail_addresses_are_found(mail, around):
    assert found(around.format(mail)) == [("mail", mail)]


@pytest.mark.parametrize(
    "text",
    [
        "lin@",
        "@qingyu.example",
        "lin@qingyu",
        "lin@@qingyu.example",
        "lin qingyu.example",
        "a@b.1",
        "@林远舟",
    ],
)
def test_what_only_looks_like_an_address_is_left(text):
    assert found(text) == []


def test_everything_is_found_in_order_and_masked_at_its_length():
    number = with_check("99010119900307001")
    text = f"林远舟，{number}，lin@qingyu.example，电话139 0000 0000。"
    assert [kind for kind, _ in found(text)] == ["identity", "mail", "phone"]
    hidden = masked(text)
    assert hidden == "林远舟，990101************，l**@qingyu.example，电话139 **** 0000。"
    assert len(hidden) == len(text)


@given(st.text(alphabet="1390000000 +86-@a.xX林，", max_size=60))
def test_masking_keeps_the_length_and_data_never_overlap(text):
    data = personal_data(text)
    assert len(masked(text)) == len(text)
    assert all(one.span.end <= other.span.start for one, other in itertools.pairwise(data))
    assert all(datum.span.of(text) == datum.text and len(datum.masked) == len(datum.text) for datum in data)
