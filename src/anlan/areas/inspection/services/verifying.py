"""Another person looks: verified, sent back, closed, opened again."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from anlan.areas.inspection.events import FindingClosed, FindingReopened, FindingVerified
from anlan.areas.inspection.models import Finding
from anlan.areas.inspection.rules.independence import Tie, tie_of
from anlan.areas.inspection.rules.proof import is_later
from anlan.areas.inspection.selectors.proof import Proof, proof_of
from anlan.areas.inspection.selectors.sight import require_foreign
from anlan.areas.inspection.services.grasp import hold_finding, move_finding, somebody, words
from anlan.core.access import Actor
from anlan.core.kernel import clock
from anlan.core.kernel.errors import Conflict, NotYours
from anlan.foundation.bus.public import publish

VERIFY = "inspection.verify"
WHY = {Tie.DOER: "inspection.verifier_did_it", Tie.AUTHOR: "inspection.verifier_brought_evidence"}


@transaction.atomic
def verify(finding_id: UUID, *, by: Actor, note: str = "") -> Finding:
    """Say that it is put right: by neither doer nor author of the evidence, on evidence later than the work.

    Raises NotVisible, NotYours, IllegalMove, Conflict (no later evidence).
    """
    finding, proof = _look(finding_id, by=by)
    if not is_later(proof.newest_at, rectified_at=finding.rectified_at):
        raise Conflict("inspection.proof_missing")
    move_finding(
        finding,
        "verify",
        by=by,
        note=note.strip(),
        verified_at=clock.now(),
        verified_by_id=by.position_id,
        verified_person_id=by.person_id,
        proof_at=proof.newest_at,
    )
    publish(FindingVerified(finding_id=str(finding.pk), code=finding.code, unit_id=str(finding.unit_id)))
    return finding


@transaction.atomic
def return_(finding_id: UUID, *, reason: str, by: Actor) -> Finding:
    """It is not put right yet: back to the unit, with the reason."""
    finding, _ = _look(finding_id, by=by)
    return again(finding, "return", reason=words(reason, field="reason"), by=by)


@transaction.atomic
def close(finding_id: UUID, *, by: Actor, note: str = "") -> Finding:
    """Done with: verified before, by evidence later than the work."""
    finding, _ = _look(finding_id, by=by)
    move_finding(finding, "close", by=by, note=note.strip(), closed_at=clock.now())
    publish(FindingClosed(finding_id=str(finding.pk), code=finding.code, unit_id=str(finding.unit_id)))
    return finding


@transaction.atomic
def reopen(finding_id: UUID, *, reason: str, by: Actor) -> Finding:
    """It is wrong again, or was never right: a new round begins; what was late stays late."""
    somebody(by)
    finding = hold_finding(finding_id, verb=VERIFY, by=by)
    require_foreign(by, finding.unit)
    return again(finding, "reopen", reason=words(reason, field="reason"), by=by)


def again(finding: Finding, name: str, *, reason: str, by: Actor) -> Finding:
    """A new round: nothing proven before counts any more."""
    move_finding(
        finding,
        name,
        by=by,
        note=reason,
        round=finding.round + 1,
        round_began_at=clock.now(),
        rectified_at=None,
        submitted_at=None,
        proof_at=None,
        verified_at=None,
        verified_by_id=None,
        verified_person_id=None,
        closed_at=None,
        risk_until=None,
    )
    publish(
        FindingReopened(
            finding_id=str(finding.pk), code=finding.code, unit_id=str(finding.unit_id), reason=reason
        )
    )
    return finding


def _look(finding_id: UUID, *, by: Actor) -> tuple[Finding, Proof]:
    """The finding, held by somebody who is bound neither to the unit nor to the work nor to its proof."""
    somebody(by)
    finding = hold_finding(finding_id, verb=VERIFY, by=by)
    require_foreign(by, finding.unit)
    proof = proof_of(finding)
    tie = tie_of(proof.involved, position_id=by.position_id, person_id=by.person_id)
    if tie in WHY:
        raise NotYours(WHY[tie])
    return finding, proof
