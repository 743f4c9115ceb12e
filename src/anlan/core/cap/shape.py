"""Which elements stand where, how often and in which order (CAP 1.2, section 3.2 and the schema)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from anlan.core.cap.terms import (
    Category,
    Certainty,
    MsgType,
    ResponseType,
    Scope,
    Severity,
    Status,
    Urgency,
)

MANY = 10_000


@dataclass(frozen=True, slots=True)
class Slot:
    """One element of a block: how often it may stand there and which words it may hold."""

    name: str
    least: int = 0
    most: int = 1
    words: frozenset[str] = frozenset()


def _one(name: str, words: Iterable[str] = ()) -> Slot:
    return Slot(name, 1, 1, frozenset(words))


def _many(name: str, words: Iterable[str] = (), *, least: int = 0) -> Slot:
    return Slot(name, least, MANY, frozenset(words))


PAIR = (_one("valueName"), _one("value"))
BLOCKS: Mapping[str, tuple[Slot, ...]] = {
    "alert": (
        _one("identifier"),
        _one("sender"),
        _one("sent"),
        _one("status", Status),
        _one("msgType", MsgType),
        Slot("source"),
        _one("scope", Scope),
        Slot("restriction"),
        Slot("addresses"),
        _many("code"),
        Slot("note"),
        Slot("references"),
        Slot("incidents"),
        _many("info"),
    ),
    "info": (
        Slot("language"),
        _many("category", Category, least=1),
        _one("event"),
        _many("responseType", ResponseType),
        _one("urgency", Urgency),
        _one("severity", Severity),
        _one("certainty", Certainty),
        Slot("audience"),
        _many("eventCode"),
        Slot("effective"),
        Slot("onset"),
        Slot("expires"),
        Slot("senderName"),
        Slot("headline"),
        Slot("description"),
        Slot("instruction"),
        Slot("web"),
        Slot("contact"),
        _many("parameter"),
        _many("resource"),
        _many("area"),
    ),
    "resource": (
        _one("resourceDesc"),
        _one("mimeType"),
        Slot("size"),
        Slot("uri"),
        Slot("derefUri"),
        Slot("digest"),
    ),
    "area": (
        _one("areaDesc"),
        _many("polygon"),
        _many("circle"),
        _many("geocode"),
        Slot("altitude"),
        Slot("ceiling"),
    ),
    "eventCode": PAIR,
    "parameter": PAIR,
    "geocode": PAIR,
}
SIGNATURE = "{http://www.w3.org/2000/09/xmldsig#}Signature"
