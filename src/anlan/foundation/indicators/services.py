"""Acts: a value is observed once and stays; a measurement is computed in all its scopes."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction

from anlan.core.kernel import clock
from anlan.core.kernel.errors import BadInput
from anlan.foundation.bus.public import tell_changed
from anlan.foundation.campus.public import Place
from anlan.foundation.indicators.definitions import Definition, definitions
from anlan.foundation.indicators.models import Indicator, Observation
from anlan.foundation.indicators.readings import latest
from anlan.foundation.indicators.scopes import WHOLE, Scope, ScopeKind, campus, unit
from anlan.foundation.indicators.sources import Measured, Query, measured_in, source
from anlan.foundation.people.models import Unit

EARLY = timedelta(seconds=30)
TOPIC = "indicators"
"""What open pages hear when something was measured."""


@transaction.atomic
def observe(
    code: str, *, measured: Measured, scope: Scope = WHOLE, source_name: str = "", drill: bool = False
) -> Observation:
    """Keep a value. The first one of an instant stays: the same again changes nothing."""
    definition = _known(code)
    if measured.as_of > clock.now():
        raise BadInput("indicators.from_the_future")
    row = _row(definition)
    found, _new = Observation.objects.get_or_create(
        indicator=row,
        drill=drill,
        scope_kind=scope.kind,
        scope_id=scope.id,
        as_of=measured.as_of,
        defaults={
            "value": measured.value,
            "numerator": measured.numerator,
            "denominator": measured.denominator,
            "source": source_name or definition.source,
            "definition_hash": definition.content_hash,
            "note": measured.note,
        },
    )
    return found


def compute(code: str, *, at: datetime) -> int:
    """Measure all scopes in one transaction; gives how many values were kept.

    A failing source leaves nothing behind but a visible failure, and is raised.
    """
    definition = _known(code)
    query = source(definition.source)
    if query is None:
        return 0
    try:
        with transaction.atomic():
            kept = _measure(definition, query, at=at)
            Indicator.objects.filter(code=code).update(computed_at=at, failed_at=None, failure="")
            tell_changed(TOPIC)
    except Exception as trouble:
        _row(definition)
        Indicator.objects.filter(code=code).update(failed_at=at, failure=type(trouble).__name__)
        raise
    return kept


def due(*, at: datetime) -> list[str]:
    """Measurements whose source is there and whose time has come."""
    computed = dict(Indicator.objects.values_list("code", "computed_at"))
    return [
        one.code
        for one in definitions().by_code.values()
        if source(one.source) is not None
        and ((last := computed.get(one.code)) is None or last + one.every <= at + EARLY)
    ]


def scopes_of(definition: Definition) -> list[Scope]:
    """Where a measurement is taken: the whole, each campus, each unit right below the university."""
    found = [WHOLE] if ScopeKind.WHOLE in definition.scopes else []
    if ScopeKind.CAMPUS in definition.scopes:
        roots = Place.objects.in_force().filter(parent=None, kind="campus")
        found += [campus(key) for key in roots.values_list("pk", flat=True)]
    if ScopeKind.UNIT in definition.scopes:
        top = Unit.objects.in_force().filter(parent__isnull=False, parent__parent=None)
        found += [unit(key) for key in top.values_list("pk", flat=True)]
    return found


def _measure(definition: Definition, query: Query, *, at: datetime) -> int:
    row = Indicator.objects.select_for_update().get(pk=_row(definition).pk)
    scopes = scopes_of(definition)
    before = latest((definition.code,), scopes, at)
    told = measured_in(query, at, scopes)
    fresh = []
    for scope in scopes:
        measured = told.get(scope)
        last = before.get((definition.code, scope))
        if measured is None and (last is None or last.value is None):
            continue
        fresh.append(_observation(row, definition, scope, measured, at=at))
    Observation.objects.bulk_create(fresh, ignore_conflicts=True)
    return len(fresh)


def _observation(
    row: Indicator, definition: Definition, scope: Scope, measured: Measured | None, *, at: datetime
) -> Observation:
    """A row to keep; nothing to measure any more is kept once, so that an old value does not live on."""
    return Observation(
        indicator=row,
        scope_kind=scope.kind,
        scope_id=scope.id,
        value=measured.value if measured else None,
        numerator=measured.numerator if measured else None,
        denominator=measured.denominator if measured else None,
        as_of=measured.as_of if measured else at,
        computed_at=at,
        source=definition.source,
        definition_hash=definition.content_hash,
        note=measured.note if measured else "",
    )


def _known(code: str) -> Definition:
    definition = definitions().by_code.get(code)
    if definition is None:
        raise BadInput("indicators.unknown", code=code)
    return definition


def _row(definition: Definition) -> Indicator:
    row, new = Indicator.objects.get_or_create(
        code=definition.code, defaults={"definition_hash": definition.content_hash}
    )
    if not new and row.definition_hash != definition.content_hash:
        row.definition_hash = definition.content_hash
        Indicator.objects.filter(pk=row.pk).update(definition_hash=definition.content_hash)
    return row
