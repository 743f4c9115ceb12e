"""What movement announces after an act. Ids are texts."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PreviewEnded:
    """A preview is done, was stopped or failed."""

    preview_id: str
    phase_id: str
    state: str
    drill: bool


@dataclass(frozen=True, slots=True)
class NamesAsked:
    """Somebody asks for the names behind a number."""

    request_id: str
    preview_id: str


@dataclass(frozen=True, slots=True)
class NamesAnswered:
    """A second person agreed or did not."""

    request_id: str
    preview_id: str
    released: bool


EVENTS = (PreviewEnded, NamesAsked, NamesAnswered)
