"""What a letter about a requirement says. It goes to the issuer and the addressed units only."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from anlan.areas.command.models import Addressee, Directive


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
