"""What a phone takes along: what is to be looked at, put right and verified, with its pictures' keys."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from anlan.areas.inspection import public
from anlan.areas.inspection.models import Finding, FindingStep, Run
from anlan.areas.inspection.rules.independence import Involved, Tie, is_own_unit, tie_of
from anlan.areas.inspection.rules.repeats import asks_for_cause
from anlan.areas.inspection.selectors.proof import KIND
from anlan.areas.inspection.selectors.sight import directives_seen, findings_seen, own_paths, runs_seen
from anlan.areas.inspection.states import OPEN, OWED, RECTIFY, VERIFY, FindingState, RunState
from anlan.core.access import Actor
from anlan.foundation.campus.models import Place
from anlan.foundation.evidence.public import Evidence, Kind
from anlan.foundation.people.models import Appointment
from anlan.foundation.people.public import title_of, visible

MOST, MOST_HERE, MOST_LOOKED = 100, 500, 5000
PICTURES = 6
ANSWERED = timedelta(days=14)
BACK = ("return", "reopen")
SHOWN = ("place", "unit", "run__checklist")


def section(viewer: Actor, at: datetime) -> dict[str, Any]:
    """The section ``inspection``; what somebody has nothing of is left out."""
    told = public.pack(viewer, at)
    told.pop("at", None)
    if told:
        _complete(told, viewer, at=at)
    lists = {
        "rectify": _told(_owed(viewer), viewer),
        "verify": _told(_to_verify(viewer), viewer),
        "answered": _answered(viewer, at=at),
    }
    return told | {name: rows for name, rows in lists.items() if rows}


def _complete(told: dict[str, Any], viewer: Actor, *, at: datetime) -> None:
    """What a run needs besides: with whom, for which requirement; and how its place stands."""
    days = public.limits().second_run_days
    runs = _beside_runs(viewer, {UUID(row["id"]) for row in told["runs"]})
    every = {str(one.pk): int(one.content.get("every_days", 0)) for one in public.current_checklists()}
    paths = _paths({UUID(row["id"]) for row in told["places"]})
    for row in told["runs"]:
        row.update(runs[row["id"]])
    for row in told["checklists"]:
        row["every_days"] = every.get(row["id"], 0)
    for row in told["places"]:
        row["path"] = paths[row["id"]]
    told["second_run_days"] = days
    told["looked"] = _looked(viewer, since=at - timedelta(days=max([days, *every.values()])))
    told["here"] = _here(viewer)


def _owed(viewer: Actor) -> list[Finding]:
    """What the viewer's seat is to put right, and what its unit is and no seat was named for."""
    if viewer.position_id is None or not viewer.holds(RECTIFY):
        return []
    mine = visible(findings_seen(viewer), viewer, RECTIFY).filter(state__in=OWED)
    own = mine.filter(Q(owner_position=None) | Q(owner_position=viewer.position_id))
    return list(own.select_related(*SHOWN).order_by("due_at", "code")[:MOST])


def _to_verify(viewer: Actor) -> list[Finding]:
    """What the viewer may verify: not of their own unit, not their own work, not on their own evidence."""
    if viewer.position_id is None or not viewer.holds(VERIFY):
        return []
    rows = visible(findings_seen(viewer), viewer, VERIFY).filter(state=FindingState.SUBMITTED)
    own = own_paths(viewer.person_id)
    found = [
        one
        for one in rows.select_related(*SHOWN).order_by("submitted_at", "code")[:MOST]
        if not is_own_unit(one.unit.path, own)
    ]
    bound = _bound(found, viewer)
    return [one for one in found if one.pk not in bound]


def _bound(found: Iterable[Finding], viewer: Actor) -> set[UUID]:
    """Findings whose work or evidence is the viewer's; two queries."""
    since = {one.pk: one.rectified_at or one.round_began_at for one in found}
    doers: dict[UUID, list[tuple[UUID | None, UUID | None]]] = {key: [] for key in since}
    authors: dict[UUID, list[tuple[UUID | None, UUID | None]]] = {key: [] for key in since}
    steps = FindingStep.objects.filter(finding__in=since, name__in=("start", "submit"))
    for key, *pair in steps.values_list("finding_id", "position_id", "person_id"):
        doers[key].append((pair[0], pair[1]))
    columns = ("subject_id", "taken_at", "author_position_id", "author_person_id")
    for key, taken, seat, person in _evidence(since).exclude(kind=Kind.NOTE).values_list(*columns):
        if taken > since[key]:
            authors[key].append((seat, person))
    me = {"position_id": viewer.position_id, "person_id": viewer.person_id}
    return {key for key in since if tie_of(Involved(doers[key], authors[key]), **me) is not Tie.NONE}


def _evidence(keys: Iterable[UUID]) -> QuerySet[Evidence]:
    """What stands for some findings and was not struck out, the newest first."""
    rows = Evidence.objects.filter(subject_kind=KIND, subject_id__in=list(keys), strike__isnull=True)
    return rows.order_by("-taken_at")


def _told(found: list[Finding], viewer: Actor) -> list[dict[str, Any]]:
    """Findings with their pictures, their requirement and the last word on them."""
    keys = [one.pk for one in found]
    pictures = _pictures(found)
    sentences = _sentences(viewer, Finding, keys)
    words = _last_words(keys)
    return [
        _row(one)
        | {
            "stopped": one.stopped,
            "unit": one.unit.name,
            "seen": one.state_changed_at.isoformat(),
            "round": one.round,
            "began_at": one.round_began_at.isoformat(),
            **_asked(one),
            "requirements": sentences.get(one.pk, []),
            "photos": pictures[one.pk],
            "returned": words.get((one.pk, "back")) if one.state == FindingState.REOPENED else None,
            "said": words.get((one.pk, "submit")) if one.state == FindingState.SUBMITTED else None,
            "times": one.recurrence,
            "asks_cause": asks_for_cause(one.recurrence, cause_at=public.limits().cause_at),
            "cause": one.cause,
            "rule_change": one.rule_change,
        }
        for one in found
    ]


def _row(one: Finding) -> dict[str, Any]:
    place = one.place
    return {
        "id": str(one.pk),
        "code": one.code,
        "text": one.text,
        "severity": one.severity,
        "state": one.state,
        "place": {"id": str(place.pk), "path": place.path, "name": place.name, "name_en": place.name_en},
        "due_at": one.due_at.isoformat(),
        "late": one.was_late,
    }


def _asked(one: Finding) -> dict[str, str]:
    """What the checklist asks for at this item, in its words."""
    rows = one.run.checklist.questions if one.run and one.item_key else []
    question = next((row for row in rows if row["key"] == one.item_key), {})
    names = ("label", "label_en", "hint", "hint_en")
    return {f"item_{name}": str(question.get(name, "")) for name in names}


def _pictures(found: list[Finding]) -> dict[UUID, list[dict[str, Any]]]:
    """The newest pictures of each; ``after`` where it shows the place after the work."""
    told: dict[UUID, list[dict[str, Any]]] = {one.pk: [] for one in found}
    since = {one.pk: one.rectified_at for one in found}
    for row in _evidence(told).filter(kind=Kind.PHOTO):
        mine, done = told[row.subject_id], since[row.subject_id]
        if len(mine) < PICTURES:
            after = done is not None and row.taken_at > done
            mine.append({"id": str(row.pk), "at": row.taken_at.isoformat(), "after": after})
    return told


def _last_words(keys: list[UUID]) -> dict[tuple[UUID, str], dict[str, Any]]:
    """Of each finding the newest return and the newest hand-in: what was said, when, by which seat."""
    rows = FindingStep.objects.filter(finding__in=keys, name__in=(*BACK, "submit")).order_by("number")
    told = {}
    for step in rows.select_related("position__unit"):
        by = title_of(step.position) if step.position else ""
        sort = "back" if step.name in BACK else "submit"
        told[step.finding_id, sort] = {"words": step.note, "at": step.at.isoformat(), "by": by}
    return told


def _answered(viewer: Actor, *, at: datetime) -> list[dict[str, Any]]:
    """What the viewer's seat handed in lately and what came of it."""
    if viewer.position_id is None or not viewer.holds(RECTIFY):
        return []
    mine = FindingStep.objects.filter(name="submit", position=viewer.position_id, at__gte=at - ANSWERED)
    over = (FindingState.SUBMITTED, FindingState.VERIFIED, FindingState.CLOSED)
    rows = findings_seen(viewer).filter(pk__in=mine.values("finding"), state__in=over)
    shown = rows.select_related("place").order_by("-state_changed_at")[:MOST]
    return [_row(one) | {"at": one.state_changed_at.isoformat()} for one in shown]


def _here(viewer: Actor) -> list[dict[str, Any]]:
    """What is still open where the viewer inspects, the most pressing first."""
    rows = findings_seen(viewer).filter(state__in=OPEN).select_related("place")
    return [_row(one) for one in rows.order_by("due_at", "code")[:MOST_HERE]]


def _looked(viewer: Actor, *, since: datetime) -> list[dict[str, Any]]:
    """Who looks again asks when it was looked at last: runs done or planned since then."""
    near = Q(submitted_at__gte=since) | Q(submitted_at=None, scheduled_at__gte=since)
    rows = runs_seen(viewer).filter(near).exclude(state=RunState.CANCELLED).order_by("-scheduled_at")
    columns = ("pk", "code", "place_id", "subject", "submitted_at", "scheduled_at")
    return [
        {
            "run": str(key),
            "code": code,
            "place": str(place),
            "checklist": subject,
            "done": done is not None,
            "at": (done or planned).isoformat(),
        }
        for key, code, place, subject, done, planned in rows.values_list(*columns)[:MOST_LOOKED]
    ]


def _beside_runs(viewer: Actor, keys: set[UUID]) -> dict[str, dict[str, Any]]:
    """Of each run: the other inspectors by name, and the requirements it serves."""
    rows = Run.objects.filter(pk__in=keys).prefetch_related("inspectors__unit")
    seats = {row.pk: [one for one in row.inspectors.all() if one.pk != viewer.position_id] for row in rows}
    names = _holders({seat.pk for held in seats.values() for seat in held})
    sentences = _sentences(viewer, Run, list(keys))
    return {
        str(key): {
            "fellows": [names.get(seat.pk) or title_of(seat) for seat in held],
            "requirements": sentences.get(key, []),
        }
        for key, held in seats.items()
    }


def _holders(seats: set[UUID]) -> dict[UUID, str]:
    held = Appointment.objects.in_force().filter(position__in=seats)
    return dict(held.values_list("position_id", "person__name"))


def _sentences(
    viewer: Actor, kind: type[Finding] | type[Run], keys: list[UUID]
) -> Mapping[UUID, list[dict[str, str]]]:
    """Code and sentence of the requirements that the viewer may read; two queries."""
    field = "finding_id" if kind is Finding else "run_id"
    pairs = kind.directives.through.objects.filter(**{f"{field}__in": keys})
    links = list(pairs.values_list(field, "directive_id"))
    known = {one.pk: one for one in directives_seen(viewer, {directive for _, directive in links})}
    told: dict[UUID, list[dict[str, str]]] = {}
    for key, directive in links:
        if one := known.get(directive):
            told.setdefault(key, []).append({"code": one.code, "no": one.no, "text": one.quote or one.text})
    return told


def _paths(keys: set[UUID]) -> dict[str, str]:
    rows = Place.objects.filter(pk__in=keys).values_list("pk", "path")
    return {str(key): path for key, path in rows}


PACKS = (("inspection", section),)
