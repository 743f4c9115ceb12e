"""The rows of the register that filters leave, before their status is known."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

import rjieba
from django.contrib.postgres.search import SearchQuery, SearchVector
from django.db.models import Q, QuerySet

from anlan.areas.command.models import Addressee, Directive
from anlan.areas.command.models.choices import AddressRole, DirectiveKind
from anlan.areas.command.rules.deadlines import end_of_day
from anlan.areas.command.selectors.register_filters import RegisterFilters
from anlan.areas.command.selectors.sight import directives
from anlan.areas.command.states import LIVE, DirectiveState
from anlan.core.access import Actor
from anlan.core.kernel.clock import CAMPUS_ZONE

SHOWN_STATES = (*LIVE, DirectiveState.FULFILLED)


def items_left(viewer: Actor, filters: RegisterFilters, *, at: datetime) -> QuerySet[Directive]:
    """Items that the viewer sees and the filters leave, in the order of the meetings and their numbers."""
    rows = directives(viewer).filter(kind=DirectiveKind.ITEM)
    rows = rows if filters.ended else rows.filter(state__in=SHOWN_STATES)
    for condition in _conditions(viewer, filters, at=at):
        rows = rows.filter(condition)
    if filters.q:
        rows = _searched(rows, filters.q)
    return rows.order_by("-meeting__held_on", "-meeting__number", "-source_id", "order", "issued_at", "pk")


def _conditions(viewer: Actor, filters: RegisterFilters, *, at: datetime) -> list[Q]:
    plain = {
        "meeting": filters.meeting,
        "speaker": filters.speaker,
        "obligation": filters.kind,
        "origin": filters.origin,
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
    """A window of deadlines by its name."""
    tonight = end_of_day(at.astimezone(CAMPUS_ZONE).date())
    return {
        "overdue": Q(due_at__lt=at),
        "today": Q(due_at__gte=at, due_at__lte=tonight),
        "week": Q(due_at__gte=at, due_at__lte=tonight + timedelta(days=6)),
        "month": Q(due_at__gte=at, due_at__lte=tonight + timedelta(days=29)),
        "repeats": ~Q(repeats=""),
        "none": Q(due_at=None, repeats=""),
    }[due]


def _searched(rows: QuerySet[Directive], typed: str) -> QuerySet[Directive]:
    """Every term occurs, as words, as a piece of the text or as the beginning of the code."""
    rows = rows.annotate(words=SearchVector("search_words", config="simple"))
    for term in typed.split():
        words = " ".join(
            word for word in rjieba.cut_for_search(term.lower()) if any(sign.isalnum() for sign in word)
        )
        condition = Q(code__istartswith=term) | Q(text__icontains=term) | Q(quote__icontains=term)
        if words:
            condition |= Q(words=SearchQuery(words, config="simple"))
        rows = rows.filter(condition)
    return rows
