"""Judging a message by the rules of CAP 1.2: the shape of its blocks, then what single elements may say."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree import ElementTree as ET

from anlan.core.cap.faults import Fault
from anlan.core.cap.parsing import Unreadable, tree_of
from anlan.core.cap.sayings import alert_faults, area_faults, info_faults, resource_faults
from anlan.core.cap.shape import BLOCKS, SIGNATURE, Slot
from anlan.core.cap.writing import NAMESPACE

_PREFIX = f"{{{NAMESPACE}}}"
_SAYINGS = {
    "alert": alert_faults,
    "info": info_faults,
    "area": area_faults,
    "resource": resource_faults,
}


def validate(text: bytes) -> list[Fault]:
    """Everything that is wrong with a message, in the order of the document; empty when all is well."""
    try:
        root = tree_of(text)
    except Unreadable as trouble:
        return [Fault(f"cap.{trouble}", "/")]
    if root.tag != f"{_PREFIX}alert":
        return [Fault("cap.not_an_alert", "/", str(root.tag)[:80])]
    return list(_block(root, "alert", where="alert"))


def _block(element: ET.Element, name: str, *, where: str) -> Iterator[Fault]:
    slots = BLOCKS[name]
    yield from _order(element, slots, where=where)
    for slot in slots:
        found = element.findall(f"{_PREFIX}{slot.name}")
        yield from _count(found, slot, where=where)
        for number, child in enumerate(found, start=1):
            spot = f"{where}/{slot.name}" + (f"[{number}]" if slot.most > 1 else "")
            if slot.name in BLOCKS:
                yield from _block(child, slot.name, where=spot)
            else:
                yield from _leaf(child, slot, where=spot)
    says = _SAYINGS.get(name)
    if says is not None:
        yield from says(_read(element), where)


def _order(element: ET.Element, slots: tuple[Slot, ...], *, where: str) -> Iterator[Fault]:
    """Unknown elements, and known ones before their turn."""
    places = {f"{_PREFIX}{slot.name}": place for place, slot in enumerate(slots)}
    reached = 0
    for child in element:
        if child.tag == SIGNATURE and where == "alert":
            continue
        place = places.get(child.tag)
        if place is None:
            yield Fault("cap.unknown_element", where, str(child.tag)[:80])
        elif place < reached:
            yield Fault("cap.wrong_order", f"{where}/{slots[place].name}")
        else:
            reached = place


def _count(found: list[ET.Element], slot: Slot, *, where: str) -> Iterator[Fault]:
    if len(found) < slot.least:
        yield Fault("cap.missing", f"{where}/{slot.name}")
    if len(found) > slot.most:
        yield Fault("cap.too_many", f"{where}/{slot.name}", str(len(found)))


def _leaf(element: ET.Element, slot: Slot, *, where: str) -> Iterator[Fault]:
    said = (element.text or "").strip()
    if len(element):
        yield Fault("cap.unknown_element", where, str(element[0].tag)[:80])
    elif not said and slot.least:
        yield Fault("cap.empty", where)
    elif slot.words and said not in slot.words:
        yield Fault("cap.not_in_list", where, said[:80])


def _read(element: ET.Element) -> dict[str, list[str]]:
    """The texts of a block's plain elements by name."""
    found: dict[str, list[str]] = {}
    for child in element:
        name = child.tag.removeprefix(_PREFIX)
        if name not in BLOCKS:
            found.setdefault(name, []).append((child.text or "").strip())
    return found
