"""The door of movement: recorded passages, and what a drafted phase would change."""

from anlan.areas.movement.events import NamesAnswered, NamesAsked, PreviewEnded
from anlan.areas.movement.models import NamesRequest, PassageFile, Preview
from anlan.areas.movement.rules.results import (
    Alarm,
    Basis,
    Cell,
    ChangeLine,
    ClassScore,
    Findings,
    HourLine,
    Line,
    Load,
    Moved,
    PassGroup,
    Persons,
    Said,
    Score,
)
from anlan.areas.movement.selectors.behind import groups_of
from anlan.areas.movement.selectors.sight import (
    names_requests_of,
    newest_preview_of,
    preview_for,
    previews_of,
    result_of,
    score_of,
)
from anlan.areas.movement.selectors.standing import Freshness, freshness_of
from anlan.areas.movement.services.releasing import Named, ask_names, names_of, refuse_names, release_names
from anlan.areas.movement.services.running import cancel_preview, start_preview
from anlan.areas.movement.states import NamesState, PreviewState

__all__ = [
    "Alarm",
    "Basis",
    "Cell",
    "ChangeLine",
    "ClassScore",
    "Findings",
    "Freshness",
    "HourLine",
    "Line",
    "Load",
    "Moved",
    "Named",
    "NamesAnswered",
    "NamesAsked",
    "NamesRequest",
    "NamesState",
    "PassGroup",
    "PassageFile",
    "Persons",
    "Preview",
    "PreviewEnded",
    "PreviewState",
    "Said",
    "Score",
    "ask_names",
    "cancel_preview",
    "freshness_of",
    "groups_of",
    "names_of",
    "names_requests_of",
    "newest_preview_of",
    "preview_for",
    "previews_of",
    "refuse_names",
    "release_names",
    "result_of",
    "score_of",
    "start_preview",
]
