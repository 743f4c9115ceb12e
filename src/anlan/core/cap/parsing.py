"""XML from anywhere as a tree: no document type, no own entities, so nothing is fetched or blown up."""

from __future__ import annotations

from typing import Any
from xml.etree import ElementTree as ET
from xml.parsers import expat

MOST_BYTES = 1024 * 1024
DEEPEST = 12


class Unreadable(ValueError):
    """Why a text is no message: ``too_large``, ``not_xml``, ``has_doctype`` or ``too_deep``."""


def tree_of(text: bytes) -> ET.Element:
    """The root element, names as ``{namespace}name``. Raises Unreadable."""
    if len(text) > MOST_BYTES:
        raise Unreadable("too_large")
    builder, parser = ET.TreeBuilder(), expat.ParserCreate(namespace_separator="}")
    depth = 0

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > DEEPEST:
            raise Unreadable("too_deep")
        builder.start(f"{{{name}" if "}" in name else name, attributes)

    def end(name: str) -> None:
        nonlocal depth
        depth -= 1
        builder.end(f"{{{name}" if "}" in name else name)

    def refuse(*_: Any) -> None:
        raise Unreadable("has_doctype")

    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.CharacterDataHandler = builder.data
    parser.StartDoctypeDeclHandler = parser.EntityDeclHandler = refuse
    try:
        parser.Parse(text, True)
    except expat.ExpatError as trouble:
        raise Unreadable("not_xml") from trouble
    return builder.close()
