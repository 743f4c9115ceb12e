"""Recorded against found over the last days, by checklist; and the rate that inspectors recorded."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Q

from anlan.areas.inspection.models import Draw, Judgement, Recheck
from anlan.areas.inspection.rules.drift import Drift
from anlan.areas.inspection.selectors.rulebook import limits
from anlan.areas.inspection.states import RecheckState
from anlan.core.access import Actor
from anlan.core.kernel import clock
from anlan.foundation.people.public import require_held


@dataclass(frozen=True, slots=True)
class DriftRow:
    """One checklist: items recorded, how many passed, and what the blind re-checks of passed ones found."""

    subject: str
    recorded: int
    passed: int
    drift: Drift

    @property
    def recorded_share(self) -> float | None:
        """The share recorded as passed."""
        return self.passed / self.recorded if self.recorded else None


@dataclass(frozen=True, slots=True)
class DriftPage:
    """All checklists together and each of them, with the drawings they rest on."""

    whole: DriftRow
    rows: tuple[DriftRow, ...]
    draws: tuple[Draw, ...]
    waiting: int
    since: datetime
    at: datetime


def drift_page(viewer: Actor, *, at: datetime | None = None) -> DriftPage:
    """Only for whoever reads the whole house; one who judges blind sees nothing of what is still open."""
    require_held(viewer, "inspection.read")
    now = at or clock.now()
    since = now - timedelta(days=limits().drift_days)
    rows = drift_rows(since=since, until=now)
    whole = DriftRow(
        "",
        sum(row.recorded for row in rows),
        sum(row.passed for row in rows),
        Drift(sum(row.drift.checked for row in rows), sum(row.drift.wrong for row in rows)),
    )
    waiting = Recheck.objects.filter(state=RecheckState.WAITING).count()
    return DriftPage(whole, tuple(rows), tuple(Draw.objects.all()[:10]), waiting, since, now)


def drift_rows(*, since: datetime, until: datetime) -> list[DriftRow]:
    """Each checklist in the window; two queries. Items mixed in as decoys do not count."""
    seen = Judgement.objects.filter(at__gte=since, at__lt=until, drill=False, verdict__in=("pass", "fail"))
    recorded = seen.values_list("run__subject").annotate(
        all=Count("pk"), good=Count("pk", filter=Q(verdict="pass"))
    )
    done = Recheck.objects.filter(
        state=RecheckState.DONE,
        judged_at__gte=since,
        judged_at__lt=until,
        judgement__verdict="pass",
        judgement__drill=False,
        verdict__in=("pass", "fail"),
    )
    checked = {
        subject: Drift(total, wrong)
        for subject, total, wrong in done.order_by()
        .values_list("judgement__run__subject")
        .annotate(all=Count("pk"), wrong=Count("pk", filter=Q(verdict="fail")))
    }
    told = {subject: (total, passed) for subject, total, passed in recorded.order_by()}
    return [
        DriftRow(subject, *told.get(subject, (0, 0)), checked.get(subject, Drift(0, 0)))
        for subject in sorted({*told, *checked})
    ]
