"""A calendar file as programs read it: no line too long, no character cut, nothing of the text lost."""

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from anlan.foundation.duty.rules.icalendar import LONGEST_OCTETS, Occasion, icalendar

STARTS = datetime(2022, 5, 19, 0, tzinfo=UTC)
ENDS = datetime(2022, 5, 19, 8, tzinfo=UTC)
WORDS = st.text(st.characters(categories=("L", "M", "N", "P", "S"), include_characters=" "), max_size=120)


def written(title: str, about: str = "") -> str:
    """A file with one entry."""
    one = Occasion(key="w1", starts=STARTS, ends=ENDS, title=title, about=about)
    return icalendar([one], domain="lanjiang.example", at=STARTS, name="值班")


def unfolded(file: str) -> list[str]:
    """The lines as a reader joins them again."""
    return file.replace("\r\n ", "").split("\r\n")


@given(title=WORDS, about=WORDS)
def test_no_line_is_longer_than_allowed_and_joined_again_says_all(title: str, about: str):
    file = written(title, about)
    assert all(len(line.encode()) <= LONGEST_OCTETS for line in file.split("\r\n"))
    said = {line.partition(":")[0]: line.partition(":")[2] for line in unfolded(file)}
    for name, text in (("SUMMARY", title), ("DESCRIPTION", about)):
        plain = said.get(name, "").replace("\\,", ",").replace("\\;", ";").replace("\\\\", "\\")
        assert plain == text


def test_a_long_title_goes_on_in_lines_that_begin_with_a_space():
    lines = written("值" * 60).split("\r\n")
    first = next(place for place, line in enumerate(lines) if line.startswith("SUMMARY:"))
    assert lines[first] == "SUMMARY:" + "值" * 22
    assert lines[first + 1] == " " + "值" * 24
    assert lines[first + 2] == " " + "值" * 14


def test_line_breaks_of_a_text_cannot_write_lines_of_their_own():
    file = written("夜班\r\nBEGIN:VALARM", "a,b;c\\d\ne")
    assert "BEGIN:VALARM" not in file.split("\r\n")
    assert "SUMMARY:夜班\\nBEGIN:VALARM" in unfolded(file)
    assert "DESCRIPTION:a\\,b\\;c\\\\d\\ne" in unfolded(file)


def test_an_entry_without_words_about_it_has_no_line_for_them():
    assert not any(line.startswith("DESCRIPTION") for line in unfolded(written("夜班")))
    assert "DTSTART:20220519T000000Z" in unfolded(written("夜班"))
