"""A written conclusion, the unit's objection within its days, the answer of others within theirs."""

from __future__ import annotations

from collections.abc import Collection
from hashlib import sha256
from uuid import UUID

from django.db import transaction

from anlan.areas.inspection.events import ConclusionIssued, ObjectionDecided, ObjectionFiled
from anlan.areas.inspection.models import Conclusion, Finding, Objection, Run
from anlan.areas.inspection.models.choices import Term
from anlan.areas.inspection.rules.terms import term_end
from anlan.areas.inspection.selectors.rulebook import limits
from anlan.areas.inspection.selectors.sight import conclusions_seen, objections_seen, require_foreign
from anlan.areas.inspection.services.grasp import hold_run, move_finding, somebody, words
from anlan.areas.inspection.states import CONCLUSION, FINDING, OBJECTION, ConclusionState
from anlan.core.access import Actor
from anlan.core.kernel import clock
from anlan.core.kernel.errors import BadInput, Conflict, NotVisible, NotYours
from anlan.foundation.bus.public import publish
from anlan.foundation.ledger.public import record
from anlan.foundation.people.models import Appointment
from anlan.foundation.people.models.lasting import in_force_q
from anlan.foundation.people.public import require

LONGEST = 4000


@transaction.atomic
def issue_conclusion(run_id: UUID, *, text: str, by: Actor, term: str = "") -> Conclusion:
    """Put in writing what a run comes to; the unit may object until the day it names. Raises Conflict."""
    somebody(by)
    run = hold_run(run_id, verb="inspection.conclude", by=by)
    require_foreign(by, run.unit)
    if not run.is_over:
        raise Conflict("inspection.run_not_over")
    if run.conclusions.exclude(state=ConclusionState.CHANGED).exists():
        raise Conflict("inspection.already_concluded")
    return _issue(run, text=text, term=term or limits().term_now, by=by)


@transaction.atomic
def object_to(conclusion_id: UUID, *, reason: str, by: Actor) -> Objection:
    """The inspected unit objects, within its days. Raises NotVisible, NotYours, Conflict, IllegalMove."""
    somebody(by)
    conclusion = _hold(conclusion_id, by=by)
    require(by, "inspection.object", conclusion)
    state = CONCLUSION.move(conclusion.state, "object").target.value
    if clock.now() >= conclusion.object_until:
        raise Conflict("inspection.too_late_to_object")
    terms = limits().terms[conclusion.term]
    objection = Objection.objects.create(
        conclusion=conclusion,
        reason=words(reason, field="reason", most=2000),
        filed_by_id=by.position_id,
        answer_until=term_end(clock.now(), days=terms.answer_days, working=terms.working),
    )
    conclusion.state = state
    conclusion.save(update_fields=["state"])
    record("inspection.object", on=conclusion, by=by, note=objection.reason, after={"state": state})
    publish(
        ObjectionFiled(
            objection_id=str(objection.pk),
            conclusion_id=str(conclusion.pk),
            unit_id=str(conclusion.run.unit_id),
        )
    )
    return objection


@transaction.atomic
def keep_conclusion(objection_id: UUID, *, answer: str, by: Actor) -> Objection:
    """The objection does not hold: the conclusion stands as it is."""
    return _decide(objection_id, "keep", "refuse", answer=answer, by=by)


@transaction.atomic
def change_conclusion(
    objection_id: UUID, *, answer: str, text: str, by: Actor, overturned: Collection[UUID] = ()
) -> Conclusion:
    """The objection holds: a new conclusion takes the old one's place; wrong findings are overturned."""
    objection = _decide(objection_id, "change", "uphold", answer=answer, by=by)
    old = objection.conclusion
    new = _issue(old.run, text=text, term=old.term, by=by, supersedes=old)
    rows = Finding.objects.select_for_update(of=("self",)).filter(run=old.run, pk__in=set(overturned))
    found = list(rows.select_related("unit"))
    if len(found) != len(set(overturned)):
        raise NotVisible
    for finding in found:
        FINDING.move(finding.state, "overturn")
        move_finding(finding, "overturn", by=by, note=objection.answer)
    return new


def _issue(run: Run, *, text: str, term: str, by: Actor, supersedes: Conclusion | None = None) -> Conclusion:
    if term not in Term.values:
        raise BadInput("inspection.term_unknown", field="term")
    said = words(text, field="text", most=LONGEST)
    days = limits().terms[term]
    made = Conclusion.objects.create(
        run=run,
        supersedes=supersedes,
        text=said,
        text_hash=sha256(said.encode()).hexdigest(),
        term=term,
        object_until=term_end(clock.now(), days=days.object_days, working=days.working),
        issued_by_id=by.position_id,
        issued_person_id=by.person_id,
        issued_at=clock.now(),
    )
    record(
        "inspection.conclude",
        on=made,
        by=by,
        after={"run": run.code},
        content_hash=made.text_hash,
        drill=run.drill,
    )
    publish(ConclusionIssued(conclusion_id=str(made.pk), unit_id=str(run.unit_id)))
    return made


def _decide(objection_id: UUID, name: str, answered: str, *, answer: str, by: Actor) -> Objection:
    """Both machines move together; neither who inspected nor who concluded may decide."""
    somebody(by)
    if not objections_seen(by).filter(pk=objection_id).exists():
        raise NotVisible
    related = ("conclusion__run__unit", "conclusion__run__checklist", "conclusion__run__place")
    rows = Objection.objects.select_for_update(of=("self",)).select_related(*related)
    objection = rows.get(pk=objection_id)
    require(by, "inspection.review", objection)
    _require_outsider(objection.conclusion, by=by)
    objection.state = OBJECTION.move(objection.state, answered).target.value
    objection.answer = words(answer, field="answer", most=2000)
    objection.decided_at, objection.decided_by_id = clock.now(), by.position_id
    if clock.now() > objection.answer_until and objection.late_since is None:
        objection.late_since = objection.answer_until
    objection.save(update_fields=["state", "answer", "decided_at", "decided_by", "late_since"])
    conclusion = Conclusion.objects.select_for_update().get(pk=objection.conclusion_id)
    conclusion.state = CONCLUSION.move(conclusion.state, name).target.value
    conclusion.save(update_fields=["state"])
    record(
        f"inspection.{name}", on=conclusion, by=by, note=objection.answer, after={"state": conclusion.state}
    )
    publish(
        ObjectionDecided(
            objection_id=str(objection.pk),
            unit_id=str(objection.conclusion.run.unit_id),
            upheld=answered == "uphold",
        )
    )
    return objection


def _hold(conclusion_id: UUID, *, by: Actor) -> Conclusion:
    if not conclusions_seen(by).filter(pk=conclusion_id).exists():
        raise NotVisible
    return (
        Conclusion.objects.select_for_update(of=("self",)).select_related("run__unit").get(pk=conclusion_id)
    )


def _require_outsider(conclusion: Conclusion, *, by: Actor) -> None:
    """Neither who inspected nor who ever concluded on the run, by seat and by person, nor the unit."""
    run = conclusion.run
    issued = list(run.conclusions.values_list("issued_by_id", "issued_person_id"))
    inspectors = set(run.inspectors.values_list("pk", flat=True))
    held = Appointment.objects.filter(in_force_q(run.submitted_at or clock.now()), position__in=inspectors)
    seats = {run.submitted_by_id, *inspectors, *(seat for seat, _person in issued)}
    persons = {run.submitted_person_id, *held.values_list("person_id", flat=True)}
    persons |= {person for _seat, person in issued}
    if by.position_id in seats or by.person_id in persons:
        raise NotYours("inspection.reviewer_took_part")
    require_foreign(by, run.unit)
