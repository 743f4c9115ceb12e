from decimal import Decimal

import pytest
from django.utils import translation

from anlan.foundation.ui import figures


@pytest.mark.parametrize(
    ("value", "told"),
    [
        (17962, "17,962"),
        (0, "0"),
        (None, "--"),
        (96.2, "96.2"),
        (96.0, "96"),
        (Decimal("3.50"), "3.5"),
        (-1200, "-1,200"),
    ],
)
def test_a_number_has_thousands_and_no_needless_decimals(value, told):
    assert figures.number(value) == told


def test_missing_is_never_zero():
    assert {
        figures.number(None),
        figures.percent(None),
        figures.chance(None),
        figures.prose_number(None),
    } == {"--"}


def test_large_numbers_in_chinese_prose_use_wan():
    assert figures.prose_number(503_000) == "50.3 万"
    assert figures.prose_number(99_999) == "99,999"


def test_large_numbers_in_english_prose_stay_whole():
    with translation.override("en"):
        assert figures.prose_number(503_000) == "503,000"


@pytest.mark.parametrize(
    ("probability", "told"),
    [(0.003, "不到 1%"), (0.01, "1%"), (0.3, "30%"), (0.99, "99%"), (0.997, "超过 99%")],
)
def test_a_chance_is_a_whole_percent_with_words_at_the_ends(probability, told):
    assert figures.chance(probability) == told


def test_percent_has_one_decimal_at_most():
    assert figures.percent(96.24) == "96.2%"
    assert figures.percent(100) == "100%"


@pytest.mark.parametrize(
    ("size", "told"),
    [(0, "0 B"), (900, "900 B"), (20 * 1024**2, "20 MB"), (3 * 1024**3, "3 GB"), (None, "--")],
)
def test_a_file_size_reads_as_people_say_it(size, told):
    assert figures.file_size(size) == told


def test_asked_places_are_kept():
    assert figures.number(3, places=1) == "3.0"
