"""Automatic numbers of Word paragraphs, rebuilt as they are printed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from typing import Any

from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph

_HAN_DIGITS = "〇一二三四五六七八九"
_ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_MARKS_THAT_CLOSE = "、）)．，"


def _han(number: int) -> str:
    tens, ones = divmod(number, 10)
    if number >= 100:
        return str(number)
    head = "" if tens == 0 else ("十" if tens == 1 else _HAN_DIGITS[tens] + "十")
    return head + (_HAN_DIGITS[ones] if ones else "")


def _roman(number: int) -> str:
    printed = ""
    for value, letters in _ROMAN:
        while number >= value:
            printed, number = printed + letters, number - value
    return printed


def _letter(number: int) -> str:
    return chr(ord("a") + (number - 1) % 26)


def _circled(number: int) -> str:
    return chr(0x245F + number) if number <= 20 else str(number)


_PRINTERS: dict[str, Callable[[int], str]] = {
    "chineseCounting": _han,
    "chineseCountingThousand": _han,
    "japaneseCounting": _han,
    "ideographTraditional": _han,
    "ideographDigital": _han,
    "lowerLetter": _letter,
    "upperLetter": lambda number: _letter(number).upper(),
    "lowerRoman": _roman,
    "upperRoman": lambda number: _roman(number).upper(),
    "decimalZero": lambda number: f"{number:02}",
    "decimalEnclosedCircle": _circled,
    "decimalEnclosedCircleChinese": _circled,
}


class Numbering:
    """The counters of a document's automatic lists; each paragraph asks once, in order."""

    def __init__(self, document: WordDocument) -> None:
        part = next(
            (rel.target_part for rel in document.part.rels.values() if rel.reltype.endswith("/numbering")),
            None,
        )
        root: Any = getattr(part, "element", None)
        self._lists = {} if root is None else _lists(root)
        self._counts: dict[tuple[str, int], int] = defaultdict(int)

    def label(self, paragraph: Paragraph) -> str:
        """Return what Word prints before the paragraph, or nothing."""
        asked = _asked(paragraph)
        levels = None if asked is None else self._lists.get(asked[0])
        if asked is None or levels is None or asked[1] not in levels[1]:
            return ""
        family, level = levels[0], asked[1]
        self._counts[family, level] += 1
        for deeper in (key for key in tuple(self._counts) if key[0] == family and key[1] > level):
            del self._counts[deeper]
        return self._printed(family, level=level, levels=levels[1])

    def _printed(self, family: str, *, level: int, levels: dict[int, Any]) -> str:
        kind, pattern, _ = levels[level]
        if kind == "bullet":
            return "• "
        if kind == "none" or not pattern:
            return ""
        for upper in range(level + 1):
            style, _, start = levels.get(upper, ("decimal", "", 1))
            number = max(self._counts[family, upper], 1) + start - 1
            pattern = pattern.replace(f"%{upper + 1}", _PRINTERS.get(style, str)(number))
        return pattern if pattern[-1] in _MARKS_THAT_CLOSE else f"{pattern} "


def _asked(paragraph: Paragraph) -> tuple[str, int] | None:
    """Return (list id, level) from the paragraph or from the styles it is based on."""
    style: Any = paragraph.style
    holders = [paragraph._p]
    while style is not None:
        holders.append(style.element)
        style = style.base_style
    for holder in holders:
        found = holder.find(f"{qn('w:pPr')}/{qn('w:numPr')}")
        number = None if found is None else found.find(qn("w:numId"))
        if number is not None:
            level = found.find(qn("w:ilvl"))
            return number.get(qn("w:val")), int(level.get(qn("w:val"))) if level is not None else 0
    return None


def _lists(root: Any) -> dict[str, tuple[str, dict[int, tuple[str, str, int]]]]:
    """Return list id → (counter family, level → (number style, pattern, first number))."""
    families = {
        family.get(qn("w:abstractNumId")): {
            int(level.get(qn("w:ilvl"))): (
                _value(level, "w:numFmt", default="decimal"),
                _value(level, "w:lvlText", default=""),
                int(_value(level, "w:start", default="1")),
            )
            for level in family.findall(qn("w:lvl"))
        }
        for family in root.findall(qn("w:abstractNum"))
    }
    lists = {}
    for entry in root.findall(qn("w:num")):
        family = _value(entry, "w:abstractNumId", default="")
        own = entry.get(qn("w:numId")) if entry.find(qn("w:lvlOverride")) is not None else family
        lists[entry.get(qn("w:numId"))] = (f"{family}/{own}", families.get(family, {}))
    return lists


def _value(holder: Any, tag: str, *, default: str) -> str:
    found = holder.find(qn(tag))
    value = None if found is None else found.get(qn("w:val"))
    return default if value is None else str(value)
