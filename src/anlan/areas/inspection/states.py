"""What a checklist, a run, a finding, a conclusion, an objection and a protected report can be."""

from __future__ import annotations

from enum import StrEnum

from anlan.core.workflow import Machine, Move


class ChecklistState(StrEnum):
    """One version of a checklist; published, its questions never change."""

    DRAFT = "draft"
    PUBLISHED = "published"
    RETIRED = "retired"


class RunState(StrEnum):
    """One inspection of one place by one version."""

    SCHEDULED = "scheduled"
    STARTED = "started"
    SUBMITTED = "submitted"
    REVIEWED = "reviewed"
    CANCELLED = "cancelled"


class FindingState(StrEnum):
    """What is wrong, until it is put right, proven and closed."""

    RAISED = "raised"
    ASSIGNED = "assigned"
    RECTIFYING = "rectifying"
    SUBMITTED = "submitted"
    VERIFIED = "verified"
    CLOSED = "closed"
    REOPENED = "reopened"
    RISK_ACCEPTED = "risk_accepted"
    OVERTURNED = "overturned"


class ConclusionState(StrEnum):
    """A written conclusion and what became of it."""

    ISSUED = "issued"
    OBJECTED = "objected"
    KEPT = "kept"
    CHANGED = "changed"


class ObjectionState(StrEnum):
    """A unit's objection, answered by others than those who inspected."""

    FILED = "filed"
    UPHELD = "upheld"
    REFUSED = "refused"


class RecheckState(StrEnum):
    """One item judged a second time by somebody who does not see the first judgement."""

    WAITING = "waiting"
    DONE = "done"
    LAPSED = "lapsed"


class ReportState(StrEnum):
    """A protected report, from its receipt to its end."""

    RECEIVED = "received"
    IN_HAND = "in_hand"
    CONCLUDED = "concluded"


INSPECT, PLAN, ASSIGN, RECTIFY = (
    "inspection.inspect",
    "inspection.plan",
    "inspection.assign",
    "inspection.rectify",
)
VERIFY, REVIEW, RISK = "inspection.verify", "inspection.review", "inspection.accept_risk"
F, R = FindingState, RunState

CHECKLIST = Machine(
    "inspection.checklist",
    start=ChecklistState.DRAFT,
    moves=(
        Move(ChecklistState.DRAFT, "publish", ChecklistState.PUBLISHED, verb="inspection.checklists"),
        Move(ChecklistState.PUBLISHED, "retire", ChecklistState.RETIRED, verb="inspection.checklists"),
    ),
)

RUN = Machine(
    "inspection.run",
    start=R.SCHEDULED,
    moves=(
        Move(R.SCHEDULED, "start", R.STARTED, verb=INSPECT),
        Move(R.STARTED, "submit", R.SUBMITTED, verb=INSPECT),
        Move(R.SUBMITTED, "review", R.REVIEWED, verb=REVIEW),
        Move(R.SCHEDULED, "cancel", R.CANCELLED, verb=PLAN),
        Move(R.STARTED, "cancel", R.CANCELLED, verb=PLAN),
    ),
)

IN_HAND = frozenset({F.RAISED, F.ASSIGNED, F.RECTIFYING, F.REOPENED})
"""States in which something is still to be put right: the time runs."""
OPEN = IN_HAND | {F.SUBMITTED, F.VERIFIED}
"""States of a finding that is neither closed nor set aside."""
ENDED = frozenset({F.CLOSED, F.OVERTURNED})
OWED = frozenset({F.ASSIGNED, F.RECTIFYING, F.REOPENED})
"""States in which the next step is the unit's."""

FINDING = Machine(
    "inspection.finding",
    start=F.RAISED,
    moves=(
        Move(F.RAISED, "assign", F.ASSIGNED, verb=ASSIGN),
        *(
            Move(state, "reassign", F.ASSIGNED, verb=ASSIGN)
            for state in (F.ASSIGNED, F.RECTIFYING, F.REOPENED)
        ),
        Move(F.ASSIGNED, "start", F.RECTIFYING, verb=RECTIFY),
        Move(F.REOPENED, "start", F.RECTIFYING, verb=RECTIFY),
        *(
            Move(state, "submit", F.SUBMITTED, verb=RECTIFY)
            for state in (F.ASSIGNED, F.RECTIFYING, F.REOPENED)
        ),
        Move(F.SUBMITTED, "verify", F.VERIFIED, verb=VERIFY),
        Move(F.SUBMITTED, "return", F.REOPENED, verb=VERIFY),
        Move(F.VERIFIED, "close", F.CLOSED, verb=VERIFY),
        Move(F.VERIFIED, "reopen", F.REOPENED, verb=VERIFY),
        Move(F.CLOSED, "reopen", F.REOPENED, verb=VERIFY),
        *(
            Move(state, "accept_risk", F.RISK_ACCEPTED, verb=RISK)
            for state in (F.RAISED, F.ASSIGNED, F.RECTIFYING, F.REOPENED)
        ),
        Move(F.RISK_ACCEPTED, "end_risk", F.REOPENED, verb=RISK),
        *(
            Move(state, "overturn", F.OVERTURNED, verb=REVIEW)
            for state in (F.RAISED, F.ASSIGNED, F.RECTIFYING, F.SUBMITTED, F.REOPENED)
        ),
    ),
)

CONCLUSION = Machine(
    "inspection.conclusion",
    start=ConclusionState.ISSUED,
    moves=(
        Move(ConclusionState.ISSUED, "object", ConclusionState.OBJECTED, verb="inspection.object"),
        Move(ConclusionState.OBJECTED, "keep", ConclusionState.KEPT, verb=REVIEW),
        Move(ConclusionState.OBJECTED, "change", ConclusionState.CHANGED, verb=REVIEW),
    ),
)

OBJECTION = Machine(
    "inspection.objection",
    start=ObjectionState.FILED,
    moves=(
        Move(ObjectionState.FILED, "uphold", ObjectionState.UPHELD, verb=REVIEW),
        Move(ObjectionState.FILED, "refuse", ObjectionState.REFUSED, verb=REVIEW),
    ),
)

RECHECK = Machine(
    "inspection.recheck",
    start=RecheckState.WAITING,
    moves=(
        Move(RecheckState.WAITING, "judge", RecheckState.DONE, verb="inspection.recheck"),
        Move(RecheckState.WAITING, "lapse", RecheckState.LAPSED, verb="inspection.recheck"),
    ),
)

REPORT = Machine(
    "inspection.protectedreport",
    start=ReportState.RECEIVED,
    moves=(
        Move(ReportState.RECEIVED, "take_in_hand", ReportState.IN_HAND, verb="inspection.protected"),
        Move(ReportState.IN_HAND, "conclude", ReportState.CONCLUDED, verb="inspection.protected"),
        Move(ReportState.CONCLUDED, "take_up_again", ReportState.IN_HAND, verb="inspection.protected"),
    ),
)

MACHINES = (CHECKLIST, RUN, FINDING, CONCLUSION, OBJECTION, RECHECK, REPORT)
