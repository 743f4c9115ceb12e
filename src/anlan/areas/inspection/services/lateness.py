"""Marking what has become late; once marked it stays."""

from __future__ import annotations

from django.db import transaction
from django.db.models import F

from anlan.areas.inspection.events import FindingLate
from anlan.areas.inspection.models import Finding, Objection, Recheck, SampleItem
from anlan.areas.inspection.states import IN_HAND, ObjectionState, RecheckState
from anlan.core.access import Actor
from anlan.core.kernel import clock
from anlan.foundation.bus.public import publish
from anlan.foundation.ledger.public import record

MOST = 500


@transaction.atomic
def mark_late(*, by: Actor) -> int:
    """Findings past their deadline that nobody has submitted; returns how many are newly late."""
    at = clock.now()
    rows = Finding.objects.select_for_update(skip_locked=True).filter(
        state__in=IN_HAND, late_since=None, due_at__lt=at
    )
    late = list(rows.order_by("due_at")[:MOST])
    for finding in late:
        finding.late_since = finding.due_at
        record(
            "inspection.late", on=finding, by=by, after={"late_since": finding.due_at}, drill=finding.drill
        )
        publish(FindingLate(finding_id=str(finding.pk), code=finding.code, unit_id=str(finding.unit_id)))
    Finding.objects.bulk_update(late, ["late_since"])
    waiting = Objection.objects.filter(state=ObjectionState.FILED, late_since=None, answer_until__lt=at)
    waiting.update(late_since=F("answer_until"))
    return len(late)


@transaction.atomic
def lapse_rechecks() -> int:
    """Blind re-checks that nobody made in time; a later look would compare another day."""
    over = {"state": RecheckState.WAITING, "due_at__lt": clock.now()}
    lapsed = {"state": RecheckState.LAPSED.value}
    return Recheck.objects.filter(**over).update(**lapsed) + SampleItem.objects.filter(**over).update(
        **lapsed
    )
