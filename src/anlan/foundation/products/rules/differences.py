"""What a later version of a paper says otherwise, in the words of the papers themselves."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from anlan.foundation.products.paper import Cell, Heading, Paper, Paragraph, Quotation, Table

MOST = 60
SHOWN = 80


@dataclass(slots=True)
class Part:
    """What stands under one head."""

    texts: list[str] = field(default_factory=list)
    tables: dict[str, Table] = field(default_factory=dict)


def differences(before: Paper, after: Paper) -> list[str]:
    """One line a difference, at most sixty; the data time alone is none."""
    found = list(_all(before, after))
    return found if len(found) <= MOST else [*found[:MOST], f"还有 {len(found) - MOST} 处不同"]


def _all(before: Paper, after: Paper) -> Iterator[str]:
    for name, old, new in (("标题", before.title, after.title), ("主送", before.to, after.to)):
        if old != new:
            yield f"{name}：由“{old}”改为“{new}”"
    was, now = _parts(before), _parts(after)
    for head in dict.fromkeys([*was, *now]):
        yield from _part(head or "开头", was.get(head, Part()), now.get(head, Part()))


def _parts(paper: Paper) -> dict[str, Part]:
    parts = {"": Part()}
    here = parts[""]
    for block in paper.blocks:
        match block:
            case Heading(text, _):
                here = parts.setdefault(text, Part())
            case Paragraph(text) | Quotation(text, _):
                here.texts.append(text)
            case Table(name, _, _, _):
                here.tables[name] = block
    return parts


def _part(head: str, was: Part, now: Part) -> Iterator[str]:
    gone = [text for text in was.texts if text not in now.texts]
    come = [text for text in now.texts if text not in was.texts]
    if len(gone) == len(come) == 1:
        yield f"{head}：由“{_short(gone[0])}”改为“{_short(come[0])}”"
    else:
        yield from (f"{head}：删去“{_short(text)}”" for text in gone)
        yield from (f"{head}：写入“{_short(text)}”" for text in come)
    for name in dict.fromkeys([*was.tables, *now.tables]):
        yield from _table(head, was.tables.get(name), now.tables.get(name))


def _table(head: str, was: Table | None, now: Table | None) -> Iterator[str]:
    before, after = _rows(was), _rows(now)
    names = now.head if now else was.head if was else ()
    for key in dict.fromkeys([*before, *after]):
        label = key[0]
        if key not in after:
            yield f"{head}：删去“{_short(label)}”一行"
        elif key not in before:
            told = "，".join(cell.text for cell in after[key][1:] if cell.text)
            yield f"{head}：增加“{_short(label)}”一行" + (f"（{_short(told)}）" if told else "")
        else:
            yield from _cells(f"{head}：“{_short(label)}”的", names, before[key], after[key])


def _rows(table: Table | None) -> dict[tuple[str, int], tuple[Cell, ...]]:
    """Rows by their first cell; the same name twice is told apart by its turn."""
    found: dict[tuple[str, int], tuple[Cell, ...]] = {}
    for cells in table.rows if table else ():
        name = cells[0].text if cells else ""
        turn = 0
        while (name, turn) in found:
            turn += 1
        found[name, turn] = cells
    return found


def _cells(
    lead: str, names: Iterable[str], before: tuple[Cell, ...], after: tuple[Cell, ...]
) -> Iterator[str]:
    for name, old, new in zip(names, before, after, strict=False):
        if old.text != new.text:
            yield f"{lead}{name}由“{_short(old.text)}”改为“{_short(new.text)}”"


def _short(text: str) -> str:
    return text if len(text) <= SHOWN else f"{text[:SHOWN]}…"
