"""What an inspector takes along: own runs, their checklists with conditions already read, places, units."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from anlan.areas.inspection.models import Checklist, Run
from anlan.areas.inspection.models.choices import Presence, Severity, Verdict
from anlan.areas.inspection.rules.expressions.tree import as_lists
from anlan.areas.inspection.rules.forms import Form, condition
from anlan.areas.inspection.selectors.overview import open_rechecks
from anlan.areas.inspection.selectors.picking import INSPECTED_KINDS
from anlan.areas.inspection.selectors.place import current_checklists
from anlan.areas.inspection.selectors.rulebook import limits
from anlan.areas.inspection.selectors.running import due_runs
from anlan.core.access import Actor
from anlan.foundation.campus.public import places_for
from anlan.foundation.people.public import units_for

MOST_RUNS, MOST_PLACES = 100, 3000
CONDITIONS = ("relevant", "constraint", "fails_if")


def pack(viewer: Actor, at: datetime) -> dict[str, Any]:
    """The section of the phone's package; empty for whoever does not inspect."""
    if not viewer.holds("inspection.inspect") or viewer.position_id is None:
        return {}
    runs = due_runs(viewer, most=MOST_RUNS)
    current = {one.pk: one for one in current_checklists()}
    lists = current | {run.checklist_id: run.checklist for run in runs}
    places = places_for(viewer).filter(kind__in=INSPECTED_KINDS).order_by("path")[:MOST_PLACES]
    return {
        "at": at.isoformat(),
        "runs": [_run(run) for run in runs],
        "checklists": [checklist_told(one) | {"current": key in current} for key, one in lists.items()],
        "places": [
            {
                "id": str(row["id"]),
                "code": row["code"],
                "name": row["name"],
                "name_en": row["name_en"],
                "kind": row["kind"],
                "unit": str(row["owner_unit_id"] or ""),
            }
            for row in places.values("id", "code", "name", "name_en", "kind", "owner_unit_id")
        ],
        "units": [
            {"id": str(key), "name": name, "name_en": english}
            for key, name, english in units_for(viewer).order_by("path").values_list("pk", "name", "name_en")
        ],
        "rechecks": [
            {
                "id": str(one.pk),
                "place": str(one.judgement.run.place_id),
                "checklist": str(one.judgement.run.checklist_id),
                "item": one.judgement.item_key,
                "due_at": one.due_at.isoformat(),
            }
            for one in open_rechecks(viewer)
        ],
        "due_hours": dict(limits().due_hours),
        "severities": list(Severity.values),
        "verdicts": list(Verdict.values),
        "presences": [value for value in Presence.values if value],
    }


def checklist_told(one: Checklist) -> dict[str, Any]:
    """One version with each condition as a tree beside its text."""
    form = Form.from_content(one.content)
    questions = []
    for raw, question in zip(one.questions, form.questions, strict=True):
        trees = {
            f"{name}_tree": as_lists(condition(text))
            for name in CONDITIONS
            if (text := getattr(question, name))
        }
        questions.append({**raw, **trees, "item": question.is_item})
    sections = [
        {**raw, **({"relevant_tree": as_lists(condition(raw["relevant"]))} if raw.get("relevant") else {})}
        for raw in one.content.get("sections", ())
    ]
    return {
        "id": str(one.pk),
        "code": one.code,
        "version": one.version,
        "title": one.title,
        "title_en": one.title_en,
        "hash": one.content_hash,
        "place_kinds": list(form.place_kinds),
        "sections": sections,
        "questions": questions,
    }


def _run(run: Run) -> dict[str, Any]:
    return {
        "id": str(run.pk),
        "code": run.code,
        "checklist": str(run.checklist_id),
        "place": str(run.place_id),
        "unit": str(run.unit_id),
        "due_at": run.due_at.isoformat() if run.due_at else None,
        "state": run.state,
        "answers": run.answers,
        "drill": run.drill,
    }
