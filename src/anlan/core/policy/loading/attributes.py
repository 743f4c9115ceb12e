"""The declarations of attributes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import cast, get_args

from anlan.core.policy.document import Attribute, AttributeType
from anlan.core.policy.faults import Findings, Path
from anlan.core.policy.loading.shapes import LIST, Reader

TYPES = get_args(AttributeType)
RESERVED = {"emergency": "enum", "vehicle": "enum", "qr": "enum", "known": "bool"}
"""What the steps before the rules read, and of which type it must be."""


def read_attributes(given: Mapping[str, object], *, findings: Findings) -> dict[str, Attribute]:
    """Every attribute by name; those with faults are left out."""
    found: dict[str, Attribute] = {}
    for name, declared in given.items():
        path = ("attributes", name)
        attribute = _read(name, Reader(declared, path=path, findings=findings))
        if attribute is None:
            continue
        found[name] = attribute
        if attribute.type != RESERVED.get(name, attribute.type):
            findings.add("ATTRIBUTE_RESERVED", path, name=name, expected=RESERVED[name])
    return found


def _read(name: str, reader: Reader) -> Attribute | None:
    reader.known("type", "values", "null")
    if not reader.given:
        return None
    kind = reader.name("type")
    if kind is not None and kind not in TYPES:
        reader.findings.add("ATTRIBUTE_TYPE", (*reader.path, "type"), given=kind)
    nullable = reader.given.get("null", False)
    if type(nullable) is not bool:
        reader.wrong((*reader.path, "null"), "true or false")
    values = _values(kind, reader)
    if kind not in TYPES:
        return None
    return Attribute(name, cast("AttributeType", kind), values, nullable=nullable is True)


def _values(kind: str | None, reader: Reader) -> tuple[str, ...]:
    """The values of an enum, or of the elements of a set; an enum must have some."""
    if kind != "enum" and reader.given.get("values") is None:
        return ()
    values = reader.names("values")
    path: Path = (*reader.path, "values")
    if kind == "enum" and reader.given.get("values") == []:
        reader.wrong(path, f"{LIST} that is not empty")
    for place, value in enumerate(values):
        if value in values[:place]:
            reader.findings.add("VALUE_REPEATED", (*path, place), value=value)
    return values
