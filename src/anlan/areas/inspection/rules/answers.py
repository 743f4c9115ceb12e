"""Answers against questions: which ones count, what is wrong, how each item is judged."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from anlan.areas.inspection.rules.expressions.judging import BIGGEST, holds
from anlan.areas.inspection.rules.expressions.tree import Value
from anlan.areas.inspection.rules.forms import Form, Kind, Question, condition

VERDICTS = frozenset({"pass", "fail", "na"})
LONGEST_TEXT = 1000
_INTEGER = re.compile(r"[+-]?\d{1,12}")
_POINT_PARTS = (2, 3, 4)


@dataclass(frozen=True, slots=True)
class Fault:
    """One answer that cannot stand: missing, unreadable, outside, or unknown."""

    key: str
    code: str


@dataclass(frozen=True, slots=True)
class Read:
    """What came of a form: the answers that count, the judgement of each item, and the faults."""

    asked: tuple[str, ...]
    values: Mapping[str, Value]
    judged: Mapping[str, str]
    faults: tuple[Fault, ...]

    @property
    def failed(self) -> tuple[str, ...]:
        """The items that failed, in order."""
        return tuple(key for key, verdict in self.judged.items() if verdict == "fail")


def read_answers(form: Form, given: Mapping[str, Any], *, complete: bool = True) -> Read:
    """Walk the questions in order; what is not asked is not counted, whatever was sent for it.

    ``complete`` also reports what is missing; an unfinished sheet is read without it.
    """
    values: dict[str, Value] = {}
    judged: dict[str, str] = {}
    faults = [Fault(str(key), "unknown") for key in given if form.question(str(key)) is None]
    asked: list[str] = []
    for question in form.questions:
        if not _is_asked(form, question, values):
            continue
        asked.append(question.key)
        code = _take(question, given.get(question.key), values=values, complete=complete)
        if code:
            faults.append(Fault(question.key, code))
        elif question.is_item and values.get(question.key) is not None:
            judged[question.key] = _judgement(question, values)
    return Read(tuple(asked), values, judged, tuple(faults))


def _is_asked(form: Form, question: Question, values: Mapping[str, Value]) -> bool:
    section = form.section(question.section) if question.section else None
    texts = (section.relevant if section else "", question.relevant)
    return all(holds(condition(text), answers=values) for text in texts if text)


def _take(question: Question, raw: Any, *, values: dict[str, Value], complete: bool) -> str:
    """Put the answer among the values; the code of what is wrong, or nothing."""
    if question.kind is Kind.NOTE:
        return ""
    if raw is None or raw in ("", [], ()):
        return "missing" if complete and (question.required or question.kind is Kind.JUDGE) else ""
    value = _READERS[question.kind](question, raw)
    if value is None:
        return "unreadable"
    if question.constraint and not holds(condition(question.constraint), answers=values, own=value):
        return "outside"
    values[question.key] = value
    return ""


def _judgement(question: Question, values: Mapping[str, Value]) -> str:
    own = values[question.key]
    if question.kind is Kind.JUDGE:
        return str(own)
    return "fail" if holds(condition(question.fails_if), answers=values, own=own) else "pass"


def _verdict(question: Question, raw: Any) -> Value:
    return raw if isinstance(raw, str) and raw in VERDICTS else None


def _one(question: Question, raw: Any) -> Value:
    return raw if isinstance(raw, str) and any(raw == one.name for one in question.choices) else None


def _many(question: Question, raw: Any) -> Value:
    chosen = raw.split() if isinstance(raw, str) else raw
    names = {one.name for one in question.choices}
    if not isinstance(chosen, list | tuple) or not all(
        isinstance(one, str) and one in names for one in chosen
    ):
        return None
    return tuple(dict.fromkeys(chosen)) or None


def _integer(question: Question, raw: Any) -> Value:
    text = str(raw).strip()
    return Decimal(text) if not isinstance(raw, bool) and _INTEGER.fullmatch(text) else None


def _decimal(question: Question, raw: Any) -> Value:
    text = str(raw).strip()
    try:
        number = None if isinstance(raw, bool) or len(text) > 30 else Decimal(text)
    except InvalidOperation:
        return None
    return number if number is not None and number.is_finite() and abs(number) <= BIGGEST else None


def _text(question: Question, raw: Any) -> Value:
    text = raw.strip() if isinstance(raw, str) else ""
    return text if text and len(text) <= LONGEST_TEXT and "\x00" not in text else None


def _date(question: Question, raw: Any) -> Value:
    try:
        return date.fromisoformat(str(raw).strip()).isoformat()
    except ValueError:
        return None


def _point(question: Question, raw: Any) -> Value:
    """``30.25 120.12`` with altitude and accuracy after it, as ODK writes it."""
    parts = str(raw).split()
    try:
        numbers = [float(part) for part in parts]
    except ValueError:
        return None
    good = len(numbers) in _POINT_PARTS and all(map(math.isfinite, numbers))
    return " ".join(parts) if good and abs(numbers[0]) <= 90 and abs(numbers[1]) <= 180 else None


_READERS: Mapping[Kind, Callable[[Question, Any], Value]] = {
    Kind.JUDGE: _verdict,
    Kind.ONE: _one,
    Kind.MANY: _many,
    Kind.INTEGER: _integer,
    Kind.DECIMAL: _decimal,
    Kind.TEXT: _text,
    Kind.DATE: _date,
    Kind.IMAGE: _text,
    Kind.GEOPOINT: _point,
}
