"""A superior's workbook read and filled in place: only the bound cells change, everything else stays."""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from lxml import etree  # type: ignore[import-untyped]

from anlan.core.kernel.errors import BadInput, TooLarge
from anlan.foundation.products.rules.cells import Span, position, span

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
LINK = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
MOST_BYTES = 5_000_000
MOST_UNPACKED = 60_000_000
MOST_PARTS = 500
OLE = b"\xd0\xcf\x11\xe0"


@dataclass(slots=True)
class Sheet:
    """One sheet: its part, its merged cells, whether it is protected."""

    name: str
    part: str
    tree: Any
    merged: list[Span] = field(default_factory=list)
    protected: bool = False

    def cell(self, reference: str) -> Any | None:
        """The cell's element, or None while it is empty."""
        place = position(reference)
        line = self._line(place[1]) if place else None
        found = line.findall(f"{MAIN}c") if line is not None else ()
        return next((one for one in found if one.get("r") == reference), None)

    def _line(self, number: int) -> Any | None:
        rows = self.tree.find(f"{MAIN}sheetData").findall(f"{MAIN}row")
        return next((one for one in rows if one.get("r") == str(number)), None)

    def made(self, reference: str) -> Any:
        """The cell's element; an empty one is put in at its place."""
        found = self.cell(reference)
        if found is not None:
            return found
        column, number = position(reference) or (1, 1)
        line = self._line(number)
        if line is None:
            data = self.tree.find(f"{MAIN}sheetData")
            line = etree.Element(f"{MAIN}row", r=str(number))
            data.insert(sum(int(one.get("r", "0")) < number for one in data), line)
        cell = etree.Element(f"{MAIN}c", r=reference)
        before = sum((position(one.get("r", "")) or (0, 0))[0] < column for one in line)
        line.insert(before, cell)
        return cell


def open_workbook(data: bytes) -> tuple[dict[str, bytes], dict[str, Sheet]]:
    """The parts of a workbook and its sheets by name. Raises BadInput saying what is wrong with the file."""
    parts = _parts(data)
    if "xl/workbook.xml" not in parts:
        raise BadInput("products.not_xlsx")
    if any(name.lower().endswith("vbaproject.bin") for name in parts):
        raise BadInput("products.macro_file")
    book = _tree(parts["xl/workbook.xml"])
    links = _tree(parts.get("xl/_rels/workbook.xml.rels", b"<Relationships/>"))
    targets = {one.get("Id"): one.get("Target", "") for one in links}
    sheets: dict[str, Sheet] = {}
    for one in book.iter(f"{MAIN}sheet"):
        target = targets.get(one.get(LINK), "")
        part = target.lstrip("/") if target.startswith("/") else posixpath.normpath(f"xl/{target}")
        if part in parts and "worksheets/" in part:
            sheets[one.get("name", "")] = _sheet(one.get("name", ""), part, _tree(parts[part]))
    if not sheets:
        raise BadInput("products.not_xlsx")
    return parts, sheets


def trouble_with(sheets: Mapping[str, Sheet], sheet: str, reference: str) -> str:
    """Why a cell cannot be filled, as a code; "" when it can."""
    found, place = sheets.get(sheet), position(reference)
    if found is None:
        return "no_sheet"
    if place is None:
        return "no_cell"
    if found.protected:
        return "protected_sheet"
    for merged in found.merged:
        if merged.holds(*place) and place != (merged.left, merged.top):
            return "merged_cell"
    cell = found.cell(reference)
    return "formula_cell" if cell is not None and cell.find(f"{MAIN}f") is not None else ""


def filled(data: bytes, values: Iterable[tuple[str, str, str, bool]]) -> bytes:
    """The workbook with values (sheet, cell, text, whether a number); words are kept as words, never run."""
    parts, sheets = open_workbook(data)
    for sheet, reference, text, is_number in values:
        trouble = trouble_with(sheets, sheet, reference)
        if trouble:
            raise BadInput(f"products.{trouble}", sheet=sheet, cell=reference)
        _write(sheets[sheet].made(reference), text, is_number=is_number)
    for one in sheets.values():
        parts[one.part] = etree.tostring(one.tree, xml_declaration=True, encoding="UTF-8", standalone=True)
    parts["xl/workbook.xml"] = _recalculated(parts["xl/workbook.xml"])
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as target:
        for name, body in parts.items():
            target.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), body, zipfile.ZIP_DEFLATED)
    return held.getvalue()


def _write(cell: Any, text: str, *, is_number: bool) -> None:
    """The style of the cell stays; its content becomes the value."""
    for old in list(cell):
        cell.remove(old)
    cell.attrib.pop("t", None)
    if is_number:
        etree.SubElement(cell, f"{MAIN}v").text = text
        return
    cell.set("t", "inlineStr")
    words = etree.SubElement(etree.SubElement(cell, f"{MAIN}is"), f"{MAIN}t")
    words.text = "".join(sign for sign in text if sign >= " " or sign in "\t\n")


def _recalculated(book: bytes) -> bytes:
    """Formulas of the form are worked out anew when it is opened."""
    tree = _tree(book)
    told = tree.find(f"{MAIN}calcPr")
    if told is None:
        return book
    told.set("fullCalcOnLoad", "1")
    return bytes(etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True))


def _sheet(name: str, part: str, tree: Any) -> Sheet:
    merged = [found for one in tree.iter(f"{MAIN}mergeCell") if (found := span(one.get("ref", "")))]
    locked = tree.find(f"{MAIN}sheetProtection")
    protected = locked is not None and locked.get("sheet") in {"1", "true"}
    if tree.find(f"{MAIN}sheetData") is None:
        raise BadInput("products.not_xlsx")
    return Sheet(name, part, tree, merged, protected)


def _parts(data: bytes) -> dict[str, bytes]:
    if len(data) > MOST_BYTES:
        raise TooLarge("products.file_too_large", most=MOST_BYTES, size=len(data))
    if data.startswith(OLE):
        raise BadInput("products.locked_file")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            told = archive.infolist()
            if len(told) > MOST_PARTS or sum(one.file_size for one in told) > MOST_UNPACKED:
                raise TooLarge("products.file_too_large", most=MOST_UNPACKED, size=len(data))
            return {one.filename: archive.read(one) for one in told}
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError, ValueError):
        raise BadInput("products.not_xlsx") from None


def _tree(body: bytes) -> Any:
    if b"<!DOCTYPE" in body or b"<!ENTITY" in body:
        raise BadInput("products.not_xlsx")
    try:
        return etree.fromstring(body, etree.XMLParser(resolve_entities=False, no_network=True))
    except etree.XMLSyntaxError:
        raise BadInput("products.not_xlsx") from None
