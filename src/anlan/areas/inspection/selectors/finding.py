"""One finding with everything around it, and what the viewer may do with it now."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from anlan.areas.command.models import Directive
from anlan.areas.inspection.models import Finding, FindingStep
from anlan.areas.inspection.models.choices import FINDING_STATES
from anlan.areas.inspection.rules.independence import Tie, is_own_unit, tie_of
from anlan.areas.inspection.rules.proof import days_late, is_later
from anlan.areas.inspection.rules.repeats import asks_for_cause
from anlan.areas.inspection.rules.steps import reached
from anlan.areas.inspection.selectors.proof import proof_of, ref_of
from anlan.areas.inspection.selectors.rulebook import limits
from anlan.areas.inspection.selectors.sight import finding_by_code, findings_seen, own_paths
from anlan.areas.inspection.states import FINDING, IN_HAND, OPEN
from anlan.core.access import Actor
from anlan.core.kernel import clock
from anlan.foundation.evidence.public import Ref, counts
from anlan.foundation.people.models import Position
from anlan.foundation.people.public import allowed, visible

JUDGING = frozenset({"verify", "return", "close", "reopen"})


@dataclass(frozen=True, slots=True)
class FindingPage:
    """The page; ``acts`` are the moves open to the viewer, ``tie`` why they may not verify."""

    finding: Finding
    subject: Ref
    at: datetime
    days: int
    reached: int
    steps: tuple[FindingStep, ...]
    item: str
    item_en: str
    directives: tuple[Directive, ...]
    earlier: tuple[Finding, ...]
    later_evidence: bool
    asks_for_cause: bool
    tie: str
    acts: tuple[str, ...]
    reason: str
    evidence: int

    @property
    def state_word(self) -> str:
        """The state in words."""
        return str(dict(FINDING_STATES)[self.finding.state])


def finding_page(viewer: Actor, code: str, *, at: datetime | None = None) -> FindingPage:
    """The page of one finding. Raises NotVisible."""
    now = at or clock.now()
    finding = finding_by_code(viewer, code)
    steps = tuple(finding.steps.select_related("position__unit", "person"))
    proof = proof_of(finding)
    tie = tie_of(proof.involved, position_id=viewer.position_id, person_id=viewer.person_id)
    if tie is Tie.NONE and is_own_unit(finding.unit.path, own_paths(viewer.person_id)):
        tie = Tie.OWN_UNIT
    question = _item(finding)
    return FindingPage(
        finding=finding,
        subject=ref_of(finding),
        at=now,
        days=days_late(finding.due_at, at=now) if finding.state in IN_HAND else 0,
        reached=reached(finding.state),
        steps=steps,
        item=str(question.get("label", "")),
        item_en=str(question.get("label_en", "")),
        directives=tuple(visible(finding.directives.all(), viewer, "command.read")),
        earlier=_earlier(viewer, finding),
        later_evidence=is_later(proof.newest_at, rectified_at=finding.rectified_at),
        asks_for_cause=asks_for_cause(finding.recurrence, cause_at=limits().cause_at),
        tie=str(tie),
        acts=acts_on(viewer, finding, tie=tie),
        reason=next((step.note for step in reversed(steps) if step.name in {"return", "reopen"}), "")
        if finding.state in OPEN
        else "",
        evidence=counts([ref_of(finding)]).get(ref_of(finding), 0),
    )


def acts_on(viewer: Actor, finding: Finding, *, tie: Tie) -> tuple[str, ...]:
    """The moves that the table, the viewer's verbs and the viewer's distance allow."""
    names = []
    for move in FINDING.moves_from(finding.state):
        if move.name == "overturn" or not allowed(viewer, move.verb, finding):
            continue
        if move.name in JUDGING and tie is not Tie.NONE:
            continue
        if move.name == "accept_risk" and not _high_enough(viewer, finding):
            continue
        names.append(move.name)
    return tuple(names)


def _high_enough(viewer: Actor, finding: Finding) -> bool:
    if viewer.position_id is None:
        return False
    role = Position.objects.filter(pk=viewer.position_id).values_list("role", flat=True).first()
    return role in limits().risk_roles.get(finding.severity, ())


def _item(finding: Finding) -> dict[str, object]:
    """The checklist's question, as the run asked it."""
    if finding.run is None or not finding.item_key:
        return {}
    rows = finding.run.checklist.questions
    return next((row for row in rows if row["key"] == finding.item_key), {})


def _earlier(viewer: Actor, finding: Finding) -> tuple[Finding, ...]:
    """The same place and item before, the newest first."""
    if not finding.item_key:
        return ()
    rows = findings_seen(viewer, drill=finding.drill).filter(
        place=finding.place,
        subject=finding.subject,
        item_key=finding.item_key,
        raised_at__lt=finding.raised_at,
    )
    return tuple(rows.order_by("-raised_at")[:5])
