"""Taking hold of a row to act on it: seen, locked, allowed; and moving it by its table."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from anlan.areas.inspection.models import Finding, FindingStep, Run
from anlan.areas.inspection.rules.proof import late_since
from anlan.areas.inspection.selectors.sight import findings_seen, runs_seen
from anlan.areas.inspection.states import FINDING, IN_HAND, RUN
from anlan.core.access import Actor
from anlan.core.kernel import clock
from anlan.core.kernel.errors import BadInput, NotVisible, NotYours
from anlan.foundation.ledger.public import record
from anlan.foundation.people.public import require

LONGEST = 1000


def hold_finding(finding_id: UUID, *, verb: str, by: Actor) -> Finding:
    """The finding, locked, if the actor sees it and holds the verb on it. Raises NotVisible, NotYours."""
    for drill in (False, True):
        if findings_seen(by, drill=drill).filter(pk=finding_id).exists():
            found = (
                Finding.objects.select_for_update(of=("self",))
                .select_related("unit", "place")
                .get(pk=finding_id)
            )
            require(by, verb, found)
            return found
    raise NotVisible


def hold_run(run_id: UUID, *, verb: str, by: Actor) -> Run:
    """The run, locked, if the actor sees it and holds the verb on it. Raises NotVisible, NotYours."""
    for drill in (False, True):
        if runs_seen(by, drill=drill).filter(pk=run_id).exists():
            rows = Run.objects.select_for_update(of=("self",)).select_related("checklist", "place", "unit")
            found = rows.get(pk=run_id)
            require(by, verb, found)
            return found
    raise NotVisible


def somebody(by: Actor) -> None:
    """An act of inspection is a person's, in a position. Raises NotYours."""
    if by.position_id is None or by.person_id is None:
        raise NotYours("inspection.position_needed")


def move_finding(finding: Finding, name: str, *, by: Actor, note: str = "", **values: Any) -> Finding:
    """Along the table: the state, the lateness, the step and the ledger's line, all in one."""
    at = clock.now()
    before = finding.state
    arrow = FINDING.move(before, name)
    if before in IN_HAND:
        finding.late_since = late_since(finding.due_at, at=at, known=finding.late_since)
    for field, value in values.items():
        setattr(finding, field, value)
    finding.state, finding.state_changed_at = arrow.target.value, at
    finding.save(update_fields=["state", "state_changed_at", "late_since", *values])
    step(finding, name, source=before, by=by, note=note)
    record(
        f"inspection.{name}",
        on=finding,
        by=by,
        note=note,
        before={"state": before},
        after={"state": finding.state},
        drill=finding.drill,
    )
    return finding


def step(finding: Finding, name: str, *, source: str, by: Actor, note: str = "") -> None:
    """One line of the finding's history."""
    FindingStep.objects.create(
        finding=finding,
        number=finding.steps.count() + 1,
        name=name,
        source=source,
        target=finding.state,
        round=finding.round,
        note=note,
        position_id=by.position_id,
        person_id=by.person_id,
        at=clock.now(),
    )


def move_run(run: Run, name: str, *, by: Actor, note: str = "", **values: Any) -> Run:
    """Along the table, with the ledger's line."""
    before = run.state
    run.state = RUN.move(before, name).target.value
    for field, value in values.items():
        setattr(run, field, value)
    run.save(update_fields=["state", *values])
    record(
        f"inspection.run_{name}",
        on=run,
        by=by,
        note=note,
        before={"state": before},
        after={"state": run.state},
        drill=run.drill,
    )
    return run


def words(text: str, *, field: str, most: int = LONGEST) -> str:
    """What somebody wrote, trimmed. Raises BadInput when it is empty or too long."""
    said = text.strip().replace("\x00", "")
    if not said:
        raise BadInput("inspection.words_missing", field=field)
    if len(said) > most:
        raise BadInput("inspection.words_too_long", field=field, size=len(said), limit=most)
    return said
