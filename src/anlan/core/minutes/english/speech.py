"""Who speaks, in English: `The Chair stressed that …`, and counts announced: `adopted five resolutions`."""

from __future__ import annotations

import re
from typing import Any

from anlan.core.minutes.body import Span
from anlan.core.minutes.english import vocabulary as words
from anlan.core.minutes.speakers import NOBODY, Speaker
from anlan.core.minutes.speech import Opening

_LOWER = (
    r"(?:working |steering |emergency |joint )?"
    r"(?:group|committee|meeting|board|panel|council|chair|team|taskforce)"
)
_WHO = rf"(?:[Tt]he )?(?P<who>{_LOWER}\b|(?:[A-Z][\w'’.-]*)(?: (?:of|for|and|the|on|[A-Z][\w'’.-]*)){{0,6}})"
_OPENING = re.compile(
    rf"(?:[A-Z][^,.;]{{3,60}}, )?{_WHO} (?:then |also |again |further |finally )?"
    r"(?P<verb>stressed|emphasi[sz]ed|required|instructed|directed|ordered|resolved|decided|reminded"
    r"|insisted|underlined|agreed|said|added|confirmed|stated|announced|warned|concluded)"
    r"(?P<link> that\b| the following\b[^.:]{0,40}:| as follows:|:|,)?\s*"
)
_ASKS = re.compile(
    rf"(?:[A-Z][^,.;]{{3,60}}, )?{_WHO} (?:then |also |again |further |finally )?"
    r"(?=(?:asked|instructed|directed|requested|required|ordered|told|reminded|urged"
    r"|charged) [^.;]{3,80}? to [a-z])"
)
_ANNOUNCER = re.compile(
    rf"{_WHO}(?: met [^,;.]{{3,40}} and)? (?:then |also |unanimously )?(?:{words.ANNOUNCING.pattern})"
)
_NO_SPEAKER = re.compile(
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December|\w+day)\b"
    r"|.* (?:and|of|for|the|on)$"
)
_WAS_ANNOUNCED = re.compile(rf" (?:were|was|have been) (?:\w+ly )?(?:{words.ANNOUNCING.pattern})")
# A post with what it is over, given names after it left out: Provost of `Provost Adela`.
_TITLED = re.compile(
    rf".*{words.POST_HEAD.pattern}(?: (?:of|for) (?:the )?[A-Z][\w-]+(?: (?:and|of|for) [A-Z][\w-]+)*)?"
)
_ROLE_BEFORE = re.compile(r"(?:[A-Z][\w-]+(?: (?:of|for|the|and|[A-Z][\w-]+)){0,5})$")


_PRONOUN = re.compile(r"(?:He|She|They|It)$")


def opening_at(body: str, span: Span, *, before: Speaker = NOBODY, **_: Any) -> Opening | None:
    """Return the opening that a sentence begins with."""
    asks = _ASKS.match(body, span.start, span.end)
    if asks is not None:
        return Opening(span=Span(span.start, asks.end()), speaker=_named(body, asks["who"], before=before))
    match = _OPENING.match(body, span.start, span.end)
    if match is None or match["link"] is None:
        return None
    return Opening(span=Span(span.start, match.end()), speaker=_named(body, match["who"], before=before))


def announcement_in(body: str, span: Span, **_: Any) -> Opening | None:
    """Return who announces a count: `the Committee adopted five resolutions`."""
    counted = words.ANNOUNCED.search(body, span.start, span.end)
    if counted is None:
        return None
    told = words.ANNOUNCING.search(body, span.start, counted.start())
    if told is None and _WAS_ANNOUNCED.match(body, counted.end(), span.end) is None:
        return None
    printed = counted["n"].lower()
    named = list(_ANNOUNCER.finditer(body, span.start, counted.start()))
    named = [match for match in named if _NO_SPEAKER.match(match["who"]) is None]
    speaker = _speaker(body, named[-1]["who"]) if named else NOBODY
    return Opening(span=span, speaker=speaker, count=words.COUNTS.get(printed) or int(printed))


def _named(body: str, who: str, *, before: Speaker) -> Speaker:
    """Return the speaker, for a pronoun whoever was named last."""
    return before if _PRONOUN.fullmatch(who) else _speaker(body, who)


def _speaker(body: str, who: str) -> Speaker:
    """Return the speaker; an office is its own role, a name has the title before its first mention."""
    if words.POST_HEAD.search(who) and words.PERSON.fullmatch(who) is None:
        return Speaker(who, who)
    at = body.find(who)
    before = body[max(0, at - 60) : at].rstrip(" ,")
    role = _ROLE_BEFORE.search(before)
    titled = _TITLED.match(role.group()) if role is not None else None
    return Speaker(who, titled.group() if titled is not None else None)


_BODY_ACTS = re.compile(
    r"(?:The )?(?:[A-Z]\w+ )?(?:Committee|Chair|Board|Group|Council|Senate|Panel|Meeting|meeting"
    r"|Working Group|Members|members)\b (?!(?:shall|must|will|is to|are to))"
)


_NEW_HEADING = re.compile(
    r"(?:Item|Section|Part|Agenda item) \d{1,2}\b|(?:Action (?:summary|list|log|table)|Summary of actions"
    r"|Any other business|AOB"
    r"|Date of (?:the )?next meeting|Close(?: of meeting)?|Next steps)\b[^.]{0,30}$|(?:Owner|Action"
    r"|Responsible): [^|]+\|"
)


def begins_anew(body: str, span: Span, **_: Any) -> bool:
    """Tell whether a paragraph opens with a speaker, a heading, or with what the meeting did."""
    if _NEW_HEADING.match(body, span.start, span.end):
        return True
    return _BODY_ACTS.match(body, span.start, span.end) is not None or opening_at(body, span) is not None
