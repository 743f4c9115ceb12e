"""Reading single cells: numbers meant as text, full-width signs, dates in many coats. No database."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import Any, Final

from anlan.core.kernel.clock import CAMPUS_ZONE

LONGEST: Final = 4_000
_UNSEEN: Final = re.compile("[\u200b-\u200f\u202a-\u202e\u2060\ufeff\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_SPACES: Final = re.compile(r"\s+")
_NUMBER: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,39}")
_CODE: Final = re.compile(r"[^\s/]{1,60}")
_SLUG: Final = re.compile(r"[A-Za-z0-9_-]{1,40}")
_SCIENTIFIC: Final = re.compile(r"\d(\.\d+)?[eE]\+?\d+")
_PHONE: Final = re.compile(r"\+?\d{3,15}")
_DATE: Final = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?")
_PACKED_DATE: Final = re.compile(r"(\d{4})(\d{2})(\d{2})")
_EXCEL_START: Final = date(1899, 12, 30)
_EXCEL_DAYS: Final = (20_000, 80_000)
_YES: Final = frozenset({"是", "对", "1", "y", "yes", "true", "√", "关", "关闭"})
_NO: Final = frozenset({"否", "不", "0", "n", "no", "false", "×", "开", "开放"})
_SEPARATORS: Final = re.compile(r"[;；,，、\n]+")


class BadCell(Exception):
    """A cell that cannot be read as its column asks; ``code`` says why."""

    def __init__(self, code: str) -> None:
        self.code = code
        super().__init__(code)


def text(value: Any) -> str:
    """Any cell as clean text: whole floats without ``.0``, dates as ISO, unseen signs and blanks gone."""
    if value is None:
        return ""
    if isinstance(value, str):
        cleaned = value if value.isalnum() else _SPACES.sub(" ", _UNSEEN.sub("", value)).strip()
        if len(cleaned) > LONGEST:
            raise BadCell("too_long")
        return cleaned
    return _typed(value)


def _typed(value: Any) -> str:
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(sep=" ")
    return value.isoformat() if isinstance(value, date) else str(value)


def narrow(value: Any) -> str:
    """Text with full-width letters, digits and signs made half-width, and no blanks inside."""
    found = text(value)
    return (
        found
        if found.isascii() and " " not in found
        else unicodedata.normalize("NFKC", found).replace(" ", "")
    )


def short_text(longest: int) -> Callable[[Any], str]:
    """A reader of text of at most so many signs."""

    def read(value: Any) -> str:
        found = text(value)
        if len(found) > longest:
            raise BadCell("too_long")
        return found

    return read


def name(value: Any) -> str:
    """A person's name; blanks between Chinese characters are padding and go."""
    found = short_text(80)(value)
    if not found.isascii():
        joined = found.replace(" ", "").replace("\u3000", "")
        found = joined if all(ord(sign) > 0x2E7F or sign == "·" for sign in joined) else found
    if any(sign.isdigit() for sign in found):
        raise BadCell("digits_in_name")
    return found


def person_number(value: Any) -> str:
    """A staff or student number: letters, digits, dot, hyphen; numbers that Excel spoilt are refused."""
    found = narrow(value)
    if not found:
        return ""
    if isinstance(value, str) and _SCIENTIFIC.fullmatch(found) and "+" in found:
        raise BadCell("scientific")
    if isinstance(value, float) and (not value.is_integer() or abs(value) >= 1e15):
        raise BadCell("scientific")
    if isinstance(value, date):
        raise BadCell("number_is_date")
    if not _NUMBER.fullmatch(found):
        raise BadCell("bad_number")
    return found


def code(value: Any) -> str:
    """A code of a place, course or position: no blanks, no slash."""
    found = narrow(value)
    if found and not _CODE.fullmatch(found):
        raise BadCell("bad_code")
    return found


def slug(value: Any) -> str:
    """A unit's code: letters, digits, hyphen, underscore."""
    found = narrow(value)
    if found and not _SLUG.fullmatch(found):
        raise BadCell("bad_slug")
    return found


def phone(value: Any) -> str:
    """A telephone number without blanks and brackets; hyphens stay in short house numbers."""
    found = narrow(value)
    if not found:
        return ""
    bare = re.sub(r"[-()（）]", "", found)
    if not _PHONE.fullmatch(bare):
        raise BadCell("bad_phone")
    return bare if len(bare) >= 11 else found


def whole(least: int, most: int) -> Callable[[Any], int | None]:
    """A reader of whole numbers within bounds; blank is None."""

    def read(value: Any) -> int | None:
        found = narrow(value)
        if not found:
            return None
        if not re.fullmatch(r"-?\d{1,9}", found) or not least <= int(found) <= most:
            raise BadCell("not_whole")
        return int(found)

    return read


def degrees(reach: float) -> Callable[[Any], float | None]:
    """A reader of degrees of longitude (180) or latitude (90)."""

    def read(value: Any) -> float | None:
        found = narrow(value)
        if not found:
            return None
        try:
            number = float(found)
        except ValueError:
            raise BadCell("not_degrees") from None
        if not -reach <= number <= reach:
            raise BadCell("not_degrees")
        return number

    return read


def flag(value: Any) -> bool | None:
    """Yes, no, or blank."""
    found = narrow(value).casefold()
    if not found:
        return None
    if found in _YES or found in _NO:
        return found in _YES
    raise BadCell("not_yes_or_no")


def day(value: Any) -> date | None:
    """A date: a date cell, an Excel day number, 2022-09-01, 2022/9/1, 2022年9月1日, 20220901."""
    if value is None or value == "":
        return None
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if isinstance(value, int | float) and not isinstance(value, bool):
        return _day_of_number(float(value))
    found = unicodedata.normalize("NFKC", text(value))
    if not found:
        return None
    match = _DATE.match(found) or _PACKED_DATE.fullmatch(found)
    if match is None:
        raise BadCell("bad_date")
    try:
        return date(*(int(part) for part in match.groups()))
    except ValueError:
        raise BadCell("bad_date") from None


def _day_of_number(value: float) -> date:
    least, most = _EXCEL_DAYS
    if least <= value <= most:
        return _EXCEL_START + timedelta(days=int(value))
    if value.is_integer() and 19_000_101 <= value <= 99_991_231:
        return day(str(int(value))) or _EXCEL_START
    raise BadCell("bad_date")


def several(value: Any) -> tuple[str, ...]:
    """Texts parted by commas, semicolons or line breaks, each once."""
    found = value if isinstance(value, str) else text(value)
    parts = (text(part) for part in _SEPARATORS.split(found)) if found else ()
    return tuple(dict.fromkeys(part for part in parts if part))


def numbers(value: Any) -> tuple[str, ...]:
    """Several persons' numbers."""
    return tuple(person_number(part) for part in several(value))


def starts(value: date | None) -> datetime | None:
    """The first instant of a day on the campus."""
    return datetime.combine(value, time(), CAMPUS_ZONE) if value else None


def shown(value: Any) -> str:
    """A cell as it is quoted in a finding: short, on one line."""
    try:
        found = text(value)
    except BadCell:
        found = str(value)[:60]
    return found if len(found) <= 60 else found[:59] + "…"
