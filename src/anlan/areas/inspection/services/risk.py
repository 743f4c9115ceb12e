"""Living with a finding for a while: somebody high enough says so, and it comes back by itself."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from anlan.areas.inspection.models import Finding
from anlan.areas.inspection.selectors.rulebook import limits
from anlan.areas.inspection.selectors.sight import require_foreign
from anlan.areas.inspection.services.grasp import hold_finding, move_finding, somebody, words
from anlan.areas.inspection.services.verifying import again
from anlan.areas.inspection.states import FindingState
from anlan.core.access import Actor
from anlan.core.kernel import clock
from anlan.core.kernel.errors import BadInput, NotYours
from anlan.foundation.people.models import Position

RISK = "inspection.accept_risk"
EXPIRED = "expired"


@transaction.atomic
def accept_risk(finding_id: UUID, *, reason: str, until: datetime, by: Actor) -> Finding:
    """Accept the risk until a day, from a position high enough for the severity. Raises NotYours."""
    somebody(by)
    finding = hold_finding(finding_id, verb=RISK, by=by)
    require_foreign(by, finding.unit)
    role = Position.objects.filter(pk=_seat(by)).values_list("role", flat=True).first()
    if role not in limits().risk_roles.get(finding.severity, ()):
        raise NotYours("inspection.not_high_enough", severity=finding.severity)
    most = limits().risk_days_most
    if not clock.now() < until <= clock.now() + timedelta(days=most):
        raise BadInput("inspection.risk_until_outside", field="until", limit=most)
    said = words(reason, field="reason")
    return move_finding(finding, "accept_risk", by=by, note=said, risk_until=until)


@transaction.atomic
def end_risk(finding_id: UUID, *, reason: str, by: Actor) -> Finding:
    """Stop living with it: open again."""
    somebody(by)
    finding = hold_finding(finding_id, verb=RISK, by=by)
    return again(finding, "end_risk", reason=words(reason, field="reason"), by=by)


def expire_risks(*, by: Actor) -> int:
    """Open again what was accepted until now; the deadline is the day it ran out. Returns how many."""
    keys = Finding.objects.filter(state=FindingState.RISK_ACCEPTED, risk_until__lte=clock.now())
    return sum(_expire(key, by=by) for key in keys.values_list("pk", flat=True))


@transaction.atomic
def _expire(finding_id: UUID, *, by: Actor) -> bool:
    finding = Finding.objects.select_for_update().get(pk=finding_id)
    ran_out = finding.risk_until
    if finding.state != FindingState.RISK_ACCEPTED or ran_out is None or ran_out > clock.now():
        return False
    again(finding, "end_risk", reason=EXPIRED, by=by)
    if finding.due_at < ran_out:
        Finding.objects.filter(pk=finding.pk).update(
            due_at=clock.now() + limits().due_after(finding.severity)
        )
    return True


def _seat(by: Actor) -> UUID:
    """The acting position. Raises NotYours."""
    if by.position_id is None:
        raise NotYours("inspection.position_needed")
    return by.position_id
