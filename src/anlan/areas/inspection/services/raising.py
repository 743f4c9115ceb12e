"""Raising a finding: once on the client's key, counted as a repeat where it is one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import connection, transaction

from anlan.areas.inspection.access import FINDING as FINDING_KIND
from anlan.areas.inspection.events import FindingRaised
from anlan.areas.inspection.models import Finding, Run
from anlan.areas.inspection.models.choices import Severity
from anlan.areas.inspection.rules.repeats import Earlier, Recurrence, recurrence
from anlan.areas.inspection.selectors.rulebook import limits
from anlan.areas.inspection.selectors.sight import directives_seen, place_known, require_foreign, unit_known
from anlan.areas.inspection.services.grasp import somebody, step, words
from anlan.areas.inspection.services.numbering import FINDING, next_code
from anlan.core.access import Actor, Facts
from anlan.core.kernel import clock
from anlan.core.kernel.errors import BadInput, Conflict
from anlan.foundation.bus.public import publish
from anlan.foundation.campus.models import Place
from anlan.foundation.ledger.public import Ref, record
from anlan.foundation.people.models import Unit
from anlan.foundation.people.public import require_at


@dataclass(frozen=True, slots=True)
class Raised:
    """What is told of a finding before it has a row."""

    place: Place
    unit: Unit
    severity: str
    text: str
    stopped: str = ""
    due_at: datetime | None = None
    subject: str = ""
    item_key: str = ""


@transaction.atomic
def raise_finding(
    *,
    by: Actor,
    place_id: UUID,
    unit_id: UUID,
    severity: str,
    text: str,
    client_id: UUID,
    item_key: str = "",
    subject: str = "",
    due_at: datetime | None = None,
    stopped: str = "",
    directive_ids: Iterable[UUID] = (),
    origin: Ref | None = None,
    raised_at: datetime | None = None,
    drill: bool = False,
) -> Finding:
    """Say that something is wrong. The same client key twice gives the same finding.

    Raises NotVisible, NotYours, BadInput, Conflict (the key belongs to something else).
    A job may raise one as well: a missed round is a finding by itself.
    """
    known = already(client_id, by=by)
    if known is not None:
        return known
    told = Raised(
        place=place_known(place_id),
        unit=unit_known(unit_id),
        severity=severity,
        text=text,
        stopped=stopped,
        due_at=due_at,
        subject=subject,
        item_key=item_key,
    )
    facts = Facts(units=frozenset({told.unit.path}), places=frozenset({told.place.path}))
    require_at(by, "inspection.inspect", kind=FINDING_KIND, facts=facts)
    if not by.job:
        somebody(by)
        require_foreign(by, told.unit)
    finding = make_finding(told, by=by, client_id=client_id, origin=origin, raised_at=raised_at, drill=drill)
    finding.directives.set(directives_seen(by, directive_ids))
    return finding


def already(client_id: UUID, *, by: Actor) -> Finding | None:
    """The finding that this key made before. Raises Conflict when somebody else's."""
    known = Finding.objects.select_related("unit", "place").filter(pk=client_id).first()
    if known is not None and known.raised_person_id != by.person_id:
        raise Conflict("inspection.client_id_used")
    return known


def make_finding(
    told: Raised,
    *,
    by: Actor,
    client_id: UUID,
    run: Run | None = None,
    origin: Ref | None = None,
    raised_at: datetime | None = None,
    drill: bool = False,
) -> Finding:
    """Write, count, record and announce; the caller has checked who may."""
    at = clock.now()
    severity = _severity(told.severity)
    again = _recurrence(told, at=raised_at or at, drill=drill)
    finding = Finding.objects.create(
        id=client_id,
        code=next_code(FINDING),
        run=run,
        subject=told.subject,
        item_key=told.item_key[:60],
        place=told.place,
        unit=told.unit,
        severity=severity,
        text=words(told.text, field="text", most=500),
        stopped=_stopped(told.stopped, severity=severity),
        due_at=_due(told.due_at, severity=severity, at=at),
        raised_at=raised_at or at,
        round_began_at=raised_at or at,
        raised_by_id=by.position_id,
        raised_person_id=by.person_id,
        origin_kind=origin.kind if origin else "",
        origin_id=UUID(str(origin.id)) if origin else None,
        repeat_of_id=again.repeat_of,
        recurrence=again.number,
        drill=drill,
    )
    step(finding, "raise", source="", by=by)
    record("inspection.raise", on=finding, by=by, note=finding.text, after=told_of(finding), drill=drill)
    publish(
        FindingRaised(
            finding_id=str(finding.pk), code=finding.code, unit_id=str(finding.unit_id), severity=severity
        )
    )
    return finding


def told_of(finding: Finding) -> dict[str, object]:
    """What the ledger keeps of a finding."""
    return {
        "code": finding.code,
        "place": finding.place_id,
        "unit": finding.unit_id,
        "item": finding.item_key,
        "severity": finding.severity,
        "due_at": finding.due_at,
        "repeat_of": finding.repeat_of_id,
        "recurrence": finding.recurrence,
    }


def _severity(severity: str) -> str:
    if severity not in Severity.values:
        raise BadInput("inspection.severity_unknown", field="severity")
    return severity


def _stopped(said: str, *, severity: str) -> str:
    """What was stopped on the spot; it has to be told for what cannot wait."""
    return words(said, field="stopped", most=300) if severity == Severity.STOP_NOW else said.strip()[:300]


def _due(due_at: datetime | None, *, severity: str, at: datetime) -> datetime:
    """The deadline given if it lies ahead, else what the rule book gives."""
    if due_at is not None and at < due_at <= at + timedelta(days=366):
        return due_at
    return at + limits().due_after(severity)


def _recurrence(told: Raised, *, at: datetime, drill: bool) -> Recurrence:
    """Counted under a lock on place and item, so that two at once do not both become the second."""
    if not told.item_key:
        return Recurrence()
    with connection.cursor() as cursor:
        key = f"{told.place.pk}:{told.subject}:{told.item_key}"
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [key])
    rows = Finding.objects.filter(
        place=told.place, subject=told.subject, item_key=told.item_key, drill=drill
    ).exclude(state="overturned")
    known = [
        Earlier(*row) for row in rows.order_by("-raised_at").values_list("id", "raised_at", "recurrence")[:20]
    ]
    return recurrence(known, at=at, days=limits().repeat_days)
