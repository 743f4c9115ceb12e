"""Values: what a kind admits, which of two is the looser one, lengths of time, and how they read."""

from __future__ import annotations

from typing import TypeGuard

from anlan.foundation.rulebook.rules.vocabulary import MINUTES, UNITS, Kind, Stricter

Number = int | float
Words = dict[str, str]
Value = Number | bool | Words | list[Number | Words]
LONGEST_TEXT = 500
MOST_ITEMS = 60
LARGEST = 1e12


def fault_of(value: object, kind: Kind) -> str:
    """The code of what is wrong with a value of a kind; "" when nothing is."""
    if kind is Kind.BOOL:
        return "" if isinstance(value, bool) else "value_bool"
    if kind is Kind.TEXT:
        return "" if is_words(value) else "value_text"
    if kind is Kind.LIST:
        return "" if _is_list(value) else "value_list"
    if kind is Kind.RANGE:
        return "" if _is_range(value) else "value_range"
    return "" if is_number(value) and value >= 0 else "value_number"


def is_number(value: object) -> TypeGuard[Number]:
    """A finite number of sane size; true and false are none."""
    return isinstance(value, int | float) and not isinstance(value, bool) and abs(value) <= LARGEST


def is_words(value: object) -> bool:
    """A text in both languages, neither empty nor endless."""
    return isinstance(value, dict) and set(value) == {"zh", "en"} and all(map(_is_text, value.values()))


def _is_text(text: object) -> bool:
    """A line of text that can also be typed: no stroke, no line break, no blanks around it."""
    return (
        isinstance(text, str)
        and 0 < len(text) <= LONGEST_TEXT
        and text == text.strip()
        and not set(text) & set("|\n\r\x00")
    )


def _is_list(value: object) -> bool:
    return (
        isinstance(value, list)
        and 0 < len(value) <= MOST_ITEMS
        and all(is_number(item) or is_words(item) for item in value)
    )


def _is_range(value: object) -> bool:
    """The least and the most, in this order."""
    return (
        isinstance(value, list)
        and len(value) == 2
        and all(is_number(item) for item in value)
        and 0 <= value[0] <= value[1]
    )


def fits(stricter: Stricter, kind: Kind) -> bool:
    """Whether a kind can have that stricter direction."""
    if stricter is Stricter.NONE:
        return True
    if kind is Kind.BOOL:
        return stricter in (Stricter.YES, Stricter.NO)
    return kind in (Kind.NUMBER, Kind.DURATION) and stricter in (Stricter.MORE, Stricter.LESS)


def is_looser(value: Value, *, than: Value, stricter: Stricter) -> bool:
    """Whether a value is looser than another; never where the rule names no stricter direction."""
    if stricter is Stricter.NONE or value == than:
        return False
    rising = stricter in (Stricter.MORE, Stricter.YES)
    return (float(value) < float(than)) is rising  # type: ignore[arg-type]


def minutes_of(value: Value | None, unit: str) -> Number | None:
    """A length of time in minutes; None for what has no fixed length."""
    if unit not in MINUTES or not is_number(value):
        return None
    return _whole(value * MINUTES[unit])


def days_of(value: Value | None, unit: str) -> Number | None:
    """A length of time in days; None for what has no fixed length."""
    minutes = minutes_of(value, unit)
    return None if minutes is None else _whole(minutes / MINUTES["d"])


def shown(value: Value | None, *, unit: str, kind: Kind, english: bool = False) -> str:
    """A value with its unit as people read it; an empty one as nothing."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return _yes_no(value, english)
    if isinstance(value, dict):
        return _item(value, english)
    if isinstance(value, list):
        return _between(value, kind, english).join(_item(item, english) for item in value) + _unit(
            unit, english
        )
    return _item(value, english) + _unit(unit, english)


def _between(value: list[Number | Words], kind: Kind, english: bool) -> str:
    """What stands between the items of a list or a range."""
    if kind is Kind.RANGE:
        return "–"
    if any(isinstance(item, dict) for item in value):
        return "; " if english else "；"
    return ", " if english else "、"


def _item(item: Number | Words, english: bool) -> str:
    if isinstance(item, dict):
        return item["en" if english else "zh"]
    return f"{_whole(item):,}"


def _unit(unit: str, english: bool) -> str:
    word = UNITS[unit][1 if english else 0]
    if not word:
        return ""
    return word if word == "%" else f" {word}"


def _yes_no(value: bool, english: bool) -> str:
    if english:
        return "yes" if value else "no"
    return "是" if value else "否"


def _whole(number: Number) -> Number:
    return int(number) if float(number).is_integer() else number
