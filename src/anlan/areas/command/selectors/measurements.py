"""What requirements, answers and relays can be measured by: counts over rows, nothing reported."""

from __future__ import annotations

from datetime import datetime, timedelta
from decimal import Decimal
from typing import Final

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from anlan.areas.command.models import Addressee, Directive, Indicator
from anlan.areas.command.models.choices import AddressRole, DirectiveKind, Origin
from anlan.areas.command.states import LIVE
from anlan.foundation.indicators.public import Measured, Scope, ScopeKind, definitions, share
from anlan.foundation.people.models import Appointment, Unit
from anlan.foundation.people.models.lasting import in_force_q

WINDOW: Final = timedelta(days=30)


def acknowledged_in_time(at: datetime, scope: Scope) -> Measured | None:
    """Answers whose term ended in the window: acknowledged or objected to before it did."""
    due = _addressees(scope).filter(answer_due_at__gt=at - WINDOW, answer_due_at__lte=at)
    in_time = Q(acknowledged_at__lte=F("answer_due_at")) | Q(objected_at__lte=F("answer_due_at"))
    return share(due.filter(in_time).count(), due.count(), as_of=at)


def relays_in_time(at: datetime, scope: Scope) -> Measured | None:
    """Lead units with units below that passed a requirement on before the term to answer ended."""
    below = Unit.objects.in_force(at).filter(parent=OuterRef("unit"))
    passed = Directive.objects.filter(
        relayed_from=OuterRef("directive"), issuer_unit=OuterRef("unit"), origin=Origin.RELAYED
    ).filter(issued_at__lte=OuterRef("answer_due_at"))
    rows = _addressees(scope).filter(
        Exists(below),
        role=AddressRole.LEAD,
        relay_waived_at=None,
        directive__origin=Origin.CENTRAL,
        answer_due_at__gt=at - WINDOW,
        answer_due_at__lte=at,
    )
    return share(rows.filter(Exists(passed)).count(), rows.count(), as_of=at)


def without_indicator(at: datetime, scope: Scope) -> Measured | None:
    """Requirements in force without an indicator that is measured."""
    bound = Indicator.objects.filter(measure__in=list(definitions().by_code))
    rows = _items(scope)
    total = rows.count()
    return _count(rows.exclude(pk__in=bound.values("directive")).count(), of=total, at=at)


def without_owner(at: datetime, scope: Scope) -> Measured | None:
    """Requirements in force of whose lead units one at least has nobody in office."""
    held = Appointment.objects.filter(in_force_q(at), deputy=False, secretary=False).order_by()
    bare = Addressee.objects.filter(role=AddressRole.LEAD).order_by()
    bare = bare.exclude(unit__in=held.values("position__unit"))
    rows = _items(scope)
    return _count(rows.filter(pk__in=bare.values("directive")).count(), of=rows.count(), at=at)


def _count(found: int, *, of: int, at: datetime) -> Measured | None:
    """A count among so many; of none there is nothing to count."""
    counted = share(found, of, as_of=at)
    return None if counted is None else Measured(Decimal(found), at, found, of)


def _items(scope: Scope) -> QuerySet[Directive]:
    rows = Directive.objects.filter(kind=DirectiveKind.ITEM, state__in=LIVE).order_by()
    if scope.kind is ScopeKind.UNIT:
        leads = _addressees(scope).filter(role=AddressRole.LEAD)
        return rows.filter(pk__in=leads.values("directive"))
    return rows


def _addressees(scope: Scope) -> QuerySet[Addressee]:
    rows = Addressee.objects.filter(directive__state__in=LIVE).order_by()
    if scope.kind is not ScopeKind.UNIT:
        return rows
    path = Unit.objects.values_list("path", flat=True).get(pk=str(scope.id))
    return rows.filter(unit__path__startswith=path)
