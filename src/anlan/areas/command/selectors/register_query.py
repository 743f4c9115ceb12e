"""The rows of the register that filters leave, before their status is known."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta
from uuid import UUID

from django.contrib.postgres.search import SearchQuery, SearchVector
from django.db.models import Case, IntegerField, Q, QuerySet, Value, When

from anlan.areas.command.models import Addressee, Directive
from anlan.areas.command.models.choices import AddressRole, DirectiveKind, Origin
from anlan.areas.command.rules.deadlines import end_of_day
from anlan.areas.command.rules.searching import words_of
from anlan.areas.command.selectors.register_filters import EVERY_ORIGIN, OTHER_ORIGINS, RegisterFilters
from anlan.areas.command.selectors.sight import directives
from anlan.areas.command.states import COUNTING, LIVE, DirectiveState
from anlan.core.access import Actor
from anlan.core.kernel.clock import CAMPUS_ZONE

SHOWN_STATES = tuple(COUNTING)


def items_left(viewer: Actor, filters: RegisterFilters, *, at: datetime) -> QuerySet[Directive]:
    """Items that the viewer sees and the filters leave: what is addressed to the viewer's side first,
    then what it passed on; each in the order of the meetings and their numbers."""
    rows = _items_of(viewer, filters, origin=origin_shown(viewer, filters), at=at)
    rows = rows.annotate(turn=_turn(viewer))
    meetings = ("-meeting__held_on", "-meeting__number", "-source_id")
    return rows.order_by("turn", *meetings, "order", "issued_at", "pk")


def due_today(viewer: Actor, *, at: datetime, most: int) -> list[Directive]:
    """The first requirements whose deadline is still to come today; one query."""
    left = items_left(viewer, RegisterFilters(due="today"), at=at)
    return list(left.order_by("due_at", "order", "pk")[:most])


def others_left(viewer: Actor, filters: RegisterFilters, *, at: datetime) -> int:
    """How many relayed and local requirements the other filters leave."""
    return _items_of(viewer, filters, origin=OTHER_ORIGINS, at=at).count()


def origin_shown(viewer: Actor, filters: RegisterFilters) -> str:
    """Whose requirements are shown: as asked; else headquarters' own to those who see the whole house.

    A search looks everywhere.
    """
    if filters.origin:
        return filters.origin
    return Origin.CENTRAL.value if sees_the_house(viewer) and not filters.q else EVERY_ORIGIN


def sees_the_house(viewer: Actor) -> bool:
    """Whether the viewer issues requirements or reads everybody's."""
    return viewer.holds("command.issue") or any(
        grant.unit == "" for grant in viewer.grants_of("command.read")
    )


def _turn(viewer: Actor) -> Case:
    """First what comes from above, then what was passed on: by anybody, or by the viewer's own side."""
    passed_on = ~Q(origin=Origin.CENTRAL)
    if not sees_the_house(viewer):
        passed_on &= Q(issuer_unit__path__startswith=viewer.unit_path)
    return Case(When(passed_on, then=Value(1)), default=Value(0), output_field=IntegerField())


def _items_of(viewer: Actor, filters: RegisterFilters, *, origin: str, at: datetime) -> QuerySet[Directive]:
    rows = directives(viewer).filter(_of_origin(origin), kind=DirectiveKind.ITEM)
    rows = rows.filter(state__in=_states(filters))
    for condition in _conditions(viewer, filters, at=at):
        rows = rows.filter(condition)
    if filters.q:
        rows = _searched(rows, filters.q)
    return rows


def _states(filters: RegisterFilters) -> Collection[str]:
    """The state asked for; else what is in force or done, and on demand what has ended."""
    if filters.state:
        return (filters.state,)
    return [state for state in DirectiveState if filters.ended or state in SHOWN_STATES]


def _of_origin(origin: str) -> Q:
    if origin == EVERY_ORIGIN:
        return Q()
    return ~Q(origin=Origin.CENTRAL) if origin == OTHER_ORIGINS else Q(origin=origin)


def _conditions(viewer: Actor, filters: RegisterFilters, *, at: datetime) -> list[Q]:
    plain = {
        "meeting": filters.meeting,
        "speaker": filters.speaker,
        "obligation": filters.kind,
    }
    found = [Q(**{column: value}) for column, value in plain.items() if value]
    if filters.unit:
        found.append(_addressed(filters))
    if filters.campus:
        found.append(_holding_at(filters.campus))
    if filters.due:
        found.append(due_condition(filters.due, at=at))
    if filters.mine:
        found.append(_mine(viewer))
    return found


def _holding_at(campus: UUID) -> Q:
    """Requirements for the campus, and those for everywhere."""
    named = Directive.places.through.objects.filter(place=campus).values("directive")
    return Q(places=None) | Q(pk__in=named)


def _addressed(filters: RegisterFilters) -> Q:
    rows = Addressee.objects.filter(unit=filters.unit)
    rows = rows.filter(role=filters.role) if filters.role in AddressRole.values else rows
    return Q(pk__in=rows.values("directive"))


def _mine(viewer: Actor) -> Q:
    """Addressed to my unit itself, verified or signed by my position."""
    to_my_unit = Addressee.objects.filter(unit__path=viewer.unit_path).values("directive")
    return Q(pk__in=to_my_unit) | Q(verifier=viewer.position_id) | Q(issued_by=viewer.position_id)


def due_condition(due: str, *, at: datetime) -> Q:
    """A window of deadlines by its name; what is done or ended is due no more."""
    tonight = end_of_day(at.astimezone(CAMPUS_ZONE).date())
    timed = {
        "overdue": Q(due_at__lt=at),
        "today": Q(due_at__gte=at, due_at__lte=tonight),
        "week": Q(due_at__gte=at, due_at__lte=tonight + timedelta(days=6)),
        "month": Q(due_at__gte=at, due_at__lte=tonight + timedelta(days=29)),
    }
    if due in timed:
        return timed[due] & Q(state__in=LIVE)
    return ~Q(repeats="") if due == "repeats" else Q(due_at=None, repeats="")


def _searched(rows: QuerySet[Directive], typed: str) -> QuerySet[Directive]:
    """Every term occurs, as words, as a piece of the text or as the beginning of the code."""
    rows = rows.annotate(words=SearchVector("search_words", config="simple"))
    for term in typed.split():
        words = " ".join(words_of(term.lower()))
        condition = Q(code__istartswith=term) | Q(text__icontains=term) | Q(quote__icontains=term)
        if words:
            condition |= Q(words=SearchQuery(words, config="simple"))
        rows = rows.filter(condition)
    return rows
