"""Values as they are read: the newest of many measurements, and one measurement over time."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any, Final
from uuid import UUID

from django.conf import settings
from django.db import connection

from anlan.foundation.indicators.definitions import Definition
from anlan.foundation.indicators.models import Observation
from anlan.foundation.indicators.rules.standing import Aim, State, state
from anlan.foundation.indicators.scopes import WHOLE, Scope, ScopeKind

_COLUMNS: Final = "o.value, o.numerator, o.denominator, o.as_of, o.computed_at, o.note"
# Two halves, because the index is not used for "the same or both missing".
_LATEST: Final = f"""
SELECT w.code, w.kind, w.scope, {_COLUMNS}
FROM unnest(%(codes)s::text[], %(kinds)s::text[], %(ids)s::uuid[]) AS w(code, kind, scope)
JOIN indicators_indicator i ON i.code = w.code
CROSS JOIN LATERAL (
    SELECT * FROM indicators_observation o
    WHERE o.indicator_id = i.id AND o.drill = %(drill)s AND o.scope_kind = w.kind
      AND o.scope_id = w.scope AND o.as_of <= %(at)s
    ORDER BY o.as_of DESC LIMIT 1
) o
WHERE w.scope IS NOT NULL
UNION ALL
SELECT w.code, w.kind, w.scope, {_COLUMNS}
FROM unnest(%(codes)s::text[], %(kinds)s::text[], %(ids)s::uuid[]) AS w(code, kind, scope)
JOIN indicators_indicator i ON i.code = w.code
CROSS JOIN LATERAL (
    SELECT * FROM indicators_observation o
    WHERE o.indicator_id = i.id AND o.drill = %(drill)s AND o.scope_kind = 'whole'
      AND o.scope_id IS NULL AND o.as_of <= %(at)s
    ORDER BY o.as_of DESC LIMIT 1
) o
WHERE w.scope IS NULL
"""  # noqa: S608 - no input in the text
_DAILY: Final = f"""
SELECT DISTINCT ON (o.scope_id, day) (o.as_of AT TIME ZONE %(zone)s)::date AS day, o.scope_id, {_COLUMNS}
FROM indicators_observation o JOIN indicators_indicator i ON i.id = o.indicator_id
WHERE i.code = %(code)s AND o.drill = %(drill)s AND o.scope_kind = %(kind)s AND {{scope}}
  AND o.as_of >= %(since)s AND o.as_of <= %(until)s
ORDER BY o.scope_id, day, o.as_of DESC
"""  # noqa: S608 - no input in the text


_COURSES: Final = f"""
SELECT DISTINCT ON (i.code, day) i.code, (o.as_of AT TIME ZONE %(zone)s)::date AS day, {_COLUMNS}
FROM indicators_observation o JOIN indicators_indicator i ON i.id = o.indicator_id
WHERE i.code = ANY(%(codes)s) AND o.drill = %(drill)s AND o.scope_kind = 'whole' AND o.scope_id IS NULL
  AND o.as_of >= %(since)s AND o.as_of <= %(until)s
ORDER BY i.code, day, o.as_of DESC
"""  # noqa: S608 - no input in the text


@dataclass(frozen=True, slots=True)
class Reading:
    """A value in a scope as of an instant; None where there was nothing to measure."""

    code: str
    scope: Scope
    value: Decimal | None
    numerator: int | None
    denominator: int | None
    as_of: datetime
    computed_at: datetime
    note: str = ""


Wanted = tuple[str, Scope]


def latest(
    codes: Iterable[str], scopes: Iterable[Scope], at: datetime, *, drill: bool = False
) -> dict[Wanted, Reading]:
    """The newest reading of each measurement in each scope, where there is one: one query."""
    scopes = tuple(dict.fromkeys(scopes))
    return latest_of(((code, scope) for code in dict.fromkeys(codes) for scope in scopes), at, drill=drill)


def latest_of(wanted: Iterable[Wanted], at: datetime, *, drill: bool = False) -> dict[Wanted, Reading]:
    """The same for pairs of a measurement and a scope."""
    pairs = tuple(dict.fromkeys(wanted))
    if not pairs:
        return {}
    given: Mapping[str, Any] = {
        "codes": [code for code, _ in pairs],
        "kinds": [scope.kind.value for _, scope in pairs],
        "ids": [scope.id for _, scope in pairs],
        "at": at,
        "drill": drill,
    }
    with connection.cursor() as cursor:
        cursor.execute(_LATEST, given)
        rows = cursor.fetchall()
    found = (Reading(code, Scope(ScopeKind(kind), key), *rest) for code, kind, key, *rest in rows)
    return {(one.code, one.scope): one for one in found}


def series(
    code: str, scope: Scope, since: datetime, until: datetime, *, drill: bool = False
) -> list[Reading]:
    """Every reading of one scope in a time, oldest first: one query."""
    rows = (
        Observation.objects.filter(
            indicator__code=code,
            drill=drill,
            scope_kind=scope.kind,
            scope_id=scope.id,
            as_of__gte=since,
            as_of__lte=until,
        )
        .order_by("as_of")
        .values_list("value", "numerator", "denominator", "as_of", "computed_at", "note")
    )
    return [Reading(code, scope, *row) for row in rows]


def courses(
    codes: Collection[str], since: datetime, until: datetime, *, drill: bool = False
) -> dict[str, list[Reading]]:
    """The last value of each day of the whole house, for several measurements: one query."""
    found: dict[str, list[Reading]] = {code: [] for code in codes}
    given: Mapping[str, Any] = {
        "zone": settings.TIME_ZONE,
        "codes": list(codes),
        "drill": drill,
        "since": since,
        "until": until,
    }
    with connection.cursor() as cursor:
        cursor.execute(_COURSES, given)
        for code, _day, *rest in cursor.fetchall():
            found[code].append(Reading(code, WHOLE, *rest))
    return found


def daily(code: str, scope: Scope, since: datetime, until: datetime, *, drill: bool = False) -> list[Reading]:
    """The last reading of each day on the campus, oldest first: one query."""
    return daily_of_many(code, (scope,), since, until, drill=drill).get(scope, [])


def daily_of_many(
    code: str, scopes: Collection[Scope], since: datetime, until: datetime, *, drill: bool = False
) -> dict[Scope, list[Reading]]:
    """The same for several scopes of one kind, in one query."""
    kinds = {scope.kind for scope in scopes}
    if len(kinds) != 1:
        raise ValueError("scopes of one kind")
    kind = kinds.pop()
    where = "o.scope_id IS NULL" if kind is ScopeKind.WHOLE else "o.scope_id = ANY(%(ids)s::uuid[])"
    given: Mapping[str, Any] = {
        "zone": settings.TIME_ZONE,
        "code": code,
        "drill": drill,
        "kind": kind.value,
        "ids": [scope.id for scope in scopes],
        "since": since,
        "until": until,
    }
    with connection.cursor() as cursor:
        cursor.execute(_DAILY.format(scope=where), given)
        return _by_scope(code, kind, cursor.fetchall())


def _by_scope(
    code: str, kind: ScopeKind, rows: Sequence[tuple[Any, UUID | None, *tuple[Any, ...]]]
) -> dict[Scope, list[Reading]]:
    found: dict[Scope, list[Reading]] = {}
    for _day, key, *rest in rows:
        scope = Scope(kind, key)
        found.setdefault(scope, []).append(Reading(code, scope, *rest))
    return found


def standing(
    reading: Reading | None, definition: Definition, at: datetime, *, aim: Aim | None = None
) -> State:
    """How a reading stands against the usual target, or against another."""
    return state(
        reading.value if reading else None,
        reading.as_of if reading else None,
        aim=aim or definition.aim,
        age_limit=definition.age_limit,
        at=at,
        enough=is_enough(reading, definition),
    )


def is_enough(reading: Reading | None, definition: Definition) -> bool:
    """Whether a share rests on as many as its definition asks for."""
    return reading is None or reading.denominator is None or reading.denominator >= definition.fewest
