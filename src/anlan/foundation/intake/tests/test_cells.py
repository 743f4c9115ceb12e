from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anlan.foundation.intake import cells
from anlan.foundation.intake.cells import BadCell


@pytest.mark.parametrize(
    ("cell", "read"),
    [
        (20220001.0, "20220001"),
        (20220001, "20220001"),
        ("0010231", "0010231"),
        ("２０２２０００１", "20220001"),
        (" 2022 0001 ", "20220001"),
        ("2022\u200b0001", "20220001"),
        ("S-2021.7", "S-2021.7"),
        ("", ""),
        (None, ""),
    ],
)
def test_a_number_is_read_as_it_was_meant(cell, read):
    assert cells.person_number(cell) == read


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("2.022E+07", "scientific"),
        (2022.5, "scientific"),
        (1e22, "scientific"),
        (date(2022, 1, 1), "number_is_date"),
        ("张三", "bad_number"),
        ("=1+1", "bad_number"),
        ("'; DROP TABLE x", "bad_number"),
        ("1" * 41, "bad_number"),
        ("x" * 5000, "too_long"),
    ],
)
def test_a_number_that_was_spoilt_is_refused_with_its_reason(cell, code):
    with pytest.raises(BadCell) as told:
        cells.person_number(cell)
    assert told.value.code == code


@pytest.mark.parametrize("cell", ["2022-09-01", "2022/9/1", "2022.9.1", "2022年9月1日", "20220901", 20220901.0, 44805, 44805.0, date(2022, 9, 1), datetime(2022, 9, 1, 8, 30), "２０２２-09-01", "2022-09-01 00:00:00"])  # fmt: skip  # noqa: DTZ001, E501
def test_a_date_is_read_in_every_coat(cell):
    assert cells.day(cell) == date(2022, 9, 1)


@pytest.mark.parametrize("cell", ["2022-13-01", "2022-02-30", "明天", "1", 3.0, 1e9, True, "22-9-1"])
def test_what_is_no_date_is_refused(cell):
    with pytest.raises(BadCell, match="bad_date"):
        cells.day(cell)


@pytest.mark.parametrize(
    ("cell", "read"),
    [
        ("张 三", "张三"),
        ("张　三", "张三"),
        ("  Anna   Berg ", "Anna Berg"),
        ("阿依·古丽", "阿依·古丽"),
        ("𠮷田", "𠮷田"),
    ],
)
def test_blanks_inside_a_chinese_name_are_padding(cell, read):
    assert cells.name(cell) == read


def test_a_name_holds_no_digits():
    with pytest.raises(BadCell, match="digits_in_name"):
        cells.name("张三13800000000")


@pytest.mark.parametrize(
    ("cell", "read"),
    [
        ("138-0000-0101", "13800000101"),
        (13800000101.0, "13800000101"),
        ("8000-1001", "8000-1001"),
        ("+86 13800000101", "+8613800000101"),
        ("（021）60000000", "02160000000"),
    ],
)
def test_a_telephone_keeps_its_digits(cell, read):
    assert cells.phone(cell) == read


@pytest.mark.parametrize("cell", ["无", "1", "138000001011234567", "13800000101/02"])
def test_what_is_no_telephone_is_refused(cell):
    with pytest.raises(BadCell, match="bad_phone"):
        cells.phone(cell)


def test_several_names_are_parted_by_any_sign_people_use():
    assert cells.several("后勤处；总务处, 后勤处、 后勤\n部") == ("后勤处", "总务处", "后勤", "部")


@pytest.mark.parametrize(
    ("cell", "read"), [("是", True), ("否", False), ("", None), (1.0, True), ("Ｙ", True), (False, False)]
)
def test_yes_and_no_in_both_languages(cell, read):
    assert cells.flag(cell) is read


@pytest.mark.parametrize(
    ("reader", "cell"),
    [
        (cells.whole(0, 10), "11"),
        (cells.whole(0, 10), 1.5),
        (cells.whole(0, 10), "十"),
        (cells.degrees(90), "91"),
        (cells.degrees(90), "北纬"),
        (cells.degrees(180), "nan"),
        (cells.flag, "也许"),
        (cells.slug, "物理学院"),
        (cells.code, "a/b"),
        (cells.short_text(3), "四个字呢"),
    ],
)
def test_out_of_bounds_is_refused(reader, cell):
    with pytest.raises(BadCell):
        reader(cell)


anything = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=40)
    | st.dates()
    | st.datetimes()
)


@given(anything)
def test_whatever_a_cell_holds_each_reader_answers_or_refuses(cell):
    readers = (
        cells.text, cells.name, cells.person_number, cells.code, cells.slug, cells.phone, cells.flag,
        cells.day, cells.several, cells.numbers, cells.whole(-5, 5), cells.degrees(90),
    )  # fmt: skip
    refused = 0
    for reader in readers:
        try:
            reader(cell)
        except BadCell:
            refused += 1
    assert refused <= len(readers)
    assert "\n" not in cells.shown(cell)


@given(st.from_regex(r"[A-Za-z0-9][A-Za-z0-9._-]{0,39}", fullmatch=True))
def test_reading_a_number_twice_is_reading_it_once(number):
    try:
        once = cells.person_number(number)
    except BadCell:
        once = ""
    assert once == "" or cells.person_number(once) == once
