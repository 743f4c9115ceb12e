"""Rooms stay small enough to be read in one go."""

from statistics import median, quantiles

from tests.house import sources

FILE_LIMIT = 400
FUNCTION_LIMIT = 50


def test_no_file_is_longer_than_four_hundred_lines():
    long = {sources.shown(p): n for p in sources.modules() if (n := sources.length_of(p)) > FILE_LIMIT}
    assert long == {}


def test_files_are_short_as_a_rule():
    lengths = [n for p in sources.modules() if (n := sources.length_of(p)) > 1]
    assert median(lengths) <= 80
    assert quantiles(lengths, n=20)[-1] <= 300


def test_no_function_is_longer_than_fifty_lines():
    long = [
        f"{sources.shown(f.path)}:{f.line} {f.name} {f.lines}"
        for f in sources.functions()
        if f.lines > FUNCTION_LIMIT
    ]
    assert long == []


def test_functions_are_short_as_a_rule():
    assert quantiles([f.lines for f in sources.functions()], n=20)[-1] <= 30
