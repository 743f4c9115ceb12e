"""Drawings of random re-checks as they are shown, what is still to be looked at, and what they measure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Count, Func, IntegerField, Q, QuerySet

from anlan.areas.inspection.models import Sample, SampleItem
from anlan.areas.inspection.models.choices import Verdict
from anlan.areas.inspection.states import RecheckState
from anlan.core.access import Actor
from anlan.core.kernel.errors import NotVisible
from anlan.foundation.indicators.public import WHOLE, Measured, Scope, definitions, share
from anlan.foundation.people.public import require_held


class CardinalityOf(Func):
    """How many an array holds, counted in the database."""

    function = "cardinality"
    output_field = IntegerField()


READ = "inspection.read"
JUDGED = (Verdict.PASS.value, Verdict.FAIL.value)


@dataclass(frozen=True, slots=True)
class SamplePage:
    """One drawing: whether it can be drawn again the same, what was recorded against what was found.

    Only answers of those recorded as good measure; ``waiting`` are counted and never named.
    """

    sample: Sample
    holds: bool
    done: tuple[SampleItem, ...]
    waiting: int
    lapsed: int
    left_out: int

    @property
    def over(self) -> bool:
        """Whether nobody is still to judge: from then on the population may be told apart."""
        return self.waiting == 0


def open_samples(viewer: Actor) -> list[SampleItem]:
    """What the viewer's seat is still to look at, without what was recorded."""
    if not viewer.holds("inspection.recheck") or viewer.position_id is None:
        return []
    rows = SampleItem.objects.filter(assignee_id=viewer.position_id, state=RecheckState.WAITING)
    return list(rows.defer("recorded").select_related("sample", "unit").order_by("due_at", "id"))


def samples(viewer: Actor, *, code: str = "") -> QuerySet[Sample]:
    """The drawings, the newest first. Raises NotVisible."""
    require_held(viewer, READ)
    rows = Sample.objects.defer("passed", "failed")
    rows = rows.annotate(
        total=CardinalityOf("passed") + CardinalityOf("failed"),
        judged=Count("items", filter=Q(items__state=RecheckState.DONE)),
        open=Count("items", filter=Q(items__state=RecheckState.WAITING)),
    )
    return rows.filter(code=code) if code else rows


def sample_seen(viewer: Actor, sample_id: UUID) -> Sample:
    """One drawing. Raises NotVisible."""
    require_held(viewer, READ)
    found = Sample.objects.filter(pk=sample_id).first()
    if found is None:
        raise NotVisible
    return found


def items_of(held: Sample) -> tuple[SampleItem, ...]:
    """Everything that was handed out."""
    return tuple(held.items.select_related("unit", "assignee__unit").order_by("judged_at", "id"))


def agreement(code: str, at: datetime, scopes: Sequence[Scope]) -> Mapping[Scope, Measured]:
    """Of the records drawn as good and looked at again in the time, how many were found good."""
    rule = definitions().by_code[code].sample
    if rule is None:
        return {}
    rows = SampleItem.objects.filter(
        sample__code=code,
        state=RecheckState.DONE,
        recorded=Verdict.PASS,
        verdict__in=JUDGED,
        judged_at__gt=at - timedelta(days=rule.window_days),
        judged_at__lte=at,
    )
    told = rows.aggregate(all=Count("pk"), good=Count("pk", filter=Q(verdict=Verdict.PASS)))
    measured = share(told["good"], told["all"], as_of=at)
    return {WHOLE: measured} if measured and WHOLE in scopes else {}


def draw_told(held: Sample) -> dict[str, Any]:
    """A drawing as data: with it and SHA-256 anybody draws the same again."""
    return {
        "code": held.code,
        "until": held.until.astimezone(UTC).isoformat(),
        "ledger_seq": held.head_seq,
        "ledger_head": held.head,
        "seed": held.seed,
        "rule": "seed = SHA-256(code:until:ledger_head); ticket = SHA-256(seed:key); the lowest win",
        "size": held.size,
        "mixed_in": held.decoys,
        "recorded_good": [str(key) for key in held.passed],
        "others": [str(key) for key in held.failed],
        "population_hash": held.population_hash,
        "drawn_hash": held.drawn_hash,
    }
