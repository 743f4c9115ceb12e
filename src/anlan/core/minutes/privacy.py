"""Personal numbers in free text: mainland mobile and identity numbers and e-mail addresses."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from anlan.core.minutes.body import Span

_PHONE = re.compile(
    r"(?<![0-9A-Za-z])(?:(?:\+|00)?86[ -]?)?(1[3-9]\d([ -]?)\d{4}\2\d{4})(?![0-9A-Za-z])", re.ASCII
)
_IDENTITY = re.compile(r"(?<![0-9A-Za-z])[1-9]\d{16}[0-9Xx](?![0-9A-Za-z])", re.ASCII)
_MAIL = re.compile(
    r"(?<![\w.+-])[A-Za-z0-9][\w.+-]{0,63}@[A-Za-z0-9](?:[A-Za-z0-9-]{0,62}\.){1,8}[A-Za-z]{2,24}(?![\w@-])",
    re.ASCII,
)
# GB 11643-1999: weights of the first seventeen digits and the check character by remainder.
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECK = "10X98765432"
_EARLIEST_BIRTH_YEAR = 1880


@dataclass(frozen=True, slots=True)
class PersonalDatum:
    """A personal number or address in a text: `phone`, `identity` or `mail`, its span and a masked form."""

    kind: str
    text: str
    span: Span
    masked: str


def personal_data(text: str) -> tuple[PersonalDatum, ...]:
    """Return what should be masked, in order of appearance, never overlapping."""
    return tuple(sorted(_found(text), key=lambda datum: datum.span))


def masked(text: str) -> str:
    """Return the text with every personal number and address masked, its length unchanged."""
    pieces, end = [], 0
    for datum in personal_data(text):
        pieces += [text[end : datum.span.start], datum.masked]
        end = datum.span.end
    return "".join([*pieces, text[end:]])


def is_identity_number(printed: str) -> bool:
    """Tell whether eighteen characters are a valid identity number: birth date and check character."""
    if not _IDENTITY.fullmatch(printed):
        return False
    try:
        born = date(int(printed[6:10]), int(printed[10:12]), int(printed[12:14]))
    except ValueError:
        return False
    remainder = sum(int(digit) * weight for digit, weight in zip(printed, _WEIGHTS, strict=False)) % 11
    return born.year >= _EARLIEST_BIRTH_YEAR and printed[-1].upper() == _CHECK[remainder]


def _found(text: str) -> Iterator[PersonalDatum]:
    for match in _PHONE.finditer(text):
        yield _datum("phone", match=match, keep=(match.start(1) - match.start() + 3, 4))
    for match in _IDENTITY.finditer(text):
        if is_identity_number(match.group()):
            yield _datum("identity", match=match, keep=(6, 0))
    for match in _MAIL.finditer(text):
        yield _datum("mail", match=match, keep=(1, len(match.group()) - match.group().index("@")))


def _datum(kind: str, *, match: re.Match[str], keep: tuple[int, int]) -> PersonalDatum:
    """Return the datum, masked but for so many characters at either end."""
    printed, (head, tail) = match.group(), keep
    middle = "".join("*" if c.isalnum() else c for c in printed[head : len(printed) - tail])
    return PersonalDatum(
        kind=kind,
        text=printed,
        span=Span(match.start(), match.end()),
        masked=printed[:head] + middle + printed[len(printed) - tail :],
    )
