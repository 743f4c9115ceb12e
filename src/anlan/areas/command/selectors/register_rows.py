"""The lines of one page of the register, loaded without a model for what is only counted."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from django.db.models import BooleanField, ExpressionWrapper, Q, prefetch_related_objects

from anlan.areas.command.models import Addressee, Directive, Indicator
from anlan.areas.command.models.choices import AddressRole
from anlan.areas.command.rules.status import Verdict
from anlan.areas.command.selectors.measuring import Gauge, gauges
from anlan.areas.command.selectors.units import Chip, group_kinds, group_label, unit_chips
from anlan.areas.command.selectors.verdicts import Judged
from anlan.areas.command.states import AnswerState


@dataclass(frozen=True, slots=True)
class RegisterRow:
    """One item as a line: ``answers`` are acknowledged of addressed units."""

    directive: Directive
    verdict: Verdict
    leads: tuple[Chip, ...]
    lead_label: str
    helpers: tuple[Chip, ...]
    helper_label: str
    indicator: Indicator | None
    answered: int
    addressed: int
    objected: int
    gauge: Gauge | None = None


class AnswerLine(NamedTuple):
    """What the lines of the register tell of one addressed unit."""

    directive_id: UUID
    unit_id: UUID
    unit_kind: str
    role: str
    state: str
    taken: bool


def register_rows(shown: Sequence[Judged], *, at: datetime) -> list[RegisterRow]:
    """The lines in the order given; a constant number of queries."""
    keys = [one.id for one in shown]
    loaded = Directive.objects.order_by().in_bulk(keys)
    prefetch_related_objects(list(loaded.values()), "meeting", "parent", "lead_unit")
    addressed = answer_lines(keys)
    chips = unit_chips(line.unit_id for lines in addressed.values() for line in lines)
    indicators = {
        one.directive_id: one for one in Indicator.objects.filter(directive__in=keys).order_by("-order")
    }
    measured = gauges(keys, at=at)
    return [
        _row(
            loaded[one.id],
            verdict=one.verdict,
            addressed=addressed.get(one.id, ()),
            chips=chips,
            indicator=indicators.get(one.id),
            gauge=next(iter(measured.get(one.id, ())), None),
        )
        for one in shown
    ]


def answer_lines(directive_ids: Collection[UUID]) -> Mapping[UUID, Sequence[AnswerLine]]:
    """Addressed units by requirement, leads first, then in the order of the units; one query."""
    taken = ExpressionWrapper(Q(acknowledged_at__isnull=False), output_field=BooleanField())
    rows = (
        Addressee.objects.filter(directive__in=directive_ids)
        .annotate(taken=taken)
        .order_by("-role", "unit__order", "unit__code")
        .values_list("directive_id", "unit_id", "unit__kind", "role", "state", "taken")
    )
    found: defaultdict[UUID, list[AnswerLine]] = defaultdict(list)
    for line in map(AnswerLine._make, rows):
        found[line.directive_id].append(line)
    return found


def lead_label_of(lead_group: str, leads: Sequence[Chip]) -> str:
    """The name of a group that leads, or of the units."""
    return group_label(lead_group) if lead_group else "、".join(chip.name for chip in leads)


def _row(
    directive: Directive,
    *,
    verdict: Verdict,
    addressed: Sequence[AnswerLine],
    chips: Mapping[UUID, Chip],
    indicator: Indicator | None,
    gauge: Gauge | None,
) -> RegisterRow:
    leads = tuple(chips[line.unit_id] for line in addressed if line.role == AddressRole.LEAD)
    helping = [line for line in addressed if line.role == AddressRole.HELPER]
    kinds = {kind for code in directive.helper_groups for kind in group_kinds(code)}
    single = [chips[line.unit_id].name for line in helping if line.unit_kind not in kinds]
    return RegisterRow(
        directive=directive,
        verdict=verdict,
        leads=leads,
        lead_label=lead_label_of(directive.lead_group, leads),
        helpers=tuple(chips[line.unit_id] for line in helping),
        helper_label="、".join([*map(group_label, directive.helper_groups), *single]),
        indicator=indicator,
        answered=sum(line.taken for line in addressed),
        addressed=len(addressed),
        objected=sum(line.state == AnswerState.OBJECTED for line in addressed),
        gauge=gauge,
    )
