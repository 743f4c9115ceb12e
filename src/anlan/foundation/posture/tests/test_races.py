"""Ten enactments at once, on the real database: one wins, the rest are told."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from anlan.core.kernel.errors import AnlanError
from anlan.foundation.ledger.public import verify
from anlan.foundation.posture.models import Phase, PhaseConfirmation
from anlan.foundation.posture.public import confirm, open_incident, phase_in_force
from tests.support.cast import build_cast

from .desk import PREVIEW, opened, ordered

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*acts: Callable[[], Any]) -> list[Any]:
    """What each act returned or raised, all started together."""
    start = threading.Barrier(len(acts))

    def run(act: Callable[[], Any]) -> Any:
        start.wait()
        try:
            return act()
        except AnlanError as refused:
            return refused
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))


@pytest.fixture
def committed(transactional_db: None, settings: Any, tmp_path: Path) -> Any:
    """The small university, committed."""
    settings.EVIDENCE_ROOT = tmp_path / "evidence"
    return build_cast()


def test_of_ten_phases_enacted_at_once_one_wins_and_the_rest_are_told(committed):
    operation = opened(committed)
    phases = [ordered(committed, operation, {"gate_quota": {"most": 10 + number}}) for number in range(10)]
    commander, deputy = committed.actor("commander"), committed.actor("deputy")
    for phase in phases:
        confirm(phase.pk, preview_hash=PREVIEW, by=commander)
    told = at_once(*(lambda p=p: confirm(p.pk, preview_hash=PREVIEW, by=deputy) for p in phases))
    won = [one for one in told if isinstance(one, Phase)]
    assert [one.code for one in told if isinstance(one, AnlanError)] == ["posture.changed_meanwhile"] * 9
    (held,) = phase_in_force(committed.campuses["centre"].pk)
    assert [one.pk for one in won] == [held.phase.pk]
    assert Phase.objects.filter(state="in_force", base=False).count() == 1
    assert verify().broken is None


def test_ten_confirmations_of_one_phase_at_once_are_two(committed):
    phase = ordered(committed, opened(committed))
    by = [committed.actor("commander"), committed.actor("deputy")] * 5
    told = at_once(*(lambda who=who: confirm(phase.pk, preview_hash=PREVIEW, by=who) for who in by))
    codes = {one.code for one in told if isinstance(one, AnlanError)}
    assert codes <= {"posture.confirmed_already", "act.illegal_move"}
    assert PhaseConfirmation.objects.filter(phase=phase).count() == 2
    assert len([one for one in told if isinstance(one, Phase)]) == 2
    phase.refresh_from_db()
    assert phase.state == "in_force"


def test_ten_operations_opened_at_once_have_ten_codes(committed):
    told = at_once(*(lambda number=number: opened(committed, title=f"行动 {number}") for number in range(10)))
    assert len({one.code for one in told}) == 10


def test_a_press_that_is_repeated_opens_one_incident(committed):
    guard, lead = committed.actor("security_head"), committed.position("security_head").pk
    place, key = committed.campuses["centre"].pk, committed.campuses["lake"].pk
    told = at_once(
        *(
            lambda: open_incident(place_id=place, kind="fire", lead_id=lead, by=guard, client_id=key)
            for _ in range(6)
        )
    )
    assert len({one.pk for one in told}) == 1
