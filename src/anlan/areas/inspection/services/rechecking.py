"""Blind re-checks: drawing a sample, handing it to others, judging without the first judgement."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from anlan.areas.inspection.models import Draw, Judgement, Recheck
from anlan.areas.inspection.models.choices import Verdict
from anlan.areas.inspection.rules.independence import is_own_unit
from anlan.areas.inspection.rules.sampling import assign, draw, population_hash, seed_from
from anlan.areas.inspection.selectors.rulebook import limits
from anlan.areas.inspection.selectors.sight import own_paths
from anlan.areas.inspection.services.grasp import somebody
from anlan.areas.inspection.states import RECHECK
from anlan.core.access import Actor
from anlan.core.kernel import clock
from anlan.core.kernel.errors import BadInput, NotVisible, NotYours
from anlan.foundation.ledger.public import record
from anlan.foundation.ledger.verification import head
from anlan.foundation.people.models import Appointment

NAME = "inspection.recheck_agreement"
FIRST_DAYS = 7
PASSED, FAILED = Verdict.PASS.value, Verdict.FAIL.value


@transaction.atomic
def draw_rechecks(*, by: Actor, seed: str = "") -> Draw | None:
    """Draw from what was judged since the last draw; None when nothing was judged.

    Failed items are mixed in, so that being drawn does not tell the first judgement.
    """
    until = clock.now()
    last = Draw.objects.select_for_update().order_by("-until").first()
    since = last.until if last else until - timedelta(days=FIRST_DAYS)
    rows = list(
        Judgement.objects.filter(at__gte=since, at__lt=until, drill=False, verdict__in=(PASSED, FAILED))
        .select_related("run__unit")
        .order_by("id")
    )
    if not rows or since >= until:
        return None
    held, mixed = _sample(rows, seed=seed, since=since, until=until)
    waiting = _handed_out(held, mixed)
    Recheck.objects.bulk_create(waiting)
    record("inspection.draw", on=held, by=by, count=len(waiting), content_hash=held.population_hash)
    return held


def _sample(
    rows: Sequence[Judgement], *, seed: str, since: datetime, until: datetime
) -> tuple[Draw, list[Judgement]]:
    """The drawing as it is kept, and the items that were drawn; without a seed the ledger's head gives it."""
    figures, chain = limits(), "" if seed else head()[1]
    seed = seed or seed_from(NAME, until, chain)
    passed = [row.pk for row in rows if row.verdict == PASSED]
    failed = [row.pk for row in rows if row.verdict == FAILED]
    chosen = _chosen(passed, failed, share=figures.recheck_share, decoys=figures.decoy_share, seed=seed)
    held = Draw.objects.create(
        since=since,
        until=until,
        seed=seed,
        share=figures.recheck_share,
        decoy_share=figures.decoy_share,
        population=len(rows),
        population_hash=population_hash([row.pk for row in rows]),
        drawn=len(chosen),
        head=chain,
    )
    return held, [row for row in rows if row.pk in chosen]


def draw_holds(held: Draw) -> bool:
    """Whether the same is drawn again from what was judged in its time, by its seed."""
    rows = Judgement.objects.filter(
        at__gte=held.since, at__lt=held.until, drill=False, verdict__in=(PASSED, FAILED)
    )
    told = dict(rows.values_list("pk", "verdict"))
    chosen = _chosen(
        [key for key, verdict in told.items() if verdict == PASSED],
        [key for key, verdict in told.items() if verdict == FAILED],
        share=float(held.share),
        decoys=float(held.decoy_share),
        seed=held.seed,
    )
    return (
        (not held.head or held.seed == seed_from(NAME, held.until, held.head))
        and held.population_hash == population_hash(list(told))
        and held.drawn == len(chosen)
        and chosen >= set(held.rechecks.values_list("judgement_id", flat=True))
    )


def _chosen(
    passed: Sequence[UUID], failed: Sequence[UUID], *, share: float, decoys: float, seed: str
) -> set[UUID]:
    """A share of the passed items, and failed ones mixed in."""
    drawn = draw(passed, share=share, seed=seed)
    wanted = len(drawn) * decoys / len(failed) if failed else 0.0
    return {*drawn, *draw(failed, share=min(wanted, 1.0), seed=seed)}


def _handed_out(held: Draw, rows: Sequence[Judgement]) -> list[Recheck]:
    """Each item to an inspector of another seat, person and unit; where there is none it is left out."""
    seats = inspectors()
    due_at = held.until + timedelta(hours=limits().recheck_hours)
    found = []
    for row in rows:
        busy = set(row.run.inspectors.values_list("pk", flat=True))
        others = {key: paths for key, paths in seats.items() if key[0] not in busy}
        first = frozenset([row.run.submitted_person_id] if row.run.submitted_person_id else [])
        chosen = assign(row.pk, free(others, unit_path=row.run.unit.path, people=first), seed=held.seed)
        if chosen is not None:
            found.append(Recheck(draw=held, judgement=row, assignee_id=chosen, due_at=due_at))
    return found


def inspectors() -> Mapping[tuple[UUID, UUID], tuple[str, ...]]:
    """The inspectors' seats with the persons in office, and every unit that such a person belongs to."""
    rows = Appointment.objects.in_force().filter(position__role="inspector")
    pairs = list(rows.values_list("position_id", "person_id"))
    paths = {person: own_paths(person) for _seat, person in pairs}
    return {(seat, person): paths[person] for seat, person in pairs}


def free(
    seats: Mapping[tuple[UUID, UUID], tuple[str, ...]], *, unit_path: str, people: Collection[UUID]
) -> list[UUID]:
    """Seats of which nobody in office took part or belongs to the unit or its line."""
    tied = {
        seat for (seat, person), paths in seats.items() if person in people or is_own_unit(unit_path, paths)
    }
    return sorted({seat for seat, _person in seats} - tied)


@transaction.atomic
def judge_recheck(recheck_id: UUID, *, verdict: str, note: str, by: Actor) -> Recheck:
    """Judge an item again, by the one it was handed to. Raises NotVisible, NotYours, IllegalMove."""
    somebody(by)
    rows = Recheck.objects.select_for_update(of=("self",)).select_related("judgement__run")
    found = rows.filter(pk=recheck_id, assignee_id=by.position_id).first()
    if found is None or not by.holds("inspection.recheck"):
        raise NotVisible
    run = found.judgement.run
    if run.submitted_person_id == by.person_id:
        raise NotYours("inspection.recheck_by_the_first")
    if verdict not in Verdict.values:
        raise BadInput("inspection.verdict_unknown", field="verdict")
    found.state = RECHECK.move(found.state, "judge").target.value
    found.verdict, found.note = verdict, note.strip()[:500]
    found.judged_at, found.judged_person_id = clock.now(), by.person_id
    found.save(update_fields=["state", "verdict", "note", "judged_at", "judged_person"])
    record("inspection.recheck", on=found, by=by, after={"verdict": verdict})
    return found
