"""Names and phones as others may see them (section 16)."""

import re

_DIGITS = re.compile(r"\D")


def name(value: str) -> str:
    """吴* and 林*然; of a Latin name the first letter of each word remains."""
    text = value.strip()
    if not text:
        return ""
    if text.isascii():
        return " ".join(f"{word[0]}." for word in text.split())
    return f"{text[0]}*" if len(text) <= 2 else f"{text[0]}*{text[-1]}"


def phone(value: str) -> str:
    """138 **** 2210; short numbers of the house are not personal and stay as they are."""
    digits = _DIGITS.sub("", value)
    if len(digits) < 11:
        return value
    return f"{digits[-11:-8]} **** {digits[-4:]}"
