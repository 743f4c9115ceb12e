"""On site: start, keep what is answered, hand it in once, add to it, review it."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any
from uuid import UUID

from django.db import transaction

from anlan.areas.inspection.events import RunSubmitted
from anlan.areas.inspection.models import Finding, Judgement, Run, Supplement
from anlan.areas.inspection.models.choices import Presence
from anlan.areas.inspection.rules.answers import Read, read_answers
from anlan.areas.inspection.rules.forms import Form, Question
from anlan.areas.inspection.selectors.rulebook import limits
from anlan.areas.inspection.selectors.sight import require_foreign
from anlan.areas.inspection.services.grasp import hold_run, move_run, somebody, words
from anlan.areas.inspection.services.raising import Raised, already, make_finding
from anlan.areas.inspection.services.rectifying import dispatch
from anlan.areas.inspection.states import RUN, RunState
from anlan.core.access import Actor
from anlan.core.kernel import clock
from anlan.core.kernel.errors import BadInput, Conflict, NotYours
from anlan.core.kernel.ids import new_id
from anlan.foundation.bus.public import publish
from anlan.foundation.ledger.public import record

INSPECT = "inspection.inspect"
MOST_ANSWERS = 400


@dataclass(frozen=True, slots=True)
class Found:
    """One finding told with a run; what is left open is taken from the item and the run."""

    item_key: str
    text: str = ""
    severity: str = ""
    stopped: str = ""
    due_at: datetime | None = None
    client_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Witness:
    """The inspected unit's person on site and what they did with the result."""

    presence: str = Presence.UNSET
    name: str = ""
    signature: UUID | None = None


@dataclass(frozen=True, slots=True)
class Sheet:
    """Everything that is handed in at once."""

    answers: Mapping[str, Any]
    notes: Mapping[str, str]
    findings: Sequence[Found] = ()
    witness: Witness = Witness()

    def mark(self) -> str:
        """SHA-256 of the content: handing the same sheet in twice is told apart from two sheets."""
        told = {
            "answers": dict(self.answers),
            "notes": dict(self.notes),
            "findings": sorted([one.item_key, one.text, one.severity] for one in self.findings),
            "witness": [self.witness.presence, self.witness.name],
        }
        return sha256(json.dumps(told, sort_keys=True, ensure_ascii=False, default=str).encode()).hexdigest()


@transaction.atomic
def start_run(run_id: UUID, *, by: Actor, at: datetime | None = None) -> Run:
    """Begin; an inspector never inspects their own unit. Beginning twice changes nothing."""
    somebody(by)
    run = hold_run(run_id, verb=INSPECT, by=by)
    _require_inspector(run, by=by)
    if run.state == RunState.STARTED:
        return run
    return move_run(run, "start", by=by, started_at=believable(at))


@transaction.atomic
def keep_answers(run_id: UUID, *, answers: Mapping[str, Any], notes: Mapping[str, str], by: Actor) -> Run:
    """Keep an unfinished sheet; nothing is judged yet and nothing goes to the ledger."""
    somebody(by)
    run = hold_run(run_id, verb=INSPECT, by=by)
    _require_inspector(run, by=by)
    if run.state != RunState.STARTED:
        RUN.move(run.state, "submit")
        raise Conflict("inspection.run_is_over")
    run.answers = _packed(answers, notes)
    run.save(update_fields=["answers"])
    return run


@transaction.atomic
def submit_run(run_id: UUID, *, sheet: Sheet, by: Actor, at: datetime | None = None) -> Run:
    """Hand it in: every item judged, every failure a finding, the unit's person named. Then it is fixed.

    The same sheet twice gives the same run; another sheet for a run that is over is a Conflict.
    """
    somebody(by)
    run = hold_run(run_id, verb=INSPECT, by=by)
    _require_inspector(run, by=by)
    if run.is_over:
        return _same_sheet(run, sheet)
    form = Form.from_content(run.checklist.content)
    read = _checked(form, sheet)
    done_at = max(believable(at), run.started_at or clock.now())
    verdicts = list(read.judged.values())
    move_run(
        run,
        "submit",
        by=by,
        submitted_at=done_at,
        submitted_by_id=by.position_id,
        submitted_person_id=by.person_id,
        answers=_packed(sheet.answers, sheet.notes),
        content_hash=sheet.mark(),
        presence=sheet.witness.presence,
        present_name=sheet.witness.name.strip()[:80],
        signature=sheet.witness.signature,
        passed=verdicts.count("pass"),
        failed=verdicts.count("fail"),
        not_applicable=verdicts.count("na"),
    )
    _keep_judgements(run, read, sheet.notes)
    made = [_open(run, form, found, by=by) for found in _found(form, read, sheet)]
    publish(
        RunSubmitted(
            run_id=str(run.pk), place_id=str(run.place_id), unit_id=str(run.unit_id), findings=len(made)
        )
    )
    return run


@transaction.atomic
def add_supplement(run_id: UUID, *, text: str, by: Actor) -> Supplement:
    """Add to a run that is over; what was handed in stays."""
    somebody(by)
    run = hold_run(run_id, verb=INSPECT, by=by)
    if not run.is_over:
        raise Conflict("inspection.run_not_over")
    made = Supplement.objects.create(run=run, text=words(text, field="text"), position_id=by.position_id)
    record("inspection.supplement", on=run, by=by, note=made.text, drill=run.drill)
    return made


@transaction.atomic
def review_run(run_id: UUID, *, note: str, by: Actor) -> Run:
    """Somebody who did not inspect has read it."""
    somebody(by)
    run = hold_run(run_id, verb="inspection.review", by=by)
    if _took_part(run, by):
        raise NotYours("inspection.inspector_reviews")
    said = note.strip()[:500]
    return move_run(
        run,
        "review",
        by=by,
        note=said,
        reviewed_at=clock.now(),
        reviewed_by_id=by.position_id,
        review_note=said,
    )


def believable(at: datetime | None) -> datetime:
    """A device's time, kept within the hours that the rule book believes, and not in the future."""
    now = clock.now()
    if at is None:
        return now
    return min(max(at, now - timedelta(hours=limits().backdate_hours)), now)


def _require_inspector(run: Run, *, by: Actor) -> None:
    """One of those named for it, and not of the inspected unit."""
    if by.position_id is None or not run.inspectors.filter(pk=by.position_id).exists():
        raise NotYours("inspection.not_named")
    require_foreign(by, run.unit)


def _took_part(run: Run, by: Actor) -> bool:
    return (
        run.submitted_person_id == by.person_id
        or run.submitted_by_id == by.position_id
        or run.inspectors.filter(pk__in=[by.position_id] if by.position_id else []).exists()
    )


def _same_sheet(run: Run, sheet: Sheet) -> Run:
    if run.content_hash != sheet.mark():
        raise Conflict("inspection.run_is_over")
    return run


def _packed(answers: Mapping[str, Any], notes: Mapping[str, str]) -> dict[str, Any]:
    """As it is kept. Raises BadInput for more than any checklist asks."""
    if len(answers) > MOST_ANSWERS or len(notes) > MOST_ANSWERS:
        raise BadInput("inspection.too_many_answers", limit=MOST_ANSWERS)
    return {
        "answers": {str(key)[:60]: value for key, value in answers.items()},
        "notes": {str(key)[:60]: str(text)[:500] for key, text in notes.items() if str(text).strip()},
    }


def _checked(form: Form, sheet: Sheet) -> Read:
    """The answers, all of them good. Raises BadInput that names the first one that is not."""
    _packed(sheet.answers, sheet.notes)
    read = read_answers(form, sheet.answers)
    if read.faults:
        first = read.faults[0]
        raise BadInput(
            f"inspection.answer_{first.code}",
            field=first.key,
            item=_label(form, first.key),
            count=len(read.faults),
        )
    if len(sheet.findings) > limits().run_findings_most:
        raise BadInput("inspection.too_many_findings", limit=limits().run_findings_most)
    witness = sheet.witness
    if witness.presence not in Presence.values or witness.presence == Presence.UNSET:
        raise BadInput("inspection.presence_missing", field="presence")
    if witness.presence != Presence.ABSENT and not witness.name.strip():
        raise BadInput("inspection.present_name_missing", field="present_name")
    return read


def _label(form: Form, key: str) -> str:
    question = form.question(key)
    return question.label if question else key


def _keep_judgements(run: Run, read: Read, notes: Mapping[str, str]) -> None:
    at = run.submitted_at or clock.now()
    Judgement.objects.bulk_create(
        Judgement(
            run=run, item_key=key, verdict=verdict, note=str(notes.get(key, ""))[:500], at=at, drill=run.drill
        )
        for key, verdict in read.judged.items()
    )


def _found(form: Form, read: Read, sheet: Sheet) -> list[Found]:
    """What was told, and one for each failed item of which nothing was told."""
    told = list(sheet.findings)
    for one in told:
        if one.item_key and one.item_key not in read.failed:
            raise BadInput("inspection.finding_without_failure", item=_label(form, one.item_key))
    covered = {one.item_key for one in told}
    silent = [Found(key, text=sheet.notes.get(key, "")) for key in read.failed if key not in covered]
    return [*told, *silent]


def _open(run: Run, form: Form, found: Found, *, by: Actor) -> Finding:
    """A finding of this run, given to the inspected unit at once."""
    key = found.client_id or new_id()
    known = already(key, by=by)
    if known is not None:
        return known
    question = form.question(found.item_key)
    told = Raised(
        place=run.place,
        unit=run.unit,
        severity=found.severity or (question.severity if question else "minor"),
        text=found.text.strip() or _fails(question),
        stopped=found.stopped,
        due_at=found.due_at,
        subject=run.subject,
        item_key=found.item_key,
    )
    finding = make_finding(told, by=by, client_id=key, run=run, raised_at=run.submitted_at, drill=run.drill)
    finding.directives.set(run.directives.all())
    return dispatch(finding, by=by)


def _fails(question: Question | None) -> str:
    """What is wrong, when nobody wrote it: the item did not pass."""
    return f"不合格：{question.label}" if question else ""
