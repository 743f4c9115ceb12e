"""What a requirement in force says, as the fields of a correction."""

from __future__ import annotations

from typing import Any

from anlan.areas.command.models import Directive, Indicator
from anlan.areas.command.models.choices import AddressRole
from anlan.foundation.indicators.public import definitions


def directive_values(directive: Directive) -> dict[str, Any]:
    """The correctable fields as plain values; three queries."""
    helpers = directive.addressees.filter(role=AddressRole.HELPER).values_list("unit_id", flat=True)
    return {
        "text": directive.text,
        "lead_unit": str(directive.lead_unit_id or ""),
        "lead_group": directive.lead_group,
        "helpers": [str(key) for key in helpers],
        "due_at": directive.due_at.isoformat() if directive.due_at else None,
        "due_all_day": directive.due_all_day,
        "repeats": directive.repeats,
        "deadline_text": directive.deadline_text,
        "verifier": str(directive.verifier_id or ""),
        "places": [str(key) for key in directive.places.values_list("pk", flat=True)],
        "obligation": directive.obligation,
        "condition": directive.condition,
        **indicator_values(directive),
    }


def indicator_values(directive: Directive) -> dict[str, Any]:
    """Its measurements, and the indicator in words or the target that differs from the usual one."""
    rows = list(directive.indicators.order_by("order"))
    measured = [row for row in rows if row.measure]
    own = next((row for row in rows if not row.measure), None)
    shown = own or next((row for row in measured[:1] if _differs(row)), None)
    return {
        "indicator_name": own.name if own else "",
        "indicator_direction": shown.direction if shown else "",
        "indicator_target": shown.target if shown else "",
        "indicator_unit": own.unit if own else "",
        "measures": [row.measure for row in measured],
    }


def _differs(row: Indicator) -> bool:
    """Whether a requirement asks for another target than the catalogue."""
    known = definitions().by_code.get(row.measure)
    usual = "" if known is None or known.target is None else f"{known.target:f}"
    return row.target != usual
