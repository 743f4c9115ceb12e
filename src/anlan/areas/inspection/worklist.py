"""Findings, runs, re-checks and objections on the worklist."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext, pgettext_lazy

from anlan.areas.inspection import public
from anlan.areas.inspection.models import Finding, Objection, Recheck, Run, SampleItem
from anlan.areas.inspection.models.choices import FINDING_STATES
from anlan.areas.inspection.rules.proof import days_late
from anlan.areas.inspection.selectors.listing import FindingRow, rows_of
from anlan.areas.inspection.selectors.sight import SHOWN_WITH, findings_seen, objections_seen
from anlan.areas.inspection.states import IN_HAND, OPEN, OWED, FindingState, ObjectionState
from anlan.core.access import Actor
from anlan.foundation.people.public import unit_name, visible
from anlan.foundation.ui.marks import Mark
from anlan.foundation.worklist.public import Act, Counts, Group, Row, Source

SOURCE = "inspection"
URGENCY = {"stop_now": 3, "serious": 1}
RECENT = timedelta(days=3)


def rows(viewer: Actor, at: datetime, most: int) -> list[Row]:
    """What waits for the viewer's position; a constant number of queries."""
    if not viewer.holds("inspection.read"):
        return []
    seen = findings_seen(viewer).select_related(*SHOWN_WITH)
    mine = _mine(viewer, seen)
    found = [
        _finding(row, viewer=viewer, at=at, turn=True)
        for row in rows_of(mine.order_by("due_at")[:most], at=at)
    ]
    left = max(most - len(found), 0)
    others = _waiting(viewer, seen, at=at).exclude(pk__in=mine.values("pk")).order_by("due_at")[:left]
    found += [_finding(row, viewer=viewer, at=at, turn=False) for row in rows_of(others, at=at)]
    found += [_run(run, at=at) for run in public.due_runs(viewer, most=most)]
    found += [_recheck(one, at=at) for one in public.open_rechecks(viewer)[:most]]
    found += [_sample(one, at=at) for one in public.open_samples(viewer)[:most]]
    found += [_objection(one, at=at) for one in _objections(viewer)[:most]]
    return found[: most + 20]


def counts(viewer: Actor, at: datetime) -> Counts:
    """How many there are."""
    if not viewer.holds("inspection.read"):
        return Counts()
    seen = findings_seen(viewer)
    mine = _mine(viewer, seen)
    late = mine.filter(state__in=IN_HAND, due_at__lt=at).count()
    whole = mine.count()
    runs = public.due_runs(viewer)
    checks = [one.due_at for one in public.open_rechecks(viewer)]
    checks += [one.due_at for one in public.open_samples(viewer)]
    answers = list(_objections(viewer))
    due = [run.due_at for run in runs] + checks + [one.answer_until for one in answers]
    over = sum(1 for moment in due if moment is not None and moment < at)
    waiting = _waiting(viewer, seen, at=at).exclude(pk__in=mine.values("pk")).count()
    return Counts(mine=whole + len(due), late=late + over, waiting=waiting)


def _mine(viewer: Actor, seen: QuerySet[Finding]) -> QuerySet[Finding]:
    """Findings whose next step is the viewer's: to give out, to put right, to look at."""
    parts = (
        ("inspection.assign", Q(state=FindingState.RAISED)),
        (
            "inspection.rectify",
            Q(state__in=OWED) & (Q(owner_position=None) | Q(owner_position=viewer.position_id)),
        ),
        ("inspection.verify", Q(state__in=(FindingState.SUBMITTED, FindingState.VERIFIED))),
    )
    test = Q(pk__in=())
    for verb, states in parts:
        if viewer.holds(verb):
            test |= states & Q(pk__in=visible(Finding.objects.all(), viewer, verb).values("pk"))
    return seen.filter(test)


def _waiting(viewer: Actor, seen: QuerySet[Finding], *, at: datetime) -> QuerySet[Finding]:
    """What others have to do: raised by the viewer's seat or of the viewer's unit; and what just ended."""
    own = Q(raised_by=viewer.position_id)
    if viewer.holds("inspection.rectify"):
        own |= Q(pk__in=visible(Finding.objects.all(), viewer, "inspection.rectify").values("pk"))
    live = Q(state__in=OPEN) | Q(state_changed_at__gte=at - RECENT)
    return seen.filter(own & live)


def _objections(viewer: Actor) -> QuerySet[Objection]:
    rows = objections_seen(viewer).filter(state=ObjectionState.FILED)
    rows = rows.filter(pk__in=visible(Objection.objects.all(), viewer, "inspection.review").values("pk"))
    return rows.select_related(
        "conclusion__run__place", "conclusion__run__unit", "conclusion__run__checklist"
    )


def _finding(row: FindingRow, *, viewer: Actor, at: datetime, turn: bool) -> Row:
    one = row.finding
    ended = one.state not in OPEN
    group = Group.CHANGED if ended else Group.WAITING
    if turn:
        group = Group.LATE if row.days else Group.MINE
    word = str(dict(FINDING_STATES)[one.state])
    if row.days:
        word = _("%(word)s，逾期 %(days)s 天") % {"word": word, "days": row.days}
    return Row(
        key=f"{SOURCE}:{one.pk}",
        source=SOURCE,
        title=one.text,
        status=Mark(row.status),
        word=word,
        due_at=one.due_at,
        since=one.raised_at,
        url=one.get_absolute_url(),
        group=group,
        changed_at=one.state_changed_at,
        acts=_acts(one) if turn else (),
        urgency=URGENCY.get(one.severity, 0),
        where=_where(one.code, one.place.label, unit_name(one.unit)),
    )


def _where(*parts: str) -> str:
    """Code, place and unit; a canteen that is both is named once."""
    return " ".join(dict.fromkeys(parts))


def _acts(one: Finding) -> tuple[Act, ...]:
    label = {
        FindingState.RAISED: pgettext("finding", "派单"),
        FindingState.SUBMITTED: pgettext("finding", "去复核"),
        FindingState.VERIFIED: pgettext("finding", "去销号"),
    }.get(FindingState(one.state), pgettext("finding", "去整改"))
    return (Act(label, f"{one.get_absolute_url()}#acts"),)


def _run(run: Run, *, at: datetime) -> Row:
    late = run.due_at is not None and run.due_at < at
    return Row(
        key=f"{SOURCE}.run:{run.pk}",
        source=SOURCE,
        title=f"{run.checklist.label} · {run.place.label}",
        status=Mark.NOT_MET if late else Mark.NOT_STARTED,
        word=_("逾期 %(days)s 天") % {"days": days_late(run.due_at, at=at)}
        if run.due_at and late
        else _("要去查"),
        due_at=run.due_at,
        since=run.scheduled_at,
        url=run.get_absolute_url(),
        group=Group.LATE if late else Group.MINE,
        changed_at=run.started_at or run.scheduled_at,
        acts=(Act(pgettext("run", "去查"), run.get_absolute_url()),),
        where=f"{run.code} {unit_name(run.unit)}",
    )


def _recheck(one: Recheck, *, at: datetime) -> Row:
    run = one.judgement.run
    late = one.due_at < at
    url = reverse("inspection:rechecks")
    return Row(
        key=f"{SOURCE}.recheck:{one.pk}",
        source=SOURCE,
        title=f"{run.checklist.label} · {run.place.label}",
        status=Mark.NOT_MET if late else Mark.NOT_STARTED,
        word=_("要盲查"),
        due_at=one.due_at,
        since=one.draw.until,
        url=url,
        group=Group.LATE if late else Group.MINE,
        changed_at=one.draw.until,
        acts=(Act(pgettext("recheck", "去盲查"), url),),
    )


def _sample(one: SampleItem, *, at: datetime) -> Row:
    late = one.due_at < at
    url = reverse("inspection:rechecks")
    return Row(
        key=f"{SOURCE}.sample:{one.pk}",
        source=SOURCE,
        title=one.title,
        status=Mark.NOT_MET if late else Mark.NOT_STARTED,
        word=_("要随机抽查"),
        due_at=one.due_at,
        since=one.sample.until,
        url=url,
        group=Group.LATE if late else Group.MINE,
        changed_at=one.sample.until,
        acts=(Act(pgettext("recheck", "去盲查"), url),),
        where=unit_name(one.unit),
    )


def _objection(one: Objection, *, at: datetime) -> Row:
    run = one.conclusion.run
    late = one.answer_until < at
    return Row(
        key=f"{SOURCE}.objection:{one.pk}",
        source=SOURCE,
        title=f"{run.checklist.label} · {run.place.label}",
        status=Mark.NOT_MET if late else Mark.AT_RISK,
        word=_("有异议，等复核"),
        due_at=one.answer_until,
        since=one.filed_at,
        url=one.conclusion.get_absolute_url(),
        group=Group.LATE if late else Group.MINE,
        changed_at=one.filed_at,
        acts=(Act(pgettext("objection", "去复核"), one.conclusion.get_absolute_url()),),
        urgency=1,
        where=unit_name(run.unit),
    )


WORKLIST_SOURCES = (
    Source(code=SOURCE, label=pgettext_lazy("worklist", "督查整改"), rows=rows, counts=counts),
)
