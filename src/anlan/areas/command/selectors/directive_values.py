"""What a requirement in force says, as the fields of a correction."""

from __future__ import annotations

from typing import Any

from anlan.areas.command.models import Directive
from anlan.areas.command.models.choices import AddressRole


def directive_values(directive: Directive) -> dict[str, Any]:
    """The correctable fields as plain values; three queries."""
    helpers = directive.addressees.filter(role=AddressRole.HELPER).values_list("unit_id", flat=True)
    indicator = directive.indicators.order_by("order").first()
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
        "indicator_name": indicator.name if indicator else "",
        "indicator_direction": indicator.direction if indicator else "",
        "indicator_target": indicator.target if indicator else "",
        "indicator_unit": indicator.unit if indicator else "",
    }
