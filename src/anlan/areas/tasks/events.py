"""What tasks announce after an act; the wiring maps each to its listeners."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TaskCreated:
    """A task was given to a position; a dormant one waits for its condition."""

    task_id: str
    code: str
    owner_position_id: str
    issuer_position_id: str
    dormant: bool


@dataclass(frozen=True, slots=True)
class TaskAccepted:
    """The owner took a task on."""

    task_id: str


@dataclass(frozen=True, slots=True)
class TaskObjected:
    """The owner objects to a task."""

    task_id: str
    issuer_position_id: str


@dataclass(frozen=True, slots=True)
class TaskDeclined:
    """The owner says that a task cannot be done; the issuer decides."""

    task_id: str
    issuer_position_id: str


@dataclass(frozen=True, slots=True)
class TaskDecided:
    """The issuer kept, revised or withdrew a task, or answered an objection."""

    task_id: str
    owner_position_id: str
    decision: str


@dataclass(frozen=True, slots=True)
class TaskSubmitted:
    """A task waits for verification."""

    task_id: str
    verifier_position_id: str


@dataclass(frozen=True, slots=True)
class TaskReturned:
    """The verifier sent a task back with a reason."""

    task_id: str
    owner_position_id: str


@dataclass(frozen=True, slots=True)
class TaskVerified:
    """Somebody who neither did it nor made its evidence verified a task."""

    task_id: str
    owner_position_id: str
    late: bool


@dataclass(frozen=True, slots=True)
class TaskClosed:
    """A task ended."""

    task_id: str


@dataclass(frozen=True, slots=True)
class TaskLate:
    """A task passed its deadline; it stays late."""

    task_id: str
    owner_position_id: str
    issuer_position_id: str


@dataclass(frozen=True, slots=True)
class TaskReminded:
    """A reminder of a task is due; ``stage`` is half, due, yellow or orange."""

    task_id: str
    owner_position_id: str
    issuer_position_id: str
    stage: str


@dataclass(frozen=True, slots=True)
class ExtensionAsked:
    """The owner asks for more time."""

    task_id: str
    extension_id: str
    issuer_position_id: str


@dataclass(frozen=True, slots=True)
class ExtensionDecided:
    """The issuer granted or refused more time."""

    task_id: str
    extension_id: str
    owner_position_id: str
    granted: bool


@dataclass(frozen=True, slots=True)
class ProhibitionBroken:
    """Somebody counted a breach of a prohibition."""

    task_id: str
    owner_position_id: str
    issuer_position_id: str
    count: int


EVENTS = (
    TaskCreated,
    TaskAccepted,
    TaskObjected,
    TaskDeclined,
    TaskDecided,
    TaskSubmitted,
    TaskReturned,
    TaskVerified,
    TaskClosed,
    TaskLate,
    TaskReminded,
    ExtensionAsked,
    ExtensionDecided,
    ProhibitionBroken,
)
