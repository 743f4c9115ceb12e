"""Random re-checks of what other rooms record: drawing by the ledger's head, judging without the record."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from anlan.areas.inspection.models import Sample, SampleItem
from anlan.areas.inspection.models.choices import Verdict
from anlan.areas.inspection.rules.sampling import assign, draw_some, population_hash, seed_from
from anlan.areas.inspection.selectors.samples import SamplePage, items_of, sample_seen
from anlan.areas.inspection.services.grasp import somebody
from anlan.areas.inspection.services.rechecking import free, inspectors
from anlan.areas.inspection.states import RECHECK, RecheckState
from anlan.core.access import Actor
from anlan.core.kernel import clock
from anlan.core.kernel.errors import BadInput, NotVisible, NotYours
from anlan.foundation.indicators.public import Drawable, Population, Sampling, definitions, populations
from anlan.foundation.ledger.public import record
from anlan.foundation.ledger.verification import head

SLACK = timedelta(hours=1)
"""A job that begins a little later than the day before still counts as a day later."""
TITLE = 300


def draw_samples(*, by: Actor) -> list[Sample]:
    """Draw for every re-check whose time has come; each drawing is a transaction of its own."""
    at, book = clock.now(), definitions().by_code
    found = []
    for one in populations():
        rule = book[one.code].sample if one.code in book else None
        made = _drawn(one, rule, at=at, by=by) if rule else None
        found += [made] if made else []
    return found


@transaction.atomic
def _drawn(population: Population, rule: Sampling, *, at: datetime, by: Actor) -> Sample | None:
    """One drawing; None before its time or when nothing was recorded as good."""
    last = Sample.objects.select_for_update().filter(code=population.code).order_by("-until").first()
    every = timedelta(days=rule.every_days)
    if last is not None and at - last.until < every - SLACK:
        return None
    since = last.until if last else at - every
    rows = population.records(since, at)
    passed = [row.id for row in rows if row.passed]
    if not passed:
        return None
    held, chosen = _kept(population.code, rule, rows=rows, since=since, at=at)
    items = _handed_out(population, held, chosen, within=timedelta(hours=rule.within_hours))
    SampleItem.objects.bulk_create(items)
    record("inspection.sample", on=held, by=by, count=len(items), content_hash=held.population_hash)
    return held


def _kept(
    code: str, rule: Sampling, *, rows: Sequence[Drawable], since: datetime, at: datetime
) -> tuple[Sample, list[Drawable]]:
    """The drawing as it is kept, and the records that were drawn."""
    seq, chain = head()
    held = Sample(code=code, since=since, until=at, head_seq=seq, head=chain, seed=seed_from(code, at, chain))
    held.size, held.decoys = rule.size, rule.decoys
    held.passed = sorted(row.id for row in rows if row.passed)
    held.failed = sorted(row.id for row in rows if not row.passed)
    chosen = redrawn(held)
    held.population_hash = population_hash([row.id for row in rows])
    held.drawn_hash, held.drawn = population_hash(sorted(chosen)), len(chosen)
    Sample.objects.bulk_create([held])
    return held, [row for row in rows if row.id in chosen]


def redrawn(held: Sample) -> frozenset[UUID]:
    """What the seed draws from what there was."""
    good = draw_some(held.passed, count=held.size, seed=held.seed)
    return frozenset({*good, *draw_some(held.failed, count=held.decoys, seed=held.seed)})


def holds(held: Sample) -> bool:
    """Whether the drawing is the one that its head, its seed and its population give."""
    drawn = redrawn(held)
    return (
        held.seed == seed_from(held.code, held.until, held.head)
        and held.population_hash == population_hash([*held.passed, *held.failed])
        and held.drawn_hash == population_hash(sorted(drawn))
        and drawn >= frozenset(held.items.values_list("record_id", flat=True))
    )


def sample_page(viewer: Actor, sample_id: UUID) -> SamplePage:
    """One drawing, drawn again to see whether it is the same. Raises NotVisible."""
    held = sample_seen(viewer, sample_id)
    items = items_of(held)
    by_state = Counter(item.state for item in items)
    return SamplePage(
        sample=held,
        holds=holds(held),
        done=tuple(item for item in items if item.state == RecheckState.DONE),
        waiting=by_state[RecheckState.WAITING.value],
        lapsed=by_state[RecheckState.LAPSED.value],
        left_out=held.drawn - len(items),
    )


def _handed_out(
    population: Population, held: Sample, rows: Sequence[Drawable], *, within: timedelta
) -> list[SampleItem]:
    """Each record to an inspector of another unit who took no part in it; where there is none, to nobody."""
    told, seats = population.tell([row.id for row in rows]), inspectors()
    found = []
    for row in rows:
        one = told.get(row.id)
        if one is None:
            continue
        chosen = assign(row.id, free(seats, unit_path=one.unit_path, people=one.people), seed=held.seed)
        if chosen is None:
            continue
        item = SampleItem(sample=held, record_kind=one.kind, record_id=row.id, title=one.title[:TITLE])
        item.unit_id, item.people, item.assignee_id = one.unit_id, sorted(one.people), chosen
        item.recorded = Verdict.PASS.value if row.passed else Verdict.FAIL.value
        item.due_at = min(one.due_at or held.until + within, held.until + within)
        found.append(item)
    return found


@transaction.atomic
def judge_sample(item_id: UUID, *, verdict: str, note: str, by: Actor) -> SampleItem:
    """Say what was found, by the one it was handed to. Raises NotVisible, NotYours, BadInput, IllegalMove."""
    somebody(by)
    found = SampleItem.objects.select_for_update().filter(pk=item_id, assignee_id=by.position_id).first()
    if found is None or not by.holds("inspection.recheck"):
        raise NotVisible
    if by.person_id in found.people:
        raise NotYours("inspection.recheck_by_the_first")
    if verdict not in Verdict.values:
        raise BadInput("inspection.verdict_unknown", field="verdict")
    found.state = RECHECK.move(found.state, "judge").target.value
    found.verdict, found.note = verdict, note.strip()[:500]
    found.judged_at, found.judged_person_id = clock.now(), by.person_id
    found.save(update_fields=["state", "verdict", "note", "judged_at", "judged_person"])
    record("inspection.recheck", on=found, by=by, after={"verdict": verdict})
    return found
