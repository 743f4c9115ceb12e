"""What single elements may say, given the others of their block (CAP 1.2, section 3.2)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from anlan.core.cap import times
from anlan.core.cap.faults import Fault
from anlan.core.cap.geometry import circle_fault, polygon_fault
from anlan.core.cap.terms import MsgType, ResponseType, Scope, Status

Texts = Mapping[str, Sequence[str]]

LONGEST_HEADLINE = 160
_UNFIT = re.compile(r"[\s,<>&]")
_LANGUAGE = re.compile(r"[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*")
_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:\S+")
_DIGEST = re.compile(r"[0-9A-Fa-f]{40}")
_NUMBER = re.compile(r"-?\d+(\.\d+)?")
NEEDS_REFERENCES = frozenset({MsgType.UPDATE, MsgType.CANCEL, MsgType.ACK, MsgType.ERROR})
REFERENCE_PARTS = 3


def alert_faults(said: Texts, where: str) -> Iterator[Fault]:
    """Names without spaces, commas and forbidden characters; scope, references and drills as they must be."""
    for name in ("identifier", "sender"):
        if _UNFIT.search(_first(said, name)):
            yield Fault("cap.unfit_name", f"{where}/{name}", _first(said, name)[:80])
    yield from _moment(said, "sent", where)
    yield from _scope(said, where)
    yield from _references(said, where)
    status, kind = _first(said, "status"), _first(said, "msgType")
    if status == Status.EXERCISE and not _first(said, "note"):
        yield Fault("cap.exercise_without_note", f"{where}/note", advice=True)
    if kind == MsgType.ERROR and not _first(said, "note"):
        yield Fault("cap.error_without_note", f"{where}/note", advice=True)


def info_faults(said: Texts, where: str) -> Iterator[Fault]:
    """Language codes, instants in their order, an address that leads somewhere."""
    language, web = _first(said, "language"), _first(said, "web")
    if language and not _LANGUAGE.fullmatch(language):
        yield Fault("cap.not_a_language", f"{where}/language", language[:80])
    for name in ("effective", "onset", "expires"):
        yield from _moment(said, name, where)
    expires = times.read(_first(said, "expires"))
    for name in ("effective", "onset"):
        starts = times.read(_first(said, name))
        if expires is not None and starts is not None and expires <= starts:
            yield Fault("cap.expires_too_early", f"{where}/expires", _first(said, "expires"))
    if web and not _ADDRESS.fullmatch(web):
        yield Fault("cap.not_an_address", f"{where}/web", web[:80])
    if len(_first(said, "headline")) > LONGEST_HEADLINE:
        yield Fault("cap.long_headline", f"{where}/headline", advice=True)
    responses = said.get("responseType", ())
    if ResponseType.ALL_CLEAR in responses and len(set(responses)) > 1:
        yield Fault("cap.all_clear_and_more", f"{where}/responseType", advice=True)


def area_faults(said: Texts, where: str) -> Iterator[Fault]:
    """Closed rings of at least four points on the globe; a ceiling needs an altitude."""
    for number, text in enumerate(said.get("polygon", ()), start=1):
        if fault := polygon_fault(text):
            yield Fault(f"cap.polygon_{fault}", f"{where}/polygon[{number}]", text[:80])
    for number, text in enumerate(said.get("circle", ()), start=1):
        if fault := circle_fault(text):
            yield Fault(f"cap.circle_{fault}", f"{where}/circle[{number}]", text[:80])
    for name in ("altitude", "ceiling"):
        if _first(said, name) and not _NUMBER.fullmatch(_first(said, name)):
            yield Fault("cap.not_a_number", f"{where}/{name}", _first(said, name)[:80])
    if _first(said, "ceiling") and not _first(said, "altitude"):
        yield Fault("cap.ceiling_without_altitude", f"{where}/ceiling")


def resource_faults(said: Texts, where: str) -> Iterator[Fault]:
    """Sizes are whole bytes, digests SHA-1 in hexadecimal, addresses are addresses."""
    size, digest, uri = _first(said, "size"), _first(said, "digest"), _first(said, "uri")
    if size and not size.isdecimal():
        yield Fault("cap.not_a_number", f"{where}/size", size[:80])
    if digest and not _DIGEST.fullmatch(digest):
        yield Fault("cap.not_a_digest", f"{where}/digest", digest[:80])
    if uri and re.search(r"\s", uri):
        yield Fault("cap.not_an_address", f"{where}/uri", uri[:80])


def _scope(said: Texts, where: str) -> Iterator[Fault]:
    scope = _first(said, "scope")
    if scope == Scope.RESTRICTED and not _first(said, "restriction"):
        yield Fault("cap.restricted_to_what", f"{where}/restriction")
    if scope == Scope.PRIVATE and not _first(said, "addresses"):
        yield Fault("cap.private_to_whom", f"{where}/addresses")
    if scope != Scope.RESTRICTED and _first(said, "restriction"):
        yield Fault("cap.restriction_without_scope", f"{where}/restriction", advice=True)


def _references(said: Texts, where: str) -> Iterator[Fault]:
    listed = _first(said, "references").split()
    if not listed and _first(said, "msgType") in NEEDS_REFERENCES:
        yield Fault("cap.references_missing", f"{where}/references")
    own = (_first(said, "sender"), _first(said, "identifier"))
    for one in listed:
        parts = one.split(",")
        if len(parts) != REFERENCE_PARTS or not all(parts) or times.read(parts[2]) is None:
            yield Fault("cap.reference_unreadable", f"{where}/references", one[:120])
        elif (parts[0], parts[1]) == own:
            yield Fault("cap.refers_to_itself", f"{where}/references", one[:120])


def _moment(said: Texts, name: str, where: str) -> Iterator[Fault]:
    text = _first(said, name)
    if text and times.read(text) is None:
        code = "cap.time_in_z" if text.endswith(("Z", "z")) else "cap.not_a_time"
        yield Fault(code, f"{where}/{name}", text[:80])


def _first(said: Texts, name: str) -> str:
    return next(iter(said.get(name, ())), "")
