"""How far a finding is along 发现 → 派单 → 整改 → 复核 → 销号, and what it says about a requirement."""

from __future__ import annotations

from collections.abc import Iterable

from anlan.areas.inspection.states import FindingState as F

AT_RISK, NOT_MET = "at_risk", "not_met"
REACHED = {
    F.RAISED: 1,
    F.ASSIGNED: 2,
    F.RECTIFYING: 2,
    F.REOPENED: 2,
    F.SUBMITTED: 3,
    F.VERIFIED: 4,
    F.CLOSED: 5,
    F.RISK_ACCEPTED: 2,
    F.OVERTURNED: 5,
}


def reached(state: str) -> int:
    """The finished steps, 0 to 5."""
    return REACHED.get(F(state), 0)


def weight(severity: str, *, late: bool) -> str:
    """What one open finding does to a requirement: pressing or late ones break it, others endanger it."""
    if severity == "stop_now" or (severity == "serious" and late):
        return NOT_MET
    return AT_RISK


def weigh(findings: Iterable[tuple[str, bool]]) -> str | None:
    """The worst of the open findings (severity, late); None without any: no finding is no proof."""
    said = {weight(severity, late=late) for severity, late in findings}
    if not said:
        return None
    return NOT_MET if NOT_MET in said else AT_RISK
