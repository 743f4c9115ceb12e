"""What the filters of the register can be set to, and the views kept of it."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q

from anlan.areas.command.models import Addressee, Meeting, SavedView
from anlan.areas.command.selectors.sight import directives, meetings_seen
from anlan.areas.command.selectors.units import Chip, campuses, unit_chips
from anlan.core.access import Actor

MOST_MEETINGS = 60


@dataclass(frozen=True, slots=True)
class RegisterOptions:
    """Choices that lead somewhere for this viewer."""

    meetings: tuple[Meeting, ...]
    speakers: tuple[str, ...]
    units: tuple[Chip, ...]
    campuses: tuple[Chip, ...]


def register_options(viewer: Actor) -> RegisterOptions:
    """Meetings, speakers, addressed units and campuses of what the viewer sees."""
    seen = directives(viewer)
    speakers = seen.exclude(speaker="").order_by("speaker").values_list("speaker", flat=True).distinct()
    addressed = (
        Addressee.objects.filter(directive__in=seen.values("pk")).order_by().values_list("unit", flat=True)
    )
    return RegisterOptions(
        meetings=tuple(meetings_seen(viewer)[:MOST_MEETINGS]),
        speakers=tuple(speakers),
        units=tuple(sorted(unit_chips(addressed.distinct()).values(), key=lambda chip: chip.name)),
        campuses=tuple(campuses()),
    )


def saved_views(viewer: Actor) -> list[SavedView]:
    """The viewer's own views and those shared by others, own first."""
    mine = Q(owner=viewer.position_id)
    rows = SavedView.objects.filter(mine | Q(shared=True)).select_related("owner__unit")
    return sorted(rows, key=lambda view: (view.owner_id != viewer.position_id, view.name))
