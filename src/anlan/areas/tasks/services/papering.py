"""Drafting the papers that late matters call for: each step once a deadline, never signed, never sent."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from datetime import datetime
from itertools import islice

from anlan.areas.tasks.rules.papers import Step
from anlan.areas.tasks.selectors.owing import Owed, owed_requirements, owed_tasks
from anlan.areas.tasks.selectors.rulebook import ladder
from anlan.core.access import Actor
from anlan.core.kernel import clock
from anlan.core.kernel.errors import AnlanError
from anlan.foundation.products.public import Made, draft_once, made_about

log = logging.getLogger("anlan.tasks")

JOB = "tasks.slips"
MOST_A_STEP = 50
CHUNK = 500


def draft_due(*, at: datetime | None = None) -> int:
    """Draft what is due, the newest lateness first, some of each step a run; returns how many were made.

    A sharper paper comes only after a person signed the one before it or gave it up.
    """
    now, by, made = at or clock.now(), Actor.system(JOB), 0
    before: Step | None = None
    for step, latest in ladder().late_since(at=now):
        waiting = islice(_waiting(step, before, by, due_by=latest, at=now), MOST_A_STEP)
        made += sum(_draft(step, one, by=by) for one in waiting)
        before = step
    return made


def _waiting(step: Step, before: Step | None, by: Actor, *, due_by: datetime, at: datetime) -> Iterator[Owed]:
    """Late matters without such a paper since their deadline, the step before settled."""
    for source in (owed_tasks(by, due_by=due_by), owed_requirements(by, due_by=due_by, at=at)):
        while chunk := list(islice(source, CHUNK)):
            since = {one.id: one.due_at for one in chunk}
            own, settled = made_about(step, since), made_about(before, since) if before else {}
            for one in chunk:
                ripe = before is None or settled[one.id] is Made.SETTLED
                if ripe and own[one.id] is Made.NOTHING:
                    yield one


def _draft(step: Step, owed: Owed, *, by: Actor) -> bool:
    """One paper; a matter of which none can be made does not keep the others waiting."""
    try:
        return draft_once(step.value, params={"matter": owed.code}, by=by, since=owed.due_at) is not None
    except AnlanError:
        log.warning("no %s for %s", step.value, owed.code, exc_info=True)
        return False
