"""What a meeting, a slip, a paper, a draft, a requirement and its addressees can be, and how they move."""

from __future__ import annotations

from enum import StrEnum

from anlan.core.workflow import Machine, Move


class MeetingState(StrEnum):
    """A meeting from its plan to the day its minutes are worked off."""

    PLANNED = "planned"
    HELD = "held"
    MINUTED = "minuted"
    CLOSED = "closed"


class SlipState(StrEnum):
    """A topic that a unit proposes for a meeting."""

    SUBMITTED = "submitted"
    ACCEPTED = "accepted"
    DECLINED = "declined"


class Presence(StrEnum):
    """How a position that was invited took part."""

    INVITED = "invited"
    PRESENT = "present"
    DEPUTY = "deputy"
    ABSENT = "absent"


class UpstreamState(StrEnum):
    """A paper from above, from its receipt to the reply."""

    RECEIVED = "received"
    IN_HAND = "in_hand"
    REPLIED = "replied"
    FILED = "filed"


class DraftState(StrEnum):
    """What a clerk has decided about a draft; what it still lacks is computed, not stored."""

    OPEN = "open"
    CONFIRMED = "confirmed"
    NOT_A_REQUIREMENT = "not_a_requirement"
    FOLDED = "folded"
    ISSUED = "issued"


class DirectiveState(StrEnum):
    """A requirement; its text is fixed from the moment it is issued."""

    DRAFT = "draft"
    ISSUED = "issued"
    ACKNOWLEDGED = "acknowledged"
    FULFILLED = "fulfilled"
    SUPERSEDED = "superseded"
    WITHDRAWN = "withdrawn"


class AnswerState(StrEnum):
    """What an addressed unit has said, and what the issuer answered."""

    WAITING = "waiting"
    ACKNOWLEDGED = "acknowledged"
    OBJECTED = "objected"
    KEPT = "kept"
    CHANGED = "changed"


MEETING = Machine(
    "command.meeting",
    start=MeetingState.PLANNED,
    moves=(
        Move(MeetingState.PLANNED, "hold", MeetingState.HELD, verb="command.meet"),
        Move(MeetingState.HELD, "minute", MeetingState.MINUTED, verb="command.meet"),
        Move(MeetingState.MINUTED, "close", MeetingState.CLOSED, verb="command.meet"),
    ),
)

SLIP = Machine(
    "command.topicslip",
    start=SlipState.SUBMITTED,
    moves=(
        Move(SlipState.SUBMITTED, "accept", SlipState.ACCEPTED, verb="command.meet"),
        Move(SlipState.SUBMITTED, "decline", SlipState.DECLINED, verb="command.meet"),
    ),
)

UPSTREAM = Machine(
    "command.upstreampaper",
    start=UpstreamState.RECEIVED,
    moves=(
        Move(UpstreamState.RECEIVED, "take_in_hand", UpstreamState.IN_HAND, verb="command.upstream"),
        Move(UpstreamState.RECEIVED, "file", UpstreamState.FILED, verb="command.upstream"),
        Move(UpstreamState.IN_HAND, "reply", UpstreamState.REPLIED, verb="command.upstream"),
        Move(UpstreamState.IN_HAND, "file", UpstreamState.FILED, verb="command.upstream"),
    ),
)

DRAFT = Machine(
    "command.draftitem",
    start=DraftState.OPEN,
    moves=(
        Move(DraftState.OPEN, "confirm", DraftState.CONFIRMED, verb="command.draft"),
        Move(DraftState.CONFIRMED, "reopen", DraftState.OPEN, verb="command.draft"),
        Move(DraftState.OPEN, "dismiss", DraftState.NOT_A_REQUIREMENT, verb="command.draft"),
        Move(DraftState.CONFIRMED, "dismiss", DraftState.NOT_A_REQUIREMENT, verb="command.draft"),
        Move(DraftState.NOT_A_REQUIREMENT, "reopen", DraftState.OPEN, verb="command.draft"),
        Move(DraftState.OPEN, "fold", DraftState.FOLDED, verb="command.draft"),
        Move(DraftState.CONFIRMED, "fold", DraftState.FOLDED, verb="command.draft"),
        Move(DraftState.FOLDED, "unfold", DraftState.OPEN, verb="command.draft"),
        Move(DraftState.CONFIRMED, "issue", DraftState.ISSUED, verb="command.issue"),
    ),
)

DIRECTIVE = Machine(
    "command.directive",
    start=DirectiveState.DRAFT,
    moves=(
        Move(DirectiveState.DRAFT, "issue", DirectiveState.ISSUED, verb="command.issue"),
        Move(DirectiveState.ISSUED, "acknowledge", DirectiveState.ACKNOWLEDGED, verb="command.acknowledge"),
        Move(DirectiveState.ISSUED, "supersede", DirectiveState.SUPERSEDED, verb="command.supersede"),
        Move(DirectiveState.ISSUED, "withdraw", DirectiveState.WITHDRAWN, verb="command.withdraw"),
        Move(DirectiveState.ACKNOWLEDGED, "fulfil", DirectiveState.FULFILLED, verb="command.issue"),
        Move(DirectiveState.ACKNOWLEDGED, "supersede", DirectiveState.SUPERSEDED, verb="command.supersede"),
        Move(DirectiveState.ACKNOWLEDGED, "withdraw", DirectiveState.WITHDRAWN, verb="command.withdraw"),
    ),
)

ANSWER = Machine(
    "command.addressee",
    start=AnswerState.WAITING,
    moves=(
        Move(AnswerState.WAITING, "acknowledge", AnswerState.ACKNOWLEDGED, verb="command.acknowledge"),
        Move(AnswerState.WAITING, "object", AnswerState.OBJECTED, verb="command.acknowledge"),
        Move(AnswerState.ACKNOWLEDGED, "object", AnswerState.OBJECTED, verb="command.acknowledge"),
        Move(AnswerState.OBJECTED, "keep", AnswerState.KEPT, verb="command.issue"),
        Move(AnswerState.OBJECTED, "change", AnswerState.CHANGED, verb="command.issue"),
        Move(AnswerState.KEPT, "acknowledge", AnswerState.ACKNOWLEDGED, verb="command.acknowledge"),
    ),
)

MACHINES = (MEETING, SLIP, UPSTREAM, DRAFT, DIRECTIVE, ANSWER)

LIVE = frozenset({DirectiveState.ISSUED, DirectiveState.ACKNOWLEDGED})
"""A requirement that is in force and not yet done."""
COUNTING = frozenset({*LIVE, DirectiveState.FULFILLED})
"""A requirement that is in force or done: neither corrected nor withdrawn."""
