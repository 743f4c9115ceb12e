"""One run as its page shows it: the questions with their answers, and what the viewer may do."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from anlan.areas.inspection.models import Conclusion, Finding, Run, Supplement
from anlan.areas.inspection.rules.answers import Read, read_answers
from anlan.areas.inspection.rules.forms import Form, Question
from anlan.areas.inspection.rules.independence import is_own_unit
from anlan.areas.inspection.selectors.sight import findings_seen, own_paths, run_seen, runs_seen
from anlan.areas.inspection.states import RUN, RunState
from anlan.core.access import Actor
from anlan.foundation.people.models import Position
from anlan.foundation.people.public import allowed, in_language


@dataclass(frozen=True, slots=True)
class Line:
    """One question on the page: its number among the items, its answer, its judgement, its note."""

    question: Question
    number: int
    raw: Any
    verdict: str
    note: str
    asked: bool

    @property
    def label(self) -> str:
        """The question in the reader's language."""
        return in_language(self.question.label, self.question.label_en)

    @property
    def hint(self) -> str:
        """The hint in the reader's language."""
        return in_language(self.question.hint, self.question.hint_en)


@dataclass(frozen=True, slots=True)
class RunPage:
    """The page of one run; ``acts`` are start, answer, submit, review, cancel, conclude, supplement."""

    run: Run
    form: Form
    lines: tuple[Line, ...]
    read: Read
    inspectors: tuple[Position, ...]
    findings: tuple[Finding, ...]
    supplements: tuple[Supplement, ...]
    conclusion: Conclusion | None
    acts: tuple[str, ...]
    own_unit: bool


def run_page(viewer: Actor, run_id: Any) -> RunPage:
    """The page of one run. Raises NotVisible."""
    run = run_seen(viewer, run_id)
    form = Form.from_content(run.checklist.content)
    answers, notes = run.answers.get("answers", {}), run.answers.get("notes", {})
    read = read_answers(form, answers, complete=False)
    own = is_own_unit(run.unit.path, own_paths(viewer.person_id))
    seats = tuple(run.inspectors.select_related("unit"))
    return RunPage(
        run=run,
        form=form,
        lines=lines_of(form, read, answers, notes),
        read=read,
        inspectors=seats,
        findings=tuple(findings_seen(viewer, drill=run.drill).filter(run=run).select_related("unit")),
        supplements=tuple(run.supplements.select_related("position__unit")),
        conclusion=run.conclusions.exclude(state="changed").first(),
        acts=_acts(viewer, run, named=viewer.position_id in {seat.pk for seat in seats}, own=own),
        own_unit=own,
    )


def lines_of(
    form: Form, read: Read, answers: Mapping[str, Any], notes: Mapping[str, str]
) -> tuple[Line, ...]:
    """Every question in order; items are numbered."""
    found, number = [], 0
    for question in form.questions:
        number += question.is_item
        found.append(
            Line(
                question=question,
                number=number if question.is_item else 0,
                raw=answers.get(question.key, ""),
                verdict=read.judged.get(question.key, ""),
                note=str(notes.get(question.key, "")),
                asked=question.key in read.asked,
            )
        )
    return tuple(found)


def due_runs(viewer: Actor, *, most: int = 50) -> list[Run]:
    """What the viewer's seat still has to inspect, the most pressing first."""
    if viewer.position_id is None:
        return []
    rows = runs_seen(viewer).filter(
        inspectors=viewer.position_id, state__in=(RunState.SCHEDULED, RunState.STARTED)
    )
    return list(rows.select_related("checklist", "place", "unit").order_by("due_at", "scheduled_at")[:most])


def _acts(viewer: Actor, run: Run, *, named: bool, own: bool) -> tuple[str, ...]:
    names = [
        move.name
        for move in RUN.moves_from(run.state)
        if allowed(viewer, move.verb, run) and _fits(move.name, named=named, own=own)
    ]
    if run.is_over and named:
        names.append("supplement")
    open_to_conclude = run.is_over and not run.conclusions.exclude(state="changed").exists()
    if open_to_conclude and not own and allowed(viewer, "inspection.conclude", run):
        names.append("conclude")
    return tuple(names)


def _fits(name: str, *, named: bool, own: bool) -> bool:
    """Who was named inspects; who inspects does not review; nobody looks at their own unit."""
    if name in {"start", "submit"}:
        return named and not own
    return not named if name == "review" else True
