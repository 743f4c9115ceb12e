"""A notice in the words of CAP 1.2, in Chinese and English."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

from anlan.core.access import Actor
from anlan.core.cap import Area, Fault, Info, Message, Reference, schema_faults, to_xml, validate
from anlan.core.cap.message import Point
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
from anlan.core.kernel.clock import CAMPUS_ZONE
from anlan.core.kernel.errors import NotVisible
from anlan.foundation.campus.models import Place
from anlan.foundation.notices.models import Notice
from anlan.foundation.notices.rules.audience import AudienceSpec
from anlan.foundation.notices.rules.marking import marked, marked_text
from anlan.foundation.notices.selectors.figures import figures
from anlan.foundation.notices.states import FIXED
from anlan.foundation.people.permission import allowed

LANGUAGES = (("zh", "zh-CN", False), ("en", "en-GB", True))
RESTRICTION = "Members of the university / 校内"
_UNFIT = re.compile(r"[^A-Za-z0-9._-]")


def cap_xml(notice: Notice, viewer: Actor) -> bytes:
    """The message as XML; what was not sent yet says status Draft. Raises NotVisible."""
    if not allowed(viewer, "notices.read", notice):
        raise NotVisible
    return written(notice)


def written(notice: Notice) -> bytes:
    """The message as XML, for channels that carry it and for whoever may read the notice."""
    return to_xml(message_of(notice), zone=CAMPUS_ZONE)


def validate_cap(text: bytes, *, schema: str = "") -> list[Fault]:
    """What is wrong with a message by the standard's rules, and by its schema where the site has one."""
    return [*validate(text), *_by_schema(text, schema or settings.CAP_SCHEMA)]


def _by_schema(text: bytes, schema: str) -> list[Fault]:
    if not schema:
        return []
    try:
        judge = Path(schema).read_bytes()
    except OSError as trouble:
        return [Fault("cap.schema_unusable", schema, trouble.strerror or "")]
    return schema_faults(text, judge)


def message_of(notice: Notice) -> Message:
    """The notice as CAP has it."""
    sent = notice.state in FIXED and notice.sent_at is not None
    restricted = notice.scope == Scope.RESTRICTED
    return Message(
        identifier=notice.identifier,
        sender=sender_of(notice),
        sent=notice.sent_at or notice.recorded_at,
        status=Status(notice.status) if sent else Status.DRAFT,
        msg_type=MsgType(notice.msg_type),
        scope=Scope(notice.scope),
        restriction=RESTRICTION if restricted else "",
        addresses=(f"urn:anlan:audience:{notice.code}",) if notice.scope == Scope.PRIVATE else (),
        note=_note(notice),
        references=tuple(_references(notice)),
        infos=tuple(_infos(notice)),
    )


def sender_of(notice: Notice) -> str:
    """``hq-office.head@lanjiang.example``: unique, without the signs that CAP forbids."""
    return f"{_UNFIT.sub('-', notice.sender.code)}@{figures().identity.domain}"


def _note(notice: Notice) -> str:
    return f"Exercise {notice.code}. 演练，不是真实情况。" if notice.drill else ""


def _references(notice: Notice) -> Iterator[Reference]:
    """The whole chain, the newest first: a later message speaks for all it follows."""
    at = notice.references
    while at is not None:
        if at.sent_at is not None:
            yield Reference(sender_of(at), at.identifier, at.sent_at)
        at = at.references


def _infos(notice: Notice) -> Iterator[Info]:
    places = _places(notice)
    for language, code, english in LANGUAGES:
        unit = notice.sender.unit
        yield Info(
            language=code,
            categories=tuple(Category(one) for one in notice.categories),
            event=getattr(notice, f"event_{language}"),
            response_types=tuple(ResponseType(one) for one in notice.response_types),
            urgency=Urgency(notice.urgency),
            severity=Severity(notice.severity),
            certainty=Certainty(notice.certainty),
            effective=notice.effective,
            onset=notice.onset,
            expires=notice.expires,
            sender_name=(unit.name_en or unit.name) if english else unit.name,
            headline=marked(getattr(notice, f"headline_{language}"), drill=notice.drill, english=english),
            description=marked_text(getattr(notice, f"text_{language}"), drill=notice.drill, english=english),
            instruction=getattr(notice, f"instruction_{language}"),
            web=notice.web,
            contact=notice.contact,
            parameters=(("anlan:code", notice.code),),
            areas=tuple(_area(place, english=english) for place in places) or (_whole(english=english),),
        )


def _places(notice: Notice) -> list[Place]:
    chosen = AudienceSpec.read(notice.audience_spec).places
    return list(Place.objects.filter(pk__in=chosen).order_by("path")) if chosen else []


def _whole(*, english: bool) -> Area:
    named = figures().identity
    return Area(words=named.area_en if english else named.area_zh)


def _area(place: Place, *, english: bool) -> Area:
    return Area(
        words=(place.name_en or place.name) if english else place.name,
        polygons=tuple(_rings(place)),
        codes=(("anlan:place", place.code),),
    )


def _rings(place: Place) -> Iterator[tuple[Point, ...]]:
    """The outer rings of a geometry in degrees; plans in metres have no place on the globe."""
    shape = place.geometry or {}
    if place.crs != Place.Crs.WGS84:
        return
    given = shape.get("coordinates", [])
    polygons = {"Polygon": [given], "MultiPolygon": given}.get(shape.get("type", ""), [])
    for polygon in polygons:
        yield tuple((point[1], point[0]) for point in polygon[0])
