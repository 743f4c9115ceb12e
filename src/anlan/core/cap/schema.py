"""The second judge: the standard's own schema, where the site has a copy of it."""

from __future__ import annotations

from lxml import etree  # type: ignore[import-untyped]

from anlan.core.cap.faults import Fault
from anlan.core.cap.parsing import Unreadable, tree_of


def schema_faults(text: bytes, schema: bytes) -> list[Fault]:
    """What the XML schema finds; nothing is fetched, whatever schema or message ask for."""
    try:
        tree_of(text)
    except Unreadable as trouble:
        return [Fault(f"cap.{trouble}", "/")]
    careful = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        judge = etree.XMLSchema(etree.fromstring(schema, careful))
    except etree.LxmlError as trouble:
        return [Fault("cap.schema_unusable", "/", str(trouble)[:200])]
    if judge.validate(etree.fromstring(text, careful)):
        return []
    return [Fault("cap.schema", f"line {one.line}", one.message[:200]) for one in judge.error_log]
