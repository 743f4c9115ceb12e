"""What is read from minutes: requirements, their checkable parts, and doubts; plain frozen data."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal

from anlan.core.minutes.body import Span

Kind = Literal["standing", "once", "conditional", "prohibition"]


def _pair(span: Span | None) -> list[int] | None:
    return None if span is None else [span.start, span.end]


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadline:
    """Time words of an order: as printed, the ISO day or hour they mean, and whether they repeat."""

    text: str
    span: Span
    due: str | None = None
    repeats: str | None = None

    def as_json(self) -> dict[str, Any]:
        """Return the object of the contract."""
        return {"text": self.text, "span": _pair(self.span), "due": self.due, "repeats": self.repeats}


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """The smallest order that can be checked; `lead` are the words it shares with its siblings."""

    no: str
    text: str
    span: Span
    kind: Kind
    owners: tuple[str, ...] = ()
    deadline: Deadline | None = None
    condition: str | None = None
    lead: Span | None = None
    relayed: bool = False
    sure: float = 0.9

    def as_json(self) -> dict[str, Any]:
        """Return the object of the contract."""
        return {
            "no": self.no,
            "text": self.text,
            "span": _pair(self.span),
            "kind": self.kind,
            "owners": list(self.owners),
            "deadline": self.deadline and self.deadline.as_json(),
            "condition": self.condition,
            "lead": _pair(self.lead),
            "relayed": self.relayed,
            "sure": self.sure,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Requirement:
    """One demand of a text: an item of a list, or a paragraph or clause with an order of its own."""

    no: str
    speaker: str | None
    speaker_role: str | None
    marker: str | None
    heading: str
    span: Span
    parts: tuple[Part, ...]
    relayed: bool = False

    def as_json(self) -> dict[str, Any]:
        """Return the object of the contract."""
        return {
            "no": self.no,
            "speaker": self.speaker,
            "speaker_role": self.speaker_role,
            "marker": self.marker,
            "heading": self.heading,
            "span": _pair(self.span),
            "relayed": self.relayed,
            "parts": [part.as_json() for part in self.parts],
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Announced:
    """A count that the text itself gives (七点要求) beside the number of requirements found."""

    speaker: str | None
    count: int
    found: int

    def as_json(self) -> dict[str, Any]:
        """Return the object of the contract."""
        return {"speaker": self.speaker, "count": self.count, "found": self.found}


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """Something a person should look at before confirming; the codes stand in `doubts`."""

    code: str
    text: str

    def as_json(self) -> dict[str, Any]:
        """Return the object of the contract."""
        return {"code": self.code, "text": self.text}


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A sentence of the body and the numbers of the requirements it belongs to."""

    span: Span
    requirements: tuple[str, ...] = ()

    @property
    def matched(self) -> bool:
        """Tell whether any requirement covers the sentence."""
        return bool(self.requirements)


@dataclass(frozen=True, slots=True, kw_only=True)
class Minutes:
    """A whole text, read: the body that all spans count in and everything found in it."""

    body: str
    title: str | None = None
    held_on: str | None = None
    published_on: str | None = None
    requirements: tuple[Requirement, ...] = ()
    announced: tuple[Announced, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    sentences: tuple[Sentence, ...] = field(default=(), repr=False)

    def as_json(self) -> dict[str, Any]:
        """Return the document of `anlan minutes read --json`."""
        return {
            "title": self.title,
            "held_on": self.held_on,
            "published_on": self.published_on,
            "body": self.body,
            "requirements": [requirement.as_json() for requirement in self.requirements],
            "announced": [announced.as_json() for announced in self.announced],
            "warnings": [doubt.as_json() for doubt in self.doubts],
        }
