"""Whatever is written is valid, and says what was given."""

from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anlan.core.cap import Area, Info, Message, Reference, schema_faults, times, to_xml, validate
from anlan.core.cap.parsing import tree_of
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
from anlan.core.cap.writing import NAMESPACE

ZONE = ZoneInfo("Asia/Shanghai")
START = datetime(2022, 5, 19, tzinfo=UTC)
PRINTED = st.characters(categories=("L", "M", "N", "P", "S"), include_characters=" ")
WORDS = st.text(PRINTED, min_size=1, max_size=30).filter(str.strip)
MOMENTS = st.integers(0, 10**8).map(lambda seconds: START + timedelta(seconds=seconds))
NAMES = st.from_regex(r"[A-Za-z0-9.:@-]{1,30}", fullmatch=True)
POINTS = st.tuples(st.floats(-90, 90), st.floats(-180, 180))


@st.composite
def infos(draw: st.DrawFn) -> Info:
    """What is said in one language."""
    effective = draw(MOMENTS)
    return Info(
        language=draw(st.sampled_from(["zh-CN", "en-GB"])),
        categories=tuple(draw(st.lists(st.sampled_from(Category), min_size=1, max_size=3))),
        event=draw(WORDS),
        urgency=draw(st.sampled_from(Urgency)),
        severity=draw(st.sampled_from(Severity)),
        certainty=draw(st.sampled_from(Certainty)),
        headline=draw(WORDS),
        description=draw(WORDS),
        response_types=tuple(draw(st.lists(st.sampled_from(ResponseType), max_size=1))),
        effective=effective,
        expires=effective + timedelta(seconds=draw(st.integers(1, 10**6))),
        parameters=draw(st.lists(st.tuples(NAMES, WORDS), max_size=2).map(tuple)),
        areas=(
            Area(
                draw(WORDS),
                polygons=(tuple(draw(st.lists(POINTS, min_size=3, max_size=6, unique=True))),),
                circles=((draw(POINTS), draw(st.floats(0, 9999))),),
                codes=((draw(NAMES), draw(WORDS)),),
            ),
        ),
    )


@st.composite
def messages(draw: st.DrawFn) -> Message:
    """A message as the house makes them."""
    kind, scope = draw(st.sampled_from(MsgType)), draw(st.sampled_from(Scope))
    return Message(
        identifier="urn:uuid:own",
        sender=draw(NAMES),
        sent=draw(MOMENTS),
        status=draw(st.sampled_from(Status)),
        msg_type=kind,
        scope=scope,
        restriction=draw(WORDS) if scope == Scope.RESTRICTED else "",
        addresses=(draw(NAMES),) if scope == Scope.PRIVATE else (),
        note=draw(WORDS),
        references=()
        if kind == MsgType.ALERT
        else (Reference(draw(NAMES), "urn:uuid:before", draw(MOMENTS)),),
        infos=tuple(draw(st.lists(infos(), max_size=2))),
    )


@given(message=messages())
def test_whatever_is_written_meets_the_standard(message: Message):
    assert [fault for fault in validate(to_xml(message, zone=ZONE)) if not fault.advice] == []


@given(message=messages())
def test_what_was_given_is_what_is_read(message: Message):
    root = tree_of(to_xml(message, zone=ZONE))
    said = [element.text for element in root.iter(f"{{{NAMESPACE}}}headline")]
    assert [" ".join((text or "").split()) for text in said] == [
        " ".join(info.headline.split()) for info in message.infos
    ]
    sent = root.findtext(f"{{{NAMESPACE}}}sent") or ""
    assert times.read(sent) == message.sent


@given(at=MOMENTS, minutes=st.integers(-14 * 4, 14 * 4).map(lambda quarter: quarter * 15))
def test_instants_come_back_and_are_never_written_in_z(at: datetime, minutes: int):
    text = times.written(at, zone=timezone(timedelta(minutes=minutes)))
    assert times.read(text) == at
    assert "Z" not in text
    assert not text.endswith("+00:00")


def test_an_instant_without_a_zone_is_refused():
    with pytest.raises(ValueError, match="aware"):
        times.written(datetime(2022, 5, 19), zone=ZONE)  # noqa: DTZ001


def test_signs_that_xml_cannot_hold_are_left_out():
    info = Info(
        "zh-CN", (Category.MET,), "a\x00b\ufffe", Urgency.PAST, Severity.MINOR, Certainty.LIKELY, "<&>", "d"
    )
    message = Message("i", "s", START, Status.TEST, MsgType.ALERT, Scope.PUBLIC, (info,))
    text = to_xml(message, zone=ZONE)
    assert b"<event>ab</event>" in text
    assert b"&lt;&amp;&gt;" in text


SCHEMA = b"""<schema xmlns="http://www.w3.org/2001/XMLSchema" xmlns:c="urn:oasis:names:tc:emergency:cap:1.2"
  targetNamespace="urn:oasis:names:tc:emergency:cap:1.2" elementFormDefault="qualified">
  <element name="alert"><complexType><sequence>
    <element name="identifier" type="string"/>
    <any minOccurs="0" maxOccurs="unbounded" processContents="skip" namespace="##any"/>
  </sequence></complexType></element></schema>"""


def test_a_schema_is_a_second_judge_and_refuses_the_same_hostile_texts():
    good = f'<alert xmlns="{NAMESPACE}"><identifier>1</identifier></alert>'.encode()
    bad = f'<alert xmlns="{NAMESPACE}"><sender>1</sender></alert>'.encode()
    assert schema_faults(good, SCHEMA) == []
    assert [fault.code for fault in schema_faults(bad, SCHEMA)] == ["cap.schema"]
    assert [fault.code for fault in schema_faults(b"<!DOCTYPE a><a/>", SCHEMA)] == ["cap.has_doctype"]
