"""A message as XML, its elements in the order of the standard."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import datetime, tzinfo
from xml.etree import ElementTree as ET

from anlan.core.cap import geometry, times
from anlan.core.cap.message import Area, Info, Message, Reference

NAMESPACE = "urn:oasis:names:tc:emergency:cap:1.2"
_UNWRITABLE = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

Row = tuple[str, str]


def to_xml(message: Message, *, zone: tzinfo) -> bytes:
    """The message in UTF-8; instants are told in the zone. Empty optional elements are left out."""
    alert = ET.Element("alert", {"xmlns": NAMESPACE})
    _put(alert, _head(message, zone=zone))
    for info in message.infos:
        _put_info(ET.SubElement(alert, "info"), info, zone=zone)
    ET.indent(alert)
    body: bytes = ET.tostring(alert, encoding="utf-8", xml_declaration=True)
    return body + b"\n"


def reference_written(reference: Reference, *, zone: tzinfo) -> str:
    """``sender,identifier,sent``."""
    return f"{reference.sender},{reference.identifier},{times.written(reference.sent, zone=zone)}"


def _head(message: Message, *, zone: tzinfo) -> Iterator[Row]:
    yield "identifier", message.identifier
    yield "sender", message.sender
    yield "sent", times.written(message.sent, zone=zone)
    yield "status", message.status
    yield "msgType", message.msg_type
    yield "scope", message.scope
    yield "restriction", message.restriction
    yield "addresses", _listed(message.addresses)
    yield "note", message.note
    yield "references", " ".join(reference_written(one, zone=zone) for one in message.references)
    yield "incidents", _listed(message.incidents)


def _put_info(element: ET.Element, info: Info, *, zone: tzinfo) -> None:
    _put(element, _info(info, zone=zone))
    for name, value in info.parameters:
        _put(ET.SubElement(element, "parameter"), (("valueName", name), ("value", value)))
    for area in info.areas:
        _put_area(ET.SubElement(element, "area"), area)


def _info(info: Info, *, zone: tzinfo) -> Iterator[Row]:
    yield "language", info.language
    yield from (("category", category.value) for category in info.categories)
    yield "event", info.event
    yield from (("responseType", response.value) for response in info.response_types)
    yield "urgency", info.urgency
    yield "severity", info.severity
    yield "certainty", info.certainty
    yield "audience", info.audience
    for name, at in (("effective", info.effective), ("onset", info.onset), ("expires", info.expires)):
        yield name, _moment(at, zone=zone)
    yield "senderName", info.sender_name
    yield "headline", info.headline
    yield "description", info.description
    yield "instruction", info.instruction
    yield "web", info.web
    yield "contact", info.contact


def _put_area(element: ET.Element, area: Area) -> None:
    _put(element, (("areaDesc", area.words),))
    _put(element, (("polygon", geometry.polygon_written(ring)) for ring in area.polygons))
    _put(element, (("circle", geometry.circle_written(*circle)) for circle in area.circles))
    for name, value in area.codes:
        _put(ET.SubElement(element, "geocode"), (("valueName", name), ("value", value)))


def _put(element: ET.Element, rows: Iterable[Row]) -> None:
    for name, value in rows:
        if value:
            ET.SubElement(element, name).text = _UNWRITABLE.sub("", str(value))


def _moment(at: datetime | None, *, zone: tzinfo) -> str:
    return "" if at is None else times.written(at, zone=zone)


def _listed(values: Iterable[str]) -> str:
    """Values with spaces between; one that holds a space stands in quotes."""
    return " ".join(f'"{value}"' if " " in value else value for value in values)
