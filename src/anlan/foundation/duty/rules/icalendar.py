"""One's watches as a calendar file (RFC 5545)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

LONGEST_OCTETS = 75


@dataclass(frozen=True, slots=True)
class Occasion:
    """One entry."""

    key: str
    starts: datetime
    ends: datetime
    title: str
    about: str = ""


def icalendar(occasions: Iterable[Occasion], *, domain: str, at: datetime, name: str) -> str:
    """The file: UTC instants, CRLF, lines folded at 75 octets."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Anlan//Duty//ZH", f"X-WR-CALNAME:{_said(name)}"]
    for one in occasions:
        lines += [
            "BEGIN:VEVENT",
            f"UID:{one.key}@{domain}",
            f"DTSTAMP:{_instant(at)}",
            f"DTSTART:{_instant(one.starts)}",
            f"DTEND:{_instant(one.ends)}",
            f"SUMMARY:{_said(one.title)}",
            *([f"DESCRIPTION:{_said(one.about)}"] if one.about else []),
            "END:VEVENT",
        ]
    return "".join(f"{folded}\r\n" for line in [*lines, "END:VCALENDAR"] for folded in _folded(line))


def _instant(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _said(text: str) -> str:
    for sign in ("\\", ";", ","):
        text = text.replace(sign, f"\\{sign}")
    return text.replace("\r", "").replace("\n", "\\n")


def _folded(line: str) -> list[str]:
    """Cut at 75 octets, never inside a character; further lines begin with a space."""
    rows, row = [], ""
    for sign in line:
        if len((row + sign).encode()) > LONGEST_OCTETS:
            rows.append(row)
            row = " "
        row += sign
    return [*rows, row]
