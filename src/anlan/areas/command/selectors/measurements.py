"""What requirements, answers and relays can be measured by: counts over rows, nothing reported."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Final
from uuid import UUID

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet

from anlan.areas.command.models import Addressee, Directive, Indicator
from anlan.areas.command.models.choices import AddressRole, DirectiveKind, Origin
from anlan.areas.command.states import COUNTING, LIVE
from anlan.foundation.indicators.public import (
    WHOLE,
    Measured,
    Scope,
    ScopeKind,
    at_once,
    definitions,
    gather,
    known_only,
    share,
    tally,
)
from anlan.foundation.people.models import Appointment, Unit
from anlan.foundation.people.models.lasting import in_force_q

WINDOW: Final = timedelta(days=30)
PATHS: Final = {ScopeKind.UNIT: "unit__path"}


@at_once
def acknowledged_in_time(at: datetime, scopes: Sequence[Scope]) -> Mapping[Scope, Measured]:
    """Answers whose term ended in the window: acknowledged or objected to before it did."""
    due = _addressees().filter(answer_due_at__gt=at - WINDOW, answer_due_at__lte=at)
    in_time = Q(acknowledged_at__lte=F("answer_due_at")) | Q(objected_at__lte=F("answer_due_at"))
    return _shares(due, in_time, scopes, at=at)


@at_once
def relays_in_time(at: datetime, scopes: Sequence[Scope]) -> Mapping[Scope, Measured]:
    """Lead units with units below that passed a requirement on before the term to answer ended."""
    below = Unit.objects.in_force(at).filter(parent=OuterRef("unit"))
    passed = Directive.objects.filter(
        relayed_from=OuterRef("directive"), issuer_unit=OuterRef("unit"), origin=Origin.RELAYED
    ).filter(issued_at__lte=OuterRef("answer_due_at"))
    rows = _addressees().filter(
        Exists(below),
        role=AddressRole.LEAD,
        relay_waived_at=None,
        directive__origin=Origin.CENTRAL,
        answer_due_at__gt=at - WINDOW,
        answer_due_at__lte=at,
    )
    return _shares(rows, Q(Exists(passed)), scopes, at=at)


@at_once
def without_indicator(at: datetime, scopes: Sequence[Scope]) -> Mapping[Scope, Measured]:
    """Requirements in force without an indicator that is measured."""
    bound = Indicator.objects.filter(measure__in=list(definitions().by_code))
    return _items(~Q(pk__in=bound.values("directive")), scopes, at=at)


@at_once
def without_owner(at: datetime, scopes: Sequence[Scope]) -> Mapping[Scope, Measured]:
    """Requirements in force of whose lead units one at least has nobody in office."""
    held = Appointment.objects.filter(in_force_q(at), deputy=False, secretary=False).order_by()
    bare = Addressee.objects.filter(role=AddressRole.LEAD).order_by()
    bare = bare.exclude(unit__in=held.values("position__unit"))
    return _items(Q(pk__in=bare.values("directive")), scopes, at=at)


def _shares(
    rows: QuerySet[Addressee], good: Q, scopes: Sequence[Scope], *, at: datetime
) -> dict[Scope, Measured]:
    """How many of the answers are good, in percent."""
    told = tally(rows, scopes, paths=PATHS, all=Count("pk"), good=Count("pk", filter=good))
    return known_only((scope, share(one["good"], one["all"], as_of=at)) for scope, one in told.items())


def _items(found: Q, scopes: Sequence[Scope], *, at: datetime) -> dict[Scope, Measured]:
    """How many requirements in force are found among those that the units of a scope lead."""
    live = Directive.objects.filter(kind=DirectiveKind.ITEM, state__in=LIVE).order_by()
    keys, hits = set(live.values_list("pk", flat=True)), set(live.filter(found).values_list("pk", flat=True))
    leads = Addressee.objects.filter(role=AddressRole.LEAD, directive__in=live.values("pk"))
    held = gather(leads, scopes, paths=PATHS, fields=("directive_id",))
    led = {scope: {key for (key,) in rows} for scope, rows in held.items()}
    return known_only(
        (scope, _count(hits, of=keys if scope == WHOLE else led.get(scope, set()), at=at)) for scope in scopes
    )


def _count(hits: AbstractSet[UUID], *, of: AbstractSet[UUID], at: datetime) -> Measured | None:
    """A count among so many; of none there is nothing to count."""
    found = len(hits & of)
    return Measured(Decimal(found), at, found, len(of)) if of else None


def _addressees() -> QuerySet[Addressee]:
    """Answers to what is in force or done: whether one came in time does not change when the work is done."""
    return Addressee.objects.filter(directive__state__in=COUNTING)
