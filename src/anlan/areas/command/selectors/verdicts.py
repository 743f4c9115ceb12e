"""The status of many requirements at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from typing import NamedTuple
from uuid import UUID

from django.db.models import BigIntegerField, Exists, F, Func, Max, OuterRef, QuerySet, Subquery, When
from django.db.models import Case as Choice
from django.db.models.functions import Coalesce

from anlan.areas.command.models import Addressee, Directive
from anlan.areas.command.models.choices import AddressRole, DirectiveKind
from anlan.areas.command.rules.status import (
    Case,
    Docket,
    PlainCase,
    Status,
    Verdict,
    roll_up,
    status_of,
)
from anlan.areas.command.selectors.contributions import contributions_of
from anlan.areas.command.selectors.rulebook import limits
from anlan.areas.command.states import COUNTING, AnswerState, DirectiveState
from anlan.core.kernel import clock

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class Judged(NamedTuple):
    """An item's verdict, its heading, and whether it counts there (it is in force or done)."""

    id: UUID
    parent_id: UUID | None
    counts: bool
    verdict: Verdict


class Microseconds(Func):
    """A moment as whole microseconds since 1970, which is read many times faster than a date."""

    template = "round(date_part('epoch', %(expressions)s) * 1000000)::bigint"
    output_field = BigIntegerField()


def status_of_directives(directive_ids: Iterable[UUID], *, at: datetime | None = None) -> dict[UUID, Verdict]:
    """Verdicts by key: items by themselves, headings from their live items; a constant number of queries."""
    wanted = set(directive_ids)
    now = at or clock.now()
    items = Directive.objects.filter(kind=DirectiveKind.ITEM)
    found = {one.id: one.verdict for one in judged(items.filter(pk__in=wanted).order_by(), at=now)}
    return found | status_of_headings(wanted - set(found), at=now)


def status_of_headings(
    heading_ids: Collection[UUID],
    *,
    at: datetime,
    known: Sequence[Judged] = (),
) -> dict[UUID, Verdict]:
    """The verdicts of headings from all items that count, whoever looks; ``known`` are judged already."""
    if not heading_ids:
        return {}
    items = Directive.objects.filter(kind=DirectiveKind.ITEM, state__in=COUNTING).order_by()
    below = items.filter(parent__in=heading_ids)
    if known:
        unknown = set(below.values_list("pk", flat=True)) - {one.id for one in known}
        below = items.filter(pk__in=unknown)
    return rolled_up(heading_ids, [*known, *judged(below, at=at)])


def rolled_up(headings: Iterable[UUID], items: Iterable[Judged]) -> dict[UUID, Verdict]:
    """The verdicts of headings from their items that count."""
    below: defaultdict[UUID, set[Status]] = defaultdict(set)
    for one in items:
        if one.counts and one.parent_id is not None:
            below[one.parent_id].add(one.verdict.status)
    return {key: Verdict(roll_up(below[key])) for key in headings}


def judged(items: QuerySet[Directive], *, at: datetime) -> list[Judged]:
    """The verdict of each item in the order of the query: one query, and those of the sources.

    The table holds no fulfilled item without the moment at which it was met, so all of them are proven.
    """
    cases = list(_cases(items, at=at))
    if not cases:
        return []
    said = contributions_of([key for key, _, _ in cases], at=at)
    figures = limits()
    docket = Docket(at=at, limits=figures)
    found, known = [], dict[tuple[object, ...], Verdict]()
    for key, parent, plain in cases:
        state, issued_at, due_at, objected, taken_at = plain
        proven = state == DirectiveState.FULFILLED
        if proven or key in said:
            alike = (plain, said.get(key, ()))
            if alike not in known:
                case = Case(state, issued_at, due_at, alike[1], objected, taken_at, proven)
                known[alike] = status_of(case, at=at, limits=figures)
            verdict = known[alike]
        else:
            verdict = docket.verdict(plain)
        found.append(Judged(key, parent, state in COUNTING, verdict))
    return found


def _cases(items: QuerySet[Directive], *, at: datetime) -> Iterator[tuple[UUID, UUID | None, PlainCase]]:
    """What is judged, without a model; once the time is over nobody asks when a lead acknowledged."""
    said_no = Addressee.objects.filter(directive=OuterRef("pk"), state=AnswerState.OBJECTED)
    taken = Addressee.objects.filter(directive=OuterRef("pk"), role=AddressRole.LEAD).order_by()
    last = taken.values("directive").annotate(last=Microseconds(Max("acknowledged_at"))).values("last")
    rows = items.annotate(
        begun=Microseconds(Coalesce("issued_at", "state_changed_at")),
        ends=Microseconds(F("due_at")),
        objected=Exists(said_no),
        taken=Choice(When(due_at__gte=at, then=Subquery(last, output_field=BigIntegerField()))),
    ).values_list("pk", "parent_id", "state", "begun", "ends", "objected", "taken")
    moments = _Moments()
    for key, parent, state, begun, ends, objected, last_taken in rows:
        due_at = None if ends is None else moments[ends]
        taken_at = None if last_taken is None else moments[last_taken]
        yield key, parent, (state, moments[begun], due_at, objected, taken_at)


class _Moments(dict[int, datetime]):
    """Aware moments by their microseconds, each made once."""

    def __missing__(self, microseconds: int) -> datetime:
        found = self[microseconds] = EPOCH + timedelta(microseconds=microseconds)
        return found
