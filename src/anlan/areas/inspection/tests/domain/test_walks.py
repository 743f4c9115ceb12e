"""The machine of a finding walked at random by everybody: what must always hold."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import datetime, timedelta
from math import ceil
from typing import Any
from uuid import UUID

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from anlan.areas.inspection import public
from anlan.areas.inspection.models import Finding
from anlan.areas.inspection.rules.sampling import draw, population_hash
from anlan.areas.inspection.selectors.proof import evidence_since
from anlan.areas.inspection.states import FINDING
from anlan.areas.inspection.tests.ground import NOW, SYSTEM, Ground
from anlan.core.access import Actor
from anlan.core.kernel import clock
from anlan.core.kernel.errors import AnlanError
from anlan.foundation.evidence.public import strike_out

WHO = ("inspector", "second", "canteen_head", "logistics_head", "commander", "hq_head", "dean")
MOVES = ("assign", "start", "submit", "verify", "return", "close", "reopen", "risk")
STEPS = (*MOVES, "prove", "strike", "late", "wait")
WALK = st.lists(st.tuples(st.sampled_from(STEPS), st.sampled_from(WHO)), min_size=6, max_size=22)
SLOW = settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


def prove(ground: Ground, finding: Finding, who: str) -> None:
    """A piece of evidence, now."""
    ground.prove(finding, who=who)


def strike(finding: Finding, by: Actor) -> None:
    """The newest piece is struck out."""
    newest = evidence_since(finding, NOW - timedelta(days=1)).first()
    if newest is not None:
        strike_out(newest.pk, reason="拍错了", by=by)


def acts(ground: Ground, finding: Finding, who: str) -> dict[str, Callable[[], Any]]:
    """What somebody may try."""
    by, key = ground.actor(who), finding.pk
    later = clock.now() + timedelta(hours=20)
    return {
        "assign": lambda: public.assign(key, by=by, due_at=later, note="派"),
        "start": lambda: public.start(key, by=by),
        "submit": lambda: public.submit(key, by=by, note="好了"),
        "verify": lambda: public.verify(key, by=by),
        "return": lambda: public.return_(key, reason="没好", by=by),
        "close": lambda: public.close(key, by=by),
        "reopen": lambda: public.reopen(key, reason="又坏了", by=by),
        "risk": lambda: public.accept_risk(key, reason="等", until=later, by=by),
        "prove": lambda: prove(ground, finding, who),
        "strike": lambda: strike(finding, by),
        "late": lambda: public.mark_late(by=SYSTEM),
        "wait": lambda: None,
    }


def holds_for(finding: Finding) -> None:
    """Invariants 11 and 12 of one finding as it stands."""
    if finding.state not in {"verified", "closed"}:
        return
    assert finding.proof_at is not None
    assert finding.rectified_at is not None
    assert finding.proof_at > finding.rectified_at >= finding.round_began_at
    done = finding.steps.filter(round=finding.round, name__in=("start", "submit"))
    assert finding.verified_person_id not in set(done.values_list("person_id", flat=True))
    assert finding.verified_by_id not in set(done.values_list("position_id", flat=True))
    shown = evidence_since(finding, finding.rectified_at).filter(taken_at__lte=finding.verified_at)
    assert finding.verified_person_id not in set(shown.values_list("author_person_id", flat=True))


@SLOW
@given(walk=WALK)
def test_whatever_anybody_does_the_invariants_hold(
    held_clock: datetime, ground: Ground, walk: list[tuple[str, str]]
):
    finding = ground.finding(due_at=NOW + timedelta(hours=6))
    at, late = NOW, None
    arrows = {(str(move.source), str(move.target)) for move in FINDING.moves}
    for name, who in walk:
        at += timedelta(minutes=50)
        before = finding.state
        with clock.hold(at), suppress(AnlanError):
            acts(ground, finding, who)[name]()
        finding = Finding.objects.select_related("unit").get(pk=finding.pk)
        assert finding.state == before or (before, finding.state) in arrows
        holds_for(finding)
        assert late is None or finding.late_since == late
        late = finding.late_since
        numbers = list(finding.steps.values_list("number", flat=True))
        assert numbers == list(range(1, len(numbers) + 1))


@SLOW
@given(share=st.floats(0.01, 1.0), count=st.integers(1, 40), seed=st.text(min_size=1, max_size=8))
def test_a_drawing_can_be_drawn_again_by_anybody(share: float, count: int, seed: str):
    keys = [UUID(int=number) for number in range(count)]
    first = draw(keys, share=share, seed=seed)
    assert first == draw(list(reversed(keys)), share=share, seed=seed)
    assert len(first) == len(set(first)) == min(count, ceil(count * share))
    assert population_hash(keys) == population_hash(list(reversed(keys)))
