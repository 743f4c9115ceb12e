"""Numerals as printed in minutes, Chinese or Arabic, as whole numbers."""

from __future__ import annotations

_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {
    "〇": 0,
    "○": 0,
    "两": 2,
    "壹": 1,
    "贰": 2,
    "叁": 3,
    "肆": 4,
    "伍": 5,
    "陆": 6,
    "柒": 7,
    "捌": 8,
    "玖": 9,
}
_UNITS = {"十": 10, "拾": 10, "百": 100, "千": 1000}
_LONGEST = 9


def whole_number(printed: str) -> int | None:
    """Return the value of 12, 十二, 一百零五 or 二〇二二; None when it is no whole number below a billion."""
    if not printed or len(printed) > _LONGEST:
        return None
    if printed.isdecimal():
        return int(printed)
    if all(c in _DIGITS for c in printed):
        return int("".join(str(_DIGITS[c]) for c in printed))
    return _by_units(printed)


def _by_units(printed: str) -> int | None:
    """Read tens, hundreds and thousands; a leading 十 counts as 一十."""
    total, digit, last_unit = 0, None, 10_000
    for character in printed:
        if character in _DIGITS:
            if digit:
                return None
            digit = _DIGITS[character]
            continue
        unit = _UNITS.get(character)
        if unit is None or unit >= last_unit:
            return None
        total += (1 if digit is None else digit) * unit
        digit, last_unit = None, unit
    return total + (digit or 0)
