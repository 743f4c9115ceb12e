"""What a preview found, as values: frozen, kept as JSON, hashed.

Answers are ``allow``, ``hold``, ``deny``. "Newly denied" is a person one of whose passages at least goes from
allow or hold to deny; "newly allowed" one of whose passages goes from deny to allow or hold.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, Final

SCHEMA: Final = "anlan.preview/1"


@dataclass(frozen=True, slots=True)
class Said:
    """A text in both languages."""

    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """A measure or one of its parameters that changes; None: it does not stand. ``way`` as in posture."""

    measure: str
    param: str
    old: Any
    new: Any
    way: str


@dataclass(frozen=True, slots=True)
class Basis:
    """What was replayed. ``why`` is empty where anything was; times are ISO 8601 in UTC.

    ``sealed``: day → content hash of the packed passages; ``old_hash``, ``new_hash``: both documents.
    """

    days: tuple[str, ...]
    begins: str
    ends: str
    passages: int
    persons: int
    unnamed: int
    gates: int
    passes: int
    sealed: Mapping[str, str]
    old_hash: str
    new_hash: str
    why: Said | None


@dataclass(frozen=True, slots=True)
class Persons:
    """Distinct persons. ``newly_held``: has something to do first, but is never denied anew.

    ``unchanged``: no answer of theirs changes. A person may be newly denied here and newly allowed there.
    """

    newly_denied: int
    newly_allowed: int
    newly_held: int
    unchanged: int


@dataclass(frozen=True, slots=True)
class Moved:
    """One cell of the matrix: passages that go from one answer to another, and their persons."""

    old: str
    new: str
    passages: int
    persons: int


@dataclass(frozen=True, slots=True)
class Line:
    """One class of person, gate, college or reason. ``reason`` is the commonest new reason behind it.

    ``key`` is the code of the class, the key of the gate's place, the unit's code, or the reason; "" where
    the record names none. ``total`` counts distinct persons with any passage of the line.
    """

    key: str
    name: Said
    total: int
    newly_denied: int
    newly_allowed: int
    newly_held: int
    passages_denied: int
    passages_allowed: int
    reason: str
    reason_name: Said


@dataclass(frozen=True, slots=True)
class Cell:
    """The finest group that changes: class × gate × college × new reason × old and new answer."""

    cat: str
    gate: str
    college: str
    reason: str
    old: str
    new: str
    passages: int
    persons: int


@dataclass(frozen=True, slots=True)
class HourLine:
    """One hour of the day over all days: passages newly denied and newly allowed in it."""

    hour: int
    passages: int
    newly_denied: int
    newly_allowed: int


@dataclass(frozen=True, slots=True)
class PassGroup:
    """Passes in force of one kind, class and purpose, some of which become of no use at any gate or hour.

    ``useless`` of ``passes`` could be used at one gate and hour at least, and could no more at any.
    """

    kind: str
    cat: str
    purpose: str
    passes: int
    useless: int
    reason: str
    reason_name: Said


@dataclass(frozen=True, slots=True)
class Alarm:
    """Somebody who must not be caught by this: in quarantine, in medical care, with an approved journey."""

    kind: str
    name: Said
    persons: int
    passages: int
    gates: tuple[Said, ...]
    reason: str
    reason_name: Said


@dataclass(frozen=True, slots=True)
class Load:
    """What is needed against what there is. A number that nobody recorded is None, and ``why`` says so.

    ``kind``: ``gate``, ``bus``, ``canteen``, ``isolation``, ``lab``; ``hour``: the fullest hour of a gate.
    """

    kind: str
    key: str
    name: Said
    unit: Said
    need: int | None
    most: int | None
    hour: int | None
    why: Said | None

    @property
    def over(self) -> bool:
        """Whether more is needed than there is."""
        return self.need is not None and self.most is not None and self.need > self.most


@dataclass(frozen=True, slots=True)
class Findings:
    """Everything that a preview found; ``hash`` is the SHA-256 of its canonical JSON."""

    phase_id: str
    document_hash: str
    drill: bool
    changes: tuple[ChangeLine, ...]
    unchanged_measures: int
    basis: Basis
    persons: Persons
    matrix: tuple[Moved, ...]
    by_class: tuple[Line, ...]
    by_gate: tuple[Line, ...]
    by_college: tuple[Line, ...]
    by_reason: tuple[Line, ...]
    cells: tuple[Cell, ...]
    hours: tuple[HourLine, ...]
    passes: tuple[PassGroup, ...]
    alarms: tuple[Alarm, ...]
    loads: tuple[Load, ...]
    continuity: tuple[Load, ...]
    unknown: tuple[Said, ...]

    def as_json(self) -> dict[str, Any]:
        """The object as it is kept."""
        return {"schema": SCHEMA, **json.loads(json.dumps(asdict(self), ensure_ascii=False))}

    @property
    def hash(self) -> str:
        """What the commit has to carry."""
        return digest(self.as_json())


@dataclass(frozen=True, slots=True)
class ClassScore:
    """One class of person: predicted and real persons newly denied, and those whom both name."""

    cat: str
    name: Said
    predicted: int
    real: int
    both: int


@dataclass(frozen=True, slots=True)
class Score:
    """How a preview fared since its phase came into force; ``why`` where nothing can be said yet.

    ``as_of`` is the latest passage looked at, ISO 8601. Appeals are not recorded yet: None, ``appeals_why``.
    """

    as_of: str
    passages: int
    classes: tuple[ClassScore, ...]
    predicted: int
    real: int
    both: int
    appeals_granted: int | None
    appeals_why: Said | None
    why: Said | None


def digest(content: object) -> str:
    """SHA-256 over canonical JSON."""
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
