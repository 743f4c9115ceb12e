"""What a letter about a requirement says. It goes to the issuer and the addressed units only."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.db.models import Exists, OuterRef

from anlan.areas.command.models import Addressee, Directive
from anlan.areas.command.models.choices import AddressRole, Origin
from anlan.areas.command.states import COUNTING, LIVE, AnswerState
from anlan.core.kernel.clock import CAMPUS_ZONE
from anlan.foundation.people.models import Unit


@dataclass(frozen=True, slots=True)
class DirectiveTold:
    """A requirement in a few words, who issued it and which units it addresses."""

    id: UUID
    code: str
    text: str
    url: str
    due_at: datetime | None
    issued_by: UUID | None
    issuer_unit: UUID
    units: tuple[UUID, ...]
    reason: str


def directive_told(directive_id: UUID) -> DirectiveTold | None:
    """One requirement."""
    directive = Directive.objects.filter(pk=directive_id).first()
    if directive is None:
        return None
    return DirectiveTold(
        id=directive.pk,
        code=directive.code,
        text=directive.text,
        url=directive.get_absolute_url(),
        due_at=directive.due_at,
        issued_by=directive.issued_by_id,
        issuer_unit=directive.issuer_unit_id,
        units=tuple(directive.addressees.order_by("pk").values_list("unit_id", flat=True)),
        reason=directive.ended_reason,
    )


def first_for(directive_id: UUID) -> dict[UUID, int]:
    """The units for which this requirement is the first of its act of issuing, each with how many came."""
    directive = Directive.objects.get(pk=directive_id)
    own = Addressee.objects.filter(directive=directive)
    if directive.batch_id is None:
        return dict.fromkeys(own.values_list("unit_id", flat=True), 1)
    rows = Addressee.objects.filter(
        directive__batch=directive.batch_id, unit__in=own.values("unit")
    ).order_by("directive__order", "directive_id")
    seen: dict[UUID, list[UUID]] = {}
    for unit, key in rows.values_list("unit_id", "directive_id"):
        seen.setdefault(unit, []).append(key)
    return {unit: len(keys) for unit, keys in seen.items() if keys[0] == directive.pk}


@dataclass(frozen=True, slots=True)
class RelayTold:
    """A unit has passed a requirement on: from which, by whom, to how many units so far."""

    unit: str
    unit_en: str
    unit_id: UUID
    units: int


@dataclass(frozen=True, slots=True)
class RelayOwed:
    """A unit that acknowledged requirements some days ago and has passed them on to nobody below."""

    unit_id: UUID
    codes: tuple[str, ...]


def relay_told(relay_id: UUID) -> RelayTold | None:
    """What a relayed requirement says of the act that relayed it."""
    one = Directive.objects.select_related("issuer_unit").filter(pk=relay_id).first()
    if one is None or one.relayed_from_id is None:
        return None
    beside = Directive.objects.filter(
        relayed_from=one.relayed_from_id, issuer_unit=one.issuer_unit_id, origin=Origin.RELAYED
    )
    name = one.issuer_unit.name
    return RelayTold(name, one.issuer_unit.name_en or name, one.issuer_unit_id, beside.count())


def relays_owed(*, acknowledged_on: date) -> list[RelayOwed]:
    """Lead units with units below that acknowledged on that day and neither relayed nor waived since."""
    begun = datetime.combine(acknowledged_on, time.min, tzinfo=CAMPUS_ZONE)
    rows = (
        Addressee.objects.filter(
            role=AddressRole.LEAD,
            state=AnswerState.ACKNOWLEDGED,
            relay_waived_at=None,
            acknowledged_at__range=(begun, begun + timedelta(days=1)),
            directive__origin=Origin.CENTRAL,
            directive__state__in=LIVE,
        )
        .filter(Exists(Unit.objects.in_force().filter(parent=OuterRef("unit"))))
        .exclude(
            Exists(
                Directive.objects.filter(
                    relayed_from=OuterRef("directive"),
                    issuer_unit=OuterRef("unit"),
                    origin=Origin.RELAYED,
                    state__in=COUNTING,
                )
            )
        )
        .order_by("unit_id", "directive__order", "directive_id")
    )
    codes: dict[UUID, list[str]] = {}
    for unit, code in rows.values_list("unit_id", "directive__code"):
        codes.setdefault(unit, []).append(code)
    return [RelayOwed(unit, tuple(found)) for unit, found in codes.items()]
